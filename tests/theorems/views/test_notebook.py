"""What notebooks show of claims, verdicts, reports and tables."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import theorems
from theorems.core.verdict import (
    Cited,
    Conditional,
    Counterexample,
    Enclosed,
    Measured,
    NotRefuted,
    Proved,
    Refuted,
    Supported,
    Trust,
    Undecided,
)
from theorems.core.verify import Report

EXAMPLE = Counterexample({"k": "2"}, "1 < 2", "<=", "0", "1", True)
VERDICTS = {
    "proved": (Proved(Trust(("Jensen",))), "Jensen"), "enclosed": (Enclosed("k in {1, 2}"), "k in {1, 2}"),
    "supported": (Supported(1e-9, 0.25), "25 %"), "not refuted": (NotRefuted(1e-9, 500, 0.05), "500 samples"),
    "measured": (Measured(2.0, (1.9, 2.1), "n >= 9"), "[1.9, 2.1]"), "cited": (Cited("a book"), "a book"),
    "conditional": (Conditional(("replicas",)), "replicas"), "undecided": (Undecided("no time"), "no time"),
    "refuted": (Refuted(EXAMPLE), "at k = 2, left 1 < 2, right 0"),
}


def said(html):
    """The text of a fragment whose tags close."""
    opened, text = [], []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: None if tag == "br" else opened.append(tag)
    parser.handle_data = text.append

    def close(tag):
        assert opened.pop() == tag

    parser.handle_endtag = close
    parser.feed(html)
    parser.close()
    assert opened == []
    return " ".join(" ".join(text).split())


@pytest.mark.parametrize("word", VERDICTS)
def test_a_verdict_says_its_word_and_what_is_behind_it(word):
    verdict, behind = VERDICTS[word]
    shown = said(verdict._repr_html_())
    assert shown.startswith(word) and behind in shown
    assert verdict._repr_latex_().startswith(rf"\textbf{{{word}}}")


def test_a_claim_shows_its_statement_and_that_it_was_not_judged():
    claim = theorems.claim("information/fano")
    shown = said(claim._repr_html_())
    for piece in (claim.title, "information/fano", "cover2006", "not judged here", f"{len(claim.mutants)} mutants"):
        assert piece in shown
    assert "<math" in claim._repr_html_() and r"\geq" in claim._repr_latex_()


def test_a_construction_shows_its_own_formula():
    built = theorems.claim("orthogonal_equivariance/orbit_shattering")
    assert built.statement.conclusion().latex in built._repr_latex_()
    assert said(built._repr_html_())


def test_a_report_is_a_document_that_shows_what_is_wrong_first(document):
    report = Report(document)
    assert report == document and set(report) == set(document)
    shown = said(report._repr_html_())
    assert shown.index("8 claims: 6 as expected") < shown.index("SURVIVED") < shown.rindex("as expected")
    assert "<two>" in shown
    assert report._repr_latex_().count(r"\\") == 1 + len(document["claims"])


def test_verify_gives_a_report():
    assert type(theorems.verify("information/exponential_tangent", budget="quick")) is Report


def test_a_table_shows_itself_both_ways():
    table = theorems.table("learning/benedek_itai", verified="no")
    assert "<table" in table._repr_html_() and r"\begin{tabular}" in table._repr_latex_()


def test_a_refuted_claim_shows_where():
    report = theorems.verify("orthogonal_equivariance/quadratic_regression_printed", budget="quick")
    shown = said(report._repr_html_())
    for piece in ("refuted, as expected", "at d = 4, eps = 1/100", "left at most 10, right 12.86", "no-minus-one"):
        assert piece in shown


def test_an_erratum_and_its_correction_name_each_other():
    wrong = "orthogonal_equivariance/quadratic_regression_printed"
    right = "orthogonal_equivariance/quadratic_regression"
    assert f"expected to be refuted; corrected by {right}" in said(theorems.claim(wrong)._repr_html_())
    assert f"corrects {wrong}" in said(theorems.claim(right)._repr_html_())


def test_a_derivation_shows_its_rows_with_their_reasons_and_its_lemmas():
    shown = said(theorems.claim("information/pinsker").derivation()._repr_html_())
    said_of_rows = ("KL(P || Q)", "fact: definition of the divergence", "by pointwise, lemma floor")
    for piece in (*said_of_rows, "10 lemmas", "its rows are not checked here"):
        assert piece in shown


def test_a_counterexample_and_a_bound_show_their_numbers():
    assert "at k = 2" in said(EXAMPLE._repr_html_()) and "left 1 < 2, right 0" in said(EXAMPLE._repr_html_())
    claim = theorems.claim("orthogonal_equivariance/quadratic_regression")
    bound = claim.bound(d=4, eps="1/100")
    assert said(bound._repr_html_()).startswith("≥ 10 lower bound, rounded down")
    assert bound._repr_latex_() == r"$\geq 10$"
    vacuous = theorems.claim("packing/rotation_packing").bound(d=4, eps="1/4")
    assert said(vacuous._repr_html_()).startswith("vacuous") and vacuous._repr_latex_() is None
