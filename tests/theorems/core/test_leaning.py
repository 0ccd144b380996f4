"""A claim as a rule: its hypotheses, constraints, abbreviations and laws go with it."""

from types import SimpleNamespace

import pytest
from sympy import Eq, Expr, Integer, Le, Rational

from theorems.core import (
    Domain,
    E,
    Quantity,
    Relation,
    Statement,
    binomial,
    claim,
    dot,
    integers,
    interval,
    leaning,
    normal,
    real,
    vector,
)
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import combination, pointwise

SIZES = Domain.of(n=integers(1), d=integers(2))
n, d = SIZES.symbols
HERE = SIZES.plus(
    x=real(), y=real(), w=interval(0, 1), a=vector(d), b=vector(d), S=real(), G=normal(), M=binomial(n, Rational(1, 3))
)
x, y, w, a, b, S, G, M = HERE.symbols[2:]


class Fake(Statement):
    """A statement put together by hand."""

    def __init__(self, left: Expr, sense: str, right: Expr, domain: Domain = HERE, hypotheses: tuple = ()):
        self.relation, self.region_, self.hypotheses_ = Relation(left, sense, right), domain, hypotheses

    def domain(self):
        return self.region_

    def hypotheses(self):
        return self.hypotheses_

    def conclusion(self):
        return self.relation


@pytest.fixture
def stated(monkeypatch):
    def state(*args, **more):
        monkeypatch.setattr(leaning, "load", lambda id: SimpleNamespace(statement=Fake(*args, **more)))
        return claim("other/claim")

    return state

SLIPS = ("AttributeError", "TypeError", "NameError", "ImportError")


def row(before, relation, after, domain=HERE, given=()):
    return Row(before, relation, after, domain, given)


def refused(rule, wrong):
    found = rule.check(wrong)
    assert isinstance(found, Refused), f"accepts {wrong}"
    assert not found.reason.startswith(SLIPS), found.reason


def discharged(rule, right):
    found = rule.check(right)
    assert isinstance(found, Discharged), f"refuses {right}: {found.reason}"


def test_a_claim_gives_what_it_states(stated):
    rule = stated(w**2, "<=", w)
    refused(rule, row(w, "<=", w**2))
    refused(rule, row(w**2, "=", w))
    refused(rule, row(x**2, "<=", x))
    refused(rule.at({w: x}), row(x**2, "<=", x))
    refused(combination((rule.at({w: 1 + w}), Integer(1))), row((1 + w) ** 2, "<=", 1 + w))
    discharged(rule, row(w**2, "<=", w))
    discharged(rule.at({w: w**2}), row(w**4, "<=", w**2))


def test_its_hypotheses_are_to_be_given(stated):
    rule = stated(dot(a, b), "<=", d, hypotheses=(Eq(dot(a, a), 1),))
    refused(rule, row(dot(a, b), "<=", d))
    refused(rule, row(dot(a, b), "<=", d, given=((dot(b, b), Integer(1)),)))
    refused(rule.at({a: 2 * a}), row(2 * dot(a, b), "<=", d, given=((dot(a, a), Integer(1)),)))
    discharged(rule, row(dot(a, b), "<=", d, given=((dot(a, a), Integer(1)),)))
    rule = stated(x, "<=", y + 1, hypotheses=(Le(x, y),))
    refused(rule, row(x, "<=", y + 1))
    refused(rule.at({y: x - 1}), row(x, "<=", x))
    discharged(rule.at({y: x + 1}), row(x, "<=", x + 2))


def test_its_constraints_are_to_hold(stated):
    rule = stated(x, "<=", y, domain=HERE.where(x <= y))
    refused(rule, row(x, "<=", y))
    refused(rule.at({x: y + 1}), row(y + 1, "<=", y))
    discharged(rule, row(x, "<=", y, domain=HERE.where(x <= y)))


def test_its_symbols_are_to_have_their_sets(stated):
    wide = SIZES.plus(w=real(), x=real())
    rule = stated(w**2, "<=", w)
    refused(rule, row(*(wide.symbols[2] ** 2, "<=", wide.symbols[2]), domain=wide))
    at_most_n = SIZES.plus(j=integers(0, n))
    j = at_most_n.symbols[-1]
    rule = stated(j, "<=", n, domain=at_most_n)
    refused(rule.at({n: Integer(1)}), row(j, "<=", Integer(1), domain=at_most_n))
    discharged(rule.at({n: n + 1}), row(j, "<=", n + 1, domain=at_most_n))


def test_its_abbreviations_are_its_own(stated):
    theirs, ours = SIZES.let(half=(d - 1) / 2), SIZES.let(half=d / 2)
    half, our_half = theirs.symbols[-1], ours.symbols[-1]
    assert half == our_half
    rule = stated(half, "<=", (d - 1) / 2, domain=theirs)
    refused(rule, row(our_half, "<=", (d - 1) / 2, domain=ours))
    refused(rule.at({d: Integer(4)}), row(our_half, "<=", Rational(3, 2), domain=ours))
    discharged(rule, row(half, "<=", (d - 1) / 2, domain=theirs))


def test_its_laws_are_its_own(stated):
    theirs = SIZES.plus(M=binomial(n, Rational(1, 2)))
    refused(stated(E(M, M), "=", n / 2, domain=theirs), row(E(M, M), "=", n / 2))
    refused(stated(E(M, M), "=", n / 3).at({n: Integer(6)}), row(E(M, M), "=", Integer(2)))
    refused(stated(E(S * x, S), "<=", x).at({x: y}), row(E(S * y, S), "<=", y))
    refused(stated(Quantity("risk"), ">=", 1 / n).at({n: Integer(1)}), row(Quantity("risk"), ">=", Integer(1)))
    discharged(stated(E(M, M), "=", n / 3), row(E(M, M), "=", n / 3))
    discharged(stated(E(G * x, G), "<=", x).at({x: y}), row(E(G * y, G), "<=", y))


def test_pointwise_by_a_claim(stated):
    rule = stated(w**2, "<=", w)
    refused(pointwise(rule.at({w: S})), row(E(S**2, S), "<=", E(S, S)))
    refused(pointwise(rule.at({w: S**2})), row(E(S**4, S), "<=", E(S**2, S)))


def test_the_claims_of_the_catalogue_bring_their_hypotheses():
    from theorems.core.registry import load

    rule, statement = claim("dynamic_signal/static_kl"), load("dynamic_signal/static_kl").statement
    relation = statement.conclusion()
    refused(rule, Row(relation.left, "=", relation.right, statement.domain()))
    discharged(rule, Row(relation.left, "=", relation.right, statement.domain(), statement.given()))
