"""Another claim as a rule: ``by=claim("information/pinsker").at({…})``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theorems.core.chain import Statemented
from theorems.core.domain import Domain
from theorems.core.expressions import E
from theorems.core.matching import holds
from theorems.core.registry import load
from theorems.core.row import Row, Rule, Sense
from theorems.core.statement import Relation, Statement
from theorems.index import NotAClaim


@dataclass(frozen=True)
class Leaning(Statemented):
    """Another claim as a rule: a row is an instance of it, its hypotheses discharged."""

    id: str
    name = "claim"

    @property
    def relation_of(self) -> Relation:
        statement = load(self.id).statement
        found = statement.conclusion()
        if not isinstance(found, Relation):
            raise NotAClaim(f"{self.id} states no relation to lean on")
        domain = statement.domain()
        return Relation(domain.expanded(found.left), found.sense, domain.expanded(found.right))

    @property
    def start(self) -> Any:
        return self.relation_of.left

    @property
    def end(self) -> Any:
        return self.relation_of.right

    @property
    def relation(self) -> Sense:
        return self.relation_of.sense

    def scope(self, row: Row) -> Domain:
        found: Domain = load(self.id).statement.domain()
        return found

    def conditions(self, row: Row) -> tuple[Any, ...]:
        """Its own hypotheses and the constraints of its domain."""
        statement: Statement = load(self.id).statement
        return (*statement.domain().constraints, *statement.hypotheses())

    def uses(self) -> tuple[Rule, ...]:
        return ()

    def admitted(self, row: Row) -> str | None:
        """Used as it stands: each of its symbols has the same set here, and its hypotheses are given here."""
        missing = (f"the hypothesis {c} of {self.id} is not given here" for c in self.conditions(row) if not holds(c, row))
        return self.unbound((), row) or next(missing, None)

    def unbound(self, given: tuple[Any, ...], row: Row) -> str | None:
        """The first symbol of the statement that has neither a value nor the same set in the row's domain."""
        scope = self.scope(row)
        means = self.start.atoms(E) | self.end.atoms(E)
        used = self.start.free_symbols | self.end.free_symbols | {s for mean in means for s in mean.over}
        for symbol, values in scope[tuple(used)].sets if used else ():
            if symbol not in given and row.domain.index.get(symbol) != values:
                return f"{symbol} of {self.id} has no value here"
        return None


def claim(id: str) -> Leaning:
    """Lean on another claim: ``by=claim("information/pinsker").at({…})``."""
    return Leaning(id)
