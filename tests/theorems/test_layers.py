"""Who may import whom, read from the syntax trees: what an import says counts, wherever in the file it stands."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("numerics", "theorems")
VIEWERS = ("theorems.views", "theorems.cli", "theorems.pytest_plugin", "theorems.testing", "theorems")


def zone(module):
    """The layer a module belongs to; each paper is a layer of its own."""
    parts = module.split(".")
    if parts[0] != "theorems":
        return parts[0]
    if parts[1:2] == ["papers"]:
        return ".".join(parts[:3])
    return ".".join(parts[:2])


def allowed(importer, imported):
    """Whether the layers let one module import another."""
    one, other = zone(importer), zone(imported)
    if one in VIEWERS:
        return True
    below = {"numerics": {"numerics"}, "theorems.index": {"theorems.index"}}
    below["theorems.core"] = {"theorems.core", "theorems.index", "numerics"}
    below["theorems.standard"] = below["theorems.core"] | {"theorems.standard"}
    return other in below.get(one, below["theorems.standard"] | {one})


def imports(source, module, is_package=False):
    """The modules of ours that a source imports; ``from a import b`` counts as a and, where b is a module, as a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in FOLDERS)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[: (0 if is_package else -1) - node.level + 1 or None] if node.level else []
            name = ".".join((*base, *filter(None, [node.module])))
            if name == "theorems" and [alias.name for alias in node.names] == ["__version__"]:
                continue                         # a number, which stands in no layer
            if name.split(".")[0] in FOLDERS:
                yield name
                for alias in node.names:
                    place = ROOT.joinpath(*name.split("."), alias.name)
                    if place.is_dir() or place.with_suffix(".py").is_file():
                        yield f"{name}.{alias.name}"


def files():
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_file_imports_against_the_layers():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files()
        for name in imports(path.read_text(encoding="utf-8"), module_of(path), path.name == "__init__.py")
        if not allowed(module_of(path), name)
    ]
    assert wrong == []


@pytest.mark.parametrize(("importer", "source", "right"), [
    ("numerics.groups.haar", "from numerics import tasks", True),
    ("numerics.groups.haar", "def f():\n    import theorems.core.chain", False),
    ("numerics.groups.haar", "from theorems import core", False),
    ("theorems.core.chain", "from numerics.enclosure import balls", True),
    ("theorems.core.chain", "from theorems.standard import information", False),
    ("theorems.core.chain", "import theorems", False),
    ("theorems.core.chain", "from theorems import __version__, claim", False),
    ("theorems.core.chain", "from theorems import __version__", True),
    ("theorems.core.verify", "from theorems.index import catalogue", True),
    ("theorems.index", "from theorems.core import claim", False),
    ("theorems.index", "from numerics import groups", False),
    ("theorems.core.judge", "from theorems.views.words import spoken", False),
    ("theorems.standard.information.kl", "from theorems.core import Claim", True),
    ("theorems.standard.information.kl", "from theorems.papers.dynamic_signal import symbols", False),
    ("theorems.papers.dynamic_signal.a", "from theorems.papers.dynamic_signal.symbols import k", True),
    ("theorems.papers.dynamic_signal.a", "from theorems.papers.deep_convolution.symbols import k", False),
    ("theorems.papers.dynamic_signal.a", "from .symbols import k", True),
    ("theorems.papers.dynamic_signal.a", "from ..deep_convolution.symbols import k", False),
    ("theorems.papers.dynamic_signal.a", "from theorems.testing import parameters", False),
    ("theorems.cli", "from theorems.views.verdicts import lines", True),
])
def test_the_rule_itself(importer, source, right):
    assert all(allowed(importer, name) for name in imports(source, importer)) is right


@pytest.mark.parametrize(("module", "heavy"), [
    ("theorems", ("sympy", "numpy", "click")),
    ("theorems.pytest_plugin", ("sympy", "numpy", "hypothesis")),
    ("theorems.testing", ("sympy", "numpy", "hypothesis")),
    ("theorems.index", ("sympy", "scipy")),
])
def test_what_is_imported_on_every_start_is_light(module, heavy):
    code = f"import sys, {module}; print(*(m for m in {heavy!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []
