"""Bad input is one line on stderr and exit code 2."""

from __future__ import annotations

import pytest

BAD = {
    "unknown id": (["verify", "dynamic_signal/static_kk"], "near: dynamic_signal/static_kl"),
    "alpha": (["verify", "{good}", "--alpha", "2"], "--alpha must lie between 0 and 1, got 2"),
    "alpha that is none": (["verify", "{good}", "--alpha", "nan"], "--alpha must lie between 0 and 1"),
    "jobs": (["verify", "{good}", "--jobs", "0"], "--jobs must be at least 1, got 0"),
    "budget": (["verify", "{good}", "--budget", "endless"], "'endless' is not one of"),
    "seed": (["verify", "{good}", "--seed", "-1"], "--seed"),
    "json path": (["verify", "{good}", "--json", "{folder}/missing/x"], "cannot write"),
    "html path": (["verify", "{good}", "--html", "{folder}"], "cannot write"),
    "one file twice": (["verify", "{good}", "--json", "-", "--junit", "-"], "two reports cannot go to one file"),
    "command": (["frobnicate"], "No such command"),
    "option": (["list", "--nonsense"], "No such option"),
    "no claim": (["verify", "{none}"], "has no CLAIM"),
    "empty folder": (["verify", "{folder}/empty"], "no file here has a CLAIM"),
    "show a folder": (["show", "dynamic_signal"], "this command takes one"),
    "show a broken file": (["show", "{raising}"], "ZeroDivisionError: boom"),
    "new without a name": (["new", "{folder}/3.py"], "named by its content"),
    "new nowhere": (["new", "{folder}/missing/mine.py"], "cannot write"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line(lemmata, file, tmp_path, case):
    none = tmp_path / "none.py"
    none.write_text("x = 1\n")
    (tmp_path / "empty").mkdir()
    places = {"good": file("good"), "raising": file("raising"), "none": none, "folder": tmp_path}
    words, said = BAD[case]
    done = lemmata(*(word.format(**places) for word in words))
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("lemmata: error: ")
    assert said in line


def test_a_path_is_tried_before_the_run_and_leaves_nothing_behind(lemmata, file, tmp_path):
    path = tmp_path / "report.json"
    done = lemmata("verify", file("good"), "--json", path, "--html", tmp_path / "missing" / "x")
    assert done.exit_code == 2
    assert not path.exists()


def test_debug_shows_where(lemmata):
    done = lemmata("--debug", "verify", "nosuch")
    assert type(done.exception).__name__ == "UnknownClaim"
