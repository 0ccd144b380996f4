"""Balls hold exactly the numbers they are made from, and comparisons of balls never guess."""

from fractions import Fraction

import pytest
import sympy
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from numerics.enclosure import (
    Undefined,
    ball,
    certainly_at_most,
    certainly_different,
    certainly_less,
    endpoints,
    overlaps,
    possibly_less,
    precision,
)

FRACTIONS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**9)
PAIRS = st.tuples(FRACTIONS, FRACTIONS).map(sorted)


@given(FRACTIONS)
def test_a_ball_holds_its_fraction(x):
    low, high = endpoints(ball(x))
    assert low <= x <= high and high - low < Fraction(1, 10**8)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_exact(x):
    assert endpoints(ball(x)) == (Fraction(x), Fraction(x))


@given(st.integers(), st.integers(0, 200))
def test_dyadic_numbers_are_exact_whatever_the_precision(n, k):
    with precision(5):
        assert endpoints(ball(Fraction(n, 2**k))) == (Fraction(n, 2**k),) * 2


@pytest.mark.parametrize(
    ("given_as", "number"),
    [
        ("0.1", Fraction(1, 10)),
        ("-1.25e-3", Fraction(-1, 800)),
        (sympy.Rational(2, 7), Fraction(2, 7)),
        (sympy.Integer(-3), Fraction(-3)),
        (sympy.Float("0.5"), Fraction(1, 2)),
        (sympy.Float(0.1), Fraction(0.1)),
    ],
)
def test_other_numbers(given_as, number):
    low, high = endpoints(ball(given_as))
    assert low <= number <= high


def test_what_is_no_number_is_refused():
    with pytest.raises(TypeError):
        ball(sympy.Symbol("x"))
    with pytest.raises(TypeError):
        ball(sympy.pi)


@given(PAIRS, PAIRS)
def test_comparisons_are_those_of_all_or_some_numbers(a, b):
    """Against the rational ends of the balls themselves, which decide every such question."""
    first, second = ball(tuple(a)), ball(tuple(b))
    (low, high), (bottom, top) = endpoints(first), endpoints(second)
    assert certainly_less(first, second) == (high < bottom)
    assert certainly_at_most(first, second) == (high <= bottom)
    assert possibly_less(first, second) == (low < top)
    assert overlaps(first, second) == (low <= top and bottom <= high)
    assert certainly_different(first, second) != overlaps(first, second)


def test_nothing_is_known_of_an_undefined_ball():
    nothing = arb.nan()
    assert not certainly_less(nothing, 1) and not certainly_at_most(0, nothing) and not certainly_different(nothing, 0)
    assert possibly_less(nothing, 0) and possibly_less(0, nothing)
    with pytest.raises(Undefined):
        endpoints(nothing)


def test_precision_comes_back_after_an_error():
    before = ctx.prec
    with pytest.raises(ZeroDivisionError), precision(100):
        assert ctx.prec > 300
        raise ZeroDivisionError
    assert ctx.prec == before
