"""``lemmata recheck``: one line each, counts at the end, exit 1 on any failure."""

import shutil
from pathlib import Path

from theorems.index import catalogue


def test_certificates_of_a_claim_pass(lemmata):
    done = lemmata("recheck", "analysis/motzkin")
    assert done.exit_code == 0
    assert "analysis/motzkin  passed  motzkin.squares.json" in done.output
    assert done.output.splitlines()[-1] == "1 certificates and enclosures: 1 passed, 0 failed, 0 not re-checkable"


def test_what_cannot_be_rechecked_is_counted_apart_and_fails_nothing(lemmata):
    done = lemmata("recheck", "concentration/mills_upper", "--budget", "quick")
    assert done.exit_code == 0
    assert "not re-checkable" in done.output and "0 passed, 0 failed, 1 not re-checkable" in done.output


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
    assert done.exit_code == 0 and "0 certificates and enclosures" in done.output


def test_an_unknown_claim_is_one_line(lemmata):
    done = lemmata("recheck", "analysis/motzkim")
    assert done.exit_code == 2 and "lemmata: error:" in done.output
