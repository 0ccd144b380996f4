"""The page *Constants*: a constant is refuted only at a point that refutes it, and held only where that is shown."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sympy import Rational

from theorems.core.attack import attack
from theorems.index import catalogue
from theorems.views.explorer import constants
from theorems.views.explorer.constants import BOXED, OPEN, WHOLE

CLAIMS = ("analysis/motzkin", "directional/amos", "information/pinsker", "information/fano", "dynamic_signal/static_kl")


@pytest.mark.parametrize("id", CLAIMS)
@pytest.mark.parametrize("c", [Rational(1, 2), Rational(99, 100), Rational(1), Rational(101, 100), Rational(2)])
def test_words_agree_with_the_best_constant(id, c):
    best, standing = constants.best(id, WHOLE), constants.standing(id, WHOLE, c)
    low, high = (None if best[end] is None else Fraction(best[end]) for end in ("low", "high"))
    if standing.word == "refuted":
        assert c > low if best["kind"] == "largest" else c < high if best["kind"] == "smallest" else c != 1
    elif standing.word == "holds":
        assert c <= high if best["kind"] == "largest" else c >= low if best["kind"] == "smallest" else c == 1
    else:
        assert standing.word == OPEN
    if standing.example is not None:
        left, right = float(standing.example.left), float(standing.example.right)
        assert standing.example.certain
        assert {"<=": left > right, ">=": left < right, "=": left != right}[standing.example.relation]


@pytest.mark.parametrize("id", CLAIMS)
def test_as_it_stands_each_holds_and_a_much_sharper_one_is_refuted(id):
    kind = constants.best(id, WHOLE)["kind"]
    sharper = {"largest": Rational(50), "smallest": Rational(1, 50), "exactly": Rational(2)}[kind]
    assert constants.standing(id, WHOLE, Rational(1)).word == "holds"
    assert constants.standing(id, WHOLE, sharper).word == "refuted"


def test_a_bound_that_may_be_negative_is_not_said_to_be_weaker_with_less():
    # With less of (1 - p) log M - log 2, which is below 0 for large p, nothing is shown.
    assert constants.standing("information/fano", WHOLE, Rational(1, 2)).word == OPEN


def test_a_claim_that_no_constant_of_those_tried_breaks_still_holds_as_it_stands():
    id = "dynamic_signal/no_reversal"
    assert constants.best(id, WHOLE)["kind"] == "unknown" and constants.standing(id, WHOLE, Rational(1)).word == "holds"


def test_an_erratum_is_refuted_as_it_stands():
    standing = constants.standing("orthogonal_equivariance/textures_points_printed", WHOLE, Rational(1))
    assert standing.word == "refuted" and "d = 3" in standing.because


def asked_and_found(**changes):
    """A claim that no derivation shows, and what a search would have found of it."""
    claim = constants.asked("orthogonal_equivariance/label_entropy_constant", WHOLE)
    found = constants.best(claim.claim.id, WHOLE)
    assert claim.whole.relation == "<=" and found["kind"] == "smallest" and not found["shown_by"]
    return found | {"shown_by": "balls", "on": constants.EVERYWHERE, "low": "0.9", "high": "1.2", "at": {}} | changes, claim


def test_what_balls_show_on_a_box_is_not_said_to_hold_everywhere():
    found, claim = asked_and_found()
    assert [constants.known(found, claim, Rational(c))[0] for c in ("2", "6/5", "1")] == ["holds", "holds", OPEN]
    found, claim = asked_and_found(on="the typical box C in [1, 2]")
    word, because = constants.known(found, claim, Rational(2))
    assert word == BOXED and "typical box" in because and word in constants.STYLES


def test_a_constant_in_both_sides_makes_nothing_weaker():
    found, claim = asked_and_found()
    both = replace(claim, whole=claim.whole.with_(constants.C * claim.whole.before, "<=", claim.whole.after))
    assert constants.weakens(claim) and not constants.weakens(both)
    assert constants.known(found, both, Rational(2))[0] == OPEN


def test_what_only_one_evaluator_says_refutes_nothing(monkeypatch):
    def unsure(*args):
        found = attack(*args)
        return None if found is None else replace(found, certain=False)

    monkeypatch.setattr(constants, "attack", unsure)
    assert constants.standing("analysis/motzkin", WHOLE, Rational(2)).word == OPEN


def test_what_carries_a_constant_is_the_right_side_or_a_formula_of_the_statement():
    assert constants.carriers("dynamic_signal/static_kl") == [WHOLE, "value"]
    exists = next(id for id in catalogue() if not constants.carriers(id))
    assert "Exists" in type(theorem(exists)).__name__


def theorem(id):
    from theorems.core.registry import load_entry

    return load_entry(catalogue()[id]).statement.conclusion()


def test_the_page_shows_the_counterexample_with_both_values(needs):
    needs("matplotlib")
    standing = constants.standing("directional/amos", WHOLE, Rational(1, 2))
    shown = constants.shown(standing)
    assert standing.example.left in shown and standing.example.right in shown and "fails" in shown
    assert "smallest constant" in constants.told(constants.best("directional/amos", WHOLE))
    assert constants.slack("directional/amos", WHOLE, Rational(1, 2)).startswith("<img")
