"""Ranges and boxes: where an inequality is to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from numerics.enclosure.evaluation.balls import exact

INFINITY = float("inf")
End = Fraction | float  # a float only where it is infinite


def _end(x: Any) -> End:
    if x in (sympy.oo, INFINITY):
        return INFINITY
    if x in (-sympy.oo, -INFINITY):
        return -INFINITY
    return exact(x)


@dataclass(frozen=True)
class Range:
    """The numbers between two ends; an end is a rational number (closed unless said otherwise) or infinite (open)."""

    low: Any
    high: Any
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        low, high = _end(self.low), _end(self.high)
        if low > high or (low == high and isinstance(low, float)):
            raise ValueError(f"the range from {self.low} to {self.high} is empty")
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "low_open", self.low_open or isinstance(low, float))
        object.__setattr__(self, "high_open", self.high_open or isinstance(high, float))

    def __contains__(self, x: End) -> bool:
        above = x > self.low if self.low_open else x >= self.low
        return bool(above and (x < self.high if self.high_open else x <= self.high))

    def __str__(self) -> str:
        return f"{'(' if self.low_open else '['}{self.low}, {self.high}{')' if self.high_open else ']'}"


class Box(Mapping[sympy.Symbol, Range]):
    """A range for each symbol, in the order given."""

    def __init__(self, ranges: Mapping[sympy.Symbol, Range | tuple[Any, Any]]) -> None:
        self._ranges = {s: r if isinstance(r, Range) else Range(*r) for s, r in ranges.items()}

    def __getitem__(self, symbol: sympy.Symbol) -> Range:
        return self._ranges[symbol]

    def __iter__(self) -> Iterator[sympy.Symbol]:
        return iter(self._ranges)

    def __len__(self) -> int:
        return len(self._ranges)

    def __contains__(self, point: object) -> bool:
        """Whether a symbol has a range here, or whether a point (a mapping of every symbol) lies in the box."""
        if isinstance(point, Mapping):
            return all(point[s] in r for s, r in self._ranges.items())
        return point in self._ranges

    def __repr__(self) -> str:
        return "Box(" + ", ".join(f"{s} in {r}" for s, r in self._ranges.items()) + ")"
