r"""Least risk of a capped locally connected net as a rational function of the samples and the noise.

For the nets and learners of dynamic_signal/aligned_risk, with n = m/k samples a location,

.. math:: \mathbb{E} R \ge \Bigl(1 - \sqrt{\frac{2n + \sigma^2}{2n + (2d - 1)\sigma^2}}\Bigr)^2.

With rho = n/(sigma^2 d) this is (1 - r)^2, r^2 = (rho + 1/(2d)) / (rho + 1 - 1/(2d)), which tends to rho/(1 + rho) as d
grows.  It follows from the floor with roots by algebra alone.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Learners,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    claim,
    dot,
    mutant,
)
from theorems.core.rules import algebra, monotone, squares
from theorems.papers.dynamic_signal.aligned_risk import concentration, g, mean_score, risk
from theorems.papers.dynamic_signal.symbols import LOCATION, d, k, m, sigma, w

n, a = m / k, (d - 1) / 2
uncapped = Quantity("E R of nets with long nodes")


@dataclass(frozen=True)
class RationalFloor(Statement):
    """Mean over the sample and the algorithm's own randomness, for every algorithm of the class."""

    aim: Expr = sqrt((2 * n + sigma**2) / (2 * n + (2 * d - 1) * sigma**2))
    learners: Learners = Learners("O(d)^k", "locally connected", cap=Integer(1))

    def domain(self):
        return LOCATION

    def hypotheses(self):
        return (Eq(dot(w, w), 1),)

    def conclusion(self):
        return Relation(risk if self.learners.cap is not None else uncapped, ">=", (1 - self.aim) ** 2)


def rational(n):
    """The aim after n samples, as a rational function under one root."""
    return sqrt((2 * n + sigma**2) / (2 * n + (2 * d - 1) * sigma**2))


def aims(n):
    """The hypotenuse sqrt(a^2 + kappa^2) is below n/sigma^2 + d/2, and g^2 = 1 - 2a/(a + hypotenuse)."""
    hypotenuse, longest = sqrt(a**2 + concentration(n) ** 2), n / sigma**2 + d / 2
    curve = lambda z: 1 - 2 * a / (z + a)
    shorter = Chain(hypotenuse, "hypotenuse").at_most(longest, by=squares)
    squared = (
        Chain(g(concentration(n)) ** 2, "square of the aim")
        .equals(curve(hypotenuse), by=algebra)
        .at_most(curve(longest), by=monotone(curve, shorter, lambda z: 2 * a / (z + a) ** 2))
        .equals(rational(n) ** 2, by=algebra)
    )
    return Chain(g(concentration(n)), "aim").at_most(rational(n), by=monotone(sqrt, squared))


def derivation(s):
    """The loss decreases with the aim, up to 1."""
    below_one = Chain(rational(n), "below 1").at_most(Integer(1), by=squares)
    loss = lambda z: (1 - z) ** 2
    return (
        Chain(risk)
        .at_least(loss(g(concentration(n))), by=claim("dynamic_signal/aligned_risk"))
        .at_least(loss(rational(n)), by=monotone(loss, aims(n), lambda z: -2 * (1 - z), within=(below_one,)))
        .equals(loss(s.aim), by=algebra)
    )


def scores(p, size, rng):
    """Alignments, times 2 where nodes have norm 2, of the best node for a location: that of its mean sample."""
    seen = rng.binomial(p.m, 1 / p.k, size)
    along = seen + p.sigma * np.sqrt(seen) * rng.standard_normal(size)
    whole = np.sqrt(along**2 + p.sigma**2 * seen * rng.chisquare(p.d - 1, size))
    longest = 1 if p.learners.cap is not None else 2
    return longest * np.divide(along, whole, out=np.zeros(size), where=seen > 0), (-longest, longest)


CLAIM = Claim(
    id="dynamic_signal/rational_floor",
    title="Least risk of a capped locally connected net, rational form",
    kind="corollary",
    source=Source("lahoti2024", where="lower bound for locally connected nets", origin="ours"),
    statement=RationalFloor(),
    evidence=(
        Derived(derivation),
        Simulation(scores, law="bounded", tests=lambda s: Relation(mean_score, "<=", s.aim), name="scores"),
    ),
    mutants=(
        mutant(
            "asymptote", "the limit of large d is no bound at small d", aim=sqrt(n / (n + sigma**2 * d)),
            at={d: 4, k: 1, sigma: 1, m: 4},
        ),
        mutant(
            "no-cap", "a long node has a large score", learners=Learners("O(d)^k", "locally connected"),
            at={d: 4, k: 1, sigma: 1, m: 16},
        ),
        mutant(
            "half-the-samples", "a sample shows the signal whatever its label is",
            aim=sqrt((n + sigma**2) / (n + (2 * d - 1) * sigma**2)), at={d: 4, k: 1, sigma: 1, m: 4},
        ),
    ),
    witness={d: 4, k: 1, sigma: 1, m: 1},
)
