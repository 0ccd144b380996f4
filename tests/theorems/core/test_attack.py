"""The attack: certain counterexamples, none that is none, and silence where a side has no value."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Integer, Max, Rational, Symbol, ZeroMatrix, cos, exp, log, sqrt

from theorems.core import (
    Domain,
    E,
    Quantity,
    arbitrary,
    binomial,
    dot,
    gaussian,
    integers,
    interval,
    positive,
    real,
    signs,
    square,
)
from theorems.core.attack import NotAttackable, attack, violation
from theorems.core.row import Row

DOMAIN = Domain.of(n=integers(1), x=real(typical=(-2, 2)), p=positive(), z=interval(-1, 1), eps=signs(), S=real())
n, x, p, z, eps, S = DOMAIN.symbols
DOMAIN = DOMAIN.plus(M=binomial(n, Rational(1, 2)), g=gaussian(n))
M, g = DOMAIN.symbols[-2:]
f = arbitrary("f")


def hunt(before, relation, after, domain=DOMAIN, at=()):
    return attack(Row(before, relation, after, domain), np.random.default_rng(0), at)


@pytest.mark.parametrize(
    ("before", "relation", "after"),
    [
        (n, "<=", Integer(40)),
        (x**2, ">=", x),
        (sqrt(p), "<=", p),
        (exp(z), "<=", 1 + z + z**2 / 2),
        (eps, "=", Integer(1)),
        (z**2, "=", z**4),
        (log(p), ">=", Integer(0)),
        (Max(x, 0), "=", x),
        (E(M, M), "=", n / 3),
        (E(square(g), g), "=", n + 1),
        (Quantity("named", x**2), "<=", x),
        (cos(x), ">=", -z),
    ],
)
def test_false_rows_fall_with_a_certain_point(before, relation, after):
    found = hunt(before, relation, after)
    assert found is not None and found.certain
    low, high = (float(Fraction(v)) if "/" in v else float(v) for v in (found.left, found.right))
    assert {"=": low != high, "<=": low > high, ">=": low < high}[relation]


@pytest.mark.parametrize(
    ("before", "relation", "after"),
    [
        (n, ">=", Integer(1)),
        (x**2 + 1, ">=", 2 * x),
        (exp(z), ">=", 1 + z),
        (sqrt(p) ** 2, "=", p),
        (z**2, "<=", Integer(1)),
        (1 / z, "=", z / z**2),
        (log(p), "<=", p - 1),
        (Rational(1, 3) * 3, "=", Integer(1)),
        (E(M, M), "=", n / 2),
        (cos(x) ** 2, "<=", Integer(1)),
        (sqrt(x) ** 2, "=", x),
        (sqrt(2) * sqrt(3), "=", sqrt(6)),
    ],
)
def test_true_rows_stand(before, relation, after):
    assert hunt(before, relation, after) is None


@pytest.mark.parametrize(
    "side", [E(S, S), f(x), Quantity("risk"), Symbol("foreign"), M, dot(g, g), ZeroMatrix(2, 2), E(f(M), M)], ids=str
)
def test_what_has_no_value_is_said(side):
    with pytest.raises(NotAttackable):
        hunt(side, "=", side if getattr(side, "is_Matrix", False) else Integer(3))


def test_points_are_points_of_the_whole_domain():
    """n <= 4 because a later symbol lies between n and 4; x <= 1 because of a constraint on another symbol."""
    later = DOMAIN.plus(m=integers(n, 4))
    assert hunt(n, "<=", Integer(4), later) is None
    tied = DOMAIN.where(x + p <= 1)
    assert hunt(x, "<=", Integer(1), tied) is None
    found = hunt(n, "<=", Integer(3), later)
    assert found is not None and found.at == {"n": "4"}


def test_points_given_are_tried_first_and_only_if_allowed():
    rare = Max(0, 1 - 10**9 * (x - Rational(1, 7)) ** 2)
    assert hunt(rare, "<=", Integer(0)) is None
    found = hunt(rare, "<=", Integer(0), at=({x: Rational(1, 7)},))
    assert found is not None and found.certain
    assert hunt(z, "<=", Integer(1), at=({z: 2},)) is None


def test_the_simplest_point_is_told_and_the_worst_beside_it():
    found = hunt(x**2, ">=", x)
    assert found is not None and found.at == {"x": "1/2"} and found.worst is not None
    assert Fraction(found.worst.margin) if "/" in found.worst.margin else float(found.worst.margin) > 0


def test_a_violation_is_one_only_if_the_balls_are_apart():
    assert violation(sqrt(2) ** 2, "=", Integer(2), {}) is None
    assert violation(sqrt(x) ** 2, "=", x, {x: Integer(3)}) is None
    assert violation(1 / x, "=", Integer(1), {x: Integer(0)}) is None
    assert violation(log(x), "=", Integer(1), {x: Integer(-1)}) is None
    tiny = violation(x, "=", x + Rational(1, 10**30), {x: Integer(1)})
    assert tiny is not None and abs(tiny * 10**30 - 1) < Fraction(1, 10**6)
