"""Chances between 0 and 1: signs at ends that do not belong to the interval, logarithms of 1 - a, constants under means."""

import pytest
from sympy import Integer, Rational, exp, log

from theorems.core import Chain, Domain, E, interval, real
from theorems.core.normal.sign import sign_of
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import algebra

OPEN = Domain.of(
    a=interval(0, 1, "()"), b=interval(0, 1, "()"), c=interval(0, 1), e=interval(0, 1, "(]"), f=interval(0, 1, "[)"),
    y=real(),
)
a, b, c, e, f, y = OPEN.symbols


@pytest.mark.parametrize("positive", [1 - a, 1 - f, a + b, 1 - a * c, 1 - a * b, (1 - a) * e + a * b, 2 - a - c])
def test_what_vanishes_at_an_open_end_only_is_above_zero(positive):
    assert sign_of(positive, OPEN).positive
    assert sign_of(-positive, OPEN).negative


@pytest.mark.parametrize("reached", [1 - c, 1 - e, a * c, 1 - c * e, (1 - a) * c + a * f, c + f])
def test_what_vanishes_at_an_end_that_belongs_is_not(reached):
    found = sign_of(reached, OPEN)
    assert found.nonnegative and not found.positive


@pytest.mark.parametrize("changing", [2 * a - 1, a - b, a + c - 1])
def test_what_changes_sign_inside_has_none(changing):
    assert not sign_of(changing, OPEN).known


def check(before, after, relation="="):
    return algebra.check(Row(before, relation, after, OPEN))


@pytest.mark.parametrize(("before", "after"), [
    (log((1 - a) / (1 - b)), log(1 - a) - log(1 - b)),
    (log((1 - a) ** 2), 2 * log(1 - a)),
    (log((a - 1) * (b - 1)), log(1 - a) + log(1 - b)),
    (log((1 - a * b) / (1 - a)), log(1 - a * b) - log(1 - a)),
    (E(exp(-y) / 3, y), E(exp(-y), y) / 3),
    (E((2 + 4 * exp(-y)) / 6, y), Rational(1, 3) + 2 * E(exp(-y), y) / 3),
])
def test_rows_that_hold(before, after):
    assert isinstance(check(before, after), Discharged)


@pytest.mark.parametrize(("before", "after"), [
    (log((1 - a) / (1 - b)), log(1 - a) + log(1 - b)),
    (log((1 - a) / (1 - b)), log(1 - b) - log(1 - a)),
    (log((1 - e) / (1 - a)), log(1 - e) - log(1 - a)),
    (log((a - b) ** 2), 2 * log(a - b)),
    (E(exp(-y) / 3, y), E(exp(-y), y)),
    (E(1 / (3 * (1 + exp(y))), y), 1 / (3 * E(1 + exp(y), y))),
    (E(exp(-y) / (3 + exp(-y)), y), E(exp(-y), y) / (3 + E(exp(-y), y))),
])
def test_rows_that_do_not_are_refused(before, after):
    assert isinstance(check(before, after), Refused)


def test_the_mean_of_a_constant_is_the_constant():
    chain = Chain(E(Rational(1, 3) + a, y)).equals(Rational(1, 3) + a, by=algebra)
    assert all(isinstance(rule.check(row), Discharged) for row, rule in chain.rows(OPEN))
    assert isinstance(check(E(Integer(1), y), Integer(2)), Refused)
