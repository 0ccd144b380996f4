"""A claim with a constant in it: a multiple of its right side, or of one of its formulas."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from sympy import Dummy, Expr, Integer, Symbol

from theorems.core.attack import NotAttackable, evaluable
from theorems.core.falsify import lefts
from theorems.core.row import Row, Sense
from theorems.core.statement import Relation

C = Dummy("constant", real=True)                 # no symbol of a claim
BOTH_SIDES = "the claim fails on both sides of its constant: its right side takes both signs"


class NoConstant(ValueError):
    """A claim that carries no constant that could be searched, and why."""


@dataclass(frozen=True)
class Carried:
    """A relation with the constant ``c`` in its right side, and sometimes in its left."""

    left: Expr
    sense: Sense
    right: Expr
    c: Symbol

    @property
    def surplus(self) -> Expr:
        """At least zero where the relation holds."""
        return self.right - self.left if self.sense == "<=" else self.left - self.right

    @property
    def factor(self) -> Expr | None:
        """What the constant multiplies, where it does nothing else."""
        return multiplied(self.right, self.c) if self.c not in self.left.free_symbols else None

    @property
    def used(self) -> set[Symbol]:
        return (self.left.free_symbols | self.right.free_symbols) - {self.c}


@dataclass(frozen=True)
class Asked:
    """A claim with the constant C in it; ``carried`` is None where its left side has no value at a point."""

    claim: Any
    name: str | None
    whole: Row                                   # with C
    right: Expr
    carried: Carried | None
    trusting: bool = False                       # the left side is what facts or other claims say it is


def ask(claim: Any, name: str | None) -> Asked:
    """The claim with the constant in it.  Raises NoConstant."""
    statement = claim.statement
    conclusion = statement.conclusion()
    if not isinstance(conclusion, Relation):
        raise NoConstant(f"{claim.id} states that something exists, and carries no constant")
    if name is None:
        relation = replace(conclusion, right=C * conclusion.right)
    else:
        numbers = [f.name for f in fields(statement) if isinstance(getattr(statement, f.name), Expr)]
        if name not in numbers:
            raise NoConstant(f"{claim.id} has no formula {name!r}; it has: {', '.join(numbers) or 'none'}")
        relation = replace(statement, **{name: C * getattr(statement, name)}).conclusion()
    row = Row(relation.left, relation.sense, relation.right, statement.region(), statement.given())
    own = Row(conclusion.left, conclusion.sense, conclusion.right, row.domain, row.given)
    try:
        right = with_value(relation.right, row)
    except NotAttackable as error:
        raise NoConstant(f"not computable: the right side: {error}") from None
    stand_ins = [(relation.left, False)] if C in relation.left.free_symbols else lefts(claim, own)
    for left, trusting in stand_ins:
        try:
            return Asked(claim, name, row, right, Carried(with_value(left, row), row.relation, right, C), trusting)
        except NotAttackable:
            continue
    return Asked(claim, name, row, right, None)


def with_value(side: Expr, row: Row) -> Expr:
    """The side written so that it has a value at each point and constant.  Raises NotAttackable."""
    found = evaluable(side, row)
    unknown = found.free_symbols - set(row.domain.numbers) - {C}
    if unknown:
        raise NotAttackable(f"{sorted(map(str, unknown))} are no numbers of the domain")
    return found


def multiplied(right: Expr, c: Symbol) -> Expr | None:
    """The factor f of a side that is c f."""
    factor = right.xreplace({c: Integer(1)})
    return factor if (right - c * factor).expand() == 0 else None
