"""``lemmata table``: what it writes where, and that bad input is one line and exit code 2."""

import json
import re
from fractions import Fraction

import pytest

FORMS = "orthogonal_equivariance/quadratic_regression"


def test_numbers_without_judging(lemmata):
    done = lemmata("table", FORMS, "--declared", "--set", "d=10,100", "--set", "eps=1/4")
    assert done.exit_code == 0 and "≥ 42 ·" in done.stdout and "≥ 3780 ·" in done.stdout and "not judged" in done.stdout


def test_digits_go_outward(lemmata):
    lower = lemmata("table", FORMS, "--declared", "--set", "d=100", "--set", "eps=1/4", "--format", "json", "--digits", "2")
    (row,) = json.loads(lower.stdout)["tables"][0]["rows"]
    assert row["cells"][0]["value"] == "3700" and row["cells"][0]["low"] == "3788"
    upper = lemmata("table", "learning/finite_class_oracle", "--declared", "--set", "K=1000", "--set", "sigma=1",
                    "--format", "json", "--digits", "2")
    (row,) = json.loads(upper.stdout)["tables"][0]["rows"]
    assert row["cells"][0]["value"] == "1200" and Fraction(row["cells"][0]["high"]) == 1106


def test_formulas_in_other_parameters(lemmata):
    done = lemmata("table", "dynamic_signal/aligned_risk", "--declared", "--set", "k=4,9", "--set", "sigma=1/(2*sqrt(k))",
                   "--set", "d=64")
    assert "sigma=1/4" in done.stdout and "sigma=1/6" in done.stdout


def test_the_marks_come_from_a_run(lemmata, tmp_path):
    run = tmp_path / "run.json"
    assert lemmata("verify", "--budget", "quick", "learning/benedek_itai", "--json", run).exit_code == 0
    done = lemmata("table", "learning/benedek_itai", "--verified", run)
    assert "●" in done.stdout and done.exit_code == 0
    run.write_text(run.read_text().replace("Q/D", "Q/(2*D)"))
    assert "●" not in lemmata("table", "learning/benedek_itai", "--verified", run).stdout


def test_the_bibliography_goes_to_its_file_and_is_cited(lemmata, tmp_path):
    bib = tmp_path / "sources.bib"
    done = lemmata("table", FORMS, "--declared", "--format", "latex", "--bib", bib)
    keys = set(re.findall(r"\\cite\{(\w+)\}", done.stdout))
    assert keys == set(re.findall(r"^@\w+\{(\w+),", bib.read_text(), re.M)) == {"li2021"}
    assert r"\cite" not in lemmata("table", FORMS, "--declared", "--format", "latex").stdout


@pytest.mark.parametrize("words", [
    ["no_such_paper"], ["information"], [FORMS, "--set", "q=1"], [FORMS, "--set", "d"], [FORMS, "--set", "d="],
    [FORMS, "--set", "d=__import__('os')"], [FORMS, "--set", "d=1/0"], [FORMS, "--set", "d=1", "--set", "d=2"],
    [FORMS, "--set", "d=9^9^9^9"], [FORMS, "--digits", "0"], [FORMS, "--digits", "99"], [FORMS, "--format", "pdf"],
    [FORMS, "--columns", "nothing"], [FORMS, "--columns", ""], [FORMS, "--bib", "-"],
    [FORMS, "--bib", "/no/such/folder/f.bib"],
    [FORMS, "--verified", "/no/such/run.json"], [FORMS, "--verified", "/dev/null"], [FORMS, "--set", "d=1..2000"],
    [FORMS, "--verified", "x", "--declared"], [FORMS, "--set", "d=eps", "--set", "eps=d"], [],
])
def test_bad_input_is_one_line_and_exit_code_two(lemmata, words):
    done = lemmata("table", *words, *([] if "--verified" in words else ["--declared"]))
    assert done.exit_code == 2 and done.stdout == ""
    assert done.stderr.startswith("lemmata: error: ") and done.stderr.count("\n") == 1
