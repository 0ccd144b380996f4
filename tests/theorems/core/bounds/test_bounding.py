"""Bounds of claims as numbers, against closed forms and plain loops over exact rationals."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, comb, log
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Eq, Expr, Function, Integer, Rational, Symbol, ceiling, exp, sqrt, sympify

import theorems
from theorems.core import (
    Bound,
    Claim,
    Domain,
    Exact,
    Exists,
    HypothesisViolated,
    Quantity,
    Rate,
    Relation,
    Source,
    Statement,
    arbitrary,
    integers,
    interval,
    positive,
)
from theorems.core.bounds.bound import Cell, NotTabulated
from theorems.core.bounds.bounding import CAP
from theorems.core.bounds.reading import read

RISK = Quantity("risk")
SYMBOLS = Domain.of(n=integers(1), k=integers(1, typical=(2, 8)), s=positive(typical=(Rational(1, 4), 1)), p=interval(0, 1))
n, k, s, p = SYMBOLS.symbols


@dataclass(frozen=True)
class Says(Statement):
    """Risk and formula in any sense, under any hypotheses."""

    sense: str = ">="
    formula: Any = k / n
    under: Any = ()
    domains: Any = field(default=SYMBOLS)

    def domain(self):
        return self.domains

    def hypotheses(self):
        return self.under

    def conclusion(self):
        return Relation(RISK, self.sense, self.formula)


@dataclass(frozen=True)
class Builds(Statement):
    weights: Expr = 2 * k

    def domain(self):
        return SYMBOLS

    def conclusion(self):
        return Exists("a net", "\\exists")


def claim(statement, *bounds, expected="holds"):
    return Claim(
        id="mine/mine", title="Mine", kind="theorem", source=Source("li2021", where="here", origin="ours"),
        statement=statement,
        evidence=(Exact(lambda p: 0, points=lambda _: []),), mutants=(), witness={}, expected=expected, bounds=bounds,
    )


def cell(statement, bound, **at):
    found = read(claim(statement, bound), bound)
    return found.at({name: sympify(v) for name, v in at.items()})


SAMPLES = Bound("samples", "any", solve=n, target="R")


# -- the claims of the catalogue, by other means --------------------------------------------------------------------------


@pytest.mark.parametrize("d", [2, 10, 97])
@pytest.mark.parametrize("eps", ["1/100", "1/4", "1/2"])
def test_one_hot_by_counting(d, eps):
    error, needed = Fraction(1, 2), 0
    while error > Fraction(eps):
        error, needed = error * Fraction(d - 1, d), needed + 1
    found = theorems.claim("orthogonal_equivariance/one_hot")
    bound = found.bound("samples", d=d, eps=eps)
    assert (bound.number == needed) if needed else bound.kind == "vacuous"


@pytest.mark.parametrize(("d", "eps"), [(2, "1/3"), (10, "1/100"), (100, "1/4"), (7, "99/100")])
def test_quadratic_regression_by_its_closed_form(d, eps):
    found = theorems.claim("orthogonal_equivariance/quadratic_regression").bound(d=d, eps=eps)
    assert found.number == ceil(comb(d + 1, 2) * (1 - Fraction(eps)))
    assert found.side == "lower" and str(found).startswith(">= ")


@pytest.mark.parametrize("k", [10, 1000])
def test_coupons_by_their_closed_form(k):
    found = theorems.claim("concentration/coupon_collector").bound("draws", k=k, delta=0.05)
    assert found.side == "upper" and found.number == ceil(k * log(k / 0.05))


@pytest.mark.parametrize(("k", "d", "sigma", "R"), [
    (16, 64, "1/4", "1/10"), (64, 1024, "1/16", "1/100"), (3, 2, "2", "1/2"),
])
def test_aligned_risk_changes_sides_of_the_target_at_the_number_printed(k, d, sigma, R):
    number = int(theorems.claim("dynamic_signal/aligned_risk").bound("samples", k=k, d=d, sigma=sigma, R=R).number)
    noise, target = mpmath.mpf(Fraction(sigma).numerator) / Fraction(sigma).denominator, Fraction(R)

    def least(m):
        per, a = mpmath.mpf(m) / k, (mpmath.mpf(d) - 1) / 2
        x = mpmath.sqrt(per**2 + noise**2 * d * per) / noise**2
        return (1 - x / (a + mpmath.sqrt(a**2 + x**2))) ** 2

    with mpmath.workdps(60):
        goal = mpmath.mpf(target.numerator) / target.denominator
        assert least(number - 1) > goal >= least(number)


# -- reading --------------------------------------------------------------------------------------------------------------


def test_a_direct_bound_is_the_right_side_of_the_conclusion():
    found = cell(Says(">=", k * sqrt(s)), Bound("risk", "any"), k=3, s=Rational(4))
    assert (found.kind, found.side, found.number) == ("bound", "lower", 6)
    found = cell(Says("<=", k * sqrt(s)), Bound("risk", "any"), k=3, s=Rational(2))
    low, high = found.low, found.high
    assert found.side == "upper" and found.number == high and low**2 < 18 < high**2 and high - low < Fraction(1, 10**24)


def test_the_side_of_an_equality_and_of_a_construction_has_to_be_said():
    for statement in (Says("="), Builds()):
        with pytest.raises(NotTabulated, match="mine/mine: the conclusion"):
            read(claim(statement), Bound("risk", "any"))
    assert cell(Says("=", k), Bound("risk", "any", side="upper"), k=2).number == 2
    weights = Bound("weights", "any", side="upper", formula=lambda t: t.weights)
    assert cell(Builds(), weights, k=5).number == 10
    with pytest.raises(NotTabulated, match="no upper bound"):
        read(claim(Says(">=")), Bound("risk", "any", side="upper"))


def test_what_is_no_function_of_numbers_is_no_bound():
    with pytest.raises(NotTabulated, match="no value at a point"):
        read(claim(Says(">=", arbitrary("f")(k))), Bound("risk", "any"))


def test_a_missing_value_and_an_unknown_one_are_named():
    mine = claim(Says(">=", k * s), Bound("risk", "any"))
    with pytest.raises(NotTabulated, match="s has no value"):
        mine.bound(k=2)
    with pytest.raises(NotTabulated, match="no parameter q"):
        mine.bound(k=2, s=1, q=1)
    with pytest.raises(NotTabulated, match="bounds risk, not samples"):
        mine.bound("samples", k=2, s=1)


def test_settings_may_use_other_symbols_but_not_in_a_circle():
    bound = Bound("risk", "any", at={s: 1 / sqrt(k), p: s / 2})
    assert cell(Says(">=", p * 8), bound, k=4).number == 2
    with pytest.raises(NotTabulated, match="circle"):
        read(claim(Says(">=", p)), Bound("risk", "any", at={s: p, p: s}))
    with pytest.raises(NotTabulated, match="a value to q"):
        read(claim(Says(">=", p)), Bound("risk", "any", at={"q": 1}))


def test_a_value_given_takes_the_place_of_a_setting():
    mine = claim(Says(">=", p * 8), Bound("risk", "any", at={p: Rational(1, 2)}))
    assert mine.bound().number == 4 and mine.bound(p=0.25).number == 2


def test_a_float_is_the_decimal_it_is_written_as():
    assert claim(Says(">=", s), Bound("risk", "any")).bound(s=0.1).number == Fraction(1, 10)
    for wrong in (float("nan"), float("inf"), None, object(), "a"):
        with pytest.raises(NotTabulated, match="no number|no real number"):
            claim(Says(">=", s), Bound("risk", "any")).bound(s=wrong)


def test_an_erratum_guarantees_nothing():
    with pytest.raises(NotTabulated, match="erratum"):
        claim(Says(), Bound("risk", "any"), expected="refuted").bound(k=1, n=1)


# -- regions --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "needs"), [
    ({"k": 0, "s": 1}, "k >= 1"), ({"k": Rational(5, 2), "s": 1}, "integer"), ({"k": 2, "s": 0}, "s > 0"),
    ({"k": 4, "s": Rational(1, 3)}, "k\\*s\\*\\*2 <= 1/4"),
])
def test_outside_the_region_there_is_no_number(at, needs):
    mine = claim(Says(">=", k * s, under=(k * s**2 <= Rational(1, 4),)), Bound("risk", "any"))
    with pytest.raises(HypothesisViolated, match=needs):
        mine.bound(**at)


def test_the_edge_of_the_region_belongs_to_it_also_where_balls_cannot_tell():
    edge = {"k": 25, "s": Rational(1, 10)}
    assert cell(Says(">=", k * s, under=(k * s**2 <= Rational(1, 4),)), Bound("risk", "any"), **edge).kind == "bound"
    assert cell(Says(">=", k * s, under=(k * s**2 < Rational(1, 4),)), Bound("risk", "any"), **edge).kind == "outside"
    irrational = {"k": 3, "s": 1 / (2 * sqrt(3))}
    assert cell(Says(">=", k * s, under=(k * s**2 <= Rational(1, 4),)), Bound("risk", "any"), **irrational).kind == "bound"


def test_hypotheses_about_functions_are_left_to_the_claim():
    f = arbitrary("f", positive=True)
    assert cell(Says(">=", k, under=(Eq(f(k), 1),)), Bound("risk", "any"), k=2).kind == "bound"


def test_a_hypothesis_about_a_number_wants_its_value():
    found = read(claim(Says(">=", k, under=(p <= Rational(1, 2),))), Bound("risk", "any"))
    assert set(found.symbols) == {"k", "p"}


# -- inversion ------------------------------------------------------------------------------------------------------------


def test_a_lower_bound_ends_just_below_the_target():
    found = cell(Says(">=", k / n), SAMPLES, k=3, R=Rational(1, 10))      # 3/n > 1/10 up to n = 29
    assert (found.number, found.certified_at) == (30, 29)


def test_an_upper_bound_is_the_least_number_that_is_enough():
    found = cell(Says("<=", k / n), SAMPLES, k=3, R=Rational(1, 10))
    assert (found.number, found.certified_at, found.side) == (30, 30, "upper")


TARGETS = st.fractions(Fraction(1, 10), 2, max_denominator=60)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 60), st.integers(1, 9), TARGETS, st.sampled_from((">=", "<=")))
def test_inversion_agrees_with_trying_every_number(a, b, target, sense):
    value = lambda m: Fraction(a, m + b) + Fraction(1, 7 * m)
    found = cell(Says(sense, a / (n + b) + 1 / (7 * n)), SAMPLES, R=Rational(target.numerator, target.denominator))
    above = [m for m in range(1, 620) if value(m) > target]
    if sense == ">=" and not above:
        assert found.kind == "vacuous"
    else:
        assert found.number == (above[-1] + 1 if above else 1)


def test_samples_may_be_counted_in_pairs():
    pairs = Bound("samples", "any", solve=n, counts=2 * n, target="R")
    assert cell(Says("<=", k / n), pairs, k=3, R=Rational(1, 10)).number == 60
    assert cell(Says(">=", k / n), pairs, k=3, R=Rational(1, 10)).number == 59      # 58 are not enough


def test_a_window_of_samples_is_found_though_it_opens_late_and_closes():
    window = (n >= 1000 * k, n <= 1250 * k)
    assert cell(Says("<=", k / n, under=window), SAMPLES, k=7, R=Rational(1, 10)).number == 7000
    assert cell(Says(">=", 1 - n / (10**6 * k), under=window), SAMPLES, k=7, R=Rational(1, 10)).number == 8751


def test_what_no_number_of_samples_satisfies_says_why():
    found = cell(Says("<=", k / n, under=(n >= 10, n * k <= 9)), SAMPLES, k=2, R=Rational(1, 10))
    assert found.kind == "none" and "needs k*n <= 9" in found.reason
    found = cell(Says("<=", 1 + k / n), SAMPLES, k=2, R=Rational(1, 10))
    assert found.kind == "none" and "above the target" in found.reason


def test_a_lower_bound_that_excludes_nothing_is_vacuous():
    assert cell(Says(">=", 1 - n), SAMPLES, k=2, R=Rational(1, 10)).kind == "vacuous"
    assert cell(Says(">=", 1 / (1 + exp(-n))), SAMPLES, k=2, R=Rational(1, 10)).number == CAP + 1


def test_settings_may_depend_on_the_number_of_samples():
    bound = Bound("samples", "any", solve=n, target="R", at={p: 1 / sqrt(n)})
    assert cell(Says("<=", p), bound, R=Rational(1, 10)).number == 100


def test_the_target_may_be_an_expression_of_the_claim():
    bound = Bound("samples", "any", solve=n, target=s**2)
    assert cell(Says("<=", 1 / n), bound, s=Rational(1, 8)).number == 64


def test_large_powers_are_not_written_out():
    huge = cell(Says(">=", (1 - 1 / k) ** n), SAMPLES, k=10**9, R=Rational(1, 10))
    assert abs(huge.number / 10**9 - Fraction(log(10))) < Fraction(1, 10**8)
    assert cell(Says(">=", Rational(2, 3) ** k), Bound("risk", "any"), k=10**12).kind in ("bound", "undecided")


def test_whole_parts_are_taken_of_exact_numbers():
    assert cell(Says("<=", ceiling(k * s)), Bound("risk", "any"), k=3, s=Rational(1, 2)).number == 2


# -- vacuous, undecided, rates ---------------------------------------------------------------------------------------------


def test_trivial_bounds():
    assert cell(Says(">=", 1 - k), Bound("risk", "any"), k=1).kind == "vacuous"
    assert cell(Says(">=", 1 - k), Bound("risk", "any"), k=5).kind == "vacuous"
    half = Bound("risk", "any", trivial=Rational(1, 2))
    assert cell(Says("<=", s), half, s=Rational(1, 2)).kind == "vacuous"
    assert cell(Says("<=", s), half, s=Rational(49, 100)).kind == "bound"
    assert cell(Says(">=", s), half, s=Rational(1, 2)).kind == "vacuous"
    assert cell(Says("<=", 100 * s), Bound("risk", "any"), s=Rational(1)).number == 100


def test_what_has_no_value_is_undecided():
    assert cell(Says(">=", 1 / (k - 2)), Bound("risk", "any"), k=2).kind == "undecided"
    unknown = Function("unknown", real=True)
    assert cell(Says(">=", exp(s) + ceiling(sqrt(s))), Bound("risk", "any"), s=Rational(2)).kind in ("bound", "undecided")
    with pytest.raises(NotTabulated):
        read(claim(Says(">=", unknown(s))), Bound("risk", "any"))


def test_only_a_bound_has_a_number():
    for kind in ("rate", "vacuous", "outside", "none", "undecided"):
        with pytest.raises(NotTabulated, match=kind):
            _ = Cell(kind, "lower", Fraction(1), Fraction(1)).number


def test_a_rate_is_no_bound():
    rate = Rate("samples", "any", "lower", s**2 * k, source=Source("li2021", where="here", origin="abstract"))
    found = read(claim(Says(), rate), rate).at({"k": Integer(3), "s": Rational(1, 3)})
    assert found.kind == "rate" and found.low == found.high == Fraction(1, 3)
    assert read(claim(Says(), rate), rate).at({"k": Rational(1, 2), "s": Integer(1)}).kind == "outside"
    with pytest.raises(NotTabulated, match="bounds nothing"):
        claim(Says(), rate).bound(k=3, s=1)


@pytest.mark.parametrize("wrong", [
    dict(side="above"), dict(solve=n), dict(target="R"), dict(counts=2 * n),
])
def test_declarations_that_make_no_sense(wrong):
    with pytest.raises(NotTabulated):
        Bound("samples", "any", **wrong)
    assert Symbol("R") != Symbol("R", positive=True)
