"""Float ends of cells: outward at first, and exact under halving."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, frexp, isinf, ldexp, log2

from numerics.enclosure.signs.ranges import INFINITY, Range

FARTHEST = 2.0**40
GRID_BITS = 24
SPARE_BITS = 48


def outward(r: Range) -> tuple[float, float]:
    """Float ends at or beyond those of the range, with few bits, so that halving stays exact."""
    finite = [abs(float(e)) for e in (r.low, r.high) if not isinstance(e, float)]
    width = r.high - r.low if len(finite) == 2 else max([1.0, *finite])
    unit = Fraction(2) ** (ceil(log2(width)) - GRID_BITS) if width else Fraction(1)
    low = r.low if isinstance(r.low, float) else float(_on_grid(r.low, unit, -1))
    high = r.high if isinstance(r.high, float) else float(_on_grid(r.high, unit, 1))
    return low, high


def _on_grid(x: Fraction, unit: Fraction, direction: int) -> Fraction:
    scaled = x / unit
    rounded = -((-scaled).__floor__()) if direction > 0 else scaled.__floor__()
    return rounded * unit


def finest(r: Range, low: float, high: float) -> float:
    """The smallest width of a cell: above it, halves of ends are exact in floats."""
    largest = max([abs(e) for e in (low, high) if not isinf(e)] + [1e-300])
    if isinf(low) or isinf(high):
        largest = max(largest, FARTHEST * 2.0**-20)
    return ldexp(1.0, frexp(largest)[1] - SPARE_BITS)


def cut(low: float, high: float, least: float) -> float | None:
    """Where to cut a side: the middle, or for an infinite side zero or the next power of two."""
    if (isinf(low) and isinf(high)) or (low < 0 < high and (isinf(low) or isinf(high))):
        return 0.0
    if isinf(high):
        return None if low >= FARTHEST else max(1.0, ldexp(1.0, frexp(low)[1]))
    if isinf(low):
        mirrored = cut(-high, INFINITY, least)
        return None if mirrored is None else -mirrored
    return (low + high) * 0.5 if high - low > least else None
