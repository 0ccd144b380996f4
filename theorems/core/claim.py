"""A claim: what is said, where, why it is so, how it is tried, how it could be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sympy import Float

from theorems.core.bounds.reading import bounded
from theorems.core.mutant import Mutant
from theorems.core.shown import Shown
from theorems.core.source import Source
from theorems.core.statement import Statement
from theorems.index import NotAClaim

if TYPE_CHECKING:
    from theorems.core.bounds.bound import Bound, Cell, Rate
    from theorems.core.chain import Chain
    from theorems.core.evidence.evidence import Evidence
    from theorems.core.searches import BestConstant, Falsified
    from theorems.core.verify import Report

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

    def verify(self, **options: Any) -> Report:
        """Judge this claim and what it leans on, also one that is in no catalogue; see ``theorems.verify``."""
        from theorems.core.verify import verify

        return verify([self], **options)

    def bound(self, quantity: str | None = None, /, **values: Any) -> Cell:
        """The number this claim guarantees at a point, with its direction: ``claim.bound(k=16, d=64, sigma=0.5)``.

        ``quantity`` chooses among several bounds, the first is taken otherwise.  A float stands for the decimal it is
        written as.  Raises HypothesisViolated outside the claim's region, NotTabulated if a value is missing or unknown.
        """
        return bounded(self, quantity, values)

    def constant(self, field: str | None = None, **options: Any) -> BestConstant:
        """The best constant this claim could carry; see ``theorems.constant``."""
        from theorems.core.searches import constant

        return constant(self, field, **options)

    def falsify(self, **options: Any) -> Falsified:
        """Search a counterexample to this claim; see ``theorems.falsify``."""
        from theorems.core.searches import falsify

        return falsify(self, **options)

    def derivation(self, name: str | None = None) -> Chain:
        """The chain of a derivation as it is written, the first one if it is not named; its rows are not checked here.

        Raises NotAClaim where there is none.
        """
        for evidence in self.evidence:
            if evidence.kind == "derivation" and name in (None, evidence.name):
                chain: Chain = evidence.derivation(self.statement)  # type: ignore[attr-defined]  # Derived, by its kind
                return chain
        raise NotAClaim(f"{self.id} has no derivation" + (f" {name!r}" if name else ""))

    def __hash__(self) -> int:
        return hash(self.id)
