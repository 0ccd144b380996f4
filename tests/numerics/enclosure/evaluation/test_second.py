"""The second evaluator agrees with the first without sharing anything with it."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Max, Rational, besseli, erfc, exp, gamma, log, pi, sin, sqrt, tanh

from numerics.enclosure import NotEnclosable, ball, compile
from numerics.enclosure.evaluation.second import evaluate

x, y = sympy.symbols("x y", positive=True)
POSITIVE = st.fractions(Fraction(1, 8), 4, max_denominator=40)
RIGOROUS = [
    x * log(x / y) + pi,
    sqrt(x) * exp(-y) / 3,
    sin(x) ** 3 - x**y,
    Max(x, y) * Abs(x - y),
    x ** Rational(-2, 3),
]
PLAIN = [tanh(x) + y, erfc(x * y), besseli(2, x) / besseli(1, x), gamma(x + 1) * sympy.atan(y)]


@pytest.mark.parametrize(("expr", "rigorous"), [(e, True) for e in RIGOROUS] + [(e, False) for e in PLAIN])
@given(POSITIVE, POSITIVE)
@settings(max_examples=25, deadline=None)
def test_both_evaluators_overlap(expr, rigorous, a, b):
    point = {x: a, y: b}
    again = evaluate(expr, point, 30)
    assert again.rigorous == rigorous
    assert again.low <= again.high and again.high - again.low <= Fraction(1, 10**20) * (1 + abs(again.high))
    assert ball((again.low, again.high)).overlaps(compile(expr, [x, y]).at(point, 40))


def test_what_mpmath_lacks_is_refused():
    with pytest.raises(NotEnclosable):
        evaluate(sympy.Function("f")(x), {x: 1})


def test_no_real_value_is_an_error():
    with pytest.raises(ArithmeticError):
        evaluate(log(x - 2), {x: 1})
