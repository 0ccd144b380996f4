"""Tails by recursion and by gamma functions against enumeration and against mpmath."""

from fractions import Fraction
from itertools import product
from math import prod

import mpmath
import pytest
from flint import arb

from numerics.enclosure import ball, endpoints
from theorems.standard.concentration import tails


def holds(found, value):
    low, high = endpoints(found)
    return low <= Fraction(str(value)) + Fraction(1, 10**14) and high >= Fraction(str(value)) - Fraction(1, 10**14)


@pytest.mark.parametrize("level", [0, Fraction(1, 7), 1, 3, 6])
def test_normal_tail_is_the_integral_of_the_density(level):
    value = mpmath.quad(lambda x: mpmath.exp(-(x**2) / 2) / mpmath.sqrt(2 * mpmath.pi), [mpmath.mpf(float(level)), 8, 20])
    assert holds(tails.normal(level), mpmath.nstr(value, 17)) or abs(float(tails.normal(level).mid()) - float(value)) < 1e-13


@pytest.mark.parametrize(("degrees", "level"), list(product([1, 2, 3, 4, 9, 30], [Fraction(1, 10), 2, 25])))
def test_chi_square_tail_is_the_regularised_gamma_function(degrees, level):
    value = mpmath.gammainc(mpmath.mpf(degrees) / 2, mpmath.mpf(float(level)) / 2, regularized=True)
    assert float(tails.chi_square(degrees, ball(level)).mid()) == pytest.approx(float(value), rel=1e-12)


@pytest.mark.parametrize("chance", [Fraction(0), Fraction(1, 3), Fraction(1)])
@pytest.mark.parametrize("least", [-1, 0, 1, 3, 4, 5])
def test_binomial_tail_adds_up_all_outcomes(chance, least):
    outcomes = product((0, 1), repeat=4)
    value = sum(prod(chance if x else 1 - chance for x in o) for o in outcomes if sum(o) >= least)
    assert tails.binomial(4, chance, least) == value


def test_a_wide_level_gives_a_wide_tail():
    wide = tails.chi_square(3, arb(4).union(arb(5)))
    assert wide.contains(tails.chi_square(3, arb("4.5")))
