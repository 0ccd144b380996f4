r"""Seldom has one of k locations many more samples than the others.

For m >= 1 samples, each of one of k locations at random, N_t of location t, and 0 <= z <= 1

.. math:: \mathbb{P}\Bigl( \max_t N_t \ge (1 + z) \frac mk \Bigr) \le k\, e^{-z^2 m / (3 k)}.

Source: a step of the lower bound for fully connected nets; union of Chernoff bounds.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, factorial

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
from theorems.core.rules import algebra, combination
from theorems.papers.dynamic_signal.overlap_symbols import COUNTS, z
from theorems.papers.dynamic_signal.overlap_symbols import samples as m
from theorems.papers.dynamic_signal.symbols import k
from theorems.standard.concentration.binomial_chernoff_upper import above
from theorems.standard.concentration.symbols import eta, n, p

crowded = arbitrary("P_crowded", nonnegative=True)(k, m, z)


@dataclass(frozen=True)
class CrowdedLocation(Statement):
    """How seldom a location has 1 + z times its share."""

    bound: Expr = k * exp(-(z**2) * m / (3 * k))

    def domain(self):
        return COUNTS[k, m, z]

    def conclusion(self):
        return Relation(crowded, "<=", self.bound)


def derivation(s):
    """The number of samples of one location is binomial."""
    level = (1 + z) * m / k
    union = Fact(crowded, "<=", k * above(m, 1 / k, level), fact="union bound; N_t is binomial, of m trials and chance 1/k")
    one = claim("concentration/binomial_chernoff_upper").at({n: m, p: 1 / k, eta: z})
    return (
        Chain(crowded)
        .at_most(union.right, by=union)
        .at_most(k * exp(-(z**2) * m / (3 * k)), by=combination((one, k)))
        .at_most(s.bound, by=algebra)
    )


def chance(p):
    """One minus the chance that all N_t are below the level: the coefficient of x^m in a power of a cut exponential."""
    level = ceil((1 + Fraction(p.z)) * p.m / p.k)
    one = [Fraction(1, factorial(j)) for j in range(min(level, p.m + 1))]
    power = [Fraction(1)] + [Fraction(0)] * p.m
    for _ in range(p.k):
        power = [sum((power[i - j] * one[j] for j in range(min(i + 1, len(one)))), Fraction(0)) for i in range(p.m + 1)]
    return 1 - power[p.m] * factorial(p.m) / Fraction(p.k) ** p.m


def settings(budget):
    most = {"quick": (1, 8, 30), "standard": (1, 5, 20, 60), "deep": (*range(1, 30), 100)}[budget]
    shares = (Rational(1, 10), Rational(1, 2), 1)
    return [{k: places, m: size, z: share} for places in (1, 2, 5) for size in most for share in shares]


def exceeds(p, size, rng):
    """Whether some location reaches the level; which may be whole, and is not to be missed by rounding."""
    counts = rng.multinomial(p.m, [1 / p.k] * p.k, size)
    return (counts.max(1) >= (1 + p.z) * p.m / p.k - 1e-9).astype(float)


CLAIM = Claim(
    id="dynamic_signal/crowded_location",
    title="Seldom has one of k locations many more samples than the others",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=CrowdedLocation(),
    evidence=(Derived(derivation), Exact(chance, settings), Simulation(exceeds, law="bernoulli")),
    mutants=(
        mutant(
            "one-location", "one of many locations is crowded sooner than a given one", bound=exp(-(z**2) * m / (3 * k)),
            at={k: 10, m: 10, z: Rational(1, 10)},
        ),
        mutant(
            "all-samples", "each location has its share of the samples only", bound=k * exp(-(z**2) * m / 3),
            at={k: 4, m: 30, z: Rational(1, 2)},
        ),
    ),
    witness={k: 4, m: 100, z: 1},
)
