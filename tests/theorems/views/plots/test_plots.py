"""Figures: the drawn numbers against formulas by hand, phases by hand-made bounds, files of every kind."""

from __future__ import annotations

import math
from fractions import Fraction
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from sympy import Integer, Rational, Symbol

pytest.importorskip("matplotlib")

from theorems.core.bounds.bound import Bound, Cell
from theorems.views import plots
from theorems.views.plots import canvas, order, series


def drawn(figure, label):
    """The points of a line, by a part of its label."""
    lines = [line for panel in figure.axes for line in panel.get_lines() if label in line.get_label()]
    return [(x, y) for line in lines for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]


def test_a_bound_is_drawn_at_the_numbers_of_its_formula():
    figure = plots.bounds("concentration/coupon_collector", k=[10, 30, 100], delta="1/20")
    ((_, panel),) = [(name, f.axes[0]) for name, f in figure.items()]
    found = drawn(next(iter(figure.values())), "coupon_collector")
    assert [x for x, _ in found] == [10, 30, 100]
    for k, n in found:
        assert n == math.ceil(k * math.log(k * 20))
    assert panel.get_xlabel() == "$k$" and panel.get_ylabel() == "draws"


def test_nothing_is_drawn_where_a_bound_guarantees_nothing():
    at = dict(architecture="any", side="lower")
    for kind in ("vacuous", "outside", "none", "undecided"):
        assert series.number(Cell(kind, at["side"], Fraction(1), Fraction(2))) is None
    assert series.number(Cell("bound", "lower", Fraction(1), Fraction(2))) == 1
    assert series.number(Cell("bound", "upper", Fraction(1), Fraction(2))) == 2


def row(architecture, side, value, false=False):
    """A bound that says the same number everywhere."""
    cell = Cell("bound", side, Fraction(value), Fraction(value))
    return SimpleNamespace(
        bound=Bound("samples", architecture), false=false,
        reading=SimpleNamespace(side=side, symbols={}, at=lambda point: cell),
    )


@pytest.mark.parametrize("rows, said", [
    ([("a", "upper", 5), ("b", "lower", 6)], "a < b"),
    ([("a", "upper", 6), ("b", "lower", 6)], order.NONE),                         # b may need just as many
    ([("a", "upper", 9), ("a", "upper", 5), ("b", "lower", 1), ("b", "lower", 6)], "a < b"),
    ([("a", "upper", 5), ("b", "lower", 6), ("b", "upper", 7), ("c", "lower", 8)], "a < b < c"),
    ([("a", "upper", 5), ("b", "lower", 6), ("c", "lower", 8)], "a < b, a < c"),
    ([("a", "lower", 5), ("b", "lower", 6)], order.NONE), ([("a", "upper", 5), ("b", "upper", 6)], order.NONE),
    ([("a", "upper", 5, True), ("b", "lower", 6)], order.NONE),                   # an erratum guarantees nothing
    ([("a", "upper", 10**400), ("b", "lower", 10**400 + 1)], "a < b"),            # alike as floats, and too large
])
def test_less_is_said_only_where_an_upper_bound_lies_below_a_lower_one(rows, said):
    group = series.Group("paper", "samples", "", tuple(row(*r) for r in rows), {})
    assert order.said(order.phase(group, {})) == said


def test_the_middle_is_where_most_bounds_have_a_number():
    some = row("a", "upper", 5)
    some.reading.symbols = {"k": Symbol("k", integer=True)}
    some.reading.at = lambda point: Cell("bound" if point["k"] == 3 else "outside", "upper", Fraction(1), Fraction(1))
    group = series.Group("paper", "samples", "", (some,), {"k": (Integer(2), Integer(3), Integer(4)), "d": (Integer(7),)})
    assert group.middle == {"k": 3, "d": 7} and group.varying == ["k"]


@pytest.mark.parametrize("low, high, whole", [(1, 1000, True), (2, 3, True), (Rational(1, 100), 1, False), (-1, 1, False)])
def test_values_are_exact_rise_and_keep_their_ends(low, high, whole):
    found = series.spread(Integer(low) if whole else Rational(low), Integer(high), 7, whole)
    assert found == sorted(set(found)) and found[0] == low and found[-1] == high
    assert all(v.is_Rational and (v.is_Integer or not whole) for v in found)


def test_slack_is_the_ratio_of_the_sides():
    (figure,) = plots.slack("concentration/bernstein_curvature").values()
    import theorems

    relation = theorems.claim("concentration/bernstein_curvature").statement.conclusion()
    names = {s.name: s for s in relation.left.free_symbols | relation.right.free_symbols}
    assert len(names) == 1 and isinstance(next(iter(names.values())), Symbol)
    (name, symbol), = names.items()
    panel = figure.axes[0]
    found = drawn(figure, "best constant")
    assert canvas.symbol(name) == panel.get_xlabel() and len(found) > 10
    for x, y in found:
        sides = [float(e.subs(symbol, Rational(str(x))).evalf(30)) for e in (relation.left, relation.right)]
        assert y == pytest.approx(sides[0] / sides[1], rel=1e-6)


def test_the_graph_has_a_box_for_each_claim_that_is_joined_to_another():
    from theorems.core.verify import with_leaned_on
    from theorems.index import leaned_on, resolve

    (figure,) = plots.graph("concentration").values()
    entries = with_leaned_on(resolve(["concentration"]))
    arrows = [(e.id, u) for e in entries for u in leaned_on(e) if u in {x.id for x in entries}]
    labels = {text.get_text().split(" ", 1)[1] for text in figure.axes[0].texts}
    assert labels == {id.split("/")[1] for pair in arrows for id in pair}


def test_every_kind_of_file_and_the_same_each_time(tmp_path):
    (figure,) = plots.graph("concentration").values()
    for kind, head in ((".svg", b"<?xml"), (".pdf", b"%PDF"), (".png", b"\x89PNG")):
        one, two = tmp_path / f"one{kind}", tmp_path / f"two{kind}"
        canvas.save(figure, str(one))
        canvas.save(figure, str(two))
        assert one.read_bytes().startswith(head) and one.read_bytes() == two.read_bytes()
    assert ElementTree.fromstring((tmp_path / "one.svg").read_text()).tag.endswith("svg")


def test_classes_differ_in_more_than_colour():
    def light(colour):
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2

    assert len(set(canvas.MARKERS)) == len(canvas.MARKERS) >= 6 and len(set(canvas.HATCHES)) == len(canvas.HATCHES)
    first = sorted(map(light, canvas.COLOURS[:3]))
    assert all(b - a > 0.12 for a, b in zip(first, first[1:], strict=False))


def test_symbols_are_those_of_the_paper_and_strange_ones_stay_text():
    assert canvas.symbol("sigma") == r"$\sigma$" and canvas.symbol("eps") == r"$\varepsilon$"
    assert canvas.setting("eps", Rational(1, 4)) == r"$\varepsilon = \frac{1}{4}$"
    assert canvas.setting("x", Rational(947, 1600)) == "$x = 0.5919$"
    assert canvas.plain("5 $ and $") == r"5 \$ and \$"
