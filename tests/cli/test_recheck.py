"""``lemmata recheck``: one line each, counts at the end, exit 1 on any failure."""

import json
import shutil
from pathlib import Path

import pytest

from theorems.index import catalogue


def test_certificates_of_a_claim_pass(lemmata):
    done = lemmata("recheck", "analysis/motzkin")
    assert done.exit_code == 0
    assert "analysis/motzkin  passed  motzkin.squares.json" in done.output
    counts = "1 passed, 0 failed, 0 stale, 0 not re-checkable"
    assert done.output.splitlines()[-1] == f"1 certificates and enclosures (0 boxes): {counts}"


def test_what_cannot_be_rechecked_is_counted_apart_and_fails_nothing(lemmata, monkeypatch):
    from numerics.rechecking.boxes import Rechecked

    monkeypatch.setattr("theorems.core.rechecking.findings.recheck", lambda *given: Rechecked(3, 1, ("no interval for f",)))
    done = lemmata("recheck", "packing/reflection_distance", "--budget", "quick")
    assert done.exit_code == 0
    assert "not re-checkable  reflection_distance.boxes.json" in done.output and "2 of 3 boxes: no interval" in done.output
    assert done.output.endswith("1 certificates and enclosures (3 boxes): 0 passed, 0 failed, 0 stale, 1 not re-checkable\n")


def test_a_spoilt_certificate_is_named_and_fails_the_command(lemmata, tmp_path):
    source = Path(catalogue()["analysis/motzkin"].path)
    path = tmp_path / "motzkin.py"
    path.write_text(source.read_text().replace('"analysis/motzkin"', '"mine/motzkin"'))
    shutil.copy(source.with_suffix(".squares.json"), tmp_path)
    assert lemmata("recheck", path).exit_code == 0
    spoilt = path.with_suffix(".squares.json")
    spoilt.write_text(spoilt.read_text().replace('"1/2"', '"1/3"'))
    done = lemmata("recheck", path)
    assert done.exit_code == 1 and "failed  motzkin.squares.json" in done.output


def test_a_claim_that_does_not_load_fails_the_command(lemmata, file):
    done = lemmata("recheck", file("raising"))
    assert done.exit_code == 1 and "boom" in done.output


def test_a_claim_without_either_has_nothing_to_recheck(lemmata):
    done = lemmata("recheck", "dynamic_signal/static_kl")
    assert done.exit_code == 0 and "0 certificates and enclosures (0 boxes)" in done.output


def test_an_unknown_claim_is_one_line(lemmata):
    done = lemmata("recheck", "analysis/motzkim")
    assert done.exit_code == 2 and "lemmata: error:" in done.output


def test_the_run_as_json(lemmata, tmp_path):
    done = lemmata("recheck", "packing/reflection_distance", "--json", tmp_path / "found.json")
    document = json.loads((tmp_path / "found.json").read_text())
    assert done.exit_code == 0 and document["errors"] == []
    assert document["summary"] == {"passed": 1, "failed": 0, "stale": 0, "not re-checkable": 0}
    (item,) = document["rechecked"]
    assert item["claim"] == "packing/reflection_distance" and item["name"] == "reflection_distance.boxes.json"
    assert item["verdict"] == "passed" and item["boxes"] >= 1 and "asin(w)" in item["shows"]
    to_stdout = lemmata("recheck", "packing/reflection_distance", "--json", "-")
    assert json.loads(to_stdout.stdout) == document


@pytest.mark.parametrize(("text", "why"), [
    ("", "is no JSON"), ("{", "is no JSON"), ("[]", "an object"), ('{"kind": "boxes"}', "a list for each inequality"),
    ('{"kind": "boxes", "lists": [{}]}', "wanted"), ('{"kind": "code"}', "a list of words"), ("\\xff", "is no JSON"),
])
def test_a_file_of_boxes_that_cannot_be_read_is_one_line(lemmata, arc, text, why):
    (arc.parent / "arc.boxes.json").write_text(text)
    done = lemmata("recheck", arc)
    assert done.exit_code == 1
    first, last = done.output.splitlines()
    assert first.startswith("mine/arc  failed  arc.boxes.json") and why in first and "1 failed" in last


def test_boxes_are_stored_then_used_and_stale_once_the_formula_changes(lemmata, arc):
    done = lemmata("recheck", arc)
    assert done.exit_code == 0 and "passed  enclosure" in done.output and "found anew, as none are stored" in done.output
    done = lemmata("recheck", arc, "--store")
    assert done.exit_code == 0 and "stored: arc.boxes.json" in done.output and "passed  arc.boxes.json" in done.output
    assert lemmata("recheck", arc).output == "\n".join(done.output.splitlines()[1:]) + "\n"
    arc.write_text(arc.read_text().replace("sin(x) - x / 2", "sin(x) - x / 3").replace("An arc", "A lower arc"))
    done = lemmata("recheck", arc)
    assert done.exit_code == 1 and done.output.count("stale  arc.boxes.json") == 2
    assert "2 certificates and enclosures (0 boxes): 0 passed, 0 failed, 2 stale, 0 not re-checkable" in done.output
    assert lemmata("recheck", arc, "--store").exit_code == 0


def test_a_folder_that_cannot_be_written_is_one_line(lemmata, arc, monkeypatch):
    def refuse(*given, **more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("theorems.core.rechecking.box_lists.write", refuse)
    done = lemmata("recheck", arc, "--store")
    assert done.exit_code == 1 and "mine/arc: the boxes cannot be written: Permission denied" in done.output


@pytest.fixture
def arc(tmp_path):
    """A claim of one's own that rests on an enclosure: sin x >= x / 2 on [0, 1]."""
    path = tmp_path / "arc.py"
    path.write_text(ARC)
    return path


ARC = '''
from dataclasses import dataclass

from sympy import Expr, Integer, sin

from theorems.core import Claim, Domain, Enclosure, Relation, Source, Statement, interval, mutant

LINE = Domain.of(x=interval(0, 1))
(x,) = LINE.symbols


@dataclass(frozen=True)
class Arc(Statement):
    gap: Expr = sin(x) - x / 2

    def domain(self):
        return LINE

    def conclusion(self):
        return Relation(self.gap, ">=", Integer(0))


CLAIM = Claim(
    id="mine/arc",
    title="An arc",
    kind="lemma",
    source=Source("classical", where="the concave sine", origin="classical"),
    statement=Arc(),
    evidence=(Enclosure(lambda budget: [{x: (Integer(0), Integer(1))}]),),
    mutants=(mutant("whole", "sin x is below x", gap=sin(x) - x),),
    witness={x: Integer(1)},
)
'''
