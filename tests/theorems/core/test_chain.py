"""Chains, facts and instances: what they say, what they refuse to be, and that no rule ever raises."""

from dataclasses import dataclass

import pytest
from sympy import Integer, Symbol

from numerics.sequential import Share
from theorems.core import Chain, Domain, E, Fact, integers, interval, real
from theorems.core.chain import Instance
from theorems.core.evidence.derived import not_the_statement
from theorems.core.evidence.evidence import Run
from theorems.core.evidence.walk import step_mutants
from theorems.core.evidence.walk import walk as walk_in_a_run
from theorems.core.expressions import CaptureError, substitute
from theorems.core.row import Discharged, Refused, Row, Rule
from theorems.core.rules import algebra, combination, rewriting

DOMAIN = Domain.of(n=integers(1), w=interval(0, 1), x=real(), y=real(), S=real())
n, w, x, y, S = DOMAIN.symbols


def row(before, relation, after):
    return Row(before, relation, after, DOMAIN)


def walk(chain, whole):
    return walk_in_a_run(chain, whole, Run(Share("test", 1e-6, 0), "quick"))


def test_a_chain_does_not_turn():
    rising = Chain(w**2).at_most(w, by=algebra)
    with pytest.raises(ValueError, match="turns"):
        rising.at_least(Integer(0), by=algebra)
    assert rising.equals(w, by=algebra).relation == "<=" and Chain(x).equals(x, by=algebra).relation == "="


def test_building_checks_nothing_and_changes_nothing():
    start = Chain(x)
    longer = start.equals(x + 1, by=algebra)
    assert start.steps == () and longer.end == x + 1
    assert isinstance(longer.check(row(x, "=", x + 1)), Discharged)  # what a chain says; walking it finds the lie
    assert walk(longer, row(x, "=", x + 1)).refused is not None


def test_a_lie_in_a_lemma_is_found_wherever_it_is_leaned_on():
    lie = Chain(x, "lie").at_most(y, by=algebra)
    whole = row(x, "<=", y)
    for rule in (lie, combination(lie), lie.at({x: x}), combination(lie.at({y: y}))):
        walked = walk(Chain(x).at_most(y, by=rule), whole)
        assert walked.refused is not None and walked.refused[0] == "lie[0]"
    inner = Chain(y, "lie").equals(x, by=algebra)
    assert walk(Chain(x).equals(y, by=rewriting(inner)), row(x, "=", y)).refused is not None


def test_a_fact_is_listed_wherever_it_is_leaned_on():
    fact = Fact(x, "<=", y, source="classical", fact="x is small")
    walked = walk(Chain(x).at_most(y + 1, by=combination(Chain(x, "lemma").at_most(y, by=fact))), row(x, "<=", y + 1))
    assert walked.refused is None and walked.facts == [fact] and walked.trust.cited == (str(fact),)


def test_a_chain_that_is_not_the_statement():
    whole = row(w**2, "<=", Integer(1))
    right = Chain(w**2).at_most(w, by=algebra).at_most(Integer(1), by=algebra)
    assert not_the_statement(right, whole) is None
    for wrong in (
        Chain(w).at_most(Integer(1), by=algebra),
        Chain(w**2).at_most(w, by=algebra),
        Chain(Integer(1)).at_least(w**2, by=algebra),
        Chain(w**2),
        Chain(w**2).at_most(Integer(2), by=algebra),
    ):
        assert not_the_statement(wrong, whole) is not None
    assert not_the_statement(Chain(w).at_most(w + 1, by=algebra), row(w, "=", w + 1)) is not None


def test_step_mutants_of_every_relation():
    assert [name for name, _ in step_mutants(row(x, "=", y), algebra)] == ["scaled by 1.001"]
    assert [name for name, _ in step_mutants(row(x - x, "=", Integer(0)), algebra)] == ["moved by 0.001"]
    assert [name for name, _ in step_mutants(row(w**2, "<=", w), algebra)] == ["reversed"]
    names = [name for name, _ in step_mutants(row(x, "<=", y), Fact(x, "<=", y))]
    assert names == ["scaled by 1.001", "reversed"]
    for right, by in (
        (row(w**2, "<=", w), algebra),
        (row(x, "<=", y), Fact(x, "<=", y)),
        (row((x + 1) ** 2, "=", x**2 + 2 * x + 1), algebra),
    ):
        assert isinstance(by.check(right), Discharged)
        assert all(isinstance(by.check(wrong), Refused) for _, wrong in step_mutants(right, by))


@dataclass(frozen=True)
class Broken(Rule):
    """Raises whatever it is given."""

    error: type[Exception]
    name = "broken"

    def decide(self, row):
        raise self.error("inside")


@pytest.mark.parametrize("error", [ValueError, ZeroDivisionError, RecursionError, NotImplementedError, AttributeError])
def test_a_rule_never_raises(error):
    found = Broken(error).check(row(x, "=", x))
    assert isinstance(found, Refused) and error.__name__ in found.reason


def test_substitution_leaves_bound_symbols_alone():
    assert substitute(E(S * x, S) + S, {S: y}) == E(S * x, S) + y
    assert substitute(E(S * x, S), {x: y**2}) == E(S * y**2, S)
    with pytest.raises(CaptureError):
        substitute(E(S * x, S), {x: S})
    with pytest.raises(CaptureError):
        substitute(E(S * x + y, S), {x: n, y: 2 * S})


def test_instances_of_instances_need_every_value_in_its_set():
    small = Chain(w**2, "small").at_most(w, by=algebra)
    twice = small.at({w: x}).at({x: w})
    assert isinstance(twice, Instance)
    assert isinstance(small.at({w: x}).at({x: y}).check(row(y**2, "<=", y)), Refused)
    assert isinstance(small.at({Symbol("foreign"): x}).check(row(w**2, "<=", w)), Refused)
    assert isinstance(small.at({w: w**2}).at({w: w**3}).check(row(w**12, "<=", w**6)), Discharged)
