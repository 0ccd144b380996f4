r"""The majority of independent runs is seldom wrong.

A run names one of several tasks, and names the right one with chance 1/2 + gamma at least.  Of r runs, each on fresh
samples, let the majority decide; then it is not the right one with chance

.. math:: \mathbb{P}(\text{wrong}) \le e^{-2 r \gamma^2}, \qquad 0 \le \gamma \le \tfrac12,

ties counted as wrong.  It takes r times the samples of one run.  A run of small risk on tasks that no net solves
together names a task: so a constant chance of success becomes one near 1.  Source: an ingredient of the lower bound for
fully connected nets.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Rational, exp

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra
from theorems.papers.dynamic_signal.two_step_symbols import VOTES, edge, r
from theorems.standard.concentration import tails
from theorems.standard.concentration.hoeffding import exceeds
from theorems.standard.concentration.symbols import c, n, p

wrong = {samples: arbitrary(f"P_wrong_{samples}_samples", nonnegative=True) for samples in ("fresh", "shared")}


@dataclass(frozen=True)
class Amplification(Statement):
    """For the worst runs of this chance to be right: all that are wrong name the same task."""

    bound: Expr = exp(-2 * r * edge**2)
    samples: str = "fresh"

    def domain(self):
        return VOTES

    def conclusion(self):
        return Relation(wrong[self.samples](r, edge), "<=", self.bound)


def derivation(s):
    """The majority is wrong if half of the runs are: their mean then exceeds its expectation by gamma."""
    half = Rational(1, 2)
    counted = Fact(
        wrong["fresh"](r, edge), "<=", exceeds(r, half - edge, edge),
        fact="the majority is wrong, at worst, where at least half of r independent runs are, each with chance 1/2 - gamma",
    )
    return (
        Chain(s.conclusion().left)
        .at_most(counted.right, by=counted)
        .at_most(exp(-2 * r * edge**2), by=claim("concentration/hoeffding").at({n: r, p: half - edge, c: edge}))
        .at_most(s.bound, by=algebra)
    )


def chance_of_a_wrong_majority(s):
    """By adding up the law of the number of wrong runs; runs on the same samples are all wrong together."""
    chance = Fraction(1, 2) - Fraction(s.edge)
    return tails.binomial(s.r, chance, -(-s.r // 2)) if s.samples == "fresh" else chance


def settings(budget):
    runs = {"quick": (1, 2, 11, 101), "standard": (*range(1, 12), 101, 400), "deep": (*range(1, 80), 400, 1000)}[budget]
    return [{r: size, edge: g} for size in runs for g in (Rational(1, 100), Rational(1, 10), Rational(2, 5))]


def wrong_majorities(s, size, rng):
    """Whether at least half of the votes are wrong."""
    votes = rng.random((size, s.r if s.samples == "fresh" else 1)) >= 0.5 + s.edge
    return (2 * votes.sum(1) >= votes.shape[1]).astype(float)


CLAIM = Claim(
    id="dynamic_signal/amplification",
    title="The majority of independent runs is seldom wrong",
    kind="lemma",
    source=Source("lahoti2024", where="boosting step of the lower bound for fully connected nets", origin="ours"),
    statement=Amplification(),
    evidence=(
        Derived(derivation), Exact(chance_of_a_wrong_majority, settings), Simulation(wrong_majorities, law="bernoulli"),
    ),
    mutants=(
        mutant(
            "four", "the variance of a vote is 1/4, not 1/8", bound=exp(-4 * r * edge**2),
            at={r: 101, edge: Rational(1, 10)},
        ),
        mutant(
            "no-extra-samples", "runs on the same samples are wrong together", samples="shared",
            at={r: 101, edge: Rational(1, 10)},
        ),
    ),
    witness={r: 101, edge: Rational(1, 5)},
)
