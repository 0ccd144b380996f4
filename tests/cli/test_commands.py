"""The other commands."""

from __future__ import annotations

import json
from pathlib import Path

from theorems.index import catalogue


def test_list_names_every_claim_once(lemmata):
    done = lemmata("list")
    assert [row.split()[0] for row in done.stdout.splitlines()] == list(catalogue())
    assert [c["id"] for c in json.loads(lemmata("list", "--json").stdout)] == list(catalogue())


def test_list_of_one_paper(lemmata):
    rows = lemmata("list", "dynamic_signal").stdout.splitlines()
    assert [row.split()[0] for row in rows] == [id for id in catalogue() if id.startswith("dynamic_signal/")]


def test_help_names_every_command(lemmata):
    done = lemmata()
    assert done.exit_code == 0
    for command in ("list", "show", "verify", "errata", "falsify", "constant", "new"):
        assert f"\n  {command} " in done.stdout


def test_a_new_claim_verifies_as_it_stands_and_is_not_overwritten(lemmata, tmp_path):
    place = tmp_path / "shifts" / "gaussian_shift.py"
    place.parent.mkdir()
    assert lemmata("new", place).exit_code == 0
    written = place.read_text()
    assert 'id="shifts/gaussian_shift"' in written
    done = lemmata("verify", place, "--budget", "quick")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("ok             shifts/gaussian_shift")
    again = lemmata("new", place)
    assert (again.exit_code, place.read_text()) == (2, written)


def test_a_new_claim_takes_no_paper_s_name(lemmata, tmp_path, monkeypatch):
    (tmp_path / "dynamic_signal").mkdir()
    monkeypatch.chdir(tmp_path / "dynamic_signal")
    lemmata("new", "mine.py")
    assert 'id="mine/mine"' in Path("mine.py").read_text()


def test_show_goes_from_the_statement_to_its_neighbours(lemmata):
    done = lemmata("show", "dynamic_signal/static_kl")
    assert done.exit_code == 0, done.output
    rows = done.stdout.splitlines()
    marks = ["  KL = (1 - cos(alpha))/sigma**2", "    =  (1 - cos(alpha))/sigma**2", "mutants", "trust"]
    assert [rows.index(m) for m in marks] == sorted(rows.index(m) for m in marks)
    assert any(row.startswith("  half  killed") for row in rows)


def test_falsify_finds_what_is_wrong_and_nothing_else(lemmata, file):
    found = lemmata("falsify", file("wrong"), "--budget", "quick")
    assert found.exit_code == 1, found.output
    assert "mine/wrong  REFUTED" in found.stdout
    assert "    left 0.5, right 1: = fails, apart by 0.5 (certain)" in found.stdout
    assert "shrunk:" in found.stdout and "worst:" in found.stdout
    nothing = lemmata("falsify", file("good"), "--budget", "quick")
    assert nothing.exit_code == 0, nothing.output
    assert "mine/good  no counterexample found" in nothing.stdout
    assert lemmata("falsify", file("erratum"), "--budget", "quick").exit_code == 0


def test_constant_says_what_is_best_and_what_is_not_computable(lemmata):
    best = lemmata("constant", "directional/amos", "--field", "a", "--budget", "quick")
    assert best.exit_code == 0, best.output
    assert "attained in the limit x -> oo" in best.stdout
    assert "not at all: the constant 1 is best" in best.stdout
    record = json.loads(lemmata("constant", "dynamic_signal/static_kl", "--budget", "quick", "--json").stdout)
    assert (record["low"], record["high"], record["kind"]) == ("1", "1", "exactly")
    refused = lemmata("constant", "groups/symmetrisation", "--budget", "quick")
    assert refused.exit_code == 2 and refused.stderr.startswith("lemmata: error: not computable: ")


def test_errata_of_the_catalogue_are_those_expected_refuted(lemmata, monkeypatch, file):
    from theorems import index

    (wrong,) = index.resolve([file("erratum")])
    (right,) = index.resolve([file("good")])
    right = type(right)(**{**vars(right), "corrects": wrong.id})
    monkeypatch.setattr(index, "catalogue", lambda: {wrong.id: wrong, right.id: right})
    done = lemmata("errata")
    assert done.exit_code == 0, done.output
    assert "  as stated: KL = delta**2/sigma**2" in done.stdout
    assert "  refuted, as expected, by derivation" in done.stdout
    assert "    left 0.5, right 1: = fails, apart by 0.5 (certain)" in done.stdout
    assert "  corrected: KL = delta**2/(2*sigma**2)" in done.stdout
