r"""How large the largest of N standard normal numbers is, but for a chance of delta.

For g_1, …, g_N ~ N(0, 1), independent or not, and 0 < delta < 1

.. math:: \mathbb{P}\Bigl(\max_{i \le N} |g_i| \ge \sqrt{2 \ln (N / \delta)}\Bigr) \le \delta.

Often stated with 2N for N, which the half in front of the Gaussian tail saves.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from sympy import Expr, Rational, exp, log, sqrt

from numerics.enclosure import ball
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
from theorems.core.rules import algebra, combination
from theorems.standard.concentration import tails
from theorems.standard.concentration.normal_tail import NormalTail
from theorems.standard.concentration.symbols import GAUSS, N, delta, t

beyond = arbitrary("P_max", nonnegative=True)    # the largest chance, over all joint laws, that some |g_i| reaches a level


@dataclass(frozen=True)
class GaussianMaximumTail(Statement):
    """Whatever the joint law of the N numbers.  The level is sqrt(factor ln(copies N / delta))."""

    factor: int = 2
    copies: Fraction = Fraction(1)
    chance: Expr = delta

    def domain(self):
        return GAUSS[t, N, delta]

    def level(self):
        return sqrt(self.factor * (log(Rational(self.copies) * N) - log(delta)))

    def conclusion(self):
        return Relation(beyond(N, self.level()), "<=", self.chance)


def derivation(s):
    """The chances add up: N numbers, two tails each."""
    level = s.level()
    union = Fact(
        beyond(N, level), "<=", 2 * N * NormalTail(level),
        fact="union bound: some |g_i| reaches the level if g_i or -g_i does, for one of N indices",
    )
    return (
        Chain(beyond(N, level))
        .at_most(2 * N * NormalTail(level), by=union)
        .at_most(N * exp(-(level**2) / 2), by=combination((claim("concentration/gaussian_tail").at({t: level}), 2 * N)))
        .equals(delta, by=algebra)
        .at_most(s.chance, by=algebra)
    )


def disjoint_tails(p):
    """The chance under a joint law for which no two of the 2N tails meet; where they lack room for that, they fill it."""
    level = (p.factor * (ball(p.copies) * p.N / ball(p.delta)).log()).sqrt()
    total = 2 * p.N * tails.normal(level)
    return 1 if total > 1 else total


def failures(budget):
    sizes = {"quick": (2, 10, 1000), "standard": (2, 3, 10, 100, 10**4), "deep": (*range(2, 60), 10**3, 10**6)}[budget]
    return [{N: size, delta: r} for size in sizes for r in (Rational(1, 1000), Rational(1, 10), Rational(9, 10))]


def some_exceed(p, size, rng):
    """Whether one of N independent ones reaches the level."""
    level = np.sqrt(p.factor * np.log(float(p.copies) * p.N / p.delta))
    return (np.abs(rng.standard_normal((size, p.N))).max(1) >= level).astype(float)


CLAIM = Claim(
    id="concentration/gaussian_maximum_tail",
    title="The largest of N standard normal numbers, but for a chance of delta",
    kind="lemma",
    source=Source("boucheron2013", where="maximal inequalities", origin="classical"),
    statement=GaussianMaximumTail(),
    evidence=(
        Derived(derivation), Exact(disjoint_tails, failures, shows="at least"), Simulation(some_exceed, law="bernoulli"),
    ),
    mutants=(
        mutant("no-two", "the two of the Gaussian exponent forgotten", factor=1, at={N: 10, delta: Rational(1, 10)}),
        mutant(
            "quarter-tail", "the tail bound with 1/4 in front", copies=Fraction(1, 2), at={N: 2, delta: Rational(9, 10)},
        ),
        mutant("square", "independent failures do not have to coincide", chance=delta**2, at={N: 2, delta: Rational(1, 10)}),
    ),
    witness={N: 100, delta: Rational(1, 20)},
)
