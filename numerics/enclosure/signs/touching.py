"""Points where the two sides of an inequality meet.

Near them no subdivision decides.  There the value and the slopes that matter are exactly zero, and the second derivatives
keep the rest above zero.  Points that are not rational, and curves and surfaces, have modules of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from flint import arb

from numerics.enclosure.evaluation.balls import precision
from numerics.enclosure.signs.closed_forms import ClosedForms
from numerics.enclosure.signs.problem import Interval, Problem, positive_semidefinite
from numerics.enclosure.signs.ranges import Range
from numerics.enclosure.signs.surfaces import Near, Surface

ATTEMPTS = 60
DENOMINATORS = (1, 2, 4, 12, 60, 1000)
STEPS = 12
SMALL = 1e-9


@dataclass
class Touching:
    """The touching points found so far of one problem, and the cells they settle."""

    problem: Problem
    surfaces: Sequence[Surface] = ()
    points: list[tuple[Fraction, ...]] = field(default_factory=list)
    attempts: int = 0

    def __post_init__(self) -> None:
        self.closed = ClosedForms(self.problem)
        self.near = Near(self.problem, list(self.surfaces))

    def settles(self, cell: Sequence[Interval]) -> bool:
        """Whether the inequality holds on the cell by expansion at a touching point or surface in or near it."""
        if any(self._settled_by(point, cell) for point in self.points):
            return True
        return self.near.settles(cell) or self.closed.settles(cell)

    def rests_on(self) -> tuple[str, ...]:
        """What SymPy said of the surfaces that decided a cell."""
        return tuple(lean for surface in self.near.used for lean in surface.leans)

    def search(self, start: Sequence[float]) -> bool:
        """Newton's method for a stationary point from ``start``; whether a new touching point was found."""
        if self.attempts >= ATTEMPTS:
            return False
        self.attempts += 1
        place = self._stationary(np.array(start))
        if place is None:
            return False
        for denominator in DENOMINATORS:
            point = tuple(Fraction(float(x)).limit_denominator(denominator) for x in place)
            if point in self.points:
                return False
            close = all(abs(float(x) - y) < 1e-4 * (1 + abs(y)) for x, y in zip(point, place, strict=True))
            if close and self._touches(point):
                self.points.append(point)
                return True
        return self.closed.search([float(x) for x in place])

    def _stationary(self, x: np.ndarray) -> np.ndarray | None:
        n = len(x)
        with precision(16):
            for _ in range(STEPS):
                arguments = [arb(float(t)) for t in x]
                slope = np.array([self._number(tuple(int(k == i) for k in range(n)), arguments) for i in range(n)])
                curve = np.array([
                    [self._number(tuple((k == i) + (k == j) for k in range(n)), arguments) for j in range(n)]
                    for i in range(n)
                ])  # fmt: skip
                if not (np.isfinite(slope).all() and np.isfinite(curve).all()):
                    return None
                step = np.linalg.lstsq(curve, slope, rcond=1e-9)[0]
                x = x - step
                if not np.abs(step).max() > SMALL * (1 + np.abs(x).max()):
                    return x
        return x if np.isfinite(x).all() else None

    def _number(self, orders: tuple[int, ...], arguments: Sequence[arb]) -> float:
        compiled = self.problem.derivative(orders)
        if compiled is None:
            return float("nan")
        value = compiled.function("balls", self.problem.trusted)(*arguments)
        return float(value.mid()) if value.is_finite() else float("nan")

    def _touches(self, point: tuple[Fraction, ...]) -> bool:
        """Value zero, and no slope that leads down into the box."""
        n = len(point)
        if not all(r.low <= x <= r.high for x, r in zip(point, self.problem.box.values(), strict=True)):
            return False
        if not self.problem.vanishes((0,) * n, point):
            return False
        return all(self._slope_allows(point, i, r) for i, r in enumerate(self.problem.box.values()))

    def _slope_allows(self, point: tuple[Fraction, ...], place: int, r: Range) -> bool:
        orders = tuple(int(k == place) for k in range(len(point)))
        slope = self.problem.on_ends(orders, [Interval(x, x) for x in point])
        if slope is None:
            return False
        rises, falls = slope[0] >= 0, slope[1] <= 0
        return bool((rises and falls) or (rises and point[place] == r.low) or (falls and point[place] == r.high))

    def _settled_by(self, point: tuple[Fraction, ...], cell: Sequence[Interval]) -> bool:
        if any(isinstance(side.low, float) or isinstance(side.high, float) for side in cell):
            return False
        reach = [max(side.low - x, x - side.high, 0) for x, side in zip(point, cell, strict=True)]
        if any(r > 2 * (Fraction(side.high) - Fraction(side.low)) for r, side in zip(reach, cell, strict=True)):
            return False
        hull = [Interval(min(x, side.low), max(x, side.high)) for x, side in zip(point, cell, strict=True)]
        if len(hull) == 1:
            return self._by_ladder(point[0], hull[0])
        if not self.problem.plain_to_first_order(hull):
            return False
        rows = self.problem.hessian(hull)
        return rows is not None and positive_semidefinite(rows)

    def _by_ladder(self, point: Fraction, hull: Interval) -> bool:
        """In one variable: the ladder on both sides of the point."""
        for side in (Interval(hull.low, point), Interval(point, hull.high)):
            bounds = self.problem.ladder([side], 0, 5)
            if bounds is None or not bounds[0] >= 0:
                return False
        return True
