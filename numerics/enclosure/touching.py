"""Points and diagonals where the two sides of an inequality meet.

Near them no subdivision decides.  At a point, the value and the slopes that matter are exactly zero and the second
derivatives keep the rest above zero; on a diagonal x = y the same holds in one direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations

import numpy as np
import sympy
from flint import arb

from numerics.enclosure.balls import NotEnclosable, Undefined, from_fraction, precision
from numerics.enclosure.compiled import Compiled, compile
from numerics.enclosure.problem import Interval, Problem, interior, positive_semidefinite
from numerics.enclosure.ranges import Range

ATTEMPTS = 60
DENOMINATORS = (1, 2, 4, 12, 60, 1000)
STEPS = 12
SMALL = 1e-9


@dataclass
class Touching:
    """The touching points found so far of one problem, and the cells they settle."""

    problem: Problem
    points: list[tuple[Fraction, ...]] = field(default_factory=list)
    attempts: int = 0

    def settles(self, cell: Sequence[Interval]) -> bool:
        """Whether the inequality holds on the cell by expansion at a touching point in or near it."""
        return any(self._settled_by(point, cell) for point in self.points)

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
        return False

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
        rows = self.problem.hessian(hull)
        return rows is not None and positive_semidefinite(rows)

    def _by_ladder(self, point: Fraction, hull: Interval) -> bool:
        """In one variable: the ladder on both sides of the point."""
        for side in (Interval(hull.low, point), Interval(point, hull.high)):
            bounds = self.problem.ladder([side], 0, 5)
            if bounds is None or not bounds[0] >= 0:
                return False
        return True


def diagonals(problem: Problem) -> list[tuple[int, int, sympy.Expr]]:
    """Pairs (i, j) with expression and i-th slope exactly zero on x_i = x_j; comes with the second slope by x_i.

    If that second slope is at least zero on the box, and the i-th range holds the j-th, then the expression is convex
    in x_i with its least value, zero, on the diagonal.
    """
    found = []
    for i, j in permutations(range(len(problem.symbols)), 2):
        x, y = problem.symbols[i], problem.symbols[j]
        outer, inner = problem.box[x], problem.box[y]
        if not (outer.low <= inner.low and inner.high <= outer.high):
            continue
        first = problem.derivative(tuple(int(k == i) for k in range(len(problem.symbols))))
        second_orders = tuple(2 * int(k == i) for k in range(len(problem.symbols)))
        second = problem.derivative(second_orders)
        whole = [Interval(r.low, r.high) for r in problem.box.values()]
        # Two slopes that are continuous inside the whole box: no kink or pole lies on a segment to the diagonal.
        if first is None or second is None or problem.on_ends(second_orders, whole) is None:
            continue
        if _zero_on_diagonal(problem, problem.expr, i, j) and _zero_on_diagonal(problem, first.expr, i, j):
            problem.leans.append(f"SymPy: the value and the slope by {x} are exactly 0 on {x} = {y}")
            found.append((i, j, second.expr))
    return found


def _zero_on_diagonal(problem: Problem, expr: sympy.Expr, i: int, j: int) -> bool:
    """Balls at three points of the diagonal hold zero, and SymPy agrees that it is zero throughout."""
    x, y = problem.symbols[i], problem.symbols[j]
    positive = all(r.low >= 0 for r in problem.box.values())
    stand_ins = {
        s: sympy.Dummy(s.name, positive=True) if positive else sympy.Dummy(s.name, real=True) for s in problem.symbols
    }
    try:
        compiled = problem.compiled if expr is problem.expr else compile(expr, problem.symbols)
        if not all(_probe(problem, compiled, (i, j), k) for k in range(3)):
            return False
    except (NotEnclosable, Undefined):
        return False
    on_it = expr.subs(stand_ins | {x: stand_ins[y]}, simultaneous=True)
    return bool(on_it == 0 or sympy.simplify(on_it) == 0)


def _probe(problem: Problem, compiled: Compiled, pair: tuple[int, int], k: int) -> bool:
    point = [interior(r.low, r.high, (k + n) % 3) for n, r in enumerate(problem.box.values())]
    point[pair[0]] = point[pair[1]]
    with precision(60):
        value = compiled.function("balls")(*map(from_fraction, point))
        return bool(value.is_finite() and value.contains(0))
