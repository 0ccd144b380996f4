"""Derivations: chains of rows, and facts.

A chain ``a = b <= c`` is immutable and building it checks nothing.  A chain, a fact and a claim are rules too: a row may
follow by them, also at other values of their symbols.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sympy import Eq, Expr, MatrixSymbol, sympify

from theorems.core.domain import Domain
from theorems.core.expressions import E, Quantity, substitute
from theorems.core.matching import belongs, holds, same
from theorems.core.row import FLIPPED, Discharged, Refused, Row, Rule, Sense
from theorems.core.shown import Shown
from theorems.core.verdict import Trust


@dataclass(frozen=True)
class Statemented(Rule):
    """A rule that is a relation between two ends: a chain, a fact, a claim, or one of these at other values."""

    @property
    def start(self) -> Any:
        raise NotImplementedError

    @property
    def end(self) -> Any:
        raise NotImplementedError

    @property
    def relation(self) -> Sense:
        raise NotImplementedError

    def at(self, values: Mapping[Any, Any]) -> Instance:
        """The same relation at other values; that they are admissible becomes a condition."""
        return Instance(self, tuple(values.items()))

    def scope(self, row: Row) -> Domain:
        """Where the relation holds."""
        return row.domain

    def conditions(self, row: Row) -> tuple[Any, ...]:
        """What it holds under: the hypotheses and constraints of the derivation that it stands in."""
        return (*row.domain.constraints, *(Eq(left, right, evaluate=False) for left, right in row.given))

    def admitted(self, row: Row) -> str | None:
        """Why the relation may not be used in a row; None if it may."""
        return None

    def unbound(self, given: tuple[Any, ...], row: Row) -> str | None:
        """The first symbol that has neither a value nor its set here; within one derivation there is none."""
        return None

    def decide(self, row: Row) -> Discharged | Refused:
        refused = self.admitted(row)
        if refused:
            return Refused(refused)
        for start, relation, end in self.readings():
            if relation in (row.relation, "=") and same(start, row.before, row) and same(end, row.after, row):
                return Discharged(trust=Trust(engines=("normal form",)))
        return Refused(lambda: f"the row is not {self.start} {self.relation} {self.end}")

    def readings(self) -> Iterator[tuple[Any, Sense, Any]]:
        """The relation forwards and backwards."""
        yield self.start, self.relation, self.end
        yield self.end, FLIPPED[self.relation], self.start


@dataclass(frozen=True)
class Step:
    """A relation, what stands after it, and the rule it follows by."""

    relation: Sense
    after: Any
    by: Rule


@dataclass(frozen=True)
class Chain(Statemented, Shown):
    """``first = … <= …``: each row with its reason."""

    first: Any
    label: str = ""
    steps: tuple[Step, ...] = ()
    name: ClassVar[str] = "chain"

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", sympify(self.first, strict=True))

    def equals(self, after: Any, by: Rule) -> Chain:
        return self._then("=", after, by)

    def at_most(self, after: Any, by: Rule) -> Chain:
        return self._then("<=", after, by)

    def at_least(self, after: Any, by: Rule) -> Chain:
        return self._then(">=", after, by)

    def _then(self, relation: Sense, after: Any, by: Rule) -> Chain:
        if {relation, self.relation} == {"<=", ">="}:
            raise ValueError(f"the chain {self.label or self.first} turns from {self.relation} to {relation}")
        return replace(self, steps=(*self.steps, Step(relation, sympify(after, strict=True), by)))

    @property
    def start(self) -> Any:
        return self.first

    @property
    def end(self) -> Any:
        return self.steps[-1].after if self.steps else self.first

    @property
    def relation(self) -> Sense:
        return next((s.relation for s in self.steps if s.relation != "="), "=")

    def rows(self, domain: Domain, given: tuple[tuple[Expr, Expr], ...] = ()) -> Iterator[tuple[Row, Rule]]:
        before = self.first
        for step in self.steps:
            yield Row(before, step.relation, step.after, domain, given), step.by
            before = step.after

    def uses(self) -> tuple[Rule, ...]:
        return tuple(step.by for step in self.steps)


@dataclass(frozen=True)
class Fact(Statemented):
    """A statement taken on trust, written out, both sides; it is listed wherever it is leaned on."""

    left: Any
    sense: Sense
    right: Any
    source: str = "classical"
    fact: str = ""
    name: ClassVar[str] = "fact"

    def __post_init__(self) -> None:
        for side in ("left", "right"):
            object.__setattr__(self, side, sympify(getattr(self, side), strict=True))

    @property
    def start(self) -> Any:
        return self.left

    @property
    def end(self) -> Any:
        return self.right

    @property
    def relation(self) -> Sense:
        return self.sense

    def __str__(self) -> str:
        return f"{self.fact} ({self.source}): {self.left} {self.sense} {self.right}"


@dataclass(frozen=True)
class Instance(Statemented):
    """A chain, fact or claim at other values of its symbols."""

    of: Statemented
    values: tuple[tuple[Any, Any], ...]
    name: ClassVar[str] = "instance"
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.known.update(self.values)

    @property
    def start(self) -> Any:
        return substitute(self.of.start, self.known)

    @property
    def end(self) -> Any:
        return substitute(self.of.end, self.known)

    @property
    def relation(self) -> Sense:
        return self.of.relation

    def uses(self) -> tuple[Rule, ...]:
        return (self.of,)

    def conditions(self, row: Row) -> tuple[Any, ...]:
        scope = self.of.scope(row)
        return tuple(substitute(scope.expanded(c), self.known) for c in self.of.conditions(row))

    def admitted(self, row: Row) -> str | None:
        """Each value visibly in its symbol's set, and so is what depends on it; the hypotheses hold at these values."""
        scope = self.of.scope(row)
        if isinstance(self.of, Instance) and (refused := self.of.admitted(row)):
            return refused
        if refused := self.of.unbound(tuple(self.known), row) or self.hidden(scope) or self.undeclared(row):
            return refused
        free = self.of.start.free_symbols | self.of.end.free_symbols
        dependent = tuple(
            (s, s) for s, values in scope.sets if s in free and s not in self.known and hasattr(values, "low")
            and any(scope.expanded(end).free_symbols & set(self.known) for end in values.parameters())
        )
        for symbol, value in self.values + dependent:
            reason = belongs(value, scope.set_of(symbol), row, self.known, scope)
            if reason:
                return f"{symbol} = {value} {reason}"
        return next((f"the hypothesis {c} is not visible" for c in self.conditions(row) if not holds(c, row)), None)

    def hidden(self, scope: Domain) -> str | None:
        """The part whose value depends on the symbols without showing them: a name, an abbreviation, the law of a mean."""
        ends = (self.of.start, self.of.end)
        for part in (p for e in ends for p in sorted(e.atoms(Quantity, E), key=str)):
            if isinstance(part, Quantity) and part.definition is None:
                return f"what {part} is at other values is not said"
            laws = [scope.index.get(s) for s in part.over] if isinstance(part, E) else []
            moved = (p.free_symbols & set(self.known) for v in laws if v for p in v.parameters())
            if any(getattr(v, "law", None) == "" for v in laws) or any(moved):
                return f"the law averaged over in {part} may change with the values"
        for symbol, definition in scope.lets:
            if any(symbol in e.free_symbols for e in ends) and scope.expanded(definition).free_symbols & set(self.known):
                return f"{symbol} abbreviates what gets a value: write it out"
        return None

    def undeclared(self, row: Row) -> str | None:
        """A matrix whose shape the values change is not the one that is declared."""
        found = self.start.atoms(MatrixSymbol) | self.end.atoms(MatrixSymbol)
        strange = (m for m in sorted(found, key=str) if m not in row.domain.index)
        return next((f"{m} of shape {m.shape} is not declared" for m in strange), None)
