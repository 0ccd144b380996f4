"""The page *Bounds*: its numbers are the catalogue's, and what n samples are said to do follows from them."""

import re

import pytest
from sympy import Integer

import theorems
from theorems.core.judge import Options
from theorems.index import catalogue
from theorems.views.explorer import verdicts
from theorems.views.explorer.bounds import OPEN, enough, shelves
from theorems.views.plots.order import phase
from theorems.views.plots.series import number, trusted
from theorems.views.tables.rows import tabulated

SHELVES = shelves()
FIRST = next(iter(SHELVES))


def start(shelf):
    return {name: dial.start for name, dial in shelf.dials.items()}


def test_every_bound_of_the_catalogue_is_on_a_shelf_or_has_no_parameter_to_move():
    shown = {(row.entry.id, row.bound.quantity) for shelf in SHELVES.values() for row in shelf.group.rows}
    with_bounds = [e.id for e in catalogue().values() if tabulated(e)]
    declared = {(id, bound.quantity) for id in with_bounds for bound in theorems.claim(id).bounds}
    assert shown == declared and len(shown) > 20


@pytest.mark.parametrize("title", SHELVES)
def test_the_table_shows_what_each_claim_says_at_the_point(title):
    shelf = SHELVES[title]
    point = shelf.at(start(shelf))
    found = shelf.tables(start(shelf), 12, {})
    shown = [cell for table in found.tables for cells in table.cells for cell in cells]
    assert len(shown) == len(shelf.group.rows)
    assert shown == [row.reading.at(point) for table in found.tables for row in table.rows]
    assert "tabular" in found.to_latex()


def test_moving_a_slider_changes_the_numbers_and_typing_does_the_same():
    shelf = SHELVES[FIRST]
    name = next(iter(shelf.dials))
    there = start(shelf)
    moved = there | {name: shelf.dials[name].steps[-1]}
    assert shelf.tables(there, 3, {}).to_csv() != shelf.tables(moved, 3, {}).to_csv()


@pytest.mark.parametrize("title", [t for t, s in SHELVES.items() if s.counts_samples])
def test_with_n_samples_the_words_turn_exactly_at_the_numbers(title):
    shelf = SHELVES[title]
    for row in filter(trusted, shelf.group.rows):
        cell = row.reading.at(shelf.at(start(shelf)))
        if number(cell) is None:
            assert enough(row, cell, 10**9).startswith(OPEN)
            continue
        least = -int(-cell.number // 1)
        if row.reading.side == "upper":
            assert (enough(row, cell, least), enough(row, cell, least - 1)) == ("enough", OPEN)
        else:
            assert (enough(row, cell, least - 1), enough(row, cell, least)) == ("not enough", OPEN)


def test_crossovers_are_where_the_order_changes():
    shelf = SHELVES[FIRST]
    for along, dial in list(shelf.dials.items())[:2]:
        values = shelf.values(along)
        orders = [phase(shelf.group, shelf.at(start(shelf) | {along: v})) for v in values]
        changes = sum(a != b for a, b in zip(orders, orders[1:], strict=False))
        said = [line for line in shelf.changes(start(shelf), along) if re.search(r"[<≺] ?\w+.* (begins|ends)", line)]
        assert len(said) >= changes and values[0] == dial.steps[0] and values[-1] == dial.steps[-1]


def test_curves_are_a_picture_that_says_what_it_shows():
    shelf = SHELVES[FIRST]
    drawn = shelf.curves(start(shelf), next(iter(shelf.dials)), 1000)
    assert drawn.startswith("<img") and f'alt="{shelf.title} against' in drawn and "http" not in drawn[:200]


def test_what_n_samples_leave_agrees_with_how_many_are_needed():
    shelf = SHELVES[FIRST]
    there = shelf.at(start(shelf))
    for row in filter(trusted, shelf.group.rows):
        cell = row.reading.at(there)
        if row.bound.solve is None or cell.kind != "bound":
            continue
        left = shelf.left(there, int(cell.number) - (row.reading.side == "lower"))[id(row.bound)]
        target = there[str(row.reading.target)]
        assert left.number > target if row.reading.side == "lower" else left.number <= target


def test_marks_come_from_claims_judged_now():
    shelf = next(s for s in SHELVES.values() if len(s.claims) == 1 and s.group.paper == "concentration")
    run = verdicts.judged(verdicts.behind(shelf.claims), Options(budget="quick"), lambda id: None)
    records = {r["id"]: r for r in run["claims"]}
    assert "●" in shelf.tables(start(shelf), 3, records).to_text()
    assert "●" not in shelf.tables(start(shelf), 3, {}).to_text()


def test_n_is_a_whole_number_from_one_on():
    from theorems.views.explorer.dials import samples

    assert samples().steps[0] == Integer(1) and all(v.is_Integer for v in samples().steps)
