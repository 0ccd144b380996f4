"""The independent checker over claims: what is stored passes, what is spoilt fails, what it cannot enclose it says."""

import json
import shutil
from pathlib import Path

import mpmath
import pytest

from numerics.certificates import read, stored_beside
from numerics.rechecking.intervals import precision
from theorems.core.rechecking import rechecked
from theorems.index import catalogue, entry

STORED = [id for id, e in catalogue().items() if stored_beside(e.path)]
MOTZKIN = "analysis/motzkin"


def test_there_are_claims_with_certificates():
    assert {MOTZKIN, "learning/oracle_step", "concentration/bernstein_curvature"} <= set(STORED)


@pytest.mark.parametrize("id", STORED)
def test_every_stored_certificate_passes(id):
    found = list(rechecked(catalogue()[id], "quick"))
    assert {item.name for item in found} >= {path.name for path in stored_beside(catalogue()[id].path)}
    assert all(item.verdict == "passed" and item.shows for item in found)


@pytest.fixture
def copied(tmp_path):
    """A copy of the claim on Motzkin's form, of one's own, with its certificate beside it."""
    source = Path(catalogue()[MOTZKIN].path)
    for path in (source, *stored_beside(source)):
        shutil.copy(path, tmp_path)
    text = (tmp_path / source.name).read_text().replace(f'"{MOTZKIN}"', '"mine/motzkin"')
    (tmp_path / source.name).write_text(text)
    return tmp_path / source.name


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


@pytest.mark.parametrize(("id", "verdict", "why"), [
    ("packing/rotation_distance", "passed", "boxes"), ("directional/amos", "passed", "boxes"),
    ("concentration/mills_upper", "not re-checkable", "infinite"),
])
def test_enclosures_pass_or_are_called_not_recheckable(id, verdict, why):
    found = [item for item in rechecked(catalogue()[id], "quick") if item.name == "enclosure"]
    assert found and all(item.verdict == verdict and why in item.why for item in found)


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
