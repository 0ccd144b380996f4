"""Planted lies at the level of claims: each must be seen, and said."""

import textwrap

import pytest

from theorems.core.graph import compose, knots
from theorems.core.verify import good, verify
from theorems.index import NotAClaim

CLAIM = '''
"""Mean of a binomial number."""
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
import numpy as np
from sympy import Eq, Expr, Integer, Le, Rational, Symbol
from theorems.core import *
from theorems.core.rules import *

DOMAIN = Domain.of(n=integers(1, typical=(1, 9)), x=real(), y=real()).plus()
n, x, y = DOMAIN.symbols
DOMAIN = DOMAIN.plus(M=binomial(n, Rational(1, 3)))
M = DOMAIN.symbols[-1]

@dataclass(frozen=True)
class Mean(Statement):
    value: Expr = n / 3
    chance: Any = 1 / 3
    def domain(self): return {domain}
    def hypotheses(self): return {hypotheses}
    def conclusion(self): return Relation(E(M, M), "=", self.value)

def derivation(s):
    return {derivation}

def sampler(p, size, rng):
    {sampler}

CLAIM = Claim(
    id="{id}", title="Mean", kind="lemma", source=Source("me", where="here", origin="ours"), statement=Mean(),
    evidence=({evidence}), mutants=({mutants}), witness={witness},{more}
)
'''
HONEST = {
    "domain": "DOMAIN",
    "hypotheses": "()",
    "derivation": "Chain(E(M, M)).equals(s.value, by=moments)",
    "id": "mine/mean",
    "sampler": "return rng.binomial(p.n, p.chance, size).astype(float), (0, p.n)",
    "evidence": 'Derived(derivation), Simulation(sampler, law="bounded")',
    "witness": "{n: 3}",
    "more": "",
    "mutants": 'mutant("half", "a fair coin", value=n / 2), mutant("more", "one too many", value=(n + 1) / 3)',
}


@pytest.fixture
def judged(tmp_path):
    def judge(**changes):
        path = tmp_path / f"claim_{abs(hash(str(sorted(changes.items()))))}.py"
        path.write_text(textwrap.dedent(CLAIM).format(**{**HONEST, **changes}))
        [record] = [r for r in verify([str(path)], budget="quick")["claims"] if r["path"] == str(path)]
        return record

    return judge


def only(record, kind):
    [found] = [e for e in record["evidence"] if e["kind"] == kind]
    return found


def test_an_honest_claim_is_good(judged):
    record = judged()
    assert record["verdicts"] == {"derivation": "proved", "simulation": "not-refuted"} and good(record)
    assert all(m["killed"] for m in record["mutants"]) and not record["toothless"]


def test_a_mutant_that_is_the_claim_is_alarmed(judged):
    record = judged(mutants='mutant("same", "it is the same", value=2 * n / 6), mutant("half", "", value=n / 2)')
    assert record["contradiction"] and "proves the mutant 'same'" in record["contradictions"][0] and not good(record)
    assert not record["mutants"][0]["killed"]


def test_a_mutant_that_is_the_claim_survives_a_simulation(judged):
    record = judged(evidence='Simulation(sampler, law="bounded"),', mutants='mutant("same", "", value=2 * n / 6),')
    assert not record["mutants"][0]["killed"] and record["toothless"] == ["simulation"] and not good(record)


def test_a_derivation_that_ignores_the_statement_does_not_prove_a_mutant(judged):
    record = judged(derivation="Chain(E(M, M)).equals(n / 3, by=moments)")
    assert not record["contradiction"] and record["verdicts"]["derivation"] == "proved"


def test_a_derivation_of_a_statement_that_ignores_its_field_is_a_contradiction(judged):
    """The world field never reaches the conclusion: what is derived is derived for the mutant as well."""
    record = judged(mutants='mutant("fair", "a fair coin", chance=0.5),')
    assert record["contradiction"] and not good(record)


def test_a_killed_mutant_that_is_proved_is_still_a_contradiction(judged):
    """However cheap the evidence that kills it, and whatever teeth the derivation has shown before."""
    exact = "Exact(lambda p: Fraction(p.n, 3 if p.chance != 0.5 else 2), lambda b: [{n: Integer(3)}]),"
    record = judged(
        evidence="Derived(derivation), " + exact,
        mutants='mutant("half", "", value=n / 2), mutant("fair", "", chance=0.5)',
    )
    assert record["mutants"][1]["killed"] and record["contradiction"]


def test_toothless_evidence_is_named(judged):
    record = judged(
        evidence="Derived(derivation), Replay(lambda p, rng, dtype: (rng.random(3), rng.random(3) * 0 + 1)),"
    )
    assert "replay" in record["verdicts"] and not good(record)
    same = "Replay(lambda p, rng, dtype: 2 * (np.ones(3, dtype),)),"
    record = judged(evidence="Derived(derivation), " + same, mutants='mutant("half", "a fair coin", value=n / 2),')
    assert record["toothless"] == ["replay"] and not good(record)


@pytest.mark.parametrize(
    "sampler",
    [
        "return np.full(size, np.nan), (0, p.n)",
        "return None",
        "return rng.random(size)",
        "return rng.random(size + 1), (0, 1)",
        "return rng.random((size, 1)), (0, 1)",
        "return rng.random(size) * p.value, (0, 1)",
        "raise RuntimeError('no')",
        "return np.full(size, np.inf), (0, p.n)",
        "return rng.random(size) + p.n, (0, 1)",
        "return rng.random(size), (1, 0)",
        "return rng.random(size), (0, float('nan'))",
        "return [0.5] * size, (0, 1)",
        "return rng.random(size), (0, rng.random())",
    ],
)
def test_broken_samplers_leave_the_simulation_undecided(judged, sampler):
    record = judged(sampler=sampler)
    assert record["verdicts"]["simulation"] == "undecided" and only(record, "simulation")["reason"] and not good(record)
    assert record["verdicts"]["derivation"] == "proved"


def test_samplers_do_not_see_formulas(judged):
    assert "AttributeError" in only(judged(sampler="return rng.random(size) * p.value, (0, 1)"), "simulation")["reason"]
    wrapped = judged(
        sampler="return rng.random(size) * float(p.chance[0]), (0, 1)", mutants='mutant("a", "", chance=(n,)),'
    )
    assert "AttributeError" in str(wrapped["mutants"][0]) or "TypeError" in str(wrapped["mutants"][0])


def test_a_lying_sampler_is_a_contradiction(judged):
    record = judged(sampler="return rng.binomial(p.n, 1 / 2, size).astype(float), (0, p.n)")
    assert record["verdicts"]["simulation"] == "refuted" and record["contradiction"] and not good(record)


def test_a_false_derivation_of_a_true_claim_is_undecided(judged):
    record = judged(derivation="Chain(E(M, M)).equals(n / 2, by=moments).equals(s.value, by=algebra)")
    assert record["verdicts"]["derivation"] == "undecided" and only(record, "derivation")["of"] == "step"


def test_a_false_claim_is_refuted_on_both_roads(tmp_path):
    path = tmp_path / "false.py"
    path.write_text(textwrap.dedent(CLAIM.replace("value: Expr = n / 3", "value: Expr = n / 2")).format(**HONEST))
    [record] = verify([str(path)], budget="quick")["claims"]
    assert record["verdicts"] == {"derivation": "refuted", "simulation": "refuted"}
    assert only(record, "derivation")["counterexample"]["certain"] and not good(record)


@pytest.mark.parametrize(
    ("derivation", "said"),
    [
        ("None", "not a chain"),
        ("1 / 0", "ZeroDivisionError"),
        ("Chain(n / 3)", "starts with"),
        ("Chain(E(M, M))", "ends in"),
        ("Chain(E(M, M)).at_most(n / 3, by=moments)", "shows <="),
        ("Chain(E(M, M)).equals(s.value, by=claim('mine/mean'))", "UnknownClaim"),
        ("Chain(E(M, M)).equals(s.value, by=claim('dynamic_signal/static_kl'))", ""),
        ("Chain(E(M, M)).equals(s.value, by=claim('dynamic_signal/static_kl').at({n: n}))", ""),
    ],
)
def test_broken_derivations_are_undecided(judged, derivation, said):
    record = judged(derivation=derivation)
    assert record["error"] is None and record["verdicts"]["derivation"] == "undecided" and not good(record)
    assert said in only(record, "derivation")["reason"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"domain": "DOMAIN.where(n > 99)"}, "n > 99"),
        ({"domain": "DOMAIN.plus(m=integers(n + 1, n))"}, "empty"),
        ({"hypotheses": "(Le(n, 2), )"}, "n <= 2"),
        ({"witness": "{n: 0}"}, "n >= 1"),
        ({"witness": "{Symbol('other'): 3}"}, "other"),
        ({"witness": "{n: 2.5}"}, "exact"),
        ({"mutants": 'mutant("a", "", value=n, at={n: 2.5}),'}, "exact"),
        ({"evidence": "Derived(derivation), Derived(derivation)"}, "twice"),
        ({"evidence": ""}, "no evidence"),
        ({"mutants": 'mutant("a", "", value=n), mutant("a", "", value=2 * n)'}, "twice"),
        ({"mutants": 'mutant("a", "")'}, "changes nothing"),
        ({"hypotheses": "None"}, "TypeError"),
        ({"id": "no_paper"}, "paper/file"),
        ({"more": 'expected="maybe",'}, "expected"),
        ({"more": "1 / 0"}, ""),
    ],
)
def test_claims_that_make_no_sense_are_errors_in_one_line(tmp_path, changes, said):
    path = tmp_path / "claim.py"
    path.write_text(textwrap.dedent(CLAIM).format(**{**HONEST, **changes}))
    try:
        [record] = verify([str(path)], budget="quick")["claims"]
        found = record["error"]
        assert not good(record)
    except NotAClaim as error:
        found = str(error)
    assert found and said in found and "\n" not in found


def test_a_mutant_with_an_unknown_field_survives_with_its_reason(judged):
    record = judged(mutants='mutant("other", "", other=1),')
    assert "TypeError" in record["mutants"][0]["survived_because"][0] and not good(record)


def test_hypotheses_about_numbers_keep_the_attack_away(tmp_path):
    """x <= y is given: that it fails elsewhere refutes nothing; a later symbol's set binds the earlier one."""
    text = CLAIM.replace('Relation(E(M, M), "=", self.value)', 'Relation(x, "<=", y)')
    path = tmp_path / "given.py"
    values = {
        **HONEST,
        "hypotheses": "(Le(x, y),)",
        "derivation": "Chain(x).at_most(y, by=algebra)",
        "witness": "{x: 0, y: 1}",
        "evidence": "Derived(derivation),",
        "mutants": 'mutant("a", "", value=n),',
    }
    path.write_text(textwrap.dedent(text).format(**values))
    [record] = verify([str(path)], budget="quick")["claims"]
    assert record["verdicts"] == {"derivation": "undecided"} and "counterexample" not in record["evidence"][0]
    path = tmp_path / "narrow.py"
    text = CLAIM.replace('Relation(E(M, M), "=", self.value)', 'Relation(n, "<=", Integer(4))')
    values |= {
        "hypotheses": "()",
        "derivation": "Chain(n).at_most(Integer(4), by=algebra)",
        "witness": "{n: 1}",
        "domain": "DOMAIN.plus(m=integers(n, 4))",
    }
    path.write_text(textwrap.dedent(text).format(**values))
    [record] = verify([str(path)], budget="quick")["claims"]
    assert record["verdicts"] == {"derivation": "undecided"} and "counterexample" not in record["evidence"][0]


def test_a_random_number_left_free_is_no_crash(judged):
    record = judged(derivation="Chain(E(M, M)).equals(M, by=moments).equals(s.value, by=algebra)")
    assert record["error"] is None and record["verdicts"]["derivation"] == "undecided"


def record_of(id, uses, word="proved", **changes):
    found = {
        "id": id,
        "uses": uses,
        "used_by": [],
        "expected": "holds",
        "as_expected": True,
        "contradiction": False,
        "corrects": None,
        "verdicts": {"derivation": word},
        "evidence": [{"kind": "derivation", "verdict": word}],
        "trust": {"cited": [f"fact of {id}"], "engines": [], "heuristics": []},
    }
    return {**found, **changes}


def composed(*records):
    found = {r["id"]: r for r in records}
    compose(found)
    return {id: r["verdicts"].get("derivation") for id, r in found.items()}, found


def test_circles_prove_nothing():
    words, found = composed(
        record_of("a/a", ["b/b"]), record_of("b/b", ["c/c"]), record_of("c/c", ["a/a"]), record_of("d/d", ["a/a"])
    )
    assert set(words.values()) == {"undecided"}
    assert "leans on itself" in found["a/a"]["evidence"][0]["reason"] and not found["d/d"]["as_expected"]
    assert composed(record_of("a/a", ["a/a"]))[0] == {"a/a": "undecided"}


def test_nothing_stands_on_what_does_not_stand():
    for other in (
        record_of("b/b", [], "undecided"),
        record_of("b/b", [], "refuted"),
        record_of("b/b", [], verdicts={}),
        record_of("b/b", [], expected="refuted"),
        record_of("b/b", [], contradiction=True),
        record_of("b/b", [], verdicts={"derivation": "proved", "simulation": "refuted"}),
    ):
        words, found = composed(record_of("a/a", ["b/b"]), other, record_of("z/z", ["a/a"]))
        assert words["a/a"] == words["z/z"] == "undecided" and not found["a/a"]["as_expected"]


def test_what_is_not_proved_makes_conditional():
    assert composed(record_of("a/a", ["b/b"]))[0]["a/a"] == "conditional"
    assert (
        composed(record_of("a/a", ["b/b"]), record_of("b/b", [], verdicts={"exact": "not-refuted"}))[0]["a/a"]
        == "conditional"
    )
    words, found = composed(record_of("a/a", ["b/b"]), record_of("b/b", []))
    assert words["a/a"] == "proved" and found["a/a"]["trust"]["cited"] == ["fact of a/a", "fact of b/b"]
    assert found["b/b"]["used_by"] == ["a/a"]


def test_what_is_enclosed_on_some_points_is_no_proof_for_others():
    some = {"domain": [{"symbol": "d", "set": "integers in [2, oo)"}]}
    for kind in ("exact", "enclosure"):
        words, found = composed(
            record_of("a/a", ["b/b"]), record_of("b/b", [], verdicts={kind: "enclosed"}, statement=some)
        )
        assert words["a/a"] == "conditional" and "a set of its own only" in found["a/a"]["evidence"][0]["reason"]
    one_number = record_of("b/b", [], verdicts={"exact": "enclosed"}, statement={"domain": []})
    assert composed(record_of("a/a", ["b/b"]), one_number)[0]["a/a"] == "proved"


def test_knots_come_in_order_of_leaning():
    assert knots({"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": []}) == [["d"], ["b", "c"], ["a"]]
