"""Laws of every claim that need no verdict: it says something, somewhere, and its mutants say something else."""

import ast
import re
from pathlib import Path

import pytest
from sympy import latex, nan, oo, zoo

from theorems.core.domain import HypothesisViolated
from theorems.core.expressions import substitute
from theorems.core.registry import load
from theorems.core.sets import Binomial
from theorems.core.statement import Exists, Relation, is_formula
from theorems.index import catalogue

IDS = list(catalogue())


def parts(claim, statement):
    """What a statement says, and how it is derived, as things to compare."""
    domain = statement.domain()
    found = {
        "conclusion": statement.conclusion(), "hypotheses": tuple(statement.hypotheses()),
        "domain": (domain.sets, domain.lets, domain.constraints),
    }
    for evidence in claim.evidence:
        if evidence.kind == "derivation":
            try:
                found[f"derivation {evidence.name}"] = evidence.derivation(statement)
            except Exception as error:  # a mutant whose derivation cannot be written down has another derivation
                found[f"derivation {evidence.name}"] = repr(error)
    return found


@pytest.mark.parametrize("id", IDS)
def test_the_id_says_where_the_file_is(id):
    paper, name = id.split("/")
    path = Path(catalogue()[id].path)
    assert (path.parent.name, path.stem) == (paper, name)
    assert load(id).id == id


@pytest.mark.parametrize("id", IDS)
def test_the_witness_lies_in_the_domain_and_the_conclusion_says_something_there(id):
    claim = load(id)
    domain = claim.statement.domain()
    point = domain.complete(claim.witness)
    assert {str(s) for s in claim.witness} <= {str(s) for s in domain.numbers}
    assert domain.violated(point) is None
    conclusion = claim.statement.conclusion()
    if isinstance(conclusion, Exists):
        return
    for side in (conclusion.left, conclusion.right):
        there = substitute(domain.expanded(side), point)
        assert not there.has(nan, zoo, oo, -oo), there
        if not getattr(there, "is_Matrix", False) and not there.free_symbols and there.is_number:
            assert there.evalf().is_finite and there.is_extended_real is not False, there


@pytest.mark.parametrize("id", IDS)
def test_a_point_outside_the_domain_is_told_apart_from_the_witness(id):
    claim = load(id)
    domain = claim.statement.domain()
    point = domain.complete(claim.witness)
    for symbol, values in domain.sets:
        if symbol not in point or isinstance(values, Binomial) or not hasattr(values, "low"):
            continue
        low, _ = domain.range_at(symbol, point)
        if low != -oo:
            outside = point | {symbol: low - 1}
            assert domain.violated(outside) is not None
            with pytest.raises(HypothesisViolated):
                domain.complete(outside)


@pytest.mark.parametrize("id", IDS)
def test_there_are_two_mutants_and_each_says_something_else(id):
    claim = load(id)
    assert len(claim.mutants) >= 2
    true = parts(claim, claim.statement)
    for mutant in claim.mutants:
        wrong = parts(claim, mutant.of_statement(claim.statement))
        seen = {name.split()[0] for name in true if true[name] != wrong[name]}
        world = any(not is_formula(value) for _, value in mutant.changes)
        admitted = {"conclusion", "hypotheses", "domain"} | ({"derivation"} if world or mutant.of == "proof" else set())
        assert seen & admitted, f"{mutant.name} changes {seen or 'nothing'}"


@pytest.mark.parametrize("id", IDS)
def test_mutants_are_told_apart(id):
    claim = load(id)
    stated = [(m.of, sorted(map(str, m.changes))) for m in claim.mutants]
    assert all(stated.count(one) == 1 for one in stated)
    assert all(m.because.strip() for m in claim.mutants)


@pytest.mark.parametrize("id", IDS)
def test_the_statement_prints_as_latex(id):
    conclusion = load(id).statement.conclusion()
    text = conclusion.latex if isinstance(conclusion, Exists) else latex(conclusion.sympy())
    assert text.strip()
    assert not re.search(r"Quantity|object at|<class|Basic\(", text)
    assert balanced(text), text


def balanced(text):
    text = re.sub(r"\\[{}]", "", text)
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0 and len(re.findall(r"\\left\b", text)) == len(re.findall(r"\\right\b", text))


@pytest.mark.parametrize("id", IDS)
def test_the_docstring_is_raw_and_displays_one_formula(id):
    source = Path(catalogue()[id].path).read_text(encoding="utf-8")
    tree = ast.parse(source)
    docstring = ast.get_docstring(tree)
    assert docstring
    assert source.startswith('r"""')
    assert docstring.count(".. math::") == 1
    formula = re.search(r"^\.\. math::(.*?)(?:\n\s*\n|\Z)", docstring, flags=re.MULTILINE | re.DOTALL)
    assert formula and formula[1].strip() and balanced(formula[1])


@pytest.mark.parametrize("id", IDS)
def test_an_erratum_has_its_correction_and_a_correction_its_erratum(id):
    entry, known = catalogue()[id], catalogue()
    assert entry.expected in ("holds", "refuted")
    if entry.corrects:
        assert known[entry.corrects].expected == "refuted"
        assert entry.expected == "holds"
    if entry.expected == "refuted":
        assert any(other.corrects == id for other in known.values())


def test_the_conclusion_is_of_a_known_shape():
    assert [id for id in IDS if not isinstance(load(id).statement.conclusion(), Relation | Exists)] == []
