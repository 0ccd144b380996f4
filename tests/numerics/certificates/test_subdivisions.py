"""Subdivisions as text: what is cut is read back, parts fill the whole, and whatever else is rejected."""

from fractions import Fraction
from math import inf, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.certificates import NotSubdivided, Rejected
from numerics.certificates.subdivisions import MOST_PARTS, cells_of, halves, middle, text_of

F = Fraction
SQUARE = ((F(0), F(1)), (F(-1), F(3)))


@st.composite
def subdivisions(draw):
    """A box, and what random cuts leave of it, with a letter or left out."""
    root = draw(st.sampled_from([((F(0), F(1)),), SQUARE, ((F(1, 3), inf), (-inf, F(2)))]))
    waiting, parts = [root], []
    for _ in range(draw(st.integers(0, 12))):
        sides = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
        axis = draw(st.integers(0, len(sides) - 1))
        low, high = sides[axis]
        half = middle(low, high)
        if half is None:
            half = F(0) if low == -inf and high == inf else low + 1 if high == inf else high - 2
        elif draw(st.booleans()):
            half = low + (high - low) * draw(st.sampled_from([F(1, 3), F(5, 7)]))
        waiting += halves(sides, axis, half)
    for sides in waiting:
        letter = draw(st.sampled_from("abZ."))
        parts += [(sides, letter)] if letter != "." else []
    return root, parts


@settings(max_examples=80, deadline=None)
@given(subdivisions())
def test_what_is_written_is_read(case):
    root, parts = case
    assert sorted(cells_of(root, text_of(root, parts)), key=str) == sorted(parts, key=str)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="01ab=.[]1/23", min_size=1, max_size=30))
def test_whatever_is_accepted_fills_the_whole(text):
    try:
        parts = cells_of(SQUARE, text.replace(".", "a"))
    except Rejected:
        return
    assert sum(prod(high - low for low, high in sides) for sides, _ in parts) == 4


def test_equal_halves_are_written_once():
    eight = [(((F(i, 8), F(i + 1, 8)),), "a") for i in range(8)]
    assert text_of(((F(0), F(1)),), eight) == "0=0=0=a"
    assert cells_of(((F(0), F(1)),), "0=0=0=a") == eight


@pytest.mark.parametrize("text", [
    "", "0", "0a", "0aaa", "2aa", "0[2]aa", "0[0]aa", "0[x]aa", "0[1/2aa", "0=", "=a", "-", "٠aa", "0[0.5]aa",
    "0" * 500 + "a" * 501, "0=" * 40 + "a",
])
def test_what_is_no_subdivision_is_rejected(text):
    with pytest.raises(Rejected):
        cells_of(SQUARE, text)
    assert MOST_PARTS < 2**40


@pytest.mark.parametrize("text", ["0aa", "0=a"])
def test_an_infinite_side_has_no_middle(text):
    with pytest.raises(Rejected, match="no middle"):
        cells_of(((F(0), inf),), text)


def test_boxes_that_overlap_are_of_no_subdivision():
    with pytest.raises(NotSubdivided):
        text_of(((F(0), F(1)),), [(((F(0), F(2, 3)),), "a"), (((F(1, 3), F(1)),), "a")])
