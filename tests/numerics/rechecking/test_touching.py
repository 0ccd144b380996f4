"""Where two sides touch at ends, and on half-lines: shown again by hand, and not for what is almost true."""

from fractions import Fraction
from math import inf, pi
from math import log as ln

import mpmath
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, asin, erfc, exp, log, sqrt

from numerics.rechecking import Leaf, NotRecheckable, incomplete, recheck
from numerics.rechecking.exactly import ONE, PI, forms, vanishes
from numerics.rechecking.half_lines import falls_to_its_limit
from numerics.rechecking.intervals import precision, rational

F = Fraction
t = sympy.Symbol("t", positive=True)
TAIL = erfc(t / sqrt(2)) / 2
MILLS = exp(-(t**2) / 2) / (t * sqrt(2 * sympy.pi))
PARAMETERS = st.fractions(F(1, 3), 12, max_denominator=3)


@pytest.mark.parametrize(("expr", "at"), [
    (t * log(t) + (1 - t) * log(1 - t), F(1, 2)), (t * log(t) - log(t) / 3 + t**2, F(5, 12)), (log(t) ** 1 / t, F(1)),
])
def test_forms_are_the_derivatives_of_sympy(expr, at):
    for order, form in enumerate(forms(expr, t, at)):
        value = sum(float(c) * (1 if k == ONE else pi if k == PI else ln(k)) for k, c in form.items())
        assert value == pytest.approx(float(expr.diff(t, order).subs(t, Rational(at.numerator, at.denominator))), abs=1e-12)


def test_only_what_is_zero_vanishes():
    entropy = t * log(t) + (1 - t) * log(1 - t) + log(2)
    assert vanishes(entropy, t, F(1, 2)) and vanishes(entropy, t, F(1, 2), 1) and not vanishes(entropy, t, F(1, 2), 2)
    assert not vanishes(entropy + Rational(1, 10**30), t, F(1, 2)) and not vanishes(entropy, t, F(1, 3))
    assert vanishes(sympy.pi * t / 2 - asin(t), t, F(1)) and not vanishes(sympy.pi * t / 3 - asin(t), t, F(1))


@pytest.mark.parametrize(("expr", "low", "shown"), [
    (exp(-(t**2) / 2) / 2 - TAIL, F(1), True), (MILLS - TAIL, F(0), True), (MILLS - TAIL * Rational(101, 100), F(0), False),
    (exp(-(t**2) / 2) * Rational(2, 5) - TAIL, F(1), True), (exp(-(t**2) / 2) / 2 - TAIL, F(0), False),
    (exp(-t), F(0), True), (exp(-t) - Rational(1, 10**9), F(0), False), (1 / t - exp(-t), F(0), False), (t, F(0), False),
])
def test_half_lines(expr, low, shown):
    with precision():
        try:
            assert falls_to_its_limit(expr, t, (low, inf)) is shown
        except NotRecheckable:
            assert not shown


@pytest.mark.parametrize("expr", [
    t * log(t) + (1 - t) * log(1 - t) + log(2) - Rational(1, 10**12), sympy.pi * t / 2 - asin(t) - Rational(1, 10**12),
    t * log(t) + (1 - t) * log(1 - t) + log(2) - (2 * t - 1) ** 2 * Rational(51, 100),
])
def test_what_is_almost_true_is_not_shown(expr):
    found = recheck(expr, {t: (F(0), F(1))}, [Leaf((F(0),), (F(1, 2),), "hand"), Leaf((F(1, 2),), (F(1),), "hand")])
    assert found.wrong or found.shown < found.boxes


@given(PARAMETERS, PARAMETERS, st.fractions(0, 40, max_denominator=8), st.fractions(0, 1, max_denominator=9))
@settings(max_examples=25, deadline=None)
def test_incomplete_functions_hold_what_mpmath_computes(a, b, x, z):
    number = lambda q: mpmath.mpf(q.numerator) / q.denominator
    with precision(25), mpmath.workdps(60):
        for found, exact in (
            (incomplete.of_gamma("uppergamma", a, rational(x)), mpmath.gammainc(number(a), number(x))),
            (incomplete.of_gamma("lowergamma", a, rational(x)), mpmath.gammainc(number(a), 0, number(x))),
            (incomplete.of_beta("betainc", (a, b), rational(z)), mpmath.betainc(number(a), number(b), 0, number(z))),
            (incomplete.erfc(rational(x / 4)), mpmath.erfc(number(x) / 4)),
            (incomplete.erf(rational(-x / 4)), -mpmath.erf(number(x) / 4)),
        ):
            slack = abs(exact) * mpmath.mpf(10) ** -40
            assert found.a <= exact + slack and exact - slack <= found.b
            assert mpmath.mpf(found.delta.b) <= 1e-9 * abs(exact) + mpmath.mpf(10) ** -30
