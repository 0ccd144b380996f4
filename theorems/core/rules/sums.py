"""Finite sums and integrals in closed form, from a certificate: telescope, or differentiate the antiderivative."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integral, Sum, Symbol, diff, oo, sympify

from theorems.core.domain import Domain
from theorems.core.expressions import substitute
from theorems.core.matching import BY_NORMAL_FORM, PLAIN, WORDS, difference, entangled, reduced_sign, unreal
from theorems.core.normal.continuity import discontinuity
from theorems.core.row import Discharged, Refused, Row, Rule
from theorems.core.rules.inequalities import BY_SIGN
from theorems.core.sets import Numbers


@dataclass(frozen=True)
class Telescoping(Rule):
    """sum f(i) for i = a … b is F(b + 1) - F(a), because F(i + 1) - F(i) = f(i)."""

    primitive: Callable[[Expr], Expr]
    name = "telescoping"

    def decide(self, row: Row) -> Discharged | Refused:
        if row.relation != "=" or not isinstance(row.before, Sum) or len(row.before.limits) != 1:
            return Refused("the row does not start with a finite sum over one index")
        _, low, high = row.before.limits[0]
        if not (low.is_integer and high.is_integer):
            return Refused(f"{low} and {high} are not visibly integers")
        if not reduced_sign(high - low + 1, row.domain, (), PLAIN, "known").nonnegative:
            return Refused(f"{high} may lie more than one below {low}")
        inside = running(row, Numbers(low, high, integer=True), self.primitive)
        if isinstance(inside, Refused):
            return inside
        following = inside.at(inside.variable + 1)
        for part in (inside.body, inside.primitive, following):
            if bad := unreal(part, inside.row):
                return Refused(f"from {low} to {high} {bad}")
        step = following - inside.primitive
        equal, how = difference(step, inside.body, inside.row.domain, row.given, WORDS)
        if not equal:
            return Refused(f"F(i + 1) - F(i) is not the term: {how()}", inside.row.with_(step, "=", inside.body))
        closed = inside.at(high + 1) - inside.at(low)
        equal, how = difference(closed, row.after, row.domain, row.given, WORDS)
        if not equal:
            return Refused(f"F(b + 1) - F(a): {how()}")
        return Discharged(("F(i + 1) - F(i) is the term",), BY_NORMAL_FORM)


@dataclass(frozen=True)
class Antiderivative(Rule):
    """The integral of f from a to b is F(b) - F(a), because F' = f and F is continuous on [a, b]."""

    primitive: Callable[[Expr], Expr]
    name = "antiderivative"

    def decide(self, row: Row) -> Discharged | Refused:
        if row.relation != "=" or not isinstance(row.before, Integral) or len(row.before.limits) != 1:
            return Refused("the row does not start with an integral over one variable")
        _, low, high = row.before.limits[0]
        if {low, high} & {oo, -oo}:
            return Refused("an infinite end wants a limit of its own")
        if not reduced_sign(high - low, row.domain, (), PLAIN, "known").nonnegative:
            return Refused(f"{low} <= {high} is not visible")
        inside = running(row, Numbers(low, high), self.primitive)
        if isinstance(inside, Refused):
            return inside
        for part in (inside.primitive, inside.body):
            if broken := discontinuity(part, inside.row.domain) or unreal(part, inside.row):
                return Refused(f"not visibly continuous on [{low}, {high}]: {broken}")
        slope = diff(inside.primitive, inside.variable)
        equal, how = difference(slope, inside.body, inside.row.domain, row.given, WORDS)
        if not equal:
            return Refused(f"F' is not the integrand: {how()}")
        closed = inside.at(high) - inside.at(low)
        equal, how = difference(closed, row.after, row.domain, row.given, WORDS)
        return Discharged(("F' is the integrand",), BY_SIGN) if equal else Refused(f"F(b) - F(a): {how()}")


@dataclass(frozen=True)
class Running:
    """What stands under a sum or an integral, and F, in a variable of their own."""

    variable: Symbol
    body: Expr
    primitive: Expr
    row: Row                                     # the row, where the variable runs through its range

    def at(self, value: Expr) -> Expr:
        """F at a value: always the one formula, never what the author's function makes of the value."""
        found: Expr = substitute(self.primitive, {self.variable: value})
        return found


def running(row: Row, values: Numbers, primitive: Callable[[Expr], Expr]) -> Running | Refused:
    """A new variable for the bound one, which may be a symbol of the domain, with assumptions the range does not have.

    F must not speak of the symbol that was bound, nor may anything else depend on it: there it is another number.
    """
    (bound, low, high), body = row.before.limits[0], row.before.function
    variable = Symbol("§running", integer=True) if values.integer else Symbol("§running", real=True)
    curve = sympify(primitive(variable))
    if tied := entangled(bound, row, body, curve):
        return Refused(tied)
    inner = substitute(body, {bound: variable})
    if bound in inner.free_symbols | curve.free_symbols | low.free_symbols | high.free_symbols:
        return Refused(f"{bound} is bound in {row.before} and free beside it; give it another name")
    domain = Domain((*row.domain.sets, (variable, values)), row.domain.lets, row.domain.constraints)
    return Running(variable, inner, curve, Row(inner, "=", inner, domain, row.given))


def telescoping(primitive: Callable[[Any], Any]) -> Telescoping:
    """``primitive`` is F with F(i + 1) - F(i) = f(i)."""
    return Telescoping(primitive)


def antiderivative(primitive: Callable[[Any], Any]) -> Antiderivative:
    """``primitive`` is F with F' = f."""
    return Antiderivative(primitive)
