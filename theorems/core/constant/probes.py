"""What one point says of a constant: from which on the claim with it is certainly false there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Expr, Symbol

from theorems.core.attack import DIGITS, program
from theorems.core.points import Point
from theorems.core.row import Sense


@dataclass(frozen=True)
class Probe:
    """At ``point`` every constant beyond ``fails``, in the direction ``side``, makes the claim certainly false."""

    point: Point
    fails: Fraction
    side: int
    bounds: Fraction | None = None               # up to it nothing fails here, where that is known

    def beats(self, other: Probe | None) -> bool:
        return other is None or (other.fails - self.fails) * self.side > 0

    def certainly_beaten(self, other: Probe) -> bool:
        """Whether the other one bounds the constant more closely, wherever in their balls the two lie."""
        return self.bounds is not None and (self.bounds - other.fails) * self.side > 0


def tightest(probes: Iterable[Probe]) -> Probe | None:
    best: Probe | None = None
    for there in probes:
        best = there if there.beats(best) else best
    return best


def probe(point: Point, left: Any, right: Any, sense: Sense) -> Probe | None:
    """What a point says of c in left <= c right, or >=, by the balls of both; None where the right one may be zero."""
    ends = ratio(left, right)
    if ends is None:
        return None
    low, high = ends
    smaller = (sense == "<=") == bool(right > 0)          # constants below the ratio fail
    return Probe(point, low, -1, high) if smaller else Probe(point, high, 1, low)


def ratio(left: Any, right: Any) -> tuple[Fraction, Fraction] | None:
    """Ends of left / right, balls both; None where the right one may be zero."""
    from numerics.enclosure import Undefined, endpoints

    if not (left.is_finite() and right.is_finite()) or right.contains(0):
        return None
    found = left / right
    try:
        return endpoints(found)
    except Undefined:
        return None


def at(e: Expr, point: Mapping[Symbol, Expr]) -> Any:
    """A ball that holds the value of an expression at an exact point; not finite where there is none."""
    from numerics.enclosure import ball

    try:
        return program(e).at({s: point[s] for s in e.free_symbols}, digits=DIGITS)
    except (ValueError, ArithmeticError):
        return ball(float("inf"))
