"""A claim: what is said, where, why it is so, how it is tried, how it could be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sympy import Float

from theorems.core.chain import Row, Rule, Sense, Statemented
from theorems.core.domain import Domain
from theorems.core.expressions import E
from theorems.core.mutant import Mutant
from theorems.core.shown import Shown
from theorems.core.source import Source
from theorems.core.statement import Relation, Statement
from theorems.index import NotAClaim

if TYPE_CHECKING:
    from theorems.core.bounds.bound import Bound, Cell, Rate
    from theorems.core.evidence.evidence import Evidence

KINDS = ("theorem", "lemma", "proposition", "corollary", "definition", "fact", "construction", "algorithm")


@dataclass(frozen=True)
class Claim(Shown):
    """One statement of a paper with its evidence, mutants and witness.

    ``expected`` is *holds*, or *refuted* for an erratum; ``corrects`` is the id of the claim that this one puts right.
    The witness is a point at which the hypotheses hold and the conclusion says something.
    """

    id: str
    title: str
    kind: str
    source: Source
    statement: Any
    evidence: tuple[Evidence, ...]
    mutants: tuple[Mutant, ...]
    witness: Mapping[Any, Any]
    expected: Literal["holds", "refuted"] = "holds"
    corrects: str | None = None
    bounds: tuple[Bound | Rate, ...] = field(default=(), compare=False)
    leaned_on: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.id.count("/") != 1 or not all(part.isidentifier() for part in self.id.split("/")):
            raise NotAClaim(f"a claim's id reads paper/file, got {self.id!r}")
        if self.kind not in KINDS:
            raise NotAClaim(f"{self.id}: kind must be one of {', '.join(KINDS)}, got {self.kind!r}")
        if not isinstance(self.statement, Statement):
            raise NotAClaim(f"{self.id}: the statement is a {type(self.statement).__name__}, not a Statement")
        if self.expected not in ("holds", "refuted"):
            raise NotAClaim(f"{self.id}: expected is 'holds' or 'refuted', got {self.expected!r}")
        if not self.evidence:
            raise NotAClaim(f"{self.id}: no evidence")
        points = [("the witness", self.witness), *((f"the mutant {m.name!r}", dict(m.at)) for m in self.mutants)]
        for said, point in points:
            for symbol, value in point.items():
                if isinstance(value, float | Float):
                    raise NotAClaim(f"{self.id}: {said} gives {symbol} the float {value}; write an exact value")
        for group in (self.evidence, self.mutants):
            names = [item.name for item in group]
            if twice := sorted({n for n in names if names.count(n) > 1}):
                raise NotAClaim(f"{self.id}: the name {twice[0]!r} stands twice")

    @property
    def paper(self) -> str:
        return self.id.split("/")[0]

    def verify(self, **options: Any) -> Any:
        """Judge this claim and what it leans on, also one that is in no catalogue; see ``theorems.verify``."""
        from theorems.core.verify import verify

        return verify([self], **options)

    def bound(self, quantity: str | None = None, /, **values: Any) -> Cell:
        """The number this claim guarantees at a point, with its direction: ``claim.bound(k=16, d=64, sigma=0.5)``.

        ``quantity`` chooses among several bounds, the first is taken otherwise.  A float stands for the decimal it is
        written as.  Raises HypothesisViolated outside the claim's region, NotTabulated if a value is missing or unknown.
        """
        from theorems.core.bounds.reading import bounded

        return bounded(self, quantity, values)

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True)
class Leaning(Statemented):
    """Another claim as a rule: a row is an instance of it, its hypotheses discharged."""

    id: str
    name = "claim"

    @property
    def relation_of(self) -> Relation:
        from theorems.core.registry import load

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
        from theorems.core.registry import load

        found: Domain = load(self.id).statement.domain()
        return found

    def conditions(self, row: Row) -> tuple[Any, ...]:
        """Its own hypotheses and the constraints of its domain."""
        from theorems.core.registry import load

        statement: Statement = load(self.id).statement
        return (*statement.domain().constraints, *statement.hypotheses())

    def uses(self) -> tuple[Rule, ...]:
        return ()

    def admitted(self, row: Row) -> str | None:
        """Used as it stands: each of its symbols has the same set here, and its hypotheses are given here."""
        from theorems.core.rules.matching import holds

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
