"""Rows by certificate: refused unless the stored polynomial is the row's, its region the row's, and its check passes."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Integer, Rational, exp, oo, symbols

from numerics.certificates import find_code, find_positivstellensatz, find_sum_of_squares, path_of, read, write
from theorems.core import Domain, gaussian, integers, interval, real
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import certified
from theorems.core.rules.certified import uses_noted

F = Fraction
PLANE = Domain.of(x=real(), y=real())
x, y = PLANE.symbols
STRIP = Domain.of(u=interval(0, 1), v=interval(0, 1, "()"))
u, v = STRIP.symbols


@pytest.fixture(scope="module")
def claim(tmp_path_factory):
    """A claim's file with three certificates beside it."""
    path = tmp_path_factory.mktemp("claims") / "claim.py"
    rng = np.random.default_rng(0)
    square = {(2, 0): F(1), (1, 1): F(-1), (0, 2): F(1)}                          # x^2 - x y + y^2
    write(find_sum_of_squares(square, "xy", rng, solver="newton"), path_of("square", path))
    unit = (F(0), F(1))
    mixed = {(1, 0): F(1), (0, 1): F(1), (1, 1): F(-2)}                           # u + v - 2 u v
    write(find_positivstellensatz(mixed, "uv", (unit, unit), rng, solver="newton"), path_of("mixed", path))
    write(find_code(3, 2, 3), path_of("code", path))
    return str(path)


def row(before, relation, after, domain=PLANE):
    return Row(before, relation, after, domain)


def test_wrong_rows_are_refused_and_the_right_one_is_not(claim):
    rule = certified("square", claim)
    wrong = [
        row(x**2 + y**2, "<=", x * y), row(x**2 + y**2, ">=", 2 * x * y), row(x**2 + y**2, "=", x * y),
        row(x**2 + y**2, ">=", x * y + Rational(1, 1000)), row(x**2 + y**2, ">=", -x * y), row(x**2, ">=", x * y),
        row(x**2 + y**2, ">=", x * y * exp(x)), row(Integer(1), ">=", Integer(0)), row(2 * (x**2 + y**2), ">=", x * y),
    ]
    for case in wrong:
        assert isinstance(rule.check(case), Refused), case
    for right in (row(x**2 + y**2, ">=", x * y), row(x * y, "<=", x**2 + y**2), row(x * (y - x), "<=", y**2)):
        found = rule.check(right)
        assert isinstance(found, Discharged) and "exact fractions" in found.trust.engines[0]


def test_a_certificate_on_a_box_holds_on_that_box_only(claim):
    rule = certified("mixed", claim)
    right = row(2 * u * v, "<=", u + v, STRIP)
    assert isinstance(rule.check(right), Discharged)
    for wider in (interval(0, 2), interval(Rational(-1, 9), 1), real(), interval(0, oo), integers(0, 3)):
        other = Domain.of(u=wider, v=interval(0, 1))
        a, b = other.symbols
        assert isinstance(rule.check(row(2 * a * b, "<=", a + b, other)), Refused), wider
    narrower = Domain.of(u=interval(Rational(1, 4), Rational(1, 2)), v=integers(0, 1))
    a, b = narrower.symbols
    assert isinstance(rule.check(row(2 * a * b, "<=", a + b, narrower)), Discharged)


def test_an_end_that_is_no_rational_number_is_not_believed(claim):
    domain = Domain.of(u=interval(0, 1))
    (a,) = domain.symbols
    domain = domain.plus(v=interval(0, a))
    b = domain.symbols[1]
    assert isinstance(certified("mixed", claim).check(row(2 * a * b, "<=", a + b, domain)), Refused)


def test_symbols_are_known_by_name_and_must_be_numbers(claim):
    p, q = symbols("p q", real=True)
    named = Domain.of(p=real(), q=real())
    assert isinstance(certified("square", claim).check(row(p**2 + q**2, ">=", p * q, named)), Refused)
    vectors = Domain.of(x=gaussian(2), y=real())
    assert isinstance(certified("square", claim).check(row(y**2, ">=", -(y**2), vectors)), Refused)


@pytest.mark.parametrize("name", ["absent", "code"])
def test_without_a_certificate_of_the_right_kind_nothing_follows(claim, name):
    assert isinstance(certified(name, claim).check(row(x**2 + y**2, ">=", x * y)), Refused)


@pytest.mark.parametrize("spoilt", ["{", "[]", '{"kind": "sum of squares"}', '{"kind": "magic"}'])
def test_a_spoilt_file_is_refused(claim, spoilt):
    path_of("spoilt", claim).write_text(spoilt)
    assert isinstance(certified("spoilt", claim).check(row(x**2 + y**2, ">=", x * y)), Refused)


def test_a_false_row_whose_polynomial_is_stored_is_refused_by_exact_arithmetic(claim):
    """The file says what the row wants, but its Gram matrix does not."""
    data = json.loads(path_of("square", claim).read_text())
    for term in data["polynomial"]:
        if term[1:] == ["1", "1"]:
            term[0] = "-3"
    path_of("false", claim).write_text(json.dumps(data))
    found = certified("false", claim).check(row(x**2 + y**2, ">=", 3 * x * y))
    assert isinstance(found, Refused) and "another polynomial" in found.reason
    good = read(path_of("square", claim))
    cheating = replace(good, polynomial={**good.polynomial, (1, 1): F(-3)}, multiplier={})
    path_of("cheating", claim).write_text(json.dumps(cheating.to_json()))
    assert isinstance(certified("cheating", claim).check(row(x**2 + y**2, ">=", 3 * x * y)), Refused)


def test_uses_are_noted_inside_a_block_only(claim):
    rule, right = certified("square", claim), row(x**2 + y**2, ">=", x * y)
    with uses_noted() as uses:
        rule.check(right)
        rule.check(row(x**2 + y**2, ">=", 2 * x * y))
    rule.check(right)
    assert [use.file.name for use in uses] == ["claim.square.json"]
