"""Rows by induction on an integer, by cases, and by enclosure over a box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sympy import Expr, Integer, MatrixSymbol, Symbol, oo
from sympy.core.function import AppliedUndef

from theorems.core.domain import Domain
from theorems.core.expressions import MatrixFunction, substitute
from theorems.core.matching import BY_NORMAL_FORM, WORDS, difference, entangled, same
from theorems.core.row import Discharged, Refused, Row, Rule
from theorems.core.rules.identities import rewritten
from theorems.core.sets import Numbers
from theorems.core.verdict import Trust

Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Induction(Rule):
    """Equalities that hold at n = 0, and at n + 1 if they hold at n; ``unfold`` opens one step of each definition.

    Several equalities may be proved together, each using all of them at n.
    """

    n: Symbol
    unfold: Callable[[Any], Any]
    together: tuple[Pair, ...]
    name = "induction"

    def decide(self, row: Row) -> Discharged | Refused:
        own = row.domain.set_of(self.n)
        if not isinstance(own, Numbers) or not own.integer or own.low != 0:
            return Refused(f"{self.n} does not run through 0, 1, 2, …")
        if found := entangled(self.n, row, *(side for pair in self.together for side in pair)):
            return Refused(found)
        if row.relation != "=" or not any(
            same(row.before, left, row) and same(row.after, right, row) for left, right in self.together
        ):
            return Refused("the row is none of the equalities proved together")
        for left, right in self.together:
            for said, n in (("n = 0", Integer(0)), ("n + 1", self.n + 1)):
                before, after = (opened(substitute(side, {self.n: n}), self.unfold) for side in (left, right))
                if n != 0:
                    before = rewritten(before, self.together, row)
                equal, how = difference(before, after, row.domain, row.given, WORDS)
                if not equal:
                    return Refused(f"at {said}: {how()}", row.with_(before, "=", after))
        return Discharged(("start at 0", "step from n to n + 1"), BY_NORMAL_FORM)


def opened(e: Any, unfold: Callable[[Any], Any]) -> Any:
    """``unfold(e)``; raises ValueError if it changes anything but functions applied to arguments, which it may define."""
    found = unfold(e)
    if isinstance(e, MatrixFunction | AppliedUndef):
        return found
    parts = () if isinstance(e, Symbol | MatrixSymbol) else tuple(opened(a, unfold) for a in e.args)
    expected = e if parts in ((), e.args) else e.func(*parts)
    if found != expected:
        raise ValueError(f"the unfolding makes {found} of {e}")
    return found


def induction(n: Symbol, unfold: Callable[[Any], Any], together: list[Pair]) -> Induction:
    """Prove the equalities ``together`` by induction on ``n``."""
    return Induction(n, unfold, tuple(together))


@dataclass(frozen=True)
class Cases(Rule):
    """One rule where a real symbol is at least 0, another where it is at most 0."""

    symbol: Symbol
    above: Rule
    below: Rule
    name = "cases"

    def uses(self) -> tuple[Rule, ...]:
        return self.above, self.below

    def decide(self, row: Row) -> Discharged | Refused:
        own = row.domain.set_of(self.symbol)
        if not isinstance(own, Numbers) or (own.low, own.high) != (-oo, oo):
            return Refused(f"{self.symbol} does not run through all reals")
        return in_each_case(
            (f"{self.symbol} >= 0", narrowed(row, self.symbol, replace(own, low=Integer(0))), self.above),
            (f"{self.symbol} <= 0", narrowed(row, self.symbol, replace(own, high=Integer(0))), self.below),
        )


def narrowed(row: Row, symbol: Symbol, values: Numbers) -> Row:
    """The row where a symbol runs through fewer values."""
    sets = tuple((s, values if s == symbol else v) for s, v in row.domain.sets)
    return replace(row, domain=replace(row.domain, sets=sets, index={}))


def in_each_case(*parts: tuple[str, Row, Rule]) -> Discharged | Refused:
    """Each case by its own rule."""
    conditions: list[str] = []
    trust = Trust()
    for said, row, rule in parts:
        found = rule.check(row)
        if isinstance(found, Refused):
            return Refused(f"case {said}: {found.reason}", found.condition)
        conditions += [f"case {said}: by {rule.name}", *found.conditions]
        trust = trust | found.trust
    return Discharged(tuple(conditions), trust)


def cases(symbol: Symbol, above: Rule, below: Rule) -> Cases:
    return Cases(symbol, above, below)


@dataclass(frozen=True)
class FirstValue(Rule):
    """One rule where an integer has its least value, another where it is larger."""

    symbol: Symbol
    first: Rule
    rest: Rule
    name = "first value"

    def uses(self) -> tuple[Rule, ...]:
        return self.first, self.rest

    def decide(self, row: Row) -> Discharged | Refused:
        own = row.domain.set_of(self.symbol)
        if not isinstance(own, Numbers) or not own.integer or not own.low.is_integer:
            return Refused(f"{self.symbol} does not run through the integers from a least one on")
        if found := entangled(self.symbol, row, row.before, row.after):
            return Refused(found)
        before, after = (substitute(e, {self.symbol: own.low}) for e in (row.before, row.after))
        return in_each_case(
            (f"{self.symbol} = {own.low}", row.with_(before, row.relation, after), self.first),
            (f"{self.symbol} > {own.low}", narrowed(row, self.symbol, replace(own, low=own.low + 1)), self.rest),
        )


def first_value(symbol: Symbol, first: Rule, rest: Rule) -> FirstValue:
    """``first`` gives the row at the least value of an integer, ``rest`` at all larger ones."""
    return FirstValue(symbol, first, rest)


@dataclass(frozen=True)
class EnclosedRow(Rule):
    """An inequality that ball arithmetic shows on the whole box of the domain."""

    budget: int = 200_000
    name = "enclosure"
    exact = False

    def decide(self, row: Row) -> Discharged | Refused:
        from numerics import enclosure

        if row.relation == "=":
            return Refused("balls show inequalities, not equalities")
        surplus: Expr = row.after - row.before if row.relation == "<=" else row.before - row.after
        surplus = row.domain.expanded(surplus)
        domain = row.domain[tuple(surplus.free_symbols)]
        box = domain.enclosure_box()
        found, whole = enclosure.nonnegative(surplus, box, budget=self.budget), endless(domain)
        if not isinstance(found, enclosure.Holds) and whole is not None:
            others = enclosure.Box({s: values for s, values in box.items() if s != whole})
            start = int(domain.set_of(whole).parameters()[0])
            found = enclosure.nonnegative_on_integers(surplus, whole, start, others)
        match found:
            case enclosure.Holds(boxes=boxes, leans=leans):
                engines = ("FLINT balls", *leans)
                return Discharged((f"enclosed on {box} in {boxes} boxes",), Trust(engines=engines))
            case enclosure.Fails(point=point):
                said = ", ".join(f"{s} = {v}" for s, v in point.items())
                return Refused(f"certainly false at {said}", row)
            case enclosure.Unknown(where=where, why=why):
                return Refused(f"undecided on {where}: {why}")
        return Refused("no answer")


def endless(domain: Domain) -> Symbol | None:
    """The one symbol that runs through all integers from a number on; None unless there is one, and no other integer."""
    integers = [s for s, v in domain.sets if isinstance(v, Numbers) and v.integer]
    if len(integers) != 1 or not isinstance(own := domain.set_of(integers[0]), Numbers):
        return None
    return integers[0] if own.low.is_Integer and own.high == oo else None


enclosed = EnclosedRow()
