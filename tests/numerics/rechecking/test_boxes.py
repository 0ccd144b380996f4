"""Lists of boxes: gaps are found, wrong inequalities too, and what the search by balls leaves is shown again."""

from fractions import Fraction
from math import inf

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, asin, cos, erfc, exp, log

from numerics.enclosure import Box, Range, nonnegative, recording
from numerics.rechecking import Leaf, recheck
from numerics.rechecking.boxes import gap

x, y = sympy.symbols("x y", real=True)
p = sympy.Symbol("p", positive=True)
F = Fraction
SHOWN = [
    (exp(x) - x - Rational(99, 100), Box({x: (-3, 3)})),
    (x**2 + y**2 - 2 * x * y + Rational(1, 10), Box({x: (-1, 1), y: (0, Rational(1, 3))})),
    (p * log(p) + (1 - p) * log(1 - p) + log(2) + Rational(1, 100), Box({p: (0, 1)})),
    (asin(x) - x, Box({x: (0, 1)})),
    (cos(x) - Rational(53, 100), Box({x: (0, 1)})),
    (exp(x**2 / 2) - exp(x) / 2 - exp(-x) / 2, Box({x: (0, 1)})),
    (exp(-x) - erfc(x) / 2, Box({x: Range(0, 1)})),
    (p * log(p) + (1 - p) * log(1 - p) + log(2), Box({p: (0, 1)})),
    (sympy.pi * x / 2 - asin(x), Box({x: (0, 1)})),
    (exp(-(x**2) / 2) / 2 - erfc(x / sympy.sqrt(2)) / 2, Box({x: Range(0, sympy.oo)})),
    (exp(x * y) - x * y, Box({x: (Rational(1, 3), 2), y: (Rational(1, 7), 3)})),
]


def searched(expr, box):
    """The record of a search by balls that shows the inequality."""
    with recording() as records:
        nonnegative(expr, box)
    assert len(records) == 1  # nothing that was shown on the way is noted
    return records[0]


def plain(box):
    return {s: (r.low, r.high) for s, r in box.items()}


@pytest.mark.parametrize(("expr", "box"), SHOWN)
def test_what_balls_show_intervals_show_again(expr, box):
    record = searched(expr, box)
    found = recheck(expr, plain(box), record.leaves)
    assert found.shown == found.boxes == len(record.leaves) and not found.open and not found.wrong


@pytest.mark.parametrize(("expr", "box"), SHOWN)
def test_each_box_left_out_is_a_gap(expr, box):
    leaves = searched(expr, box).leaves
    for i in range(len(leaves)):
        assert "no box covers" in recheck(expr, plain(box), leaves[:i] + leaves[i + 1 :]).wrong


def test_another_inequality_on_the_same_boxes_is_wrong():
    expr, box = SHOWN[1]
    leaves = searched(expr, box).leaves
    assert "below 0" in recheck(expr - Rational(1, 5), plain(box), leaves).wrong


@pytest.mark.parametrize(
    ("expr", "box", "reason"),
    [
        (9 * x**2 - 6 * x + 1, Box({x: (0, 1)}), "overlap 0"),
        (2 + sympy.loggamma(1 + x), Box({x: Range(0, 1)}), "no interval for loggamma"),
        (x**2 / 2 + cos(x) - Rational(99, 100), Box({x: Range(0, sympy.oo)}), "infinite"),
    ],
)
def test_what_intervals_cannot_show_is_called_open_and_not_wrong(expr, box, reason):
    record = searched(expr, box)
    found = recheck(expr, plain(box), record.leaves)
    assert not found.wrong and found.shown < found.boxes and any(reason in why for why in found.open)


def test_nothing_is_noted_of_what_does_not_hold_or_outside_the_block():
    with recording() as records:
        nonnegative(x - 1, Box({x: (0, 2)}))
        nonnegative(x**2 - Rational(1, 4) + x, Box({x: (0, 2)}), budget=3)
    nonnegative(x + 1, Box({x: (0, 2)}))
    assert records == []


def test_strict_inequalities_want_more_than_zero():
    whole = [Leaf((F(0),), (F(1),), "hand")]
    assert recheck(x, {x: (F(0), F(1))}, whole).shown == 1
    assert recheck(x, {x: (F(0), F(1))}, whole, strict=True).open
    assert recheck(x + 1, {x: (F(0), F(1))}, whole, strict=True).shown == 1


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_random_bisections_cover_and_lose_it_with_any_box(data):
    """A gap is found exactly where volume is missing."""
    whole = ((F(0), F(1)), (F(-1), F(3)))
    cells = [whole]
    for _ in range(data.draw(st.integers(0, 12))):
        cell = cells.pop(data.draw(st.integers(0, len(cells) - 1)))
        place = data.draw(st.integers(0, 1))
        a, b = cell[place]
        cut = a + (b - a) * data.draw(st.fractions(F(1, 8), F(7, 8), max_denominator=8))
        cells += [(*cell[:place], half, *cell[place + 1 :]) for half in ((a, cut), (cut, b))]
    assert gap(whole, cells) is None
    lost = data.draw(st.integers(0, len(cells) - 1))
    hole = gap(whole, cells[:lost] + cells[lost + 1 :])
    assert hole is not None
    assert all(low <= a < b <= high for (a, b), (low, high) in zip(hole, cells[lost], strict=True))


def test_infinite_boxes_are_covered_too():
    whole = ((F(0), inf),)
    assert gap(whole, [((F(0), F(1)),), ((F(1), inf),)]) is None
    assert gap(whole, [((F(0), F(1)),), ((F(2), inf),)]) is not None
