"""The independent checker over claims: what is stored passes, what is spoilt fails, what it cannot enclose it says."""

import json
import shutil
from pathlib import Path

import mpmath
import pytest

from numerics.certificates import read, stored_beside
from numerics.rechecking.intervals import precision
from theorems.core.rechecking import rechecked
from theorems.core.verify import good, verify
from theorems.index import catalogue, entry

STORED = [id for id, e in catalogue().items() if stored_beside(e.path)]
MOTZKIN = "analysis/motzkin"
SLOW = {"information/fano", "information/fano_distance"}     # mpmath cuts their boxes into many parts


def test_there_are_claims_with_certificates():
    assert {MOTZKIN, "learning/oracle_step", "concentration/bernstein_curvature"} <= set(STORED)


@pytest.mark.parametrize("id", [pytest.param(id, marks=pytest.mark.nightly if id in SLOW else ()) for id in STORED])
def test_every_stored_certificate_passes(id):
    found = list(rechecked(catalogue()[id], "quick"))
    assert {item.name for item in found} >= {path.name for path in stored_beside(catalogue()[id].path)}
    boxes = [item for item in found if item.name.endswith(".boxes.json")]
    assert all(item.verdict in ("passed", "not re-checkable") and item.shows and item.boxes for item in boxes)
    assert all(item.verdict == "passed" and item.shows for item in found if item not in boxes)


@pytest.fixture
def own(tmp_path):
    """Copies a claim, with what is stored beside it, to a claim of one's own."""

    def copy(id):
        source = Path(catalogue()[id].path)
        for path in (source, *stored_beside(source)):
            shutil.copy(path, tmp_path)
        text = (tmp_path / source.name).read_text().replace(f'"{id}"', f'"mine/{source.stem}"')
        (tmp_path / source.name).write_text(text)
        return tmp_path / source.name

    return copy


@pytest.fixture
def copied(own):
    """The claim on Motzkin's form."""
    return own(MOTZKIN)


def verdicts(path):
    return [(item.name, item.verdict) for item in rechecked(entry(path), "quick")]


def test_a_claim_of_ones_own_is_checked_too(copied):
    assert verdicts(copied) == [("motzkin.squares.json", "passed")]


def test_a_spoilt_certificate_fails_and_so_does_the_derivation(copied):
    path = copied.with_suffix(".squares.json")
    data = json.loads(path.read_text())
    data["squares"]["gram"][0][0] = "2"
    path.write_text(json.dumps(data))
    assert verdicts(copied) == [("motzkin.squares.json", "failed"), ("derivation", "failed")]


def test_a_certificate_of_another_row_is_no_certificate_of_this_one(copied):
    copied.write_text(copied.read_text().replace("3 * x**2 * y**2 * z**2\n", "2 * x**2 * y**2 * z**2\n", 1))
    assert ("derivation", "failed") in verdicts(copied)


def test_a_missing_certificate_fails(copied):
    copied.with_suffix(".squares.json").unlink()
    assert verdicts(copied) == [("derivation", "failed")]


def test_a_certificate_that_no_row_follows_from_is_checked_by_itself(copied):
    shutil.copy(copied.with_suffix(".squares.json"), copied.with_suffix(".other.json"))
    assert verdicts(copied) == [("motzkin.other.json", "passed"), ("motzkin.squares.json", "passed")]
    copied.with_suffix(".other.json").write_text("{}")
    assert ("motzkin.other.json", "failed") in verdicts(copied)


def test_the_series_of_the_bessel_ratio_are_those_of_mpmath():
    from theorems.standard.directional.bessel_ratio import BesselRatio

    with precision(30), mpmath.workdps(50):
        for d in (1, 2, 3, 16, 255):
            for x in map(mpmath.mpf, ("0.001", "0.125", "1", "16", "64", "300")):
                value, (_, slope) = BesselRatio._interval(mpmath.iv.mpf(d), mpmath.iv.mpf(x))
                exact = lambda at: mpmath.besseli(mpmath.mpf(d) / 2, at) / mpmath.besseli(mpmath.mpf(d) / 2 - 1, at)  # noqa: B023
                near = mpmath.mpf(10) ** -29
                assert value.a <= exact(x) * (1 + near) and exact(x) * (1 - near) <= value.b
                assert float(value.delta) <= 1e-26 * float(exact(x))
                assert float(slope.mid) == pytest.approx(float(mpmath.diff(exact, x)), rel=1e-9, abs=1e-12)


def test_the_stored_shatterings_are_those_of_the_finder():
    from numerics.certificates import find_bilinear_shattering, find_form_shattering

    place = Path(catalogue()["orthogonal_equivariance/orbit_shattering"].path)
    for d in (2, 3):
        assert read(place.with_suffix(f".form_{d}.json")) == find_form_shattering(d)
    for d in (3, 4):
        assert read(place.with_suffix(f".bilinear_{d}.json")) == find_bilinear_shattering(d)


@pytest.mark.parametrize(("id", "file", "change", "evidence"), [
    ("groups/orbit_reduction", "learners_5_1_1", ('"bound": "4/25"', '"bound": "1/5"'), "linear programs"),
    ("groups/symmetrisation", "learners_4_0_8", ('"1/4"]\n}', '"1/5"]\n}'), "linear programs"),
    ("learning/vector_space_vc", "pattern_2", ('"multipliers": ["', '"multipliers": ["-'), "farkas"),
    ("packing/simplex_bound", "simplex_4", ('"1/3"', '"-1/3"'), "exact"),
    ("packing/perfect_code", "code_3", ('"1 1 1"', '"1 1 0"'), "exact"),
])
def test_a_spoilt_certificate_of_a_computation_fails_both_ways(own, id, file, change, evidence):
    path = own(id)
    beside = path.with_suffix(f".{file}.json")
    text = beside.read_text()
    assert change[0] in text
    beside.write_text(text.replace(*change, 1))
    found = verdicts(path)
    assert (beside.name, "failed") in found and (evidence, "failed") in found
    (record,) = verify([str(path)], budget="quick")["claims"]
    assert not good(record) and next(e for e in record["evidence"] if e["name"] == evidence)["verdict"] == "undecided"


@pytest.mark.parametrize(("id", "file", "other"), [
    ("groups/orbit_reduction", "learners_5_1_1", "learners_5_2_1"), ("learning/vector_space_vc", "pattern_2", "pattern_6"),
    ("packing/simplex_bound", "simplex_4", "simplex_8"), ("packing/perfect_code", "code_7", "code_3"),
])
def test_a_valid_certificate_of_something_else_fails_where_it_is_used(own, id, file, other):
    path = own(id)
    shutil.copy(path.with_suffix(f".{other}.json"), path.with_suffix(f".{file}.json"))
    found = list(rechecked(entry(path), "quick"))
    assert (path.with_suffix(f".{file}.json").name, "passed") in [(item.name, item.verdict) for item in found]
    assert [item.verdict for item in found if not item.name.endswith(".json")] == ["failed"]


def test_missing_certificates_of_a_computation_are_one_line(own):
    path = own("groups/orbit_reduction")
    for file in stored_beside(path):
        file.unlink()
    (found,) = rechecked(entry(path), "quick")
    assert (found.name, found.verdict) == ("linear programs", "failed")
    assert "there is no certificate orbit_reduction.learners_5_1_1.json" in found.why and str(path.parent) not in found.why
