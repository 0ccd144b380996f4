"""The hypotheses of a statement that are about numbers, each as a sign that a point decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from sympy import Add, And, Basic, Eq, Expr, Ge, Gt, Le, Lt, MatrixExpr, Ne, Symbol, oo, sstr
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from theorems.core.bounds.valued import Valued, Values
from theorems.core.domain import Domain
from theorems.core.expressions import Dot, E, Quantity
from theorems.core.sets import Numbers, Signs

Sense = Literal[">=", ">", "=", "!=", "integer"]
SENSES: dict[type, tuple[int, Sense]] = {
    Ge: (1, ">="), Gt: (1, ">"), Le: (-1, ">="), Lt: (-1, ">"), Eq: (1, "="), Ne: (1, "!="),
}


@dataclass(frozen=True)
class Condition:
    """``gap >= 0``, or in another sense; ``said`` and ``relation`` are how the statement writes it."""

    said: str
    gap: Expr
    sense: Sense
    relation: Basic | None = None

    @cached_property
    def valued(self) -> Valued:
        return Valued(self.gap)

    def holds(self, values: Values) -> bool | None:
        """None where it is not certain.  Raises NotEnclosable."""
        if self.sense == "integer":
            number = self.valued.exact(values)
            return None if number is None else number.is_integer
        sign = self.valued.sign(values)
        if sign is None:
            return None
        return {">=": sign >= 0, ">": sign > 0, "=": sign == 0, "!=": sign != 0}[self.sense]


def conditions(domain: Domain, used: Collection[Symbol]) -> Iterator[Condition]:
    """The sets of the symbols used, and all relations between numbers that narrow the domain."""
    for symbol, values in domain.sets:
        if symbol not in used:
            continue
        if isinstance(values, Signs):
            yield Condition(f"{symbol} to be -1 or 1", symbol**2 - 1, "=")
        elif isinstance(values, Numbers):
            yield from of_set(symbol, values, domain)
    for part in relations(domain):
        sign, sense = SENSES[type(part)]
        said = f"{sstr(part.lhs)} = {sstr(part.rhs)}" if sense == "=" else sstr(part)
        yield Condition(said, domain.expanded(sign * Add(part.lhs, -part.rhs)), sense, part)


def of_set(symbol: Symbol, values: Numbers, domain: Domain) -> Iterator[Condition]:
    low, high = (domain.expanded(end) for end in values.parameters())
    if values.integer:
        yield Condition(f"{symbol} to be an integer", symbol, "integer")
    if low != -oo:
        sense: Sense = ">" if values.low_open else ">="
        relation = (Gt if values.low_open else Ge)(symbol, values.low, evaluate=False)
        yield Condition(f"{symbol} {sense} {sstr(values.low)}", symbol - low, sense, relation)
    if high != oo:
        said = f"{symbol} {'<' if values.high_open else '<='} {sstr(values.high)}"
        relation = (Lt if values.high_open else Le)(symbol, values.high, evaluate=False)
        yield Condition(said, high - symbol, ">" if values.high_open else ">=", relation)


def relations(domain: Domain) -> Iterator[Relational]:
    """The constraints that are about numbers; the others are about what no point has a value for."""
    for constraint in domain.constraints:
        for part in And.make_args(constraint):
            if type(part) in SENSES and numeric(domain.expanded(part)):
                yield part


def numeric(e: Any) -> bool:
    """Whether an expression is made of numbers only, so that it has a value at a point."""
    return not e.has(E, Quantity, Dot, MatrixExpr, AppliedUndef)
