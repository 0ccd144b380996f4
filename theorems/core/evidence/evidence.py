"""What all evidence has in common: a name, a cost, and a judgement that depends on a statement and a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

from sympy import Expr, sstr

from theorems.core.domain import Domain, HypothesisViolated
from theorems.core.expressions import substitute
from theorems.core.statement import Relation, Statement, world
from theorems.core.verdict import Counterexample, Verdict

if TYPE_CHECKING:
    from numerics.sequential import Share

BUDGETS = ("quick", "standard", "deep")


@dataclass
class Run:
    """What one judgement may spend: a part of the error budget, a budget of work, and the points to try first.

    The first ``keen`` of these are looked at with all the budget allows, as a mutant's own points are.
    """

    share: Share
    budget: str = "standard"
    at: tuple[Mapping[Any, Any], ...] = ()
    keen: int = 0
    of_mutant: bool = False                      # then only the verdict counts, not how well it is attacked
    dead: bool = False                           # a mutant killed already: is it noticed? no need to say where it fails


@dataclass(frozen=True)
class Judged:
    """A verdict, and the record of how it came about (plain data, for reports)."""

    verdict: Verdict
    record: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One way of judging a statement."""

    kind: ClassVar[str] = ""
    cost: ClassVar[int] = 0                      # cheaper evidence meets a mutant first
    name: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.kind)

    def cost_for(self, statement: Statement) -> int:
        """What judging a statement costs, as far as its order among other evidence goes."""
        return self.cost

    def judge(self, statement: Statement, run: Run) -> Judged:
        """The verdict on a statement; never raises for what a claim's author may have got wrong."""
        raise NotImplementedError


def seen(statement: Statement, point: Mapping[Any, Any], number: Any) -> SimpleNamespace:
    """What a sampler sees: the domain's values by name, through ``number``, and the statement's world; no formula."""
    values = {str(symbol): number(value) for symbol, value in point.items()}
    return SimpleNamespace(**values, **world(statement))


def as_float(value: Expr) -> int | float:
    return int(value) if value.is_Integer else float(value)


def as_exact(value: Expr) -> Any:
    """An int, a Fraction, or the SymPy number where it is irrational."""
    if value.is_Integer:
        return int(value)
    return Fraction(int(value.p), int(value.q)) if value.is_Rational else value


def points(domain: Domain, run: Run, count: int) -> list[dict[Any, Any]]:
    """The points to try first that the domain allows, completed, then drawn ones: ``count`` more."""
    rng = run.share.rng("points")
    found: list[dict[Any, Any]] = []
    for given in run.at:
        try:
            found.append(domain.complete({s: v for s, v in given.items() if s in domain.index}, rng))
        except HypothesisViolated:
            continue
    return found + [domain.sample(rng) for _ in range(count)]


def tested(statement: Statement, tests: Any) -> tuple[Relation, str]:
    """The relation a check is about, and the name of the link if it is not the conclusion."""
    relation = tests(statement) if tests else statement.conclusion()
    if not isinstance(relation, Relation):
        raise TypeError(f"a check wants a relation between quantities, not {type(relation).__name__}")
    return relation, str(relation) if tests else ""


def target(relation: Relation, domain: Domain, point: Mapping[Any, Any]) -> tuple[Fraction, Fraction]:
    """Ends of the right side at a point: one exact number where it is rational, otherwise those of a ball."""
    from numerics.enclosure import endpoints
    from theorems.core.attack import evaluable, value
    from theorems.core.row import Row

    side = evaluable(relation.right, Row(relation.left, relation.sense, relation.right, domain))
    number = substitute(side, point)
    if number.is_Rational:
        exact = Fraction(int(number.p), int(number.q))
        return exact, exact
    ends: tuple[Fraction, Fraction] = endpoints(value(side, point))
    return ends


def written(point: Mapping[Any, Any]) -> dict[str, str]:
    return {str(s): sstr(v) for s, v in sorted(point.items(), key=lambda item: str(item[0]))}


def as_record(found: Counterexample) -> dict[str, Any]:
    """A counterexample as plain data."""
    record = {
        "at": found.at, "left": found.left, "relation": found.relation, "right": found.right, "margin": found.margin,
        "certain": found.certain, "alpha": found.alpha, "note": found.note,
    }
    return record | ({"worst": as_record(found.worst)} if found.worst else {})
