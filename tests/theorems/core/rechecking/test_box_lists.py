"""Boxes stored beside the claims: all that is asked is stored, and one change of the list is refused."""

import json
import shutil
from fractions import Fraction
from math import prod
from pathlib import Path

import pytest

from numerics.certificates import stored_beside
from theorems.core.evidence import Enclosure
from theorems.core.evidence.evidence import BUDGETS
from theorems.core.rechecking import rechecked
from theorems.core.rechecking.asked import asked_of, rows_again
from theorems.core.rechecking.box_lists import file_of, store, stored
from theorems.core.registry import load_entry
from theorems.index import catalogue, entry

KEPT = [id for id, e in catalogue().items() if file_of(e).exists()]
MOST_BYTES = 20_000


def test_every_enclosure_of_the_catalogue_is_stored_for_every_budget():
    """Where this fails: lemmata recheck --store --budget deep CLAIM."""
    for id, found in catalogue().items():
        if "Enclosure" not in Path(found.path).read_text():
            continue
        claim = load_entry(found)
        assert any(isinstance(e, Enclosure) for e in claim.evidence)
        for budget in BUDGETS:
            asked, refused = asked_of(claim, budget)
            assert asked and not refused
            assert {question.fingerprint() for question in asked} <= stored(file_of(found)).keys(), id


@pytest.mark.parametrize("id", KEPT)
def test_what_is_stored_is_small_and_of_this_claim_alone(id):
    found = catalogue()[id]
    claim, lists = load_entry(found), stored(file_of(found))
    wanted = {q.fingerprint() for budget in BUDGETS for q in asked_of(claim, budget)[0]}
    wanted |= {record.fingerprint() for record in rows_again(claim, "quick")[0]}
    assert lists.keys() == wanted
    assert file_of(found).stat().st_size < MOST_BYTES


def test_stored_boxes_fill_the_range_once():
    for item in stored(file_of(catalogue()["directional/amos"])).values():
        ((low, high),) = item.root
        assert sum(prod(b - a for a, b in sides) for sides, _ in item.boxes()) == high - low > Fraction(15)


@pytest.fixture
def distance(tmp_path):
    """A claim of one's own with a stored list: pi w / 2 - asin w, in four boxes."""
    source = catalogue()["packing/distance_above"]
    text = Path(source.path).read_text().replace('"packing/distance_above"', '"mine/distance_above"')
    (tmp_path / "distance_above.py").write_text(text)
    shutil.copy(file_of(source), tmp_path)
    return tmp_path / "distance_above.py"


def found_with(path, change):
    file = path.with_suffix(".boxes.json")
    data = json.loads(file.read_text())
    change(data["lists"])
    file.write_text(json.dumps(data))
    return [(item.verdict, item.why) for item in rechecked(entry(path), "quick")]


def test_the_list_as_it_is_stored_is_not_refused(distance):
    ((verdict, _),) = found_with(distance, lambda lists: None)
    assert verdict in ("passed", "not re-checkable")


@pytest.mark.parametrize(("change", "verdict", "why"), [
    ({"tree": "0.a"}, "failed", "no box covers"), ({"root": {"w": ["0", "1/2"]}}, "failed", "no box covers"),
    ({"root": {"v": ["0", "1"]}}, "failed", "the boxes are of v"), ({"tree": "0a"}, "failed", "ends too early"),
    ({"shows": "w >= 0 on [0, 1]"}, "failed", "are said to show"), ({"forms": []}, "failed", "no form"),
])
def test_a_list_with_one_change_is_refused(distance, change, verdict, why):
    ((found, said),) = found_with(distance, lambda lists: lists[0].update(change))
    assert found == verdict and why in said


def test_a_list_of_another_inequality_is_stale(distance):
    found = found_with(distance, lambda lists: lists[0].update(fingerprint="0" * 32))
    assert [verdict for verdict, _ in found] == ["stale", "stale"]
    assert any("no boxes are stored for it" in why for _, why in found)
    assert any("does not rest on it" in why for _, why in found)


def test_a_list_of_a_formula_that_has_changed_is_stale(distance):
    distance.write_text(distance.read_text().replace('pi * w / 2, by=enclosed', 'pi * w / 2 + w, by=enclosed'))
    found = list(rechecked(entry(distance), "quick"))
    assert [item.verdict for item in found if item.name.endswith(".boxes.json")] == ["stale", "stale"]


def test_what_is_stored_anew_is_what_was_stored(distance):
    before = distance.with_suffix(".boxes.json").read_text()
    distance.with_suffix(".boxes.json").unlink()
    (line,) = store(entry(distance), "quick")
    assert line.startswith("stored: distance_above.boxes.json")
    assert distance.with_suffix(".boxes.json").read_text() == before


def test_a_derivation_that_no_longer_stands_leaves_the_file_as_it_is(distance):
    before = distance.with_suffix(".boxes.json").read_text()
    distance.write_text(distance.read_text().replace("by=enclosed", "by=algebra"))
    (line,) = store(entry(distance), "quick")
    assert line.startswith("not stored: derivation") and distance.with_suffix(".boxes.json").read_text() == before


def test_a_file_for_a_claim_without_enclosures_is_stale_until_it_is_removed(distance, tmp_path):
    source = Path(catalogue()["packing/perfect_code"].path)
    for path in (source, *stored_beside(source)):
        shutil.copy(path, tmp_path)
    path = tmp_path / source.name
    path.write_text(source.read_text().replace('"packing/', '"mine/'))
    distance.with_suffix(".boxes.json").rename(path.with_suffix(".boxes.json"))
    assert ["stale"] == [item.verdict for item in rechecked(entry(path), "quick") if item.name == "perfect_code.boxes.json"]
    (line,) = store(entry(path), "quick")
    assert line.startswith("removed") and not path.with_suffix(".boxes.json").exists()


def test_symbols_that_do_not_occur_and_their_order_do_not_matter(tmp_path):
    path = tmp_path / "plane.py"
    path.write_text(PLANE)
    assert [line for line in store(entry(path), "quick") if line.startswith("stored")]
    found = list(rechecked(entry(path), "quick"))
    assert [(item.verdict, item.name) for item in found] == [("passed", "plane.boxes.json")] * 3
    assert {item.shows.split(" for ")[1] for item in found} == {"x in [0, 1], y in [1, 2]", "y in [0, 1]", "no symbol"}


def test_a_smaller_budget_leaves_the_lists_of_a_larger_one(tmp_path):
    path = tmp_path / "growing.py"
    text = PLANE.replace("mine/plane", "mine/growing").replace("return [both,", "return [] if budget == 'quick' else [both,")
    path.write_text(text.replace("Integer(2)", "Integer({'quick': 1, 'standard': 2, 'deep': 3}[budget])"))
    list(store(entry(path), "quick"))
    assert not stored(file_of(entry(path)))
    list(store(entry(path), "deep"))
    lists = stored(file_of(entry(path)))
    assert len(lists) == 4                       # two of the three boxes are those of both budgets
    list(store(entry(path), "standard"))
    assert stored(file_of(entry(path))) == lists
    assert [item.verdict for item in rechecked(entry(path), "standard")] == ["passed"] * 3


PLANE = """
from dataclasses import dataclass

from sympy import Expr, Integer, exp

from theorems.core import Claim, Domain, Enclosure, Relation, Source, Statement, interval, mutant

PLANE = Domain.of(x=interval(0, 2), y=interval(0, 2), c=interval(0, 1))
x, y, c = PLANE.symbols


@dataclass(frozen=True)
class Plane(Statement):
    gap: Expr = exp(x * c) - x * c - (y + 1 - exp(y)) / 4

    def domain(self):
        return PLANE

    def conclusion(self):
        return Relation(self.gap, ">=", Integer(0))


def boxes(budget):
    both = {y: (Integer(1), Integer(2)), x: (Integer(0), Integer(1)), c: Integer(1)}
    unit = (Integer(0), Integer(1))
    return [both, {y: unit, x: unit, c: Integer(0)}, {y: Integer(0), x: Integer(0), c: unit}]


CLAIM = Claim(
    id="mine/plane",
    title="A plane",
    kind="lemma",
    source=Source("classical", where="nowhere", origin="classical"),
    statement=Plane(),
    evidence=(Enclosure(boxes),),
    mutants=(mutant("less", "far below", gap=x - 3),),
    witness={x: Integer(1), y: Integer(1), c: Integer(1)},
)
"""


@pytest.mark.nightly
def test_every_enclosed_row_of_the_catalogue_is_stored():
    """Where this fails: lemmata recheck --store --budget deep CLAIM."""
    for found in catalogue().values():
        claim = load_entry(found)
        rows = {record.fingerprint() for record in rows_again(claim, "standard")[0] if not record.given}
        assert rows <= stored(file_of(found)).keys(), found.id
