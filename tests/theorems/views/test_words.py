"""What is wrong with a claim, in words."""

from __future__ import annotations

import pytest

from theorems.core.verify import good
from theorems.views import words

FIRST = {
    "good": "ok", "erratum": "ok", "refuted": "UNEXPECTED", "survivor": "SURVIVED", "wrong row": "SURVIVED",
    "broken": "ERROR", "toothless": "TOOTHLESS", "contradiction": "CONTRADICTION",
}


@pytest.mark.parametrize("kind", FIRST)
def test_the_word_of_each_outcome(records, kind):
    assert words.status(records[kind]).word == FIRST[kind]


@pytest.mark.parametrize("kind", FIRST)
def test_a_claim_has_no_problem_exactly_if_core_calls_it_good(records, kind):
    assert (not words.problems(records[kind])) == good(records[kind])


def test_an_erratum_reads_as_expected_and_a_claim_does_not(records):
    _, simulation = records["erratum"]["evidence"]
    assert words.verdict(simulation, "refuted") == words.Span("refuted, as expected", "good")
    assert words.verdict(simulation, "holds") == words.Span("refuted", "bad")


def test_a_claim_of_an_erratum_that_stands_says_what_stands(records):
    record = records["good"] | {"expected": "refuted", "as_expected": False}
    (problem,) = words.problems(record)
    assert problem.what == "was to be refuted, and is not: derivation proved, simulation not refuted"


def test_what_could_have_been_seen_stands_beside_not_refuted(records):
    assert words.verdict(records["good"]["evidence"][1]).text == "not refuted (would see 5.1 %)"


@pytest.mark.parametrize(
    ("certain", "alpha", "said"),
    [(True, None, "certain"), (False, 1e-9, "statistical, level 1e-09"), (False, None, "numerical")],
)
def test_how_sure_a_counterexample_is(certain, alpha, said):
    assert words.certainty({"certain": certain, "alpha": alpha}) == said
