"""The page *Claim*: a claim judged there is judged as everywhere else."""

from html import escape

import pytest

import theorems
from theorems.core.judge import Options
from theorems.views.explorer import verdicts

ID = "directional/amos"
QUICK = Options(budget="quick")


def timeless(thing):
    if isinstance(thing, dict):
        return {key: timeless(value) for key, value in thing.items() if key != "seconds"}
    return [timeless(value) for value in thing] if isinstance(thing, list) else thing


def test_the_record_is_that_of_verify_however_often_it_is_asked_for():
    told = []
    runs = [verdicts.judged(verdicts.behind([ID]), QUICK, told.append) for _ in range(2)]
    assert timeless(runs[0]) == timeless(runs[1]) == timeless(dict(theorems.verify(ID, budget="quick")))
    assert told == 2 * [e.id for e in verdicts.behind([ID])]


def test_the_page_shows_the_derivation_row_by_row_and_leads_to_other_claims():
    claim = "information/pinsker"
    run = verdicts.judged(verdicts.behind([claim]), QUICK, lambda id: None)
    page = verdicts.page(run, claim, lambda id: f"/?claim={id}")
    record = next(r for r in run["claims"] if r["id"] == claim)
    rules = {s["rule"] for e in record["evidence"] for chain in e.get("chains", []) for s in chain["steps"]}
    assert rules and all(rule in page for rule in rules) and "<math" in page and "Mutants" in page
    assert all(f'href="/?claim={other}"' in page for other in record["uses"])


@pytest.mark.parametrize("id", [ID, "orthogonal_equivariance/quadratic_regression_printed"])
def test_before_it_is_judged_a_claim_says_so(id):
    shown = verdicts.stated(id)
    assert "not judged here" in shown and escape(theorems.claim(id).title) in shown
