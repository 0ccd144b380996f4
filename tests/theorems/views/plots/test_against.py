"""The risk against the number of samples: the table's numbers read backwards, what is counted, and figures of every kind."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest
from sympy import Integer, Rational

pytest.importorskip("matplotlib")

from theorems.core.bounds.bound import Cell, NotTabulated, Rate
from theorems.index import resolve
from theorems.views import plots
from theorems.views.plots import NotPlotted, against, canvas, order, series
from theorems.views.plots.command import write
from theorems.views.tables.rows import tabulated

CLOSE = Fraction(1, 10**6)


@pytest.fixture(scope="module")
def catalogue():
    papers = ("orthogonal_equivariance", "concentration", "learning")
    return {g.name: g for paper in papers for g in series.groups(paper, {})}


def test_both_roads_meet(catalogue):
    """At the number in the table the risk left is the one to be reached, one sample before it is not."""
    met = 0
    for bounds in catalogue.values():
        turned = against.group(bounds)
        if turned is None or not turned.level:
            continue
        aim, there = Fraction(str(bounds.at({})[turned.level])), bounds.at({})
        for row, before in ((r, b) for r in turned.rows for b in bounds.rows if r.bound is b.bound):
            cell = bounds.cell(before, there)
            if cell.kind != "bound" or turned.level not in before.reading.symbols:
                continue
            number = Integer(-(-cell.number.numerator // cell.number.denominator))
            less, full = (turned.cell(row, turned.at({turned.counted: n})) for n in (number - 1, number))
            if row.reading.side == "lower":
                assert less.number >= aim * (1 - CLOSE) and (full.kind != "bound" or full.number <= aim)
            else:
                assert full.number <= aim * (1 + CLOSE) and (less.kind != "bound" or less.number > aim)
            assert {number - 1, number} <= set(turned.values[turned.counted])          # the figure turns there
            assert against.risk(before, there, int(number), turned.level) == full
            if against.reached(before):
                assert against.risk(before, there, int(number)) == full
            met += 1
    assert met >= 8


def test_what_is_counted_and_what_is_left_have_their_names_from_the_claims(catalogue):
    names = {name: against.group(g) for name, g in catalogue.items()}
    turned = {name: (t.counted, t.level, t.label) for name, t in names.items() if t is not None}
    assert turned["concentration-draws"] == ("draws", "delta", r"$\delta$")
    assert turned["learning-units"] == ("units", "R", "$R$")
    assert turned["orthogonal_equivariance-samples-one-hot"] == ("samples", "eps", r"$\varepsilon$")
    alone = next(t for t in names.values() if t is not None and not t.level)
    assert alone.label.replace("\n", " ") == str(alone.rows[0].claim.statement.conclusion().left)
    assert all(t.level not in t.values and t.counted in t.varying for t in names.values() if t is not None)
    assert [name for name, t in names.items() if t is None] == [
        name for name, g in catalogue.items() if not any(getattr(row.bound, "solve", None) for row in g.rows)
    ]


def test_a_parameter_of_that_name_wins_and_rates_take_no_part(catalogue):
    bounds = catalogue["orthogonal_equivariance-samples-one form, all laws"]
    assert any(isinstance(row.bound, Rate) for row in bounds.rows)
    assert not any(isinstance(row.bound, Rate) for row in against.group(bounds).rows)
    assert against.group(replace(bounds, quantity="d")) is None
    with pytest.raises(NotTabulated, match="rate"):
        against.risk(next(row for row in bounds.rows if isinstance(row.bound, Rate)), bounds.at({}), 5)


def test_curves_are_the_numbers_and_the_line_is_what_is_to_be_reached():
    samples = [10, 100, 1000]
    (figure,) = plots.bounds("orthogonal_equivariance/one_hot", "samples", d=50, samples=samples).values()
    panel, = figure.axes
    line = next(line for line in panel.get_lines() if "one_hot" in line.get_label())
    for n, y in zip(samples, line.get_ydata(), strict=True):
        assert y == pytest.approx(float(Fraction(1, 2) * Fraction(49, 50) ** n), rel=1e-12)
    assert panel.get_xlabel() == "samples" and panel.get_ylabel() == r"$\varepsilon$"
    assert 0.25 in {line.get_ydata()[0] for line in panel.get_lines()}


def test_phases_over_samples(catalogue):
    turned = against.group(catalogue["orthogonal_equivariance-samples-two textures"])
    for n in range(1, 40):
        found = order.phase(turned, turned.at({"samples": Integer(n), "d": Integer(100)}))
        assert found == ((("CNN", "S_d-equivariant"),) if n >= 6 and Rational(1, 2) - Rational(2 * n, 100) > 0 else ())
    assert order.steps(turned, "samples") == list(turned.coarse)


@pytest.mark.parametrize(("along", "given", "said"), [
    ("n", {}, "no bound of orthogonal_equivariance/one_hot varies along n; there are: d, eps, samples"),
    ("samples", {"samples": 7}, "varies along samples; there are: d"),
    ("samples", {"samples": "1/2,3"}, "1/2 is no number of samples; whole numbers from 0 on are"),
    ("samples", {"samples": "d,3"}, "d is no number of samples"),
    ("draws", {"draws": "1,3"}, "no bound here has a parameter draws"),
    ("d", {"samples": "1,3"}, "no bound here has a parameter samples"),
])
def test_what_cannot_be_drawn_is_said_in_a_line(along, given, said):
    with pytest.raises(NotPlotted) as error:
        plots.bounds("orthogonal_equivariance/one_hot", along, **given)
    assert said in str(error.value) and "\n" not in str(error.value)


SMALL = {
    "dynamic_signal/coupon_error": ("samples", ".svg"), "orthogonal_equivariance/textures": ("samples", ".pdf"),
    "concentration": ("draws", ".png"), "learning/barron_sampling": ("units", ".svg"),
    "packing/rotation_packing": ("d", ".pdf"), "local_patterns/pattern_coverage": ("filters", ".svg"),
    "deep_convolution": ("L", ".png"),
}


@pytest.mark.parametrize("paper", SMALL)
def test_every_paper_with_bounds_has_its_figure(paper, tmp_path):
    """Of each a small one in one kind; all of all in all kinds every night."""
    along, kind = SMALL[paper]
    place = tmp_path / f"figure{kind}"
    assert len(write("bounds", paper, [str(place)], x=along)) == 1
    assert place.read_bytes().startswith({".svg": b"<?xml", ".pdf": b"%PDF", ".png": b"\x89PNG"}[kind])


def test_no_paper_with_bounds_is_forgotten():
    assert {name.split("/")[0] for name in SMALL} == {e.paper for e in resolve([]) if tabulated(e)}


@pytest.mark.nightly
@pytest.mark.parametrize("along", [None, "samples", "draws", "units"])
def test_the_whole_catalogue_is_drawn(along, tmp_path):
    drawn = plots.bounds("all", along)
    assert len(drawn) >= (1 if along in ("draws", "units") else 8)
    for i, figure in enumerate(drawn.values()):
        for kind in canvas.SUFFIXES:
            canvas.save(figure, str(tmp_path / f"{i}{kind}"))
            assert (tmp_path / f"{i}{kind}").stat().st_size > 5_000


def test_more_samples_never_leave_more_as_a_learner_may_ignore_them(catalogue):
    for bounds in catalogue.values():
        turned = against.group(bounds)
        for row in turned.rows if turned is not None else ():
            cells = [turned.cell(row, turned.at({turned.counted: n})) for n in turned.values[turned.counted]]
            numbers = [cell.number for cell in cells if cell.kind == "bound"]
            assert numbers == sorted(numbers, reverse=True)
            spoken = [cell.kind == "bound" for cell in cells]
            assert spoken == sorted(spoken, reverse=row.reading.side == "lower")


def test_only_samples_are_ignored(catalogue):
    """A bound that rises for a while: with more samples the best of fewer holds, with more filters none but their own."""
    bounds = catalogue["concentration-draws"]
    for counted, left in (("samples", [5, 1, 1]), ("filters", [5, 1, 3])):
        turned = replace(against.group(bounds, list(map(Integer, (1, 2, 3)))), counted=counted)
        (row,), says = turned.rows, dict(zip(map(Integer, (1, 2, 3)), (5, 1, 3), strict=True))
        reading = SimpleNamespace(side="upper", symbols={counted: None}, at=lambda point, c=counted, s=says: Cell(
            "bound", "upper", Fraction(s[point[c]]), Fraction(s[point[c]])))
        mine = replace(turned, rows=(replace(row, reading=reading),), values={counted: tuple(says)}, stand={})
        assert [mine.cell(mine.rows[0], {counted: n}).number for n in says] == left
