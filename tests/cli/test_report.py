"""``lemmata report``: judged now or from a run, exit codes, and that bad input is one line."""

import json

import pytest

CLAIM = "information/exponential_tangent"


def test_a_run_is_shown_as_it_was_and_not_judged_again(lemmata, tmp_path, monkeypatch):
    run, folder = tmp_path / "run.json", tmp_path / "site"
    assert lemmata("verify", CLAIM, "--budget", "quick", "--json", run).exit_code == 0
    monkeypatch.setattr("theorems.core.verify.judge", lambda *given: pytest.fail("judged twice"))
    done = lemmata("report", folder, "--from", run)
    assert done.exit_code == 0 and done.stdout.startswith("1 claim: 1 as expected") and done.stderr == ""
    assert json.loads((folder / "run.json").read_text()) == json.loads(run.read_text())
    page = (folder / "claims" / f"{CLAIM}.html").read_text()
    assert "<math" in page and page.count("<math") > 3


def test_claims_of_ones_own_are_judged_and_a_bad_one_is_exit_code_one(lemmata, file, tmp_path):
    done = lemmata("report", tmp_path / "site", file("wrong"), "--budget", "quick")
    assert done.exit_code == 1
    assert "UNEXPECTED" in (tmp_path / "site" / "index.html").read_text()
    assert (tmp_path / "site" / "claims" / "mine" / "wrong.html").is_file()
    assert "need attention" in (tmp_path / "site" / "badge.svg").read_text()


def test_what_a_run_says_of_a_changed_file_is_shown_as_text(lemmata, tmp_path):
    run = tmp_path / "run.json"
    lemmata("verify", CLAIM, "--budget", "quick", "--json", run)
    found = json.loads(run.read_text())
    found["claims"][0] |= {"hash": "00"}
    found["claims"][0]["statement"]["text"] = "x >= another statement"
    run.write_text(json.dumps(found))
    assert lemmata("report", tmp_path / "site", "--from", run).exit_code == 0
    page = (tmp_path / "site" / "claims" / f"{CLAIM}.html").read_text()
    assert "<math" not in page and "x &gt;= another statement" in page and "has changed since the run" in page


@pytest.mark.parametrize("words", [
    ["{new}", "no/such_claim"], ["{new}", "--budget", "long"], ["{new}", "--jobs", "0"], ["{new}", "--from", "/no/such"],
    ["{new}", "--from", "{text}"], ["{new}", "--from", "{list}"], ["{new}", "--from", "{empty}", CLAIM],
    ["{new}", "--from", "{empty}", "--seed", "1"], ["{new}", "--from", "{outside}"], ["{new}", "--from", "{hollow}"],
    ["{text}", CLAIM], ["{full}", CLAIM], ["{text}/site", CLAIM], [],
])
def test_bad_input_is_one_line_and_exit_code_two(lemmata, tmp_path, words):
    empty = {"schema": 1, "claims": [], "summary": {}}
    keys = ("id", "title", "paper", "statement", "verdicts", "evidence", "mutants", "expected", "as_expected", "source")
    record = dict.fromkeys(keys, "") | {"id": "a/b"}
    made = {"text": "no json", "list": "[1]", "empty": json.dumps(empty),
            "outside": json.dumps({**empty, "claims": [record | {"id": "../../x"}]}),
            "hollow": json.dumps({**empty, "claims": [record]})}
    places = {"new": tmp_path / "new", "full": tmp_path}
    for name, text in made.items():
        places[name] = tmp_path / name
        places[name].write_text(text)
    done = lemmata("report", *(word.format(**places) for word in words))
    assert done.exit_code == 2 and done.stderr.startswith("lemmata: error: ") and done.stderr.count("\n") == 1
    assert not (tmp_path / "new" / "index.html").exists()
