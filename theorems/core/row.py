"""A row of a derivation, and the rules: what a rule says of a row is that it is discharged, or refused and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from sympy import Expr

from theorems.core.domain import Domain
from theorems.core.verdict import Trust

Sense = Literal["=", "<=", ">="]


@dataclass(frozen=True)
class Row:
    """One step: two expressions, the relation between them, and where it is to hold."""

    before: Any
    relation: Sense
    after: Any
    domain: Domain
    given: tuple[tuple[Expr, Expr], ...] = ()

    def with_(self, before: Any, relation: Sense, after: Any) -> Row:
        return replace(self, before=before, relation=relation, after=after)

    def reversed(self) -> Row:
        return self.with_(self.after, FLIPPED[self.relation], self.before)

    def __str__(self) -> str:
        return f"{self.before} {self.relation} {self.after}"


FLIPPED: dict[Sense, Sense] = {"=": "=", "<=": ">=", ">=": "<="}


@dataclass(frozen=True)
class Discharged:
    """The row follows; ``conditions`` are what was checked beside it, in words."""

    conditions: tuple[str, ...] = ()
    trust: Trust = Trust()


@dataclass(frozen=True)
class Refused:
    """The rule does not give the row: why, and the side condition that failed if it is a row itself.

    What is long to say may be a function, called if somebody asks.
    """

    said: str | Callable[[], str]
    condition: Row | None = None

    @property
    def reason(self) -> str:
        return self.said if isinstance(self.said, str) else self.said()


class Rule:
    """Why a row follows from the row above.  Discharges or refuses; never refutes; never raises."""

    name: ClassVar[str] = ""
    exact: ClassVar[bool] = True                 # admits one right-hand side only, up to normal form

    def uses(self) -> tuple[Rule, ...]:
        """The chains, facts and claims it leans on: walked, not declared."""
        return ()

    def check(self, row: Row) -> Discharged | Refused:
        """Discharge or refuse; whatever goes wrong inside is a refusal that names it."""
        try:
            return self.decide(row)
        except Exception as error:  # a rule never raises: SymPy's errors included
            return Refused(f"{type(error).__name__}: {error}")

    def decide(self, row: Row) -> Discharged | Refused:
        raise NotImplementedError
