"""Evidence: what each kind may say of a true and of a false statement, and of evidence that is none."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from sympy import Expr, Integer, Rational, Symbol, sqrt

from numerics.sequential import Share
from theorems.core import (
    Chain,
    Derived,
    Domain,
    E,
    Exact,
    Exists,
    Fact,
    Quantity,
    Relation,
    Replay,
    Simulation,
    Statement,
    binomial,
    integers,
)
from theorems.core.evidence.evidence import Run
from theorems.core.rules import moments
from theorems.core.statement import is_formula, world
from theorems.core.verdict import DEADLY, Enclosed, NotRefuted, Proved, Refuted, Supported, Undecided, kills, refutation

SIZES = Domain.of(n=integers(1, typical=(1, 9)))
[n] = SIZES.symbols
DOMAIN = SIZES.plus(M=binomial(n, Rational(1, 3)))
M = DOMAIN.symbols[-1]


@dataclass(frozen=True)
class Mean(Statement):
    """The mean of a binomial number, or that something exists."""

    value: Expr = n / 3
    sense: str = "="
    left: Expr = E(M, M)

    def domain(self):
        return DOMAIN

    def conclusion(self):
        return Relation(self.left, self.sense, self.value) if self.sense else Exists("something", "something")


def judge(evidence, statement=None, budget="quick", at=()):
    return evidence.judge(statement or Mean(), Run(Share("test", 1e-6, 0), budget, at)).verdict


def counts(p, size, rng):
    return rng.binomial(p.n, 1 / 3, size).astype(float), (0, p.n)


def test_simulations_support_inequalities_and_never_equalities():
    simulation = Simulation(counts, law="bounded")
    assert isinstance(judge(simulation), NotRefuted)
    assert isinstance(judge(simulation, Mean(value=n / 2, sense="<=")), Supported)
    assert isinstance(judge(simulation, Mean(value=n / 4, sense=">=")), Supported)
    for wrong in (Mean(value=n / 2), Mean(value=n / 2, sense=">="), Mean(value=n / 4, sense="<=")):
        found = judge(simulation, wrong)
        assert isinstance(found, Refuted) and found.of == "claim" and not found.counterexample.certain
    assert not isinstance(judge(simulation, Mean(sense="<=")), Supported | Refuted)


def test_what_a_simulation_tests_is_named():
    link = Simulation(counts, law="bounded", tests=lambda s: Relation(E(M, M), "<=", n / 4))
    found = judge(link)
    assert isinstance(found, Refuted) and found.of == "link"


def test_a_simulation_that_says_what_it_detects():
    small, large = (judge(Simulation(counts, law="bounded"), budget=b) for b in ("quick", "standard"))
    assert 0 < large.detectable < small.detectable < 0.5


@pytest.mark.parametrize("law", ["unknown", None, (1, 0), "bernoulli"])
def test_laws_that_do_not_fit(law):
    assert isinstance(judge(Simulation(lambda p, size, rng: counts(p, size, rng)[0], law=law)), Undecided)


def test_exact_numbers():
    points = lambda budget: [{n: Integer(i)} for i in (1, 2, 3)]
    exactly = Exact(lambda p: Fraction(p.n, 3), points)
    assert isinstance(judge(exactly), Enclosed)
    for wrong in (Mean(value=n / 2), Mean(value=n / 2, sense=">="), Mean(value=n / 3 + Rational(1, 10**20))):
        found = judge(exactly, wrong)
        assert isinstance(found, Refuted) and found.counterexample.certain
    assert isinstance(judge(exactly, Mean(value=sqrt(n) * sqrt(n) / 3)), Enclosed)
    assert isinstance(
        judge(exactly, Mean(value=n / 3 + (sqrt(2) - sqrt(2 - Rational(1, 10**60))) / 10)), Refuted | NotRefuted
    )


@pytest.mark.parametrize(
    "compute",
    [
        lambda p: p.n / 3,
        lambda p: None,
        lambda p: "1/3",
        lambda p: True,
        lambda p: p.value,
        lambda p: 1 / 0,
        lambda p: (1.0, 2.0),
        lambda p: float("nan"),
        lambda p: np.float64(1),
    ],
)
def test_inexact_numbers_are_no_exact_evidence(compute):
    assert isinstance(judge(Exact(compute, lambda budget: [{n: Integer(1)}])), Undecided)


def test_exact_points_outside_the_domain_count_for_nothing():
    assert isinstance(
        judge(Exact(lambda p: Fraction(p.n, 3), lambda budget: [{n: Integer(0)}, {n: Rational(1, 2)}])), Undecided
    )
    assert isinstance(judge(Exact(lambda p: Fraction(p.n, 3), lambda budget: [])), Undecided)


def test_one_sided_exact_evidence_refutes_and_does_not_support():
    points = lambda budget: [{n: Integer(6)}]
    beats = Exact(lambda p: Fraction(p.n, 3), points, shows="at most")
    assert isinstance(judge(beats, Mean(value=n / 2, sense=">=")), Refuted)
    assert isinstance(judge(beats, Mean(value=n / 4, sense=">=")), NotRefuted)
    assert isinstance(judge(beats, Mean(value=n, sense="<=")), NotRefuted)
    assert isinstance(
        judge(Exact(lambda p: Fraction(p.n, 3), points, shows="at least"), Mean(value=n, sense=">=")), NotRefuted
    )


def test_constructions():
    points = lambda budget: [{n: Integer(i)} for i in (1, 2)]
    assert isinstance(judge(Exact(lambda p: None, points, shows="construction"), Mean(sense="")), Enclosed)
    assert isinstance(
        judge(Exact(lambda p: "fails" if p.n == 2 else None, points, shows="construction"), Mean(sense="")), Refuted
    )
    assert isinstance(judge(Derived(lambda s: Chain(n)), Mean(sense="")), Undecided)


def test_replays():
    chaotic = lambda p, rng, dtype: 2 * (rng.random(5).astype(dtype) ** 2,)
    assert isinstance(judge(Replay(chaotic)), NotRefuted)
    moved = lambda p, rng, dtype: (np.ones(5, dtype), np.ones(5, dtype) * (1 + dtype(1) / 1000))
    found = judge(Replay(moved))
    assert isinstance(found, Refuted) and not found.counterexample.certain
    for wrong in (
        lambda p, rng, dtype: (np.ones(5), np.ones(4)),
        lambda p, rng, dtype: (np.ones(5) * np.nan, np.ones(5)),
        lambda p, rng, dtype: None,
        lambda p, rng, dtype: (np.ones(0), np.ones(0)),
        lambda p, rng, dtype: (p.value, p.value),
    ):
        assert isinstance(judge(Replay(wrong)), Undecided)


@pytest.mark.parametrize("further", [lambda chain: chain, lambda chain: chain.equals(n, by=moments)])
def test_what_a_derivation_shows_of_something_else_refutes_nothing(further):
    """E M = n/3 is at most n/2; that 3 E M = n is not, says nothing of it."""
    other = Derived(lambda s: further(Chain(3 * E(M, M)).equals(n, by=moments)).at_most(s.value, by=moments))
    found = judge(other, Mean(value=n / 2, sense="<="))
    assert isinstance(found, Undecided) and (found.broken is None or found.broken.of == "step")
    elsewhere = judge(Derived(lambda s: Chain(3 * E(M, M)).equals(n, by=moments)), Mean(value=n / 2, sense="<="))
    assert isinstance(elsewhere, Undecided) and elsewhere.broken is None


def test_derivations():
    proof = Derived(lambda s: Chain(E(M, M)).equals(s.value, by=moments))
    assert isinstance(judge(proof), Proved)
    found = judge(proof, Mean(value=n / 2))
    assert isinstance(found, Refuted) and found.of == "claim" and found.counterexample.certain
    named = Mean(left=Quantity("mean"))
    assert isinstance(judge(proof, named), Undecided)
    weaker = judge(
        Derived(lambda s: Chain(E(M, M)).equals(n / 3, by=moments).equals(s.value, by=moments)),
        Mean(value=n / 2, sense="<="),
    )
    assert isinstance(weaker, Undecided) and refutation(weaker).of == "step" and kills(weaker, "statement") is None


def test_a_derivation_that_leans_on_a_fact_says_so():
    fact = Fact(E(M, M), "=", n / 3, source="classical", fact="mean")
    found = judge(Derived(lambda s: Chain(E(M, M)).equals(s.value, by=fact)))
    assert isinstance(found, Proved) and found.trust.cited == (str(fact),)


def test_only_refutations_of_claim_or_link_kill_a_statement():
    assert DEADLY["statement"] == {"claim", "link"} and kills(Undecided("not derived"), "statement") is None
    with pytest.raises(TypeError, match="no truth value"):
        bool(Proved())


def test_formulas_stay_out_of_the_world():
    for formula in (n, Integer(1), sqrt(2), lambda t: t, (n, 1), [Symbol("s")], {"a": n}, ((1, n),)):
        assert is_formula(formula)
    for plain in (1, 0.5, "adam", True, None, (1, 2), {"a": 1}):
        assert not is_formula(plain)
    assert world(Mean()) == {"sense": "="}
