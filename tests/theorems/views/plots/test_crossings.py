"""Where what follows changes: against scans of every whole number, hand-made bounds, and the phases themselves."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Rational, Symbol, sqrt

from theorems.core.bounds.bound import Bound, Cell
from theorems.views.plots import marks, order, series
from theorems.views.plots.crossings import NEAR, changes, crossings, governing, looked_at, rivals, takeovers

PAPER = "orthogonal_equivariance"
WHOLE = {"t": Symbol("t", integer=True)}


def row(architecture, side, value, false=False, name="mine/some"):
    """A bound whose number is ``value(t)``; none where that is None."""
    def at(point):
        found = value(point["t"])
        return Cell("outside", side) if found is None else Cell("bound", side, Fraction(found), Fraction(found))

    return SimpleNamespace(
        bound=Bound("samples", architecture), false=false, entry=SimpleNamespace(id=name),
        reading=SimpleNamespace(side=side, symbols=WHOLE, at=at),
    )


def group(*rows, values=(1, 1000)):
    return series.Group("paper", "samples", "", rows, {"t": tuple(map(Integer, values))})


@given(st.sets(st.integers(2, 5000), max_size=5))
@settings(max_examples=20, deadline=None)
def test_all_changes_between_two_values_are_found_where_none_undoes_another(places):
    later = [row(f"b{p}", "lower", lambda t, p=p: 1 if t >= p else None) for p in places]
    found = crossings(group(row("a", "upper", lambda t: 0), *later, values=(1, 5000)), "t", [Integer(1), Integer(5000)])
    assert [(c.low, c.high, c.begins, c.ends) for c in found] == [(p - 1, p, (("a", f"b{p}"),), ()) for p in sorted(places)]


@given(st.lists(st.integers(0, 4), min_size=2, max_size=60))
@settings(max_examples=60, deadline=None)
def test_bisection_agrees_with_a_scan_and_misses_only_what_is_undone(cases):
    values = [Integer(i) for i in range(len(cases))]
    scanned = [(i, i + 1, a, b) for i, (a, b) in enumerate(zip(cases, cases[1:], strict=False)) if a != b]
    found = list(changes(lambda t: cases[int(t)], [values[0], values[-1]], True))
    assert set(found) <= set(scanned) and list(changes(lambda t: cases[int(t)], values, True)) == scanned
    here = cases[0]
    for _, _, before, after in found:                                 # one change follows upon the other
        assert before == here
        here = after
    assert here == cases[-1]


@pytest.mark.parametrize(("low", "high", "place"), [
    (1, 4, sqrt(2)), (Rational(1, 1000), 1000, Rational(1, 3)), (0, 1, Rational(3, 10)), (-1, 1, Rational(1, 7)),
    (-5, -1, -sqrt(3)), (0, 1, Rational(1, 10**6)),
])
def test_a_place_that_is_no_whole_number_is_enclosed(low, high, place):
    ((a, b, before, after),) = changes(lambda t: bool(t >= place), [Integer(low), Integer(high)] if low != Rational(1, 1000)
                                       else [low, Integer(high)], False)
    assert a < place <= b and not before and after and a.is_Rational and b.is_Rational
    assert b <= a * NEAR if a > 0 else b - a <= Rational(high - low, 1000)


@pytest.mark.parametrize("side", ["lower", "upper"])
def test_a_takeover_is_where_a_scan_of_whole_numbers_has_it(side):
    sign = 1 if side == "lower" else -1
    linear = row("a", side, lambda t: sign * 5 * t, name="mine/linear")
    square = row("a", side, lambda t: sign * (t * t - 1800) / 10, name="mine/square")
    late = row("a", side, lambda t: sign * 10**6 if t >= 900 else None, name="mine/late")
    lie = row("a", side, lambda t: sign * 10**9, false=True, name="mine/lie")
    bounds = group(linear, lie, square, late)
    best = [governing(bounds, [linear, square, late], {"t": Integer(t)}) for t in range(1, 1001)]
    scanned = [(t, t + 1, a, b) for t, (a, b) in enumerate(zip(best, best[1:], strict=False), start=1) if a != b]
    found = takeovers(bounds, "t")
    rows = [linear, square, late]
    assert [(t.low, t.high, rows.index(t.before), rows.index(t.after)) for t in found] == scanned and len(scanned) == 2
    assert found[0].said == f"between t = {found[0].low} and t = {found[0].high}: a, {side}: linear gives way to square"


def test_where_no_bound_governs_is_said_and_a_bound_alone_has_no_rival():
    early = row("a", "lower", lambda t: 5 if t < 40 else None, name="mine/early")
    late = row("a", "lower", lambda t: 7 if t > 60 else None, name="mine/late")
    alone = row("b", "lower", lambda t: t, name="mine/alone")
    found = takeovers(group(early, late, alone), "t", [Integer(t) for t in (1, 50, 1000)])
    assert [t.change for t in found] == ["a, lower: early ends", "a, lower: late begins"]
    assert [(t.low, t.high) for t in found] == [(39, 40), (60, 61)]
    assert list(rivals(group(early, late, alone))) == [("a", "lower")]


def test_other_parameters_stand_where_they_are_put():
    moved = row("b", "lower", lambda t: t)
    moved.reading.symbols = {**WHOLE, "s": Symbol("s")}
    moved.reading.at = lambda point: Cell("bound", "lower", Fraction(int(point["t"] * point["s"])), Fraction(0))
    values = {"t": (Integer(1), Integer(1000)), "s": (Integer(1),)}
    bounds = replace(group(row("a", "upper", lambda t: 100), moved), values=values)
    for s in (1, 2, 7):
        (found,) = crossings(bounds, "t", at={"s": Integer(s)})
        assert (found.low, found.high) == (100 // s, 100 // s + 1)
        assert found.said == f"between t = {100 // s} and t = {100 // s + 1}: a < b begins"


def test_values_that_are_formulas_follow_the_other_parameters():
    s = Symbol("s")
    bounds = replace(group(row("a", "upper", lambda t: 1)), values={"t": (s, 10 * s), "s": (Integer(3),)})
    assert looked_at(bounds, "t", None, {}) == [3, 30] and looked_at(bounds, "t", None, {"s": Integer(7)}) == [7, 70]


def test_changes_are_numbered_from_left_to_right_and_too_many_are_left_out():
    # One row crosses an upper bound at 70; of the others ever later ones take over.
    def later(i):
        return row("b", "lower", lambda t: t + 5 * i if t >= 10 * i else None, name=f"mine/some{i}")

    bounds = group(row("a", "upper", lambda t: 90), *map(later, range(1, 12)), values=(10, 20, 40, 60, 80, 100, 200))
    (found,) = marks.found(bounds, ["t"]).values()
    assert [mark.number for mark in found] == list(range(1, marks.MOST + 1))
    assert [mark.place for mark in found] == sorted(mark.place for mark in found)
    assert any("a < b" in mark.label("t") for mark in found)
    left = len(takeovers(bounds, "t")) + 1 - marks.MOST
    assert left > 0 and [f"{left} more are not marked" in mark.label("t") for mark in found] == [False] * 8 + [True]


@pytest.fixture(scope="module")
def catalogue():
    return [g for g in series.groups(PAPER, {}) if order.comparable(g) or rivals(g)]


def test_what_the_catalogue_says_holds_on_both_sides_of_each_change(catalogue):
    crossed = passed = 0
    for bounds, name in ((g, name) for g in catalogue for name in g.varying):
        fresh = replace(bounds, known={})
        for c in crossings(bounds, name):
            there = [order.phase(fresh, fresh.at({name: v})) for v in (c.low, c.high)]
            assert there == [c.before, c.after] and c.before != c.after
            assert c.high - c.low == 1 if bounds.integer(name) else c.high <= c.low * NEAR
            crossed += 1
        for t in takeovers(bounds, name):
            rows = rivals(bounds)[t.architecture, t.side]
            there = [governing(fresh, rows, fresh.at({name: v})) for v in (t.low, t.high)]
            assert [None if i is None else rows[i] for i in there] == [t.before, t.after] and t.before is not t.after
            passed += 1
    assert crossed >= 2 and passed >= 2


def test_the_catalogue_scanned_at_every_whole_number(catalogue):
    scanned = 0
    for bounds, name in ((g, name) for g in catalogue for name in g.varying):
        if bounds.integer(name) and bounds.task == "two textures" and order.comparable(bounds):
            values = looked_at(bounds, name, None, {})
            every = [Integer(v) for v in range(int(values[0]), int(values[-1]) + 1)]
            phases = [order.phase(bounds, bounds.at({name: v})) for v in every]
            places = [(a, b) for a, b, p, q in zip(every, every[1:], phases, phases[1:], strict=False) if p != q]
            assert [(c.low, c.high) for c in crossings(bounds, name)] == places
            scanned += len(places)
    assert scanned >= 1


def test_figures_number_the_changes_and_the_legend_says_where(catalogue):
    pytest.importorskip("matplotlib")
    from theorems.views.plots import canvas, curves

    bounds = next(g for g in catalogue if g.task == "one form, all laws")
    with canvas.canvas():
        figure = curves.figure(bounds, bounds.varying)
    found = marks.found(bounds, bounds.varying)
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    numbers = [mark.number for some in found.values() for mark in some]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 2
    for panel, name in zip(figure.axes, bounds.varying, strict=True):
        assert [text.get_text() for text in panel.texts] == [str(m.number) for m in found[name]]
        lines = [line.get_xdata()[0] for line in panel.get_lines() if list(line.get_ydata()) == [0, 1]]
        curved = [set(map(float, line.get_xdata())) for line in panel.get_lines() if len(line.get_xdata()) > 2]
        for mark, place in zip(found[name], lines, strict=True):
            ends = float(mark.change.low), float(mark.change.high)
            assert ends[0] <= place <= ends[1] and all(set(ends) <= places for places in curved)   # curves are exact there
            assert mark.label(bounds.axis(name)) in legend and marks.shown(mark.change.high) in mark.label(name)


def test_what_two_bounds_mean_is_said_where_order_changes():
    """One of a mean, the other with some chance only; of those that do not govern nothing is said."""
    def noted(made, note):
        return SimpleNamespace(**vars(made) | {"bound": replace(made.bound, note=note)})

    upper = noted(row("a", "upper", lambda t: 10), "with chance 19/20")
    lower = noted(row("b", "lower", lambda t: t), "expected error")
    other = noted(row("b", "lower", lambda t: 1), "of no weight")
    bounds = group(upper, lower, other)
    (found,) = crossings(bounds, "t")
    assert found.said == "between t = 10 and t = 11: a < b begins (a: with chance 19/20; b: expected error)"
    assert "a, upper: with chance 19/20; b, lower: expected error; b, lower: of no weight" in order.meant(bounds)
