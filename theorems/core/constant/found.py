"""What is known of a best constant, and the record of it: an interval rounded outward, and how loose the constant 1 is."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from fractions import Fraction
from typing import Any, Literal

from sympy import Expr, Symbol, sstr

from theorems.core.constant.asked import Asked, C
from theorems.core.constant.boxes import CLOSE
from theorems.core.evidence.evidence import written
from theorems.core.evidence.walk import GIVEN

DIGITS = 12


@dataclass
class Found:
    """What is known of the best constant, and by what; None where nothing is."""

    fails: Fraction | None = None                # beyond it the claim is certainly false at a point
    holds: Fraction | None = None                # with it the claim holds on ``on``
    shown_by: str = ""
    on: str = ""
    where: dict[Symbol, Expr] | None = None
    limit: str = ""
    side: int = 0                                # +1 if larger constants fail, -1 if smaller ones do
    points: int = 0
    boxes: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        return self.holds is not None and self.fails is not None and abs(self.holds - self.fails) <= CLOSE


def told(asked: Asked, found: Found) -> dict[str, Any]:
    """The record: the interval rounded outward, where it is attained, how loose the constant 1 is."""
    side = found.side
    kind: Literal["exactly", "largest", "smallest", "unknown"] = "exactly" if asked.whole.relation == "=" else (
        "largest" if side > 0 else "smallest" if side < 0 else "unknown")
    ends = {"exactly": (found.holds, found.holds), "largest": (found.holds, found.fails),
            "smallest": (found.fails, found.holds), "unknown": (None, None)}[kind]
    low, high = ends
    before, after = (sstr(side.xreplace({C: Symbol(C.name)})) for side in (asked.whole.before, asked.whole.after))
    relation = f"{before} {asked.whole.relation} {after}"
    return {
        "id": asked.claim.id, "field": asked.name, "relation": relation, "kind": kind,
        "low": rounded(low, ROUND_FLOOR), "high": rounded(high, ROUND_CEILING),
        "at": written(found.where or {}), "limit": found.limit,
        "shown_by": found.shown_by, "on": found.on, "loose": looseness(ends, side), "points": found.points,
        "boxes": found.boxes, "notes": [*found.notes, *([GIVEN] if asked.trusting else [])],
    }


def rounded(x: Fraction | None, direction: str) -> str | None:
    """A number in at most twelve digits, rounded outward."""
    if x is None:
        return None
    context = Context(prec=DIGITS, rounding=direction)
    return format(context.divide(x.numerator, x.denominator).normalize(context), "f")


def looseness(ends: tuple[Fraction | None, Fraction | None], side: int) -> str:
    """By what factor the claim as it stands, with the constant 1, could be sharpened."""
    low, high = ends
    if side == 0 or low is None or high is None or low <= 0:
        return "" if side else ("not at all" if low == high == 1 else "")
    least, most = (low, high) if side > 0 else (1 / high, 1 / low)
    if most < 1:
        return "the constant 1 is too sharp: the claim fails"
    if most <= 1 + CLOSE:
        return "not at all: the constant 1 is best"
    return f"by a factor from {rounded(max(least, Fraction(1)), ROUND_FLOOR)} to {rounded(most, ROUND_CEILING)}"
