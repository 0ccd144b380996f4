"""The risk that a number of samples leaves: against exact formulas, closed forms, and the tables read forwards."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Rational, exp, sqrt, sympify

import theorems
from theorems.core import Bound, Claim, Domain, Exact, Quantity, Rate, Relation, Source, Statement, integers, interval
from theorems.core.bounds.bound import NotTabulated
from theorems.core.bounds.reading import read
from theorems.core.bounds.risk import HALVINGS, Risk

OURS = Source("li2021", where="here", origin="ours")
SYMBOLS = Domain.of(n=integers(1), k=integers(1), p=interval(0, 1, "(]"))
n, k, p = SYMBOLS.symbols
CLOSE = Fraction(1, 2 ** (HALVINGS - 2))


class Says(Statement):
    """Risk and formula in any sense."""

    def __init__(self, sense, formula):
        self.sense, self.formula = sense, formula

    def domain(self):
        return SYMBOLS

    def conclusion(self):
        return Relation(Quantity("risk"), self.sense, self.formula)


def says(sense, formula, bound):
    """A bound of a claim that says so, read."""
    evidence = (Exact(lambda p: 0, points=lambda _: []),)
    mine = Claim(
        id="mine/mine", title="Mine", kind="theorem", source=OURS, statement=Says(sense, formula), evidence=evidence,
        mutants=(), witness={}, expected="holds", bounds=(bound,),
    )
    return read(mine, bound)


def left(reading, samples, level="", **at):
    """The cell of a reading turned round."""
    point = {name: sympify(v) for name, v in at.items()} | {"samples": Integer(samples)}
    return Risk.of(reading, level, "samples").at(point)


INVERTED = Bound("samples", "any", solve=n, target="R")


@pytest.mark.parametrize(("sense", "side"), [(">=", "lower"), ("<=", "upper")])
@pytest.mark.parametrize("samples", [1, 7, 1000])
def test_a_bound_on_the_level_itself_is_its_number(sense, side, samples):
    cell = left(says(sense, k / n, INVERTED), samples, "R", k=3)
    assert (cell.kind, cell.side, cell.number, cell.certified_at) == ("bound", side, Fraction(3, samples), samples)
    assert left(says(sense, k / n, INVERTED), samples, "", k=3) == cell


@given(st.integers(1, 400), st.integers(1, 10**9))
@settings(max_examples=40, deadline=None)
def test_irrational_numbers_are_enclosed_and_roots_of_squares_are_exact(root, samples):
    reading = says("<=", sqrt(k / n), INVERTED)
    cell = left(reading, samples, "R", k=root)
    assert cell.low**2 <= Fraction(root, samples) <= cell.high**2 and cell.high - cell.low < cell.high / 10**20
    assert left(reading, root**2, "R", k=1).number == Fraction(1, root)


@pytest.mark.parametrize(("samples", "lower", "upper"), [(1, 1, None), (2, 1, 1), (7, 4, 3), (8, 4, 4), (2001, 1001, 1000)])
def test_samples_that_are_counted_in_pairs_are_rounded_to_the_safe_side(samples, lower, upper):
    pairs = Bound("samples", "any", solve=n, target="R", counts=2 * n)
    assert left(says(">=", k / n, pairs), samples, "R", k=1).number == Fraction(1, lower)
    cell = left(says("<=", k / n, pairs), samples, "R", k=1)
    assert cell.certified_at == (upper or 0) and (cell.number == Fraction(1, upper) if upper else cell.kind == "outside")


@pytest.mark.parametrize("counts", [n**2 + n, 3 * n + k, n * k])
@pytest.mark.parametrize("samples", [5, 12, 100])
def test_any_rising_count_is_turned_round(counts, samples):
    bound = Bound("samples", "any", solve=n, target="R", counts=counts)
    counted = [int(counts.xreplace({n: Integer(m), k: Integer(3)})) for m in range(samples + 1)]
    enough = next(m for m, c in enumerate(counted) if c >= samples)
    within = max(m for m, c in enumerate(counted) if c <= samples)
    assert left(says(">=", k / n, bound), samples, "R", k=3).certified_at == enough
    assert left(says("<=", k / n, bound), samples, "R", k=3).certified_at == within


@pytest.mark.parametrize("samples", [1, 10, 1000, 10**6])
def test_a_level_that_the_bound_depends_on_is_searched_for(samples):
    # Excluded is every p <= 1 with 2 p (1 - p n / 100) > p, which is p < 50/n.
    cell = left(says(">=", 2 * p * (1 - p * n / 100), Bound("samples", "any", solve=n, target=p)), samples, "p")
    exact = min(Fraction(50, samples), Fraction(1))
    assert cell.kind == "bound" and exact * (1 - CLOSE) <= cell.number <= exact
    # Granted is every p with exp(-p n) <= 1/20: p >= log(20)/n.
    cell = left(says("<=", exp(-p * n), Bound("samples", "any", solve=n, target=Rational(1, 20))), samples, "p")
    if samples == 1:
        assert cell.kind == "none"                                    # p would have to be above 1
    else:
        exact = Fraction(2995732273553991, 10**15) / samples
        assert exact <= cell.number <= exact * (1 + CLOSE)


@pytest.mark.parametrize("samples", [3, 50, 51, 10**4])
def test_a_bound_on_the_samples_themselves_is_turned_round(samples):
    lower = left(says(">=", k / p, Bound("samples", "any")), samples, "p", k=50)         # k/p > n: p < k/n
    exact = min(Fraction(50, samples), Fraction(1))
    assert exact * (1 - CLOSE) <= lower.number <= exact
    upper = left(says("<=", k / p, Bound("samples", "any")), samples, "p", k=50)
    if samples < 50:
        assert upper.kind == "none"
    else:
        assert exact <= upper.number <= exact * (1 + CLOSE)


def test_a_level_outside_of_its_set_is_not_excluded():
    reading = says(">=", k / n, Bound("samples", "any", solve=n, target=p))
    assert left(reading, 2, "p", k=3).number == 1                      # p is at most 1
    exact = Fraction(3, 7)
    assert exact * (1 - CLOSE) <= left(reading, 7, "p", k=3).number <= exact


def test_enough_for_every_level_leaves_none_and_too_few_for_any_says_nothing_of_a_number():
    plain = Bound("samples", "any", leaves=0)
    assert left(says("<=", k, plain), 5, "p", k=5).number == 0 and left(says("<=", k, plain), 4, "p", k=5).kind == "none"
    assert left(says(">=", k, plain), 4, "p", k=5).kind == "none"
    assert left(says(">=", k, plain), 5, "p", k=5).kind == "vacuous"
    chance = Bound("samples", "any", solve=n, target=Rational(1, 20), leaves=0)
    assert [left(says("<=", 2 ** (1 - n), chance), m, "p").kind for m in (5, 6)] == ["none", "bound"]


@pytest.mark.parametrize("bound", [Bound("samples", "any", solve=n, target=Rational(1, 5)), Bound("samples", "any")])
def test_enough_for_one_risk_is_not_enough_for_every_other(bound):
    said = left(says("<=", k / n if bound.solve else k, bound), 100, "p", k=5)
    assert said.kind == "none" and said.reason == "nothing is said of p"
    cell = left(says("<=", k / n if bound.solve else k, replace(bound, leaves=Rational(1, 5))), 100, "p", k=5)
    assert cell.number == Fraction(1, 5)


def test_kinds():
    assert left(says(">=", 1 - n, INVERTED), 5, "R").kind == "vacuous"
    assert left(says("<=", k / n, INVERTED), 0, "R", k=1).kind == "outside"
    assert left(says("<=", k / (n - 1), INVERTED), 1, "R", k=1).kind == "undecided"
    assert left(says("<=", exp(exp(exp(k * n))), INVERTED), 10**9, "R", k=10**9).kind == "undecided"


def test_what_says_nothing_of_a_risk_is_refused():
    with pytest.raises(NotTabulated, match="rate"):
        Risk.of(says(">=", k / n, Rate("samples", "any", "lower", k / p, source=OURS)), "p", "samples")
    with pytest.raises(NotTabulated, match="nothing says which risk"):
        Risk.of(says(">=", k, Bound("samples", "any")), "", "samples")
    with pytest.raises(NotTabulated, match="k is a parameter"):
        Risk.of(says(">=", k / n, INVERTED), "R", "k")
    with pytest.raises(NotTabulated, match="k has no value"):
        left(says(">=", k / n, INVERTED), 5, "R")


def table(id, number, at):
    """The cell of a claim's bound at a point, and the reading that it is of."""
    claim = theorems.claim(id)
    reading = read(claim, claim.bounds[number])
    return reading, reading.at({name: sympify(v) for name, v in at.items()}), at


CASES = {
    "one-hot": table("orthogonal_equivariance/one_hot", 0, {"d": 10, "eps": "1/20"}),
    "all laws": table("orthogonal_equivariance/all_laws", 0, {"d": 20, "eps": "1/50"}),
    "convolution": table("orthogonal_equivariance/convolution_erm", 0, {"eps": "1/50"}),
    "coupons": table("concentration/coupon_collector", 0, {"k": 30, "delta": "1/7"}),
    "aligned": table("dynamic_signal/aligned_risk", 0, {"k": 16, "d": 64, "sigma": "1/4", "R": "1/10"}),
    "trained": table("dynamic_signal/convolutional_training", 0, {"k": 64, "d": 1024, "sigma": "1/100", "R": "1/10"}),
}


@pytest.mark.parametrize("name", CASES)
def test_at_the_number_of_the_table_the_risk_passes_the_target(name):
    reading, cell, at = CASES[name]
    level = next(n for n in ("R", "eps", "delta") if n in at)
    aim, step = Fraction(at[level]), 2 if reading.counts != reading.solve else 1
    turned, number = Risk.of(reading, level, "number of samples"), int(cell.number)
    point = {name: sympify(v) for name, v in at.items() if name != level}
    before, there = (turned.at({**point, turned.word: Integer(m)}) for m in (number - step, number))
    if reading.side == "lower":
        assert before.certified_at == cell.certified_at and before.number > aim * (1 - CLOSE)
        assert there.number <= aim
    else:
        assert there.certified_at == cell.certified_at and there.number <= aim * (1 + CLOSE)
        assert before.number > aim
