"""Higher derivatives on trees, against SymPy's own; and what they show at ends where two sides touch."""

from fractions import Fraction

import mpmath
import pytest
import sympy
from sympy import Rational, cos, cosh, exp, log, pi, sin, sinh, sqrt

from numerics.rechecking.derivatives import ORDER, derivatives, touches_above
from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.intervals import interval, precision

x = sympy.Symbol("x", real=True)
F = Fraction


@pytest.mark.parametrize("expr", [
    x**3 - 2 * x, exp(x**2 / 2), log(2 + x), sqrt(1 + x**2), (1 + x) ** Rational(-3, 2), sin(2 * x) * cos(x), 1 / (1 + x**2),
    cosh(x) - sinh(x / 2), pi * exp(-x) * x**2, log(1 + exp(x)), (2 + x) ** -3,
])
@pytest.mark.parametrize("at", [F(0), F(1, 3), F(2)])
def test_derivatives_are_those_of_sympy(expr, at):
    with precision(30), mpmath.workdps(50):
        point, around = (derivatives(expr, x, interval(*ends)) for ends in ((at, at), (at - F(1, 64), at + F(1, 64))))
        for order in range(ORDER + 1):
            exact = mpmath.mpf(sympy.N(expr.diff(x, order).subs(x, Rational(at.numerator, at.denominator)), 40))
            assert abs(mpmath.mpf(point[order].mid.a) - exact) < 1e-20 * (1 + abs(exact))
            assert float(point[order].delta) < 1e-20
            assert around[order].a <= exact + mpmath.mpf("1e-25") and exact - mpmath.mpf("1e-25") <= around[order].b


@pytest.mark.parametrize(("expr", "low", "high", "shown"), [
    (exp(x) - 1 - x - x**2 / 2, F(0), F(3), True), (exp(x) - 1 - x - x**2 / 2, F(-1), F(0), False),
    (x - sin(x), F(0), F(1), True), (sin(x) - x, F(-1), F(0), True), (sin(x) - x, F(0), F(1), False),
    (exp(x**2 / 2) - cosh(x), F(0), F(1), True), (exp(x**2 / 2) - cosh(x), F(-1), F(0), True),
    (cosh(x) - exp(x**2 / 2), F(0), F(1), False), (x - log(1 + x), F(0), F(1), True), (x, F(-1), F(1), False),
    (cos(x) - 1 + x**2 / 2 - x**4 / 23, F(0), F(1), False),
])
def test_touching_sides_are_told_apart_at_ends(expr, low, high, shown):
    with precision(30):
        assert touches_above(expr, x, (low, high)) is shown


@pytest.mark.parametrize("expr", [log(x), sqrt(x), 1 / x, sympy.erf(x), sympy.Abs(x), x ** Rational(1, 3)])
def test_what_has_no_derivatives_there_is_named(expr):
    with precision(30), pytest.raises(NotRecheckable):
        derivatives(expr, x, interval(F(0), F(1)))
