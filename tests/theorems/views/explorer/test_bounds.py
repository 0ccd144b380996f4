"""The page *Bounds*: its numbers are the catalogue's, and what n samples are said to do follows from them."""

import csv
import re

import pytest
from click.testing import CliRunner
from sympy import Integer

import theorems
from theorems.cli import main
from theorems.core.judge import Options
from theorems.index import catalogue
from theorems.views.explorer import verdicts
from theorems.views.explorer.bounds import OPEN, enough, shelves
from theorems.views.explorer.dials import typed
from theorems.views.plots.order import phase
from theorems.views.plots.series import number, trusted
from theorems.views.tables.rows import tabulated


@pytest.fixture
def first():
    return next(iter(shelves().values()))


def named(start):
    return next(shelf for title, shelf in shelves().items() if title.startswith(start))


def start(shelf):
    return {name: dial.start for name, dial in shelf.dials.items()}


def test_every_bound_of_the_catalogue_is_on_a_shelf_or_has_no_parameter_to_move():
    shown = {(row.entry.id, row.bound.quantity) for shelf in shelves().values() for row in shelf.group.rows}
    with_bounds = [e.id for e in catalogue().values() if tabulated(e)]
    declared = {(id, bound.quantity) for id in with_bounds for bound in theorems.claim(id).bounds}
    assert shown == declared and len(shown) > 20


def test_the_table_shows_what_each_claim_says_at_the_point():
    for title, shelf in shelves().items():
        point = shelf.at(start(shelf))
        found = shelf.tables(start(shelf), 12, {})
        shown = [cell for table in found.tables for cells in table.cells for cell in cells]
        assert len(shown) == len(shelf.group.rows), title
        assert shown == [row.reading.at(point) for table in found.tables for row in table.rows], title
        assert "tabular" in found.to_latex(), title


def test_the_table_is_that_of_the_command_at_the_same_point():
    shelf = named("packing, unit vectors")
    given = {name: dial.steps[5] for name, dial in shelf.dials.items()}
    options = [word for name, value in given.items() for word in ("--set", f"{name}={value}")]
    told = CliRunner().invoke(main, ["table", *shelf.claims, *options, "--digits", "12", "--format", "csv", "--declared"])
    typed_in = typed(", ".join(f"{name}={value}" for name, value in given.items()), shelf.dials)
    assert told.exit_code == 0 and numbers(told.output) == numbers(shelf.tables(typed_in, 12, {}).to_csv())


def numbers(text):
    """The columns of the bound's ends, as they are written."""
    return [(row["low"], row["high"], row["value"]) for row in csv.DictReader(text.splitlines())]


def test_every_shelf_has_sliders_and_ways():
    assert all(shelf.dials and set(shelf.dials) <= set(shelf.ways) for shelf in shelves().values())


def test_numbers_beyond_all_floats_leave_gaps_in_the_curves(needs):
    needs("matplotlib")
    shelf = named("packing, rotations")
    last = start(shelf) | {"d": shelf.dials["d"].steps[-1]}
    cells = [row.reading.at(shelf.at(last)) for row in shelf.group.rows]
    assert any(cell.kind == "bound" and cell.number > 10**400 for cell in cells)
    for way in shelf.ways:
        assert shelf.curves(last, way, None).startswith("<img") and isinstance(shelf.changes(last, way), list)


def test_crossovers_are_read_from_the_cells_of_the_curves(first, monkeypatch, needs):
    needs("matplotlib")
    small = first if len(first.group.rows) < 5 else named("orthogonal equivariance, one-hot")
    way = small.ways[-1]
    assert way not in small.dials
    small.curves(start(small), way, 10)
    group = small.along(start(small), way)
    cells = len(group.known)
    small.changes(start(small), way)
    assert small.along(start(small), way) is group and len(group.known) == cells


def test_moving_a_slider_changes_the_numbers_and_typing_does_the_same(first):
    shelf = first
    name = next(iter(shelf.dials))
    there = start(shelf)
    moved = there | {name: shelf.dials[name].steps[-1]}
    assert shelf.tables(there, 3, {}).to_csv() != shelf.tables(moved, 3, {}).to_csv()


def test_with_n_samples_the_words_turn_exactly_at_the_numbers():
    counting = [shelf for shelf in shelves().values() if shelf.counts_samples]
    assert counting
    for shelf, row in ((s, row) for s in counting for row in s.group.rows if trusted(row)):
        cell = row.reading.at(shelf.at(start(shelf)))
        if number(cell) is None:
            assert enough(row, cell, 10**9).startswith(OPEN)
            continue
        least = -int(-cell.number // 1)
        if row.reading.side == "upper":
            assert (enough(row, cell, least), enough(row, cell, least - 1)) == ("enough", OPEN)
        else:
            assert (enough(row, cell, least - 1), enough(row, cell, least)) == ("not enough", OPEN)


def test_crossovers_are_where_the_order_changes(first):
    shelf = first
    for along, dial in list(shelf.dials.items())[:2]:
        values = shelf.values(along)
        orders = [phase(shelf.group, shelf.at(start(shelf) | {along: v})) for v in values]
        changes = sum(a != b for a, b in zip(orders, orders[1:], strict=False))
        said = [line for line in shelf.changes(start(shelf), along) if re.search(r"[<≺] ?\w+.* (begins|ends)", line)]
        assert len(said) >= changes and values[0] == dial.steps[0] and values[-1] == dial.steps[-1]


def test_curves_are_a_picture_that_says_what_it_shows(first, needs):
    needs("matplotlib")
    shelf = first
    drawn = shelf.curves(start(shelf), next(iter(shelf.dials)), 1000)
    assert drawn.startswith("<img") and f'alt="{shelf.title} against' in drawn and "http" not in drawn[:200]


def test_what_n_samples_leave_agrees_with_how_many_are_needed(first):
    shelf = first
    there = shelf.at(start(shelf))
    for row in filter(trusted, shelf.group.rows):
        cell = row.reading.at(there)
        if row.bound.solve is None or cell.kind != "bound":
            continue
        left = shelf.left(there, int(cell.number) - (row.reading.side == "lower"))[id(row.bound)]
        target = there[str(row.reading.target)]
        assert left.number > target if row.reading.side == "lower" else left.number <= target


def test_marks_come_from_claims_judged_now():
    shelf = next(s for s in shelves().values() if len(s.claims) == 1 and s.group.paper == "concentration")
    run = verdicts.judged(verdicts.behind(shelf.claims), Options(budget="quick"), lambda id: None)
    records = {r["id"]: r for r in run["claims"]}
    assert "●" in shelf.tables(start(shelf), 3, records).to_text()
    assert "●" not in shelf.tables(start(shelf), 3, {}).to_text()


def test_n_is_a_whole_number_from_one_on():
    from theorems.views.explorer.dials import samples

    assert samples().steps[0] == Integer(1) and all(v.is_Integer for v in samples().steps)
