"""Evidence by enclosure: balls show the conclusion on all of the boxes stated, or an exact point at which it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sympy import sympify

from theorems.core.attack import NotAttackable, evaluable, told
from theorems.core.evidence.evidence import Evidence, Judged, Run, tested
from theorems.core.row import Row
from theorems.core.statement import Relation, Statement
from theorems.core.verdict import Enclosed, Refuted, Trust, Undecided

if TYPE_CHECKING:
    from numerics.enclosure import Box

Place = Mapping[Any, Any]                        # a value, or (low, high), for each symbol


@dataclass(frozen=True)
class Question:
    """A relation, both sides computable, and the boxes on which it is to hold; ``link``: what it is if not the claim."""

    relation: Relation
    link: str
    left: Any
    right: Any
    places: list[Place]

    def surplus(self) -> Any:
        """What the relation says to be at least 0."""
        return self.right - self.left if self.relation.sense == "<=" else self.left - self.right

    def inequalities(self) -> list[tuple[Any, Box]]:
        """An expression to be at least 0, and a box, for each place."""
        return [inequality(self.surplus(), place) for place in self.places]


@dataclass(frozen=True)
class Enclosure(Evidence):
    """``over(budget)`` lists boxes: for each symbol of the relation a value, or a pair of rational ends, both included.

    Both sides must be computable: what the balls show holds on all of each box, and nowhere else.
    """

    over: Callable[[str], list[Place]]
    tests: Callable[[Any], Relation] | None = None
    boxes: int = 200_000
    kind: ClassVar[str] = "enclosure"
    cost: ClassVar[int] = 2

    def question(self, statement: Statement, budget: str) -> Question:
        """What the balls are asked.  Raises NotAttackable, or whatever the author's functions raise."""
        relation, link = tested(statement, self.tests)
        row = Row(relation.left, relation.sense, relation.right, statement.region(), statement.given())
        return Question(relation, link, evaluable(row.before, row), evaluable(row.after, row), self.over(budget))

    def judge(self, statement: Statement, run: Run) -> Judged:
        record: dict[str, Any] = {"boxes": 0, "domain": "", "tests": "claim"}
        try:
            asked = self.question(statement, run.budget)
        except NotAttackable as error:
            return Judged(Undecided(str(error)), record)
        except Exception as error:  # an author's slip is a verdict, not a crash
            return Judged(Undecided(f"{type(error).__name__}: {error}"), record)
        sense, link = asked.relation.sense, asked.link
        if sense == "=":
            return Judged(Undecided("balls show inequalities, not equalities"), record)
        record |= {"domain": "; ".join(said(place) for place in asked.places), "tests": link or "claim"}
        leans: set[str] = set()
        for place, wanted in zip(asked.places, asked.inequalities(), strict=True):
            decided = decide(*wanted, self.boxes)
            record["boxes"] += getattr(decided, "boxes", 0)
            match type(decided).__name__:
                case "Holds":
                    leans |= set(decided.leans)
                case "Fails":
                    point = {**fixed(place), **{s: sympify(v) for s, v in decided.point.items()}}
                    example = told(asked.left, sense, asked.right, {s: sympify(str(v)) for s, v in point.items()}, None)
                    if not example.certain:
                        return Judged(Undecided(f"at {example.at} the second evaluator does not confirm"), record)
                    return Judged(Refuted(example, "link" if link else "claim", link or "conclusion"), record)
                case _:
                    return Judged(Undecided(f"on {said(place)}: {decided.why} at {decided.where}"), record)
        trust = Trust(engines=("FLINT balls", *sorted(leans)))
        return Judged(Enclosed(record["domain"], trust), record)


def fixed(place: Place) -> dict[Any, Any]:
    return {s: sympify(v) for s, v in place.items() if not isinstance(v, tuple)}


def inequality(surplus: Any, place: Place) -> tuple[Any, Box]:
    """What is to be at least 0 once the symbols with values have them, and the box of the others."""
    from numerics.enclosure import Box, Range

    ranges = {s: Range(sympify(v[0]), sympify(v[1])) for s, v in place.items() if isinstance(v, tuple)}
    return surplus.xreplace(fixed(place)), Box(ranges)


def decide(expr: Any, box: Box, boxes: int) -> Any:
    """Whether an expression is at least 0 on a box."""
    from numerics.enclosure import nonnegative

    return nonnegative(expr, box, budget=boxes)


def said(place: Place) -> str:
    """A box in words."""
    parts = (f"{s} in [{v[0]}, {v[1]}]" if isinstance(v, tuple) else f"{s} = {v}" for s, v in place.items())
    return ", ".join(parts)
