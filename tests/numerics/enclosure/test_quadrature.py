"""Enclosed integrals hold the values known in closed form."""

import sympy
from flint import arb
from pytest import mark
from sympy import Abs, Max, Rational, acos, asin, erf, exp, log, pi, sign, sin, sqrt, tanh

from numerics.enclosure import compile, gaussian_mean, integral

x = sympy.Symbol("x", real=True)


def value(expr):
    return compile(expr, []).at({}, 60)


@mark.parametrize(
    ("integrand", "low", "high", "closed_form"),
    [
        (sqrt(x), 1, 4, Rational(14, 3)),
        (sqrt(1 - x**2), -1, 1, pi / 2),
        (x * log(x), 0, 1, Rational(-1, 4)),
        (sin(x), 0, pi, 2),
        (Abs(x - Rational(1, 3)), 0, 1, Rational(5, 18)),
        (acos(x), -1, 1, pi),
        (1 / x, 1, 3, log(3)),
        (Max(x, 1 - x), 0, 1, Rational(3, 4)),
        (exp(x), 2, 0, 1 - exp(2)),
    ],
)
def test_integrals_with_closed_forms(integrand, low, high, closed_form):
    found = integral(integrand, x, low, high)
    assert found.overlaps(value(sympy.sympify(closed_form))) and found.rad() < 1e-18


@mark.parametrize(("integrand", "low", "high"), [(1 / x, -1, 1), (log(x), 0, 1), (sqrt(x), -1, 1), (1 / x**2, 0, 1)])
def test_where_nothing_is_known_the_ball_says_so(integrand, low, high):
    assert not integral(integrand, x, low, high).is_finite()


@mark.parametrize(
    ("function", "bound", "closed_form"),
    [
        (erf(x) ** 2, 1, 2 / pi * asin(Rational(2, 3))),
        (sympy.cos(x), 1, exp(Rational(-1, 2))),
        (sign(x), 1, 0),
        (Max(0, sign(x)), 1, Rational(1, 2)),
        (tanh(x) + 1, 2, 1),
        (exp(-(x**2)), 1, 1 / sqrt(3)),
    ],
)
def test_gaussian_means(function, bound, closed_form):
    found = gaussian_mean(function, x, bound=bound)
    assert found.overlaps(value(sympy.sympify(closed_form))) and found.rad() < 1e-17


def test_a_larger_bound_widens_the_ball_and_never_moves_it():
    narrow, wide = (gaussian_mean(sympy.cos(x), x, bound=b, digits=12) for b in (1, arb(10) ** 30))
    assert narrow.overlaps(wide)
