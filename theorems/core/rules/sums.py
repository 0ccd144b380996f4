"""Finite sums and integrals in closed form, from a certificate: telescope, or differentiate the antiderivative."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integral, Sum, Symbol, diff, oo

from theorems.core.chain import Discharged, Refused, Row, Rule
from theorems.core.domain import Domain
from theorems.core.normal.continuity import discontinuity
from theorems.core.rules.inequalities import BY_SIGN
from theorems.core.rules.matching import BY_NORMAL_FORM, PLAIN, WORDS, difference, reduced_sign
from theorems.core.sets import Numbers


@dataclass(frozen=True)
class Telescoping(Rule):
    """sum f(i) for i = a … b is F(b + 1) - F(a), because F(i + 1) - F(i) = f(i)."""

    primitive: Callable[[Expr], Expr]
    name = "telescoping"

    def decide(self, row: Row) -> Discharged | Refused:
        if row.relation != "=" or not isinstance(row.before, Sum) or len(row.before.limits) != 1:
            return Refused("the row does not start with a finite sum over one index")
        term, (index, low, high) = row.before.function, row.before.limits[0]
        if not (low.is_integer and high.is_integer):
            return Refused(f"{low} and {high} are not visibly integers")
        if not reduced_sign(high - low + 1, row.domain, (), PLAIN).nonnegative:
            return Refused(f"{high} may lie more than one below {low}")
        domain = along(row, index, Numbers(low, high, integer=True))
        step = self.primitive(index + 1) - self.primitive(index)
        equal, how = difference(step, term, domain, row.given, WORDS)
        if not equal:
            return Refused(f"F(i + 1) - F(i) is not the term: {how}", Row(step, "=", term, domain))
        closed = self.primitive(high + 1) - self.primitive(low)
        equal, how = difference(closed, row.after, row.domain, row.given, WORDS)
        return Discharged(("F(i + 1) - F(i) is the term",), BY_NORMAL_FORM) if equal else Refused(f"F(b + 1) - F(a): {how}")


@dataclass(frozen=True)
class Antiderivative(Rule):
    """The integral of f from a to b is F(b) - F(a), because F' = f and F is continuous on [a, b]."""

    primitive: Callable[[Expr], Expr]
    name = "antiderivative"

    def decide(self, row: Row) -> Discharged | Refused:
        if row.relation != "=" or not isinstance(row.before, Integral) or len(row.before.limits) != 1:
            return Refused("the row does not start with an integral over one variable")
        body, (x, low, high) = row.before.function, row.before.limits[0]
        if {low, high} & {oo, -oo}:
            return Refused("an infinite end wants a limit of its own")
        if not reduced_sign(high - low, row.domain, (), PLAIN).nonnegative:
            return Refused(f"{low} <= {high} is not visible")
        domain = along(row, x, Numbers(low, high))
        for part in (self.primitive(x), body):
            if broken := discontinuity(part, domain):
                return Refused(f"not visibly continuous on [{low}, {high}]: {broken}")
        equal, how = difference(diff(self.primitive(x), x), body, domain, row.given, WORDS)
        if not equal:
            return Refused(f"F' is not the integrand: {how}")
        closed = self.primitive(high) - self.primitive(low)
        equal, how = difference(closed, row.after, row.domain, row.given, WORDS)
        return Discharged(("F' is the integrand",), BY_SIGN) if equal else Refused(f"F(b) - F(a): {how}")


def along(row: Row, index: Symbol, values: Numbers) -> Domain:
    """The domain with the bound variable running through its range."""
    others = tuple((s, v) for s, v in row.domain.sets if s != index)
    return Domain((*others, (index, values)), row.domain.lets, row.domain.constraints)


def telescoping(primitive: Callable[[Any], Any]) -> Telescoping:
    """``primitive`` is F with F(i + 1) - F(i) = f(i)."""
    return Telescoping(primitive)


def antiderivative(primitive: Callable[[Any], Any]) -> Antiderivative:
    """``primitive`` is F with F' = f."""
    return Antiderivative(primitive)
