"""Tails of known laws: in balls where they are irrational, as fractions where they are not."""

from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.enclosure import ball


def normal(level: Any) -> arb:
    """P(g >= level) for level >= 0: half the chance that a chi-square number with one degree of freedom reaches level^2."""
    return (ball(level) ** 2 / 2).gamma_upper(arb(1) / 2, regularized=1) / 2


def reached(p: Any, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Whether ``size`` fresh standard normal numbers reach the level ``p.t``, 1 or 0."""
    return (rng.standard_normal(size) >= p.t).astype(np.float64)


def chi_square(degrees: int, level: arb) -> arb:
    """P(chi^2 >= level) for level > 0, by the recursion from two degrees of freedom to the next two.

    An even number of degrees is a waiting time: the sum counts fewer than degrees/2 arrivals.
    """
    half = level / 2
    found = half.sqrt().erfc() if degrees % 2 else (-half).exp()
    term = (-half).exp() / (half.sqrt() * arb.pi().sqrt()) if degrees % 2 else found
    for i in range(4 - degrees % 2, degrees + 1, 2):
        term = term * half / (arb(i) / 2 - 1)
        found = found + term
    return found


def binomial(trials: int, chance: Fraction, least: int) -> Fraction:
    """P(N >= least) for N successes in independent trials; each term from the one before it."""
    top, bottom = chance.numerator, chance.denominator
    rest, first = bottom - top, max(least, 0)
    if first > trials or not top or not rest:
        return Fraction(first == 0 or (first <= trials and not rest))
    term = ways = comb(trials, first) * top**first * rest ** (trials - first)
    for i in range(first, trials):
        term = term * (trials - i) * top // ((i + 1) * rest)
        ways += term
    return Fraction(ways, bottom**trials)
