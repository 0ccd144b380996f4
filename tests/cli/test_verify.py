"""``lemmata verify``: exit codes, the document, files that are wrong."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

OUTCOMES = {                                     # exit code, words of the claim's line, words of the reason
    "good": (0, ["ok", "derivation proved", "simulation not refuted", "mutants 2/2"], ""),
    "wrong": (1, ["UNEXPECTED", "derivation refuted", "simulation refuted"], "left 0.5, right 1: = fails"),
    "survivor": (1, ["mutants 1/2"], "SURVIVED mutant distance-not-squared"),
    "nan": (1, ["TOOTHLESS", "simulation undecided"], "not finite"),
    "shapes": (1, ["TOOTHLESS", "simulation undecided"], "got shape (256, 2)"),
    "nothing": (1, ["TOOTHLESS", "simulation undecided"], "BadSample"),
    "raising": (1, ["ERROR"], "ZeroDivisionError: boom"),
    "empty": (1, ["ERROR"], "does not hold"),
    "erratum": (0, ["ok", "derivation refuted, as expected", "simulation refuted, as expected"], ""),
}


@pytest.mark.parametrize("kind", OUTCOMES)
def test_how_a_claim_turns_out(lemmata, file, kind):
    code, words, reason = OUTCOMES[kind]
    path = file(kind)
    done = lemmata("verify", path, "--budget", "quick")
    first = done.stdout.splitlines()[0]
    assert done.exit_code == code, done.output
    assert all(word in first for word in words), first
    assert reason in done.stdout
    assert (f"again: lemmata verify {path} --budget quick" in done.stdout) == (code == 1)


def test_one_broken_claim_does_not_stop_the_others(lemmata, file):
    done = lemmata("verify", file("raising"), file("good"), "--budget", "quick")
    assert done.exit_code == 1
    assert "ok             mine/good" in done.stdout
    assert "2 claims: 1 as expected, 1 not" in done.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_claim_that_leaves_the_program_does_not_pass(lemmata, file, jobs):
    done = lemmata("verify", file("good"), file("leaving"), "--budget", "quick", "--jobs", jobs)
    assert done.exit_code in (1, 2), done.output
    assert "mine/leaving" in done.output


def test_the_reports_agree_with_each_other(lemmata, file, tmp_path):
    paths = {kind: tmp_path / f"report.{kind}" for kind in ("json", "html", "junit")}
    options = [word for kind, path in paths.items() for word in (f"--{kind}", path)]
    done = lemmata("verify", file("good"), file("wrong"), "--budget", "quick", *options)
    assert done.exit_code == 1
    document = json.loads(paths["json"].read_text())
    assert {c["id"]: c["as_expected"] for c in document["claims"]} == {"mine/good": True, "mine/wrong": False}
    suites = ElementTree.fromstring(paths["junit"].read_text())
    assert {s.get("name"): s.get("failures") != "0" for s in suites} == {"mine/good": False, "mine/wrong": True}
    page = paths["html"].read_text()
    assert page.count('<math display="block"') == 2 and 'id="mine/wrong"' in page


def test_json_to_stdout_is_nothing_else_and_the_same_for_the_same_seed(lemmata, file):
    def document(*words):
        done = lemmata("verify", file("good"), "--budget", "quick", "--json", "-", *words)
        assert done.stderr.startswith("ok")
        return without_seconds(json.loads(done.stdout))

    assert document("--seed", "1") == document("--seed", "1")
    assert document("--seed", "1") != document("--seed", "2")


def without_seconds(value):
    if isinstance(value, dict):
        return {k: without_seconds(v) for k, v in value.items() if k != "seconds"}
    return [without_seconds(v) for v in value] if isinstance(value, list) else value


def test_the_command_that_judges_a_claim_again_carries_the_options(lemmata, file):
    path = file("wrong")
    done = lemmata("verify", path, "--budget", "quick", "--seed", "5", "--alpha", "0.001")
    assert f"again: lemmata verify {path} --alpha 0.001 --seed 5 --budget quick" in done.stdout
