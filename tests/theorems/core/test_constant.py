"""The best constant: the interval holds the constant known by hand, and what shows it is said."""

from dataclasses import dataclass
from fractions import Fraction
from types import SimpleNamespace

import pytest
from sympy import Expr, Integer, Rational, cos, exp, log, sin, sqrt

from theorems.core import (
    Chain,
    Derived,
    Domain,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    integers,
    interval,
    nonnegative,
    positive,
)
from theorems.core.claim import Claim
from theorems.core.constant import NoConstant, constant
from theorems.core.constant import best as module
from theorems.core.evidence.walk import GIVEN
from theorems.core.judge import Options
from theorems.index import catalogue

QUICK = Options(budget="quick")
DOMAIN = Domain.of(x=nonnegative(), t=interval(0, 1), p=positive(), n=integers(1, typical=(1, 5)))
x, t, p, n = DOMAIN.symbols


@dataclass(frozen=True)
class Said(Statement):
    left: Expr = Integer(0)
    sense: str = "<="
    bound: Expr = Integer(0)
    rate: Expr = Integer(1)

    def domain(self):
        return DOMAIN

    def conclusion(self):
        return Relation(self.left, self.sense, self.bound * exp(-self.rate * x) if self.rate != 1 else self.bound)


def best(monkeypatch, left, sense, bound, evidence=None, name=None, **fields):
    """The record for a claim made on the spot."""
    evidence = evidence or (Exact(lambda p: 0, lambda budget: []),)
    claim = Claim(
        id="mine/here", title="", kind="lemma", source=Source("here", where="", origin="ours"),
        statement=Said(left, sense, bound, **fields), evidence=evidence, mutants=(), witness={},
    )
    monkeypatch.setattr(module, "load_entry", lambda entry: claim)
    return constant(SimpleNamespace(id=claim.id), QUICK, name)


# left, sense, right, the best constant by hand
KNOWN = {
    "half is enough, at 0": (log(1 + x), "<=", 2 * x, Fraction(1, 2)),
    "touching inside": (t * (1 - t), "<=", Integer(1), Fraction(1, 4)),
    "a lower bound, in the limit": (exp(x) - 1, ">=", x / 2, Fraction(2)),
    "a lower bound, at the far end": (sin(t), ">=", t / 2, None),
    "the least of x + 1/x": (p + 1 / p, ">=", Integer(1), Fraction(2)),
    "whole numbers": (Integer(1) + 1 / n, "<=", Integer(3), Fraction(2, 3)),
    "two numbers": (2 * sqrt(x * p), "<=", x + p, Fraction(1)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_interval_holds_the_constant_known_by_hand(name, monkeypatch):
    left, sense, right, known = KNOWN[name]
    found = best(monkeypatch, left, sense, right)
    low, high = Fraction(found["low"]), Fraction(found["high"])
    if known is None:
        with_mpmath = Fraction(str(2 * sin(1).evalf(40)))
        assert low <= with_mpmath <= high
    else:
        assert low <= known <= high
    assert high - low <= Fraction(1, 20) * high
    assert found["shown_by"] == "balls"
    assert found["kind"] == ("smallest" if sense == "<=" else "largest")


def test_a_limit_is_called_one(monkeypatch):
    assert best(monkeypatch, log(1 + x), "<=", 2 * x)["limit"] == "x -> 0"
    assert best(monkeypatch, x / (1 + x), "<=", Integer(1))["limit"] == "x -> oo"
    assert best(monkeypatch, t * (1 - t), "<=", Integer(1))["limit"] == ""


def test_a_field_inside_the_bound(monkeypatch):
    """1 / (1 + x) >= exp(-2 c x) for all x >= 0 holds from c = 1/2 on: at 0 both start with slopes -1 and -2 c."""
    found = best(monkeypatch, 1 / (1 + x), ">=", Integer(1), name="rate", rate=Integer(2))
    assert Fraction(found["low"]) <= Fraction(1, 2) <= Fraction(found["high"])
    assert found["kind"] == "smallest" and found["field"] == "rate"


def test_what_has_no_value_is_bounded_on_one_side_by_exact_evidence(monkeypatch):
    """Of a left side that is known to be at most 3 t^2 at three points: no more than 3 times t^2."""
    hidden = Quantity("hidden")
    points = lambda budget: [{t: Rational(k, 4)} for k in (1, 2, 3)]
    upper = Exact(lambda p: 3 * Fraction(p.t) ** 2, points, shows="at most")
    found = best(monkeypatch, hidden, ">=", t**2, (upper,))
    assert (found["low"], Fraction(found["high"])) == (None, 3)
    assert "exact evidence" in found["notes"][0]
    with pytest.raises(NoConstant, match="hidden has no value at a point"):
        best(monkeypatch, hidden, "<=", t**2, (upper,))


def test_a_constant_found_by_way_of_a_fact_says_so(monkeypatch):
    named = Quantity("something")
    fact = Fact(named, "=", t, fact="somebody says so")
    derived = (Derived(lambda s: Chain(named).equals(t, by=fact)),)
    assert best(monkeypatch, named, "<=", 2 * t + 2, derived)["notes"][-1] == GIVEN
    assert GIVEN not in best(monkeypatch, t, "<=", 2 * t + 2, derived)["notes"]


def test_what_carries_no_constant_says_why(monkeypatch):
    with pytest.raises(NoConstant, match="both sides"):
        best(monkeypatch, -(x**2) - 2, "<=", t - Rational(1, 2))
    with pytest.raises(NoConstant, match="no formula 'rates'"):
        best(monkeypatch, cos(x), "<=", Integer(1), name="rates")
    with pytest.raises(NoConstant, match="no derivation proves the equality"):
        best(monkeypatch, cos(x), "=", cos(x))


# claim, field, low, high, limit
CATALOGUE = [
    ("dynamic_signal/static_kl", None, "1", "1", ""),
    ("directional/amos", None, "0.999999999999", "1", "x -> oo"),
    ("directional/amos", "a", "1", None, "x -> oo"),
    ("dynamic_signal/soft_threshold", "most", "0.999999999999", "1", ""),
    ("information/pinsker", "floor", "1", None, "delta -> 0"),
    ("concentration/gaussian_tail", None, "1", "1", ""),
    ("concentration/mills_lower", None, "1", None, "t -> oo"),
]


@pytest.mark.parametrize(("id", "field", "low", "high", "limit"), CATALOGUE)
def test_the_constants_of_the_catalogue_are_best(id, field, low, high, limit):
    found = constant(catalogue()[id], QUICK, field)
    assert found["low"] == low and (high is None or found["high"] == high)
    assert abs(Fraction(found["high"]) - 1) < Fraction(1, 10**7)
    assert found["limit"] == limit and found["shown_by"].startswith("its derivation")
