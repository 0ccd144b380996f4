"""Evidence by enclosure: balls show the conclusion on all of the boxes stated, or an exact point at which it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sympy import sympify

from theorems.core.attack import NotAttackable, evaluable, told
from theorems.core.chain import Row
from theorems.core.evidence.evidence import Evidence, Judged, Run, tested
from theorems.core.statement import Relation, Statement
from theorems.core.verdict import Enclosed, Refuted, Trust, Undecided

Place = Mapping[Any, Any]                        # a value, or (low, high), for each symbol


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

    def judge(self, statement: Statement, run: Run) -> Judged:
        record: dict[str, Any] = {"boxes": 0, "domain": "", "tests": "claim"}
        try:
            relation, link = tested(statement, self.tests)
            row = Row(relation.left, relation.sense, relation.right, statement.region(), statement.given())
            left, right = evaluable(row.before, row), evaluable(row.after, row)
            places = self.over(run.budget)
        except NotAttackable as error:
            return Judged(Undecided(str(error)), record)
        except Exception as error:  # an author's slip is a verdict, not a crash
            return Judged(Undecided(f"{type(error).__name__}: {error}"), record)
        if relation.sense == "=":
            return Judged(Undecided("balls show inequalities, not equalities"), record)
        record |= {"domain": "; ".join(said(place) for place in places), "tests": link or "claim"}
        surplus, leans = right - left if relation.sense == "<=" else left - right, set()
        for place in places:
            decided = decide(surplus, place, self.boxes)
            record["boxes"] += getattr(decided, "boxes", 0)
            match type(decided).__name__:
                case "Holds":
                    leans |= set(decided.leans)
                case "Fails":
                    point = {**fixed(place), **{s: sympify(v) for s, v in decided.point.items()}}
                    example = told(left, relation.sense, right, {s: sympify(str(v)) for s, v in point.items()}, None)
                    if not example.certain:
                        return Judged(Undecided(f"at {example.at} the second evaluator does not confirm"), record)
                    return Judged(Refuted(example, "link" if link else "claim", link or "conclusion"), record)
                case _:
                    return Judged(Undecided(f"on {said(place)}: {decided.why} at {decided.where}"), record)
        trust = Trust(engines=("FLINT balls", *sorted(f"SymPy: {lean}" for lean in leans)))
        return Judged(Enclosed(record["domain"], trust), record)


def fixed(place: Place) -> dict[Any, Any]:
    return {s: sympify(v) for s, v in place.items() if not isinstance(v, tuple)}


def decide(surplus: Any, place: Place, boxes: int) -> Any:
    """Whether an expression is at least 0 on a box, once the symbols with values have them."""
    from numerics.enclosure import Box, Range, nonnegative

    ranges = {s: Range(sympify(v[0]), sympify(v[1])) for s, v in place.items() if isinstance(v, tuple)}
    return nonnegative(surplus.xreplace(fixed(place)), Box(ranges), budget=boxes)


def said(place: Place) -> str:
    """A box in words."""
    parts = (f"{s} in [{v[0]}, {v[1]}]" if isinstance(v, tuple) else f"{s} = {v}" for s, v in place.items())
    return ", ".join(parts)
