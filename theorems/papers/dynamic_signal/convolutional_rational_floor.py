r"""Least risk of a capped convolutional net as a rational function of the samples and the noise.

For the nets and learners of dynamic_signal/convolutional_floor

.. math:: \mathbb{E} R \ge \Bigl(1 - \sqrt{\frac{2m + \sigma^2}{2m + (2d - 1)\sigma^2}}\Bigr)^2.

With rho = m/(sigma^2 d) this is (1 - r)^2, r^2 = (rho + 1/(2d)) / (rho + 1 - 1/(2d)): sigma^2 d/4 samples leave a risk of
0.17 at d = 4, and of 0.30 as d grows.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, sqrt

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
    interval,
    mutant,
    nonnegative,
)
from theorems.core.rules import algebra, monotone, squares
from theorems.papers.dynamic_signal.aligned_risk import concentration, g, mean_score
from theorems.papers.dynamic_signal.convolutional_floor import risk
from theorems.papers.dynamic_signal.rational_floor import aims, rational
from theorems.papers.dynamic_signal.symbols import LOCATION, d, k, m, sigma, w


@dataclass(frozen=True)
class ConvolutionalRationalFloor(Statement):
    """Mean over the sample and the algorithm's own randomness, for every algorithm of the class."""

    aim: Expr = sqrt((2 * m + sigma**2) / (2 * m + (2 * d - 1) * sigma**2))
    learners: Learners = Learners("I_k (x) O(d)", "convolutional", cap=Integer(1))

    def domain(self):
        return LOCATION.but(b=nonnegative(), length=interval(0, 1))

    def hypotheses(self):
        return (Eq(dot(w, w), 1),)

    def conclusion(self):
        return Relation(risk, ">=", (1 - self.aim) ** 2)


def derivation(s):
    """The algebra of dynamic_signal/rational_floor, with all samples for those of one location."""
    below_one = Chain(rational(m), "below 1").at_most(Integer(1), by=squares)
    loss = lambda z: (1 - z) ** 2
    return (
        Chain(risk)
        .at_least(loss(g(concentration(m))), by=claim("dynamic_signal/convolutional_floor"))
        .at_least(loss(rational(m)), by=monotone(loss, aims(m), lambda z: -2 * (1 - z), within=(below_one,)))
        .equals(loss(s.aim), by=algebra)
    )


def scores(p, size, rng):
    """Alignments of the best node, that of the mean of all samples, each cut to the patch that holds its signal."""
    if not p.m:
        return np.zeros(size)
    along = p.m + p.sigma * np.sqrt(p.m) * rng.standard_normal(size)
    return along / np.sqrt(along**2 + p.sigma**2 * p.m * rng.chisquare(p.d - 1, size))


CLAIM = Claim(
    id="dynamic_signal/convolutional_rational_floor",
    title="Least risk of a capped convolutional net, rational form",
    kind="corollary",
    source=Source("lahoti2024", where="no lower bound for convolutional nets is stated", origin="ours"),
    statement=ConvolutionalRationalFloor(),
    evidence=(
        Derived(derivation),
        Simulation(scores, law=(-1, 1), tests=lambda s: Relation(mean_score, "<=", s.aim), name="scores"),
    ),
    mutants=(
        mutant(
            "own-samples-only", "every sample shows the shared signal", at={d: 4, k: 4, sigma: 1, m: 4},
            aim=sqrt((2 * m / k + sigma**2) / (2 * m / k + (2 * d - 1) * sigma**2)),
        ),
        mutant(
            "asymptote", "the limit of large d is no bound at small d", aim=sqrt(m / (m + sigma**2 * d)),
            at={d: 4, k: 1, sigma: 1, m: 4},
        ),
    ),
    witness={d: 4, k: 4, sigma: 1, m: 1},
)
