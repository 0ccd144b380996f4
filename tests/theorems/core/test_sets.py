"""Sets: the symbols they make, and the sets that there are none of."""

from fractions import Fraction

import pytest
from sympy import Float, Rational, Symbol, oo, pi

from theorems.core import (
    binomial,
    frame,
    gaussian,
    integers,
    interval,
    nonnegative,
    orthogonal,
    positive,
    real,
    signs,
    vector,
)
from theorems.core.sets import exact


@pytest.mark.parametrize(
    ("values", "known"),
    [
        (integers(1), "positive"),
        (integers(0), "nonnegative"),
        (positive(), "positive"),
        (nonnegative(), "nonnegative"),
        (interval(-2, -1), "negative"),
        (interval(-2, 0), "nonpositive"),
        (interval(0, 1, "(]"), "positive"),
    ],
)
def test_a_set_tells_its_symbol_what_follows_from_it(values, known):
    assert getattr(values.symbol("s"), f"is_{known}")


@pytest.mark.parametrize("values", [real(), interval(-1, 1), integers(-1), signs()])
def test_and_nothing_that_does_not(values):
    symbol = values.symbol("s")
    assert symbol.is_positive is None and symbol.is_nonnegative is None and symbol.is_negative is None


def test_zero_is_in_a_closed_interval_and_not_in_an_open_one():
    assert interval(0, 1).symbol("s").is_zero is None
    assert interval(0, 1, "()").symbol("s").is_zero is False
    assert binomial(3, Rational(1, 2)).symbol("s").is_positive is None


def test_dependent_ends_are_parameters():
    n = Symbol("n", integer=True, positive=True)
    assert integers(0, n - 1).parameters() == (0, n - 1)
    assert vector(n).symbol("x").shape == (n, 1)
    assert frame(n, 2).symbol("R").shape == (n, 2) and gaussian(n).random and not vector(n).random
    assert orthogonal(n).symbol("U").shape == (n, n)


def test_empty_and_misspelt_sets_are_refused():
    for make in (lambda: interval(1, 0), lambda: integers(3, 2), lambda: interval(0, 1, "[["), lambda: interval(pi, 3)):
        with pytest.raises(ValueError, match=r"empty|ends must be"):
            make()
    assert interval(0, oo).high == oo


def test_exact_numbers():
    assert exact(Rational(2, 6)) == Fraction(1, 3) and exact(Float("0.5")) == Fraction(1, 2) and exact(7) == 7
