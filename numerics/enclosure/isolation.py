"""Real roots, each in a ball that certainly holds exactly one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from flint import arb

from numerics.enclosure.evaluation.balls import Undefined, endpoints, exact, from_fraction, precision, series_length
from numerics.enclosure.evaluation.compiled import Compiled, compile
from numerics.enclosure.signs.ranges import Box, Range
from numerics.enclosure.signs.verdicts import Unknown

# Cells are cut off their middle, where roots of textbook functions do not lie.
CUT = Fraction(499, 1024)
WORKING_DIGITS = 40
SPARE_DIGITS = 15


class _Isolation:
    """One search for all roots of a function of one variable on [low, high]."""

    def __init__(self, compiled: Compiled, low: Fraction, high: Fraction, digits: float) -> None:
        self.compiled, self.low, self.high, self.digits = compiled, low, high, digits
        self.function = compiled.function("balls")

    def value(self, x: Fraction) -> arb:
        value: arb = self.function(from_fraction(x))
        return value

    def slope(self, low: Fraction, high: Fraction) -> arb:
        try:
            with series_length(2):
                return self.compiled.jet_of_balls([from_fraction(low).union(from_fraction(high))], 0)[1]
        except Undefined:
            return arb.nan()

    def monotone(self, low: Fraction, high: Fraction) -> list[arb] | None:
        """The roots of a cell with a slope of one sign: one or none; None if the sign at an end is not known."""
        first, last = self.value(low), self.value(high)
        if first == 0 or last == 0:
            return [from_fraction(low if first == 0 else high)]
        if (first > 0 and last > 0) or (first < 0 and last < 0):
            return []
        if first < 0 < last or last < 0 < first:
            return [self.narrowed(low, high, bool(last > 0))]
        return None

    def narrowed(self, low: Fraction, high: Fraction, rising: bool) -> arb:
        """Newton's step on balls, or halving, down to the digits asked or to where rounding hides it."""
        goal = Fraction(1, 10 ** int(self.digits))
        while high - low > goal * (1 + abs(low)):
            middle = _short((low + high) / 2, (high - low) / 64)
            value = self.value(middle)
            if not (value > 0 or value < 0):
                return from_fraction(middle) if value == 0 else from_fraction(low).union(from_fraction(high))
            if (value > 0) == rising:
                high = middle
            else:
                low = middle
            low, high = self.newton(low, high)
        return from_fraction(low).union(from_fraction(high))

    def newton(self, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
        slope = self.slope(low, high)
        middle = _short((low + high) / 2, (high - low) / 64)
        if not (slope > 0 or slope < 0):
            return low, high
        step = from_fraction(middle) - self.value(middle) / slope
        if not step.is_finite():
            return low, high
        below, above = endpoints(step)
        return (max(low, below), min(high, above)) if max(low, below) < min(high, above) else (low, high)


def _short(x: Fraction, unit: Fraction) -> Fraction:
    """A number with few digits within ``unit`` of x."""
    power = 1
    while Fraction(1, power) > unit:
        power *= 2
    return Fraction(round(x * power), power)


def roots(
    expr: sympy.Expr, symbol: sympy.Symbol, low: Any, high: Any, *, digits: float = 20, budget: int = 50_000
) -> list[arb] | Unknown:
    """All roots in [low, high] in rising order, in disjoint balls each of which holds exactly one.

    A ball is accepted for a change of sign and a slope of one sign, or for an exact zero.  A root where the slope
    vanishes too, or a place where the function is undefined, gives Unknown with the cell that stayed open.
    """
    start, end = exact(low), exact(high)
    compiled = compile(expr, (symbol,))
    found: list[arb] = []
    with precision(max(WORKING_DIGITS, digits + SPARE_DIGITS)):
        search = _Isolation(compiled, start, end, digits)
        stack, looked = [(start, end)], 0
        while stack:
            left, right = stack.pop()
            looked += 1
            value = search.function(from_fraction(left).union(from_fraction(right)))
            if value > 0 or value < 0:
                continue
            slope = search.slope(left, right)
            inside = search.monotone(left, right) if slope > 0 or slope < 0 else None
            if inside is not None:
                found.extend(inside)
                continue
            cut = _short(left + (right - left) * CUT, (right - left) / 1024)
            if looked >= budget or right - left < (end - start) / 2**60:
                return Unknown(Box({symbol: Range(left, right)}), "neither a root nor its absence was shown", looked)
            stack += [(cut, right), (left, cut)]
        return _disjoint(found, symbol, (start, end), looked)


def _disjoint(
    found: list[arb], symbol: sympy.Symbol, ends: tuple[Fraction, Fraction], looked: int
) -> list[arb] | Unknown:
    kept: list[arb] = []
    for root in found:
        # A zero at a common end of two cells is found by both, as the same exact number.
        if kept and root == kept[-1]:
            continue
        if kept and root.overlaps(kept[-1]):
            return Unknown(Box({symbol: Range(*ends)}), "two roots are too close for the digits asked", looked)
        kept.append(root)
    return kept
