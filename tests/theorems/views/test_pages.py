"""One claim in full, the errata, the search for a counterexample."""

from __future__ import annotations

from theorems.views import claim, errata, falsified


def texts(lines):
    return [item.text for item in lines]


def test_the_page_of_a_claim_has_every_part_in_order(records):
    rows = texts(claim.lines(records["good"], used_by=["paper/last"]))
    marks = [
        "paper/kl", "lemma; author2024 v2, Lemma 3 (printed); expected: holds", "statement", "  KL = 1 - cos(alpha)",
        "  given Eq(|u|, 1)", "  alpha  reals in [0, pi]", "  witness: alpha = 2", "  Two rotations.",
        "  lemma: length", "    <= 1", "  conclusion", "       KL", "    =  |u - v|**2/2",
        "         by gaussian-moments: discharged",
        "           as sigma > 0", "         by orthogonality, uses lemma length: discharged",
        "  step mutants refused 3/3",
        "  60000 samples in all, level 1e-09; a violation of 5.1 % would have been seen",
        "    claimed 1.41615, found 1.41999 in [1.4, 1.44], 60000 samples, stopped: budget",
        "facts, taken on trust", "  |u| <= 1", "mutants", "  half  killed  the 2 counted twice",
        "    derivation refutes the claim at alpha = 2, sigma = 1: left 1.41614683655, right 0.708073418274 (certain)",
        "trust", "  cited: the cap", "  engines: normal form", "  uses: paper/first", "  used by: paper/last",
    ]
    places = [rows.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_refused_row_says_why(records):
    record = records["good"]
    record["evidence"][0]["chains"][1]["steps"][1] |= {"verdict": "refused", "reason": "differ by 1"}
    rows = texts(claim.lines(record))
    at = rows.index("         by orthogonality, uses lemma length: refused")
    assert rows[at + 1] == "           differ by 1"


def test_an_erratum_stands_beside_its_correction(records):
    rows = texts(errata.lines(records["erratum"], records["good"]))
    assert rows[1] == "  as stated: KL = 1 - cos(alpha)"
    assert "  refuted, as expected, by simulation" in rows
    assert "    left 1.41614683655, right 0.708073418274: = fails, apart by 0.708073418274 (certain)" in rows
    assert "  corrected: KL = 1 - cos(alpha)" in rows
    assert "    paper/kl: derivation proved, simulation not-refuted" in rows


def test_an_erratum_that_stands_is_loud(records):
    record = records["good"] | {"expected": "refuted", "as_expected": False}
    rows = texts(errata.lines(record, None))
    assert "  NOT REFUTED in this run: the erratum itself is in doubt" in rows


def test_a_counterexample_is_bad_news_for_a_claim_and_none_for_an_erratum(records):
    example = records["refuted"]["evidence"][1]["counterexample"]
    found = {"id": "paper/kl", "found": True, "of": "claim", "shrunk": example, "worst": example}
    found |= {"tried": 60, "not_attackable": ["U"]}
    assert "REFUTED" in texts(falsified.lines(found, "holds"))[0]
    assert "refuted, as expected" in texts(falsified.lines(found, "refuted"))[0]
    assert texts(falsified.lines(found, "holds"))[-1] == "  not attackable: U"
    nothing = found | {"found": False, "shrunk": None, "worst": None, "ruled_out": ["enclosed on the box"]}
    assert "  ruled out: enclosed on the box" in texts(falsified.lines(nothing, "holds"))
    assert "the erratum is in doubt" in texts(falsified.lines(nothing, "refuted"))[0]
