"""Cells of the table of algorithms and groups: how they are put, and which of them contradict each other."""

import pytest

from theorems.core.bounds.symmetry import GROUPS, Symmetry, cells, clash, put
from theorems.core.registry import load
from theorems.index import catalogue

ROW = cells(("a",), "yes", "yes", "yes", "yes", "yes", "no")


def test_a_row_has_a_cell_for_each_group_in_order():
    assert [(c.group, c.holds) for c in ROW] == list(zip(GROUPS, ["yes"] * 5 + ["no"], strict=True))
    assert [c.by for c in ROW[-2:]] == ["derivation", "counterexample"]
    with pytest.raises(ValueError):
        cells(("a",), "yes")


def test_other_groups_and_answers_are_refused():
    with pytest.raises(ValueError, match="group is one of"):
        Symmetry("a", "unitary", "yes")
    with pytest.raises(ValueError, match="holds is one of"):
        Symmetry("a", "orthogonal", "maybe")


def test_a_cell_is_put_in_place_of_another_or_added():
    changed = put(ROW, Symmetry("a", "orthogonal", "no"))
    assert len(changed) == 6 and Symmetry("a", "orthogonal", "yes") not in changed
    assert len(put(ROW, Symmetry("b", "orthogonal", "no"))) == 7
    assert put(ROW, None) == ROW


@pytest.mark.parametrize("cell, clashes", [
    (Symmetry("a", "permutations", "no"), True), (Symmetry("a", "permutations", "in law"), True),
    (Symmetry("a", "general linear", "yes"), False), (Symmetry("a", "orthogonal", "no"), False),
    (Symmetry("b", "cyclic shifts", "no"), False),
])
def test_a_subgroup_has_at_least_what_the_group_has(cell, clashes):
    assert (clash(put(ROW, cell)) is not None) == clashes


def test_what_holds_in_law_of_a_group_is_not_false_of_a_subgroup():
    table = Symmetry("a", "hyperoctahedral", "in law"), Symmetry("a", "permutations", "no")
    assert clash(table) == "a, permutations: no, but hyperoctahedral: in law"


def test_every_row_of_the_papers_table_is_whole_declared_once_and_consistent():
    table = [
        (cell, id) for id in catalogue() if id.startswith("orthogonal_equivariance/")
        for cell in getattr(load(id).statement, "cells", ())
    ]
    places = [(c.algorithm, c.group) for c, _ in table]
    assert len(places) == len(set(places)) and clash(c for c, _ in table) is None
    rows = {c.algorithm for c, _ in table}
    assert len(rows) >= 25 and all((a, g) in places for a in rows for g in GROUPS)


def test_the_printed_rows_of_the_paper_are_among_them():
    said = {(c.algorithm, c.group): c.holds for id in catalogue() if id.startswith("orthogonal_equivariance/")
            for c in getattr(load(id).statement, "cells", ())}
    assert {said[a, "orthogonal"] for a in ("gradient descent", "heavy ball", "minibatch descent")} == {"yes"}
    assert {(said[a, "hyperoctahedral"], said[a, "orthogonal"]) for a in ("AdaGrad", "Adam")} == {("yes", "no")}
    assert [a for a, g in said if g == "general linear" and said[a, g] == "yes"] == ["Newton"]
