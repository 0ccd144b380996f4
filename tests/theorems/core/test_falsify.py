"""The search for counterexamples: mutants of the catalogue as claims of one's own, and what *worst* means."""

from dataclasses import dataclass, replace
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from sympy import Expr, Integer, Rational

from theorems.core import (
    Chain,
    Derived,
    Domain,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    integers,
    interval,
    nonnegative,
    signs,
)
from theorems.core import falsify as module
from theorems.core.attack import violation
from theorems.core.claim import Claim
from theorems.core.evidence.walk import GIVEN
from theorems.core.falsify import Chart, falsify, optimised
from theorems.core.judge import Options
from theorems.core.registry import load
from theorems.core.row import Row
from theorems.index import catalogue

QUICK = Options(budget="quick")
WRONG = [
    ("concentration/gaussian_tail", "variance-half"), ("concentration/gaussian_tail", "density"),
    ("concentration/mills_lower", "closer"), ("concentration/mills_upper", "two-terms"),
    ("directional/amos", "lower-ratio"), ("directional/amos", "larger-constant"),
    ("information/exponential_tangent", "steeper"), ("information/gaussian_affinity", "four"),
    ("information/gaussian_kl", "bits"), ("information/gaussian_kl_scales", "one-axis"),
    ("information/kl_chain_rule", "parts-apart"), ("information/tensorisation", "swapped"),
    ("dynamic_signal/soft_threshold", "threshold-taken-off"), ("dynamic_signal/static_kl", "sine-squared"),
]


@pytest.mark.parametrize(("id", "name"), WRONG)
def test_a_mutant_stated_as_a_claim_has_a_counterexample(id, name, monkeypatch):
    """Neither the mutant's own points nor evidence other than the derivation help; one derivation leans on a fact."""
    claim = load(id)
    wrong = next(m for m in claim.mutants if m.name == name).of_statement(claim.statement)
    derived = tuple(e for e in claim.evidence if e.kind == "derivation")
    monkeypatch.setattr(module, "load_entry", lambda entry: replace(claim, statement=wrong, mutants=(), evidence=derived))
    found = falsify(catalogue()[id], QUICK)
    assert found["found"] and found["of"] == "claim"
    sure = [found[which]["certain"] for which in ("shrunk", "worst")]
    assert all(sure) or not any(sure) and found["shrunk"]["note"] == GIVEN and id == "information/gaussian_affinity"
    assert relative(found["worst"]) >= relative(found["shrunk"]) * (1 - 1e-9)


def relative(example):
    left, right = (Fraction(example[side]) for side in ("left", "right"))
    return abs(left - right) / max(abs(left), abs(right))


TRIANGLE = Domain.of(n=integers(1, typical=(1, 60)), t=interval(0, 1), e=signs(), x=nonnegative())
n, t, e, x = TRIANGLE.symbols
TRIANGLE = TRIANGLE.plus(m=integers(0, n), u=interval(t, 1)).where(t <= Rational(3, 4))
m, u = TRIANGLE.symbols[-2:]


@dataclass(frozen=True)
class Said(Statement):
    left: Expr = Integer(0)
    right: Expr = Integer(0)

    def domain(self):
        return TRIANGLE

    def conclusion(self):
        return Relation(self.left, "<=", self.right)


def searched(monkeypatch, left, right, evidence=None):
    evidence = evidence or Exact(lambda p: 0, lambda budget: [])
    claim = Claim(
        id="mine/here", title="", kind="lemma", source=Source("here", where="", origin="ours"),
        statement=Said(left, right), evidence=(evidence,), mutants=(), witness={},
    )
    monkeypatch.setattr(module, "load_entry", lambda entry: claim)
    return falsify(SimpleNamespace(id=claim.id), QUICK)


def test_what_is_found_by_way_of_a_fact_is_as_certain_as_the_fact(monkeypatch):
    """A quantity that a fact says to be 2 t: it may be below t, and then the fact is false."""
    named = Quantity("something")
    fact = Fact(named, "=", 2 * t, fact="somebody says so")
    found = searched(monkeypatch, named, t, Derived(lambda s: Chain(named).equals(2 * t, by=fact)))
    assert found["found"] and not found["shrunk"]["certain"] and not found["worst"]["certain"]
    assert found["shrunk"]["note"] == "given the facts and claims the derivation leans on"
    held = searched(monkeypatch, named, 3 * t + 1, Derived(lambda s: Chain(named).equals(2 * t, by=fact)))
    assert not held["found"] and all(said.endswith(GIVEN) for said in held["ruled_out"]) and held["ruled_out"]


def test_optimisation_keeps_to_whole_numbers_signs_and_ends_that_depend():
    chart = Chart.of(Row(m * u, "<=", n * e, TRIANGLE), {m, u, e})
    rng, met = np.random.default_rng(0), 0
    for _ in range(300):
        point = chart.point(rng.random(len(chart.symbols)))
        if point is not None:
            met += 1
            assert point[m] <= point[n] and point[t] <= point[u] <= 1 and point[t] <= Rational(3, 4)
            assert point[m].is_Integer and point[e] in (-1, 1)
    assert met > 100


def test_optimisation_finds_a_narrow_violation_among_whole_numbers():
    """m (n - m) <= 899: false at n = 60, m = 30 alone, a corner of a triangle."""
    row = Row(m * (n - m), "<=", Integer(899), TRIANGLE)
    (best,) = optimised(row, row.before, row.after, 2_000)
    assert (best[n], best[m]) == (60, 30)


def test_what_fails_only_far_out_is_found(monkeypatch):
    found = searched(monkeypatch, x, Integer(50_000))
    assert found["found"] and found["shrunk"]["certain"]
    assert relative(found["worst"]) > 0.99


def test_worst_is_the_largest_relative_violation_of_all_tried(monkeypatch):
    """Every point at which the relation was seen to fail is remembered here, and none is worse than the worst told."""
    seen = []

    def remembered(left, relation, right, point):
        found = violation(left, relation, right, point)
        if found is not None:
            seen.append(found)
        return found

    monkeypatch.setattr(module, "violation", remembered)
    monkeypatch.setattr("theorems.core.attack.violation", remembered)
    found = searched(monkeypatch, u**2 + Rational(1, 10), u + t * e / 8)
    assert len(seen) > 50
    assert relative(found["worst"]) >= max(seen) * (1 - Fraction(1, 10**9))


def test_what_balls_rule_out_is_not_searched(monkeypatch):
    found = searched(monkeypatch, x / (1 + x), Integer(1))
    assert not found["found"] and "enclosed on" in found["ruled_out"][0]


def test_progress_is_told(monkeypatch):
    stages = []
    falsify(catalogue()["information/gaussian_kl"], QUICK, lambda done, of: stages.append((done, of)))
    assert stages and all(0 <= done < of for done, of in stages)
