"""Rows that follow from a differential equation, from a slope, or from a polynomial equation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from sympy import Derivative, Expr, Integer, Poly, Subs, Symbol, diff

from theorems.core.chain import Fact, Statemented
from theorems.core.domain import Domain
from theorems.core.expressions import substitute
from theorems.core.matching import PLAIN, WORDS, difference, entangled, reduced_sign, same
from theorems.core.normal.continuity import discontinuity
from theorems.core.row import Discharged, Refused, Row, Rule
from theorems.core.rules.inequalities import BY_SIGN
from theorems.core.sets import Numbers


@dataclass(frozen=True)
class Barrier(Rule):
    """y <= g on [0, oo), from y' = F(x, y), a start below g, and g' - F(x, g) > 0: y never reaches g from below.

    ``equation`` states y' = F(x, y) for x > 0, ``slope`` states y'(0), and ``value`` y(0) where it is no number by itself;
    ``surplus`` is g' - F(x, g) in a form whose sign one sees.  With the signs turned, y >= g.
    """

    x: Symbol
    equation: Fact
    slope: Fact
    surplus: Expr
    value: Fact | None = None
    name = "barrier"

    def uses(self) -> tuple[Rule, ...]:
        return self.equation, self.slope, *((self.value,) if self.value else ())

    def decide(self, row: Row) -> Discharged | Refused:
        y, g, x = row.before, row.domain.expanded(row.after), self.x
        own = row.domain.set_of(x)
        if not isinstance(own, Numbers) or own.low != 0 or own.integer:
            return Refused(f"{x} does not run from 0 on")
        if row.relation == "=" or {f.relation for f in self.uses() if isinstance(f, Fact)} != {"="}:
            return Refused("an inequality from equations is wanted")
        if found := entangled(x, row, y, g, self.equation.right):
            return Refused(found)
        if self.equation.left != Derivative(y, x) or self.beginning(y) is None:
            return Refused(f"the equation and the start are not those of {y}")
        if self.slope.left != Subs(Derivative(y, x), x, 0):
            return Refused(f"the slope at the start is not that of {y}")
        domain = positive_part(row.domain, x)
        flow = self.equation.right.xreplace({y: g})
        equal, how = difference(diff(g, x) - flow, self.surplus, domain, (), PLAIN)
        if not equal:
            return Refused(f"the surplus given is not g' - F(x, g): {how()}")
        up = 1 if row.relation == "<=" else -1
        if not reduced_sign(up * self.surplus, domain, (), PLAIN).positive:
            return Refused("the surplus has no visible sign", Row(up * self.surplus, ">=", Integer(0), domain))
        if broken := discontinuity(g, row.domain):
            return Refused(f"the barrier is not visibly continuous: {broken}")
        return self.started(g, up, row)

    def beginning(self, y: Expr) -> Expr | None:
        """y(0), where it is a number by itself or the fact given states it."""
        begun = substitute(y, {self.x: Integer(0)})
        if begun.is_number:
            return begun
        return self.value.right if self.value and self.value.left == begun else None

    def started(self, g: Expr, up: int, row: Row) -> Discharged | Refused:
        """At 0 the curve is strictly on its side of g, or on it and leaves to that side."""
        gap = up * (substitute(g, {self.x: Integer(0)}) - self.beginning(row.before))
        lead = up * (substitute(diff(g, self.x), {self.x: Integer(0)}) - self.slope.right)
        sign = reduced_sign(gap, row.domain, (), PLAIN)
        level = same(gap, Integer(0), row)
        if sign.positive or (level and reduced_sign(lead, row.domain, (), PLAIN).positive):
            return Discharged(("starts on its side of the barrier", "surplus of one sign for x > 0"), BY_SIGN)
        return Refused("the start is not visibly on its side of the barrier", Row(lead, ">=", Integer(0), row.domain))


def positive_part(domain: Domain, x: Symbol) -> Domain:
    """The domain without the end 0 of x."""
    sets = tuple((s, Numbers(Integer(0), v.high, low_open=True) if s == x else v) for s, v in domain.sets)  # type: ignore[attr-defined]
    return Domain(sets, domain.lets, domain.constraints)


barrier = Barrier


@dataclass(frozen=True)
class FromSlope(Rule):
    """Two functions of x that agree at one place and have one slope are equal (fundamental theorem of calculus).

    ``slope`` states the derivative of the left side, ``value`` what it is at ``start``; the range of x is an interval
    that contains ``start``, and the right side is differentiable all over it.
    """

    x: Symbol
    start: Expr
    slope: Statemented
    value: Statemented
    name = "from-slope"

    def uses(self) -> tuple[Rule, ...]:
        return self.slope, self.value

    def decide(self, row: Row) -> Discharged | Refused:
        for lemma in (self.slope, self.value):
            if refused := lemma.admitted(row):
                return Refused(refused)
        own = row.domain.set_of(self.x)
        if row.relation != "=" or not isinstance(own, Numbers) or own.integer:
            return Refused("an equality of functions of a real symbol is wanted")
        if found := entangled(self.x, row, row.before, row.after, self.slope.end):
            return Refused(found)
        for low, high in ((own.low, self.start), (self.start, own.high)):
            if not reduced_sign(high - low, row.domain, (), PLAIN, "known").nonnegative:
                return Refused(f"{self.start} is not visibly in the range of {self.x}")
        if self.slope.start != Derivative(row.before, self.x) or self.slope.relation != "=":
            return Refused(f"the slope given is not that of {row.before}")
        if self.value.start != substitute(row.before, {self.x: self.start}) or self.value.relation != "=":
            return Refused(f"the value given is not that of {row.before} at {self.x} = {self.start}")
        moved = diff(row.domain.expanded(row.after), self.x)
        if broken := discontinuity(row.after, row.domain) or discontinuity(moved, row.domain):
            return Refused(f"the right side is not visibly smooth: {broken}")
        equal, how = difference(moved, self.slope.end, row.domain, row.given, WORDS)
        if not equal:
            return Refused(f"the slopes differ: {how()}", Row(moved, "=", self.slope.end, row.domain))
        begun = substitute(row.after, {self.x: self.start})
        if not same(begun, self.value.end, row):
            return Refused(f"at {self.x} = {self.start}: {begun} is not {self.value.end}")
        return Discharged((f"one slope, one value at {self.x} = {self.start}",), BY_SIGN)


def from_slope(x: Symbol, start: Any, slope: Statemented, value: Statemented) -> FromSlope:
    return FromSlope(x, Integer(start), slope, value)


@dataclass(frozen=True)
class PositiveRoot(Rule):
    """The left side is the right side: both are positive roots of a polynomial that has only one (Descartes).

    ``equation`` states that the polynomial, written in the left side, is 0.
    """

    equation: Statemented
    name = "positive-root"

    def uses(self) -> tuple[Rule, ...]:
        return (self.equation,)

    def decide(self, row: Row) -> Discharged | Refused:
        q, value = row.before, row.after
        if refused := self.equation.admitted(row):
            return Refused(refused)
        if row.relation != "=" or self.equation.relation != "=" or not same(self.equation.end, Integer(0), row):
            return Refused("an equation with 0 on its right is wanted")
        for side in (q, value):
            if not reduced_sign(side, row.domain, (), PLAIN).positive:
                return Refused(f"{side} is not visibly above 0", Row(side, ">=", Integer(0), row.domain))
        unknown = Symbol("§root", positive=True)
        polynomial = self.equation.start.xreplace({q: unknown})
        coefficients = Poly(polynomial, unknown).all_coeffs()
        if not any(reduced_sign(c, row.domain, (), PLAIN).nonzero for c in coefficients):
            return Refused(f"the polynomial may be 0 everywhere: {coefficients}")
        if polynomial.has(q) or max(map(changes, sign_rows(coefficients, row.domain))) > 1:
            return Refused(f"more than one sign change in {coefficients}")
        at_value = self.equation.start.xreplace({q: value})
        equal, how = difference(at_value, Integer(0), row.domain, (), PLAIN)
        if not equal:
            return Refused(f"{value} is no root: {how()}", Row(at_value, "=", Integer(0), row.domain))
        return Discharged(("one sign change: one positive root", f"{value} > 0"), BY_SIGN)


def sign_rows(coefficients: list[Expr], domain: Domain) -> Iterator[tuple[int, ...]]:
    """All rows of signs that the visible signs of the coefficients leave open."""
    open_: list[tuple[int, ...]] = []
    for c in coefficients:
        sign = reduced_sign(c, domain, (), PLAIN)
        open_.append((1,) if sign.positive else (-1,) if sign.negative else (-1, 0, 1))
    return product(*open_)


def changes(signs: tuple[int, ...]) -> int:
    kept = [s for s in signs if s]
    return sum(a != b for a, b in zip(kept, kept[1:], strict=False))


positive_root = PositiveRoot
