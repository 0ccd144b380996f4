"""Boxes on which balls may show a claim with a constant, and the bisection for the best one that they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational, Symbol

from theorems.core.constant.asked import C
from theorems.core.domain import Domain, outward, within
from theorems.core.sets import Numbers, Signs

ENUMERATED = 16                                  # values of whole numbers that get a box of their own
CLOSE = Fraction(1, 10**9)
SHARES = tuple(Fraction(n, 1024) for n in (1, 8, 64, 256, 512, 1024, 2048, 8192, 262_144))
SIMPLE = 10**6                                   # denominators of the constants tried, as long as they differ


@dataclass(frozen=True)
class Region:
    """A part of the domain as boxes: values for some symbols, ranges for the others."""

    said: str
    boxes: tuple[tuple[Mapping[Symbol, Expr], Mapping[Symbol, Any]], ...]


def regions(domain: Domain, used: Iterable[Symbol]) -> Iterator[Region]:
    """All of the domain; then its typical box, whole numbers each on their own, at last among the reals."""
    part = domain[tuple(used)]
    yield Region("all of its domain", (({}, part.enclosure_box()),))
    numbers = [(s, v) for s, v in part.sets if isinstance(v, Numbers)]
    try:
        ends = {s: [domain.expanded(end) for end in v.parameters()] for s, v in numbers}
        typical = {s: within(ends[s][0], ends[s][1], v.typical) for s, v in numbers}
        ranges = {s: side(v, *typical[s]) for s, v in numbers}
    except TypeError:                            # an end that depends on another symbol is no number
        return
    whole = [s for s, v in numbers if v.integer] + [s for s, v in part.sets if isinstance(v, Signs)]
    typical |= {s: (Integer(-1), Integer(1)) for s in whole if s not in typical}
    lists = [range(int(typical[s][0]), int(typical[s][1]) + 1) for s in whole]
    if whole and np.prod([len(values) for values in lists]) <= ENUMERATED:
        others = {s: r for s, r in ranges.items() if s not in whole}
        fixed = [dict(zip(whole, map(Integer, chosen), strict=True)) for chosen in product(*lists)]
        where = [f"{s} in {{{', '.join(map(str, values))}}}" for s, values in zip(whole, lists, strict=True)]
        where += [f"{s} in {r}" for s, r in others.items()]
        yield Region("the typical box " + ", ".join(where), tuple((given, others) for given in fixed))
    yield Region("the typical box " + ", ".join(f"{s} in {r}" for s, r in ranges.items()), (({}, ranges),))


def side(values: Numbers, first: Expr, last: Expr) -> Any:
    """The typical range; an end is open where the set ends there and is open."""
    from numerics.enclosure import Range

    opened = values.low_open and first == values.low, values.high_open and last == values.high
    return Range(outward(first, -1), outward(last, 1), *opened)


def candidates(fails: Fraction, side: int) -> Iterator[Fraction]:
    """Constants on the holding side of one that fails: a simple one near it, then farther and farther away."""
    size: Fraction = abs(fails)
    if size < Fraction(1, 1000):
        size = Fraction(1, 1000)
    for denominator in (1, 2, 3, 4, 6, 8, 12, 24, 100):
        near = fails.limit_denominator(denominator)
        if abs(near - fails) <= size / 1000 and (fails - near) * side >= 0:
            yield near
            break
    for share in SHARES:
        yield Fraction(fails - side * size * share).limit_denominator(SIMPLE)


@dataclass
class Trial:
    """One constant after the other on the same boxes."""

    surplus: Expr
    boxes: tuple[Any, ...]
    budget: int
    tell: Callable[[int], None]
    tried: int = 0
    looked_at: int = 0

    def best(self, fails: Fraction, side: int, halvings: int) -> Fraction | None:
        """A constant that is shown to hold, as near as may be to one that fails; None if none is shown."""
        held = next((c for c in candidates(fails, side) if self.holds(c)), None)
        for _ in range(halvings if held is not None else 0):
            assert held is not None  # noqa: S101  (narrowing)
            if abs(held - fails) <= CLOSE * (1 + abs(fails)):
                break
            middle = (held + fails) / 2
            middle = middle.limit_denominator(SIMPLE) if abs(held - fails) > Fraction(10, SIMPLE) else middle
            if self.holds(middle):
                held = middle
            else:
                fails = middle                   # not shown there: nothing is said about it, only the search turns
        return held

    def holds(self, c: Fraction) -> bool:
        """Whether balls show the claim with this constant on every box."""
        from numerics.enclosure import Box, Holds, NotEnclosable, Undefined, nonnegative

        self.tried += 1
        self.tell(self.tried)
        with_c = self.surplus.xreplace({C: Rational(c.numerator, c.denominator)})
        for fixed, box in self.boxes:
            try:
                decided = nonnegative(with_c.xreplace(fixed), Box(box), budget=self.budget)
            except (NotEnclosable, Undefined, ValueError, TypeError, ArithmeticError):
                return False
            self.looked_at += getattr(decided, "boxes", 0)
            if not isinstance(decided, Holds):
                return False
        return True
