"""Decimals against exact comparison of rationals."""

from decimal import Decimal as Standard
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from theorems.core.bounds.decimals import magnitude, rounded

NUMBERS = st.fractions() | st.builds(
    lambda x, e: x * Fraction(10) ** e, st.fractions(-10, 10, max_denominator=10**6), st.integers(-400, 400)
)


@settings(max_examples=60)
@given(NUMBERS, st.integers(1, 25), st.sampled_from((-1, 0, 1)))
def test_the_text_lies_on_its_side_and_within_one_unit_of_the_last_place(x, digits, direction):
    found = rounded(x, digits, direction)
    read = Fraction(Standard(str(found)))
    assert read == found.number
    gap = (read - x) * direction if direction else abs(read - x)
    assert gap >= 0
    if x:
        # log10 by counting digits, not by the function under test
        unit = Fraction(10) ** (len(str(abs(x.numerator))) - len(str(x.denominator)) + 1 - digits)
        assert gap <= unit
    assert len(str(found.mantissa).replace("-", "").replace(".", "").strip("0")) <= digits


@settings(max_examples=60)
@given(NUMBERS)
def test_rounding_down_is_rounding_up_mirrored(x):
    assert rounded(x, 3, -1).number == -rounded(-x, 3, 1).number


@settings(max_examples=60)
@given(NUMBERS)
def test_the_magnitude_brackets_the_number(x):
    assume(x)
    e = magnitude(x)
    assert Fraction(10) ** e <= abs(x) < Fraction(10) ** (e + 1)


@pytest.mark.parametrize(("x", "digits", "direction", "text"), [
    ("1247", 3, -1, "1240"), ("1247", 3, 1, "1250"), ("999.5", 3, 1, "1000"), ("-999.5", 3, -1, "-1000"),
    ("1/3", 3, -1, "0.333"), ("1/3", 3, 1, "0.334"), ("1/4", 5, 1, "0.25"), ("0", 3, 1, "0"), ("2/3", 1, 0, "0.7"),
    ("99999999", 3, 1, "1.00e8"), ("123456789", 3, -1, "1.23e8"), ("1/30000", 2, -1, "3.3e-5"), ("100000000", 4, -1, "1e8"),
])
def test_how_numbers_are_written(x, digits, direction, text):
    assert str(rounded(Fraction(x), digits, direction)) == text
