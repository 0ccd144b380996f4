r"""Least risk of a capped locally connected net after fewer than rho sigma^2 k d samples.

For the nets and learners of dynamic_signal/aligned_risk, d >= d_0 >= 2 and m <= rho sigma^2 k d,

.. math:: \mathbb{E} R \ge \Bigl(1 - \frac{q}{a + \sqrt{a^2 + q^2}}\Bigr)^2, \qquad a = \frac{d_0 - 1}{2 d_0},
          \quad q^2 = \rho^2 + \rho.

At rho = 1/4 the right side is 0.2177 for d_0 = 4, 0.2846 for 16, and 0.3055 in the limit: sigma^2 k d/4 samples are too few
for any risk below these.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, Rational, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Learners,
    Relation,
    Simulation,
    Source,
    Statement,
    claim,
    dot,
    integers,
    mutant,
    positive,
)
from theorems.core.rules import algebra, combination, linear, monotone, squares
from theorems.papers.dynamic_signal.aligned_risk import concentration, g, g_slope, mean_score, risk
from theorems.papers.dynamic_signal.symbols import LOCATION, d, k, m, sigma, w

EARLY = LOCATION.plus(
    d_0=integers(2, typical=(2, 6)),
    r=positive(typical=(Rational(1, 10), 1)),  # samples in units of sigma^2 k d
)
d_0, r = EARLY.symbols[-2:]
q = sqrt(r**2 + r)


def reach(a, q):
    """Amos' bound with both lengths divided by d."""
    return q / (a + sqrt(a**2 + q**2))


@dataclass(frozen=True)
class RateFloor(Statement):
    """Mean over the sample and the algorithm's own randomness, for every algorithm of the class."""

    aim: Expr = reach((1 - 1 / d_0) / 2, q)
    counted: str = "in units of sigma^2 k d"
    learners: Learners = Learners("O(d)^k", "locally connected", cap=Integer(1))

    def domain(self):
        most = {"in units of sigma^2 k d": r * sigma**2 * k * d, "in units of k d": r * k * d}[self.counted]
        return EARLY.where(d >= d_0, m <= most)

    def hypotheses(self):
        return (Eq(dot(w, w), 1),)

    def conclusion(self):
        return Relation(risk, ">=", (1 - self.aim) ** 2)


def derivation(s):
    """The aim increases with the samples and decreases with the dimension."""
    few = Chain(m, "samples").at_most(r * sigma**2 * k * d, by=linear())
    each = Chain(m / k, "samples a location").at_most(r * sigma**2 * d, by=combination((few, 1 / k)))
    slope = lambda n: (2 * n + sigma**2 * d) / (2 * sigma**4 * concentration(n))
    near = (
        Chain(concentration(m / k), "concentration")
        .at_most(concentration(r * sigma**2 * d), by=monotone(concentration, each, slope))
        .equals(d * q, by=algebra)
    )
    wide = Chain(d_0, "dimension").at_most(d, by=linear())
    share = lambda z: (1 - 1 / z) / 2
    offset = Chain(share(d_0), "offset").at_most(share(d), by=combination((wide, 1 / (2 * d * d_0))))
    at_least = lambda z: q / (z + sqrt(z**2 + q**2))
    falling = lambda z: -q / (sqrt(z**2 + q**2) * (z + sqrt(z**2 + q**2)))
    aim = (
        Chain(g(concentration(m / k)), "aim")
        .at_most(g(d * q), by=monotone(g, near, g_slope))
        .equals(at_least(share(d)), by=algebra)
        .at_most(at_least(share(d_0)), by=monotone(at_least, offset, falling))
    )
    long = Chain(q, "leg").at_most(sqrt(share(d_0) ** 2 + q**2), by=squares)
    root = sqrt(share(d_0) ** 2 + q**2)
    below_one = Chain(at_least(share(d_0)), "below 1").at_most(Integer(1), by=combination((long, 1 / (share(d_0) + root))))
    loss = lambda z: (1 - z) ** 2
    return (
        Chain(risk)
        .at_least(loss(g(concentration(m / k))), by=claim("dynamic_signal/aligned_risk"))
        .at_least(loss(at_least(share(d_0))), by=monotone(loss, aim, lambda z: -2 * (1 - z), within=(below_one,)))
        .equals(loss(s.aim), by=algebra)
    )


def scores(p, size, rng):
    """Alignments of the best node for a location, that of the mean of its samples; 0 without samples."""
    seen = rng.binomial(p.m, 1 / p.k, size)
    along = seen + p.sigma * np.sqrt(seen) * rng.standard_normal(size)
    whole = np.sqrt(along**2 + p.sigma**2 * seen * rng.chisquare(p.d - 1, size))
    return np.divide(along, whole, out=np.zeros(size), where=seen > 0)


def member_risks(p, size, rng):
    """Risks of the linear net (threshold 0) whose nodes are the mean samples of the locations, on the sphere."""
    seen = rng.multinomial(p.m, [1 / p.k] * p.k, size)
    along = seen + p.sigma * np.sqrt(p.m) * rng.standard_normal((size, p.k))
    aside = p.sigma**2 * p.m * rng.chisquare(p.d - 1, (size, p.k))
    aligned = along / np.sqrt(along**2 + aside) if p.m else np.zeros((size, p.k))
    return ((1 - aligned) ** 2).mean(1) + p.k * p.sigma**2, (0, 4 + p.k * p.sigma**2)


CLAIM = Claim(
    id="dynamic_signal/rate_floor",
    title="Least risk of a capped locally connected net after fewer than rho sigma^2 k d samples",
    kind="corollary",
    source=Source("lahoti2024", where="lower bound for locally connected nets, with a constant", origin="ours"),
    statement=RateFloor(),
    evidence=(
        Derived(derivation),
        Simulation(scores, law=(-1, 1), tests=lambda s: Relation(mean_score, "<=", s.aim), name="scores"),
        Simulation(member_risks, law="bounded", name="member"),
    ),
    mutants=(
        mutant(
            "asymptote", "the limit of large d is no bound at small d", aim=sqrt(r / (1 + r)),
            at={d: 4, d_0: 4, k: 1, sigma: 1, r: 1, m: 4},
        ),
        mutant(
            "no-noise", "where noise is low, few samples show the signals", counted="in units of k d",
            at={d: 4, d_0: 4, k: 4, sigma: Rational(1, 50), r: 1, m: 16},
        ),
        mutant(
            "half-of-them", "a sample shows the signal whatever its label is", aim=reach((1 - 1 / d_0) / 2, sqrt(q**2 / 2)),
            at={d: 4, d_0: 4, k: 1, sigma: 1, r: 1, m: 4},
        ),
    ),
    witness={d_0: 4, d: 4, r: Rational(1, 4), k: 4, sigma: 1, m: 4},
    corrects="dynamic_signal/rate_without_noise",
)
