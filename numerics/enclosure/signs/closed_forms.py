"""Touching points that are no rational numbers: their coordinates as closed forms, guessed from digits and then shown.

Balls alone cannot show that a value is zero.  SymPy says so of the closed form, and balls at 200 digits agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import exp, isfinite, log, pi

import mpmath
import sympy
from flint import arb

from numerics.enclosure.evaluation.balls import NotEnclosable, ball, endpoints, precision
from numerics.enclosure.evaluation.compiled import compile
from numerics.enclosure.signs.problem import ZERO_DIGITS, Interval, Problem, positive_semidefinite

CLOSE = 1e-9
DENOMINATORS = (1, 2, 4, 12, 60, 1000)
SMALLEST = 60    # the largest denominator of a number inside a root, a logarithm or before pi
COEFFICIENTS = 60
COMBINATIONS = 24


def near(value: float) -> Iterator[sympy.Expr]:
    """Closed forms close to a number, simple ones first."""
    for denominator in DENOMINATORS:
        yield from _rational(value, denominator)
    yield from (sympy.sign(value) * sympy.sqrt(q) for q in _rational(value**2, SMALLEST) if q > 0)
    yield from (q * sympy.pi for q in _rational(value / pi, SMALLEST))
    if abs(value) < 20:
        yield from (sympy.log(q) for q in _rational(exp(value), SMALLEST) if q > 0)
    if abs(value) > CLOSE:
        yield from (sympy.sign(value) * sympy.exp(q) for q in _rational(log(abs(value)), SMALLEST))
    yield from _quadratic(value)
    yield from (sympy.sign(value) * sympy.sqrt(q) for q in _quadratic(value**2))


def _rational(value: float, denominator: int) -> Iterator[sympy.Rational]:
    found = Fraction(value).limit_denominator(denominator)
    if abs(float(found) - value) <= CLOSE * (1 + abs(value)):
        yield sympy.Rational(found.numerator, found.denominator)


def _quadratic(value: float) -> Iterator[sympy.Expr]:
    if abs(value) < CLOSE:
        return
    with mpmath.workdps(15):
        terms = mpmath.findpoly(value, 2, maxcoeff=COEFFICIENTS, tol=CLOSE)
    if terms is None or len(terms) < 3:
        return
    t = sympy.Symbol("t")
    for root in sympy.Poly([int(c) for c in terms], t).all_roots():
        if root.is_real and abs(float(root) - value) <= CLOSE * (1 + abs(value)):
            yield root


@dataclass(frozen=True)
class Point:
    """Coordinates as numbers, and a rational interval around each."""

    coordinates: tuple[sympy.Expr, ...]
    sides: tuple[Interval, ...]


@dataclass
class ClosedForms:
    """The touching points of one problem that are known by closed forms, and the cells they settle."""

    problem: Problem
    points: list[Point] = field(default_factory=list)
    tried: set[tuple[int, ...]] = field(default_factory=set)

    def search(self, place: Sequence[float]) -> bool:
        """Whether near ``place`` there is a new touching point of closed form."""
        key = tuple(round(x * 1e6) if isfinite(x) and abs(x) < 1e9 else 0 for x in place)
        if key in self.tried:
            return False
        self.tried.add(key)
        guesses = [list(dict.fromkeys(near(float(x))))[:3] for x in place]
        if not all(guesses):
            return False
        for number, choice in enumerate(product(*guesses)):
            if number >= COMBINATIONS:
                return False
            point = self._point(choice)
            if point is not None and self._touches(point):
                if all(point.coordinates != p.coordinates for p in self.points):
                    self.points.append(point)
                    return True
                return False
        return False

    def settles(self, cell: Sequence[Interval]) -> bool:
        return any(self._settled_by(point, cell) for point in self.points)

    def _point(self, coordinates: tuple[sympy.Expr, ...]) -> Point | None:
        sides = []
        for x, r in zip(coordinates, self.problem.box.values(), strict=True):
            try:
                low, high = endpoints(compile(x, ()).at({}, 60))
            except (NotEnclosable, ArithmeticError):
                return None
            if not (r.low <= low and high <= r.high):
                return None
            sides.append(Interval(low, high))
        return Point(coordinates, tuple(sides))

    def _touches(self, point: Point) -> bool:
        """Value zero, and no slope that leads down into the box."""
        n = len(point.sides)
        if not self._vanishes((0,) * n, point):
            return False
        for place, (side, r) in enumerate(zip(point.sides, self.problem.box.values(), strict=True)):
            orders = tuple(int(k == place) for k in range(n))
            slope = self.problem.on_ends(orders, point.sides)
            if slope is None:
                return False
            rises = side.high == r.low and slope[0] >= 0
            falls = side.low == r.high and slope[1] <= 0
            if not (rises or falls or self._vanishes(orders, point)):
                return False
        return True

    def _vanishes(self, orders: tuple[int, ...], point: Point) -> bool:
        compiled = self.problem.derivative(orders)
        if compiled is None:
            return False
        with precision(40):
            around = compiled.function("balls", self.problem.trusted)(*(ball((s.low, s.high)) for s in point.sides))
        if around.is_finite() and not around.contains(0):
            return False
        numbers = dict(zip(self.problem.symbols, point.coordinates, strict=True))
        try:
            exact = compiled.expr.subs(numbers, simultaneous=True)
            with precision(ZERO_DIGITS):
                value = compile(exact, ()).function("balls")()
            if not (value.is_finite() and value.contains(0) and value.rad() < arb("1e-100")):
                return False
            ways = (sympy.expand, lambda e: sympy.radsimp(sympy.expand(e)), sympy.expand_log, sympy.simplify)
            if exact != 0 and all(way(exact) != 0 for way in ways):
                return False
        except (NotEnclosable, OverflowError, MemoryError):  # SymPy factors numbers, and takes exponentials, however large
            return False
        where = ", ".join(f"{s} = {x}" for s, x in numbers.items())
        what = "the value" if not any(orders) else f"the derivative of orders {orders}"
        self.problem.leans.append(f"SymPy: {what} at {where} is exactly 0")
        return True

    def _settled_by(self, point: Point, cell: Sequence[Interval]) -> bool:
        if any(isinstance(side.low, float) or isinstance(side.high, float) for side in cell):
            return False
        hull = []
        for own, side in zip(point.sides, cell, strict=True):
            reach = max(side.low - own.high, own.low - side.high, 0)
            if reach > 2 * (Fraction(side.high) - Fraction(side.low)):
                return False
            hull.append(Interval(min(own.low, side.low), max(own.high, side.high)))
        if not self.problem.plain_to_first_order(hull):
            return False
        rows = self.problem.hessian(hull)
        return rows is not None and positive_semidefinite(rows)

