"""The sampler that tests a formula shares no code with it: names reachable from one are not reachable from the other.

Reachable: the names in the definition of a function, class or constant, and those in the definitions of these, through
every module of ``theorems`` and ``numerics``; the core and the symbols of a paper are common ground.
"""

import ast
import dis
import sys
from functools import cache, lru_cache
from importlib import util
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from theorems.core.registry import load
from theorems.index import catalogue

COMMON = ("theorems.core", "theorems.standard.symbols")


@lru_cache
def definitions(module):
    """Top-level name -> the syntax trees that define it; imported name -> (module, name it has there)."""
    tree = ast.parse(Path(sys.modules[module].__file__).read_text(encoding="utf-8"))
    defined, imported = {}, {}
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                defined.setdefault(name, []).append(node)
            case ast.Assign() | ast.AnnAssign():
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for name in {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}:
                    defined.setdefault(name, []).append(node)
            case ast.ImportFrom():
                for alias in node.names:
                    imported[alias.asname or alias.name] = (node.module, alias.name)
    return defined, imported


def names_in(code):
    """The global names a code object and those inside it read; an attribute of one is written with a dot."""
    found, last = set(), None
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            last = instruction.argval
            found.add(last)
        else:
            if last and instruction.opname in ("LOAD_ATTR", "LOAD_METHOD"):
                found.add(f"{last}.{instruction.argval}")
            last = None
    return found.union(*(names_in(c) for c in code.co_consts if isinstance(c, CodeType)))


@cache
def used(module, name):
    """The names that the definitions of one name read: the same for every claim that leads there."""
    return names_in(compile(ast.Module(definitions(module)[0][name], []), "definition", "exec"))


def is_common(module):
    return module.startswith(COMMON) or module.endswith(".symbols") or not module.startswith(("theorems.", "numerics"))


def reachable(start):
    """All (module, name) that the definitions of ``start`` lead to; common ground is not entered, nor told."""
    found, queue = set(), list(start)
    while queue:
        module, name = queue.pop()
        if (module, name) in found or module not in sys.modules or is_common(module):
            continue
        defined, imported = definitions(module)
        first, _, attribute = name.partition(".")
        if first in imported:
            home, there = imported[first]
            value = getattr(sys.modules[home], there, None)
            if not isinstance(value, ModuleType):
                queue.append((home, there))
            elif attribute:
                queue.append((value.__name__, attribute))
        elif name in defined:
            found.add((module, name))
            queue += [(module, other) for other in used(module, name)]
    return found


def start_of(function):
    """Where a function begins: its own definition, or for one without a name of its own the names it uses."""
    first = function.__qualname__.split(".")[0]
    if first != "<lambda>":
        return {(function.__module__, first)}
    return {(function.__module__, name) for name in names_in(function.__code__)}


def samplers(claim):
    """The functions by which a claim is tried: they compute its left side from the world."""
    for evidence in claim.evidence:
        for field in ("sampler", "both", "compute"):
            if hasattr(evidence, field):
                yield getattr(evidence, field)


def formulas(claim):
    """Where the claim's formulas and derivations begin."""
    statement = type(claim.statement)
    found = {(statement.__module__, statement.__name__)}
    for evidence in claim.evidence:
        for field in ("derivation", "tests"):
            if getattr(evidence, field, None):
                found |= start_of(getattr(evidence, field))
    return found


def shared(claim):
    formula = reachable(formulas(claim))
    return sorted({name for sampler in samplers(claim) for name in reachable(start_of(sampler)) & formula})


def of_sympy(claim):
    """The names of SymPy, expressions included, that a sampler uses directly or through what it calls."""
    found = set()
    for sampler in samplers(claim):
        names = {(sampler.__module__, name) for name in names_in(sampler.__code__)}
        for module, name in reachable(start_of(sampler)):
            names |= {(module, other) for other in used(module, name)}
        found |= {name for module, name in names if is_sympy(getattr(sys.modules[module], name, None))}
    return sorted(found)


def is_sympy(value):
    own = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", "")
    homes = [own, type(value).__module__]
    return "sympy" in [str(home).split(".")[0] for home in homes]


@pytest.mark.parametrize("id", catalogue())
def test_formula_and_sampler_share_no_code(id):
    assert shared(load(id)) == []


@pytest.mark.parametrize("id", catalogue())
def test_samplers_use_no_sympy(id):
    assert of_sympy(load(id)) == []


# -- the law itself has teeth ---------------------------------------------------------------------------------------

CLAIM = '''
from types import SimpleNamespace
import sympy
from sympy import Symbol, sqrt
from numerics import groups
from numerics.groups import haar
x = Symbol("x")
CONSTANT = 2
def bound(t):
    return CONSTANT * t
class Square:
    value = bound(x)
def derivation(s):
    return haar(s)
def direct(p):
    return p.x + p.x
def through(p):
    return helper(p.x)
def helper(t):
    return bound(t)
def constant(p):
    return CONSTANT * p.x
def symbolic(p):
    return helper_of_sympy(p.x)
def by_package(p):
    return groups.haar(p.x)
def helper_of_sympy(t):
    return float(sqrt(t))
def by_module(p):
    return sympy.sqrt(p.x)
CLAIM = lambda compute: SimpleNamespace(
    statement=Square(), evidence=[SimpleNamespace(derivation=derivation), SimpleNamespace(compute=compute)]
)
'''


@pytest.fixture
def example(tmp_path, monkeypatch):
    path = tmp_path / "example.py"
    path.write_text(CLAIM)
    name = "theorems.example_of_two_roads"
    spec = util.spec_from_file_location(name, path)
    module = util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("sampler", "found"), [
    ("direct", []), ("through", ["CONSTANT", "bound"]), ("constant", ["CONSTANT"]), ("symbolic", []),
    ("by_package", ["haar"]),
])
def test_shared_code_is_found_through_helpers(example, sampler, found):
    names = {name for module, name in shared(example.CLAIM(getattr(example, sampler)))}
    assert names >= set(found) and bool(names) is bool(found)


@pytest.mark.parametrize(("sampler", "found"), [("direct", []), ("symbolic", ["sqrt"]), ("by_module", ["sympy"])])
def test_sympy_is_found_through_helpers(example, sampler, found):
    assert of_sympy(example.CLAIM(getattr(example, sampler))) == found


def test_a_nameless_sampler_is_seen_through(example):
    nameless = eval("lambda p: bound(p.x)", vars(example))
    assert [name for _, name in shared(example.CLAIM(nameless))] == ["CONSTANT", "bound"]
