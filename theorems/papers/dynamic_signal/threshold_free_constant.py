r"""Risk of fully connected nets after few samples, with one constant for all thresholds: a wrong reading.

Were the constant in the lower bound for fully connected nets the same for all least thresholds b > 0, say

.. math:: m \le c\, \sigma^2 k^2 d \;\Rightarrow\; \mathbb{E} R \ge \tfrac15, \qquad c = \tfrac14,

then also for k nodes of threshold b = 1/k, all along the sum of the samples, each times its label.  Their risk is below
a hundredth at m = 0.14 sigma^2 k^2 d for k = 32, and at m = 0.033 sigma^2 k^2 d for k = 128: the constant falls like 4 b.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import erfc
from sympy import Expr, Le, Rational

from theorems.core import Claim, Quantity, Relation, Simulation, Source, Statement, mutant
from theorems.papers.dynamic_signal.overlap_symbols import THRESHOLDS
from theorems.papers.dynamic_signal.overlap_symbols import mean_samples as m
from theorems.papers.dynamic_signal.overlap_symbols import mean_sigma as sigma
from theorems.papers.dynamic_signal.overlap_symbols import threshold as b
from theorems.papers.dynamic_signal.symbols import d, k

risk = Quantity("least E R")


@dataclass(frozen=True)
class ThresholdFreeConstant(Statement):
    """For the best algorithm that turns with the data under O(kd), nodes capped at norm 1, thresholds at least b."""

    constant: Expr = Rational(1, 4)
    floor: Expr = Rational(1, 5)

    def domain(self):
        return THRESHOLDS

    def hypotheses(self):
        return (Le(m, self.constant * sigma**2 * k**2 * d),)

    def conclusion(self):
        return Relation(risk, ">=", self.floor)


def risks(p, size, rng):
    """Of k equal nodes along the sum of the samples; the squares of their alignments with the images add up to at most 1."""
    seen = rng.multinomial(p.m, [1 / p.k] * p.k, size)
    along = seen + p.sigma * np.sqrt(p.m) * rng.standard_normal((size, p.k))
    outside = p.sigma**2 * p.m * rng.chisquare(p.k * p.d - p.k, size)
    aligned = along / np.sqrt((along**2).sum(1) + outside)[:, None]
    first, second = moments(aligned, p.b, p.sigma)
    found = 1 - 2 * p.k * first + p.k**2 * second
    return found.mean(1), (0, (1 + np.sqrt(p.k)) ** 2 + (p.k * p.sigma) ** 2)


def moments(aligned, b, s):
    """Mean and mean square of a soft threshold at b in noise of level s."""
    first, second = [], []
    for u in (aligned - b, -aligned - b):
        above = erfc(-u / (s * np.sqrt(2))) / 2
        density = np.exp(-((u / s) ** 2) / 2) / np.sqrt(2 * np.pi)
        first.append(u * above + s * density)
        second.append((u**2 + s**2) * above + u * s * density)
    return first[0] - first[1], second[0] + second[1]


FEW = {k: 32, d: 10**8, sigma: Rational(1, 1000), b: Rational(1, 32)}
MANY = {k: 128, d: 10**10, sigma: Rational(1, 4000), b: Rational(1, 128)}

CLAIM = Claim(
    id="dynamic_signal/threshold_free_constant",
    title="Risk of fully connected nets after few samples, with one constant for all thresholds",
    kind="theorem",
    source=Source("lahoti2024", where="lower bound for fully connected nets, read without its least bias", origin="ours"),
    statement=ThresholdFreeConstant(),
    evidence=(Simulation(risks, law="bounded"),),
    mutants=(
        mutant("eighth", "still too large at b = 1/32", constant=Rational(1, 8), at={**FEW, m: 12800}),
        mutant("28th", "and at b = 1/128 much smaller ones are", constant=Rational(1, 28), at={**MANY, m: 340_000}),
    ),
    witness={**FEW, m: 14600},
    expected="refuted",
)
