"""The page *Constants*: a constant is refuted only at a point that refutes it, and held only where that is shown."""

from fractions import Fraction

import pytest
from sympy import Rational

from theorems.index import catalogue
from theorems.views.explorer import constants
from theorems.views.explorer.constants import OPEN, WHOLE

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


def test_what_carries_a_constant_is_the_right_side_or_a_formula_of_the_statement():
    assert constants.carriers("dynamic_signal/static_kl") == [WHOLE, "value"]
    exists = next(id for id in catalogue() if not constants.carriers(id))
    assert "Exists" in type(theorem(exists)).__name__


def theorem(id):
    from theorems.core.registry import load_entry

    return load_entry(catalogue()[id]).statement.conclusion()


def test_the_page_shows_the_counterexample_with_both_values():
    standing = constants.standing("directional/amos", WHOLE, Rational(1, 2))
    shown = constants.shown(standing)
    assert standing.example.left in shown and standing.example.right in shown and "fails" in shown
    assert "smallest constant" in constants.told(constants.best("directional/amos", WHOLE))
    assert constants.slack("directional/amos", WHOLE, Rational(1, 2)).startswith("<img")
