"""A run on the terminal."""

from __future__ import annotations

from theorems.views import verify


def texts(lines):
    return [item.text for item in lines]


def test_a_good_claim_is_one_line(records):
    (only,) = texts(verify.claim(records["good"], "lemmata verify paper/kl", width=12))
    assert only == (
        "ok             paper/kl      derivation proved  simulation not refuted (would see 5.1 %)  mutants 2/2  0.5 s"
    )


def test_an_erratum_is_one_line_that_says_so(records):
    (only,) = texts(verify.claim(records["erratum"], ""))
    assert only.startswith("ok ")
    assert "simulation refuted, as expected" in only


def test_a_refuted_claim_shows_reason_counterexample_and_command(records):
    rows = texts(verify.claim(records["refuted"], "lemmata verify paper/holds --seed 3"))
    assert rows[0].startswith("UNEXPECTED     paper/holds")
    assert "    derivation undecided: derivation[1]: differ by 1" in rows
    assert "      at alpha = 2, sigma = 1" in rows
    assert "      left 1.41614683655, right 0.708073418274: = fails, apart by 0.708073418274 (certain)" in rows
    assert rows[-1] == "    again: lemmata verify paper/holds --seed 3"


def test_a_survivor_says_what_was_made_of_it(records):
    rows = texts(verify.claim(records["survivor"], "x"))
    at = rows.index("    SURVIVED mutant sine (distance to the line)")
    assert rows[at + 1] == "      simulation: not-refuted"
    assert "mutants 1/2" in rows[0]


def test_the_summary_repeats_every_problem_the_loudest_first(document):
    rows = texts(verify.summary(document, {r["id"]: f"lemmata verify {r['id']}" for r in document["claims"]}))
    named = [row.split()[0] for row in rows if row and row.split()[0].isupper()]
    assert named == ["CONTRADICTION", "SURVIVED", "SURVIVED", "TOOTHLESS", "ERROR", "UNEXPECTED"]
    counts = "8 claims: 6 as expected (1 refuted, as expected), 2 not; mutants killed 13/14; toothless 1"
    assert f"{counts}; CONTRADICTIONS 1" in rows
    assert rows[-1] == "again: lemmata verify paper/contra"


def test_the_summary_of_an_interrupted_run_says_how_much_is_missing(document):
    document["summary"]["selected"] = 11
    jobs = {r["id"]: "" for r in document["claims"]}
    assert "INCOMPLETE: 3 of 11 claims not judged" in texts(verify.summary(document, jobs))


def test_a_verdict_that_composition_changed_is_told(records):
    record = records["good"]
    before = {record["id"]: dict(record["verdicts"])}
    assert texts(verify.composed(before, [record])) == []
    record["verdicts"]["derivation"] = record["evidence"][0]["verdict"] = "conditional"
    record["evidence"][0]["reason"] = "on paper/first, which is cited"
    (row,) = texts(verify.composed(before, [record]))
    assert "derivation proved by itself, conditional by what it leans on: on paper/first, which is cited" in row
