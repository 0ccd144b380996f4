"""Touching sets that are curves and surfaces h = 0, on which the slope by one symbol vanishes.

Let the slope by x be zero wherever h is, and the expression at least zero there.  Near the surface every point has, on
its line along x, a point of the surface; where the second derivative by x is at least zero on the piece of the line
between them, the expression is at least its value on the surface.  Nothing is solved for, and nothing has to be convex
away from the surface.  Whether slope and value vanish for h = 0 is a remainder modulo h, by algebra.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy
from flint import arb

from numerics.enclosure.evaluation.balls import NotEnclosable, from_fraction, precision
from numerics.enclosure.evaluation.compiled import Compiled, compile
from numerics.enclosure.signs.kernels import arguments, equations, modulo
from numerics.enclosure.signs.problem import FACTORED_SIZE, PROBES, Interval, Problem, interior
from numerics.enclosure.signs.ranges import Box
from numerics.enclosure.signs.verdicts import Holds

Decide = Callable[[sympy.Expr, Box], Holds | None]
GUESSES = 8
WIDENINGS = (1, 4)
MEETINGS = 40    # halvings in the search for points of a surface
CONTINUOUS = (
    sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.sinh, sympy.cosh, sympy.tanh, sympy.atan, sympy.asinh, sympy.erf,
    sympy.erfc,
)  # fmt: skip


@dataclass(frozen=True)
class Surface:
    """h = 0; ``place`` is that of x; ``beyond``: the value on the surface is shown whatever x, also outside the box."""

    h: Compiled
    place: int
    second: Compiled
    beyond: bool
    leans: tuple[str, ...]
    boxes: int


def surfaces(problem: Problem, decide: Decide) -> list[Surface]:
    """The surfaces that algebra finds."""
    found = []
    for place, symbol in enumerate(problem.symbols):
        orders = [tuple(k * int(i == place) for i in range(len(problem.symbols))) for k in (1, 2)]
        first, second = (problem.derivative(o) for o in orders)
        if first is None or second is None or first.operations > FACTORED_SIZE:
            continue
        guesses = dict.fromkeys([*arguments(problem.expr), *equations(first.expr)])
        for h in [g for g in guesses if symbol in g.free_symbols and _is_continuous(g)][:GUESSES]:
            surface = _surface(problem, (first, second), place, h, decide)
            if surface is not None:
                found.append(surface)
                break
    return found


def _is_continuous(h: sympy.Expr) -> bool:
    parts = sympy.preorder_traversal(h)
    return all(
        p.is_Symbol or p.is_number or p.is_Add or p.is_Mul or p.is_Pow or isinstance(p, CONTINUOUS) for p in parts
    )  # fmt: skip


def _surface(
    problem: Problem, derivatives: tuple[Compiled, Compiled], place: int, h: sympy.Expr, decide: Decide
) -> Surface | None:
    symbol, (first, second) = problem.symbols[place], derivatives
    if modulo(first.expr, h, symbol) != 0:
        return None
    rest = modulo(problem.expr, h, symbol)
    if rest.has(sympy.nan, sympy.zoo, sympy.oo):
        return None
    try:
        compiled, value = (compile(e, problem.symbols) for e in (h, rest))
    except NotEnclosable:
        return None
    if not _met(problem, compiled, place, [(first, None), (problem.compiled, value)]):
        return None
    leans = [f"SymPy: the slope by {symbol} is exactly 0 for {h} = 0, met by balls"]
    if rest == 0:
        return Surface(compiled, place, second, True, (*leans, f"SymPy: the value is exactly 0 for {h} = 0"), 0)
    shown = decide(rest, problem.box) if not rest.is_number else None
    if shown is None:
        return None
    leans.append(f"SymPy: the value is {rest} for {h} = 0")
    return Surface(compiled, place, second, symbol not in rest.free_symbols, (*leans, *shown.leans), shown.boxes)


def _met(
    problem: Problem, h: Compiled, place: int, pairs: Sequence[tuple[Compiled, Compiled | None]]
) -> bool:
    """Whether at some points of the surface, found by halving, balls let each pair be equal (None: be zero)."""
    met = 0
    side = problem.box[problem.symbols[place]]
    with precision(40):
        for probe in range(2 * PROBES):
            point: list[arb] = [
                from_fraction(interior(r.low, r.high, (probe + i) % PROBES)) for i, r in enumerate(problem.box.values())
            ]
            marks = [interior(side.low, side.high, k) for k in range(PROBES)]
            marks = sorted({*marks, *(Fraction(e) for e in (side.low, side.high) if not isinstance(e, float))})
            for low, high in zip(marks, marks[1:], strict=False):
                root = _crossing(h, point, place, low, high)
                if root is None:
                    continue
                point[place] = root
                for one, other in pairs:
                    a = one.function("balls")(*point)
                    b = other.function("balls")(*point) if other is not None else arb(0)
                    if a.is_finite() and b.is_finite():
                        met += 1
                        if not a.overlaps(b):
                            return False
    return met > 0


def _crossing(h: Compiled, point: list[arb], place: int, low: Fraction, high: Fraction) -> arb | None:
    """A ball around a zero of h on a line, if h changes its sign between two points of it."""
    function = h.function("balls")

    def at(x: Fraction) -> arb:
        value: arb = function(*point[:place], from_fraction(x), *point[place + 1 :])
        return value

    first, last = at(low), at(high)
    if first == 0 or last == 0:
        return from_fraction(low if first == 0 else high)
    if not ((first < 0 and last > 0) or (first > 0 and last < 0)):
        return None
    rising = bool(first < 0)
    for _ in range(MEETINGS):
        middle = (low + high) / 2
        value = at(middle)
        if value == 0:
            return from_fraction(middle)
        if not (value > 0 or value < 0):
            break
        low, high = (low, middle) if bool(value > 0) == rising else (middle, high)
    return from_fraction(low).union(from_fraction(high))


@dataclass
class Near:
    """Decides cells near the surfaces of one problem; ``used`` are those that decided one."""

    problem: Problem
    known: list[Surface]

    def __post_init__(self) -> None:
        self.used: list[Surface] = []

    def settles(self, cell: Sequence[Interval]) -> bool:
        if any(isinstance(end, float) for side in cell for end in (side.low, side.high)):
            return False
        for surface in self.known:
            if self._settled(surface, cell):
                if surface not in self.used:
                    self.used.append(surface)
                return True
        return False

    def _settled(self, surface: Surface, cell: Sequence[Interval]) -> bool:
        side = cell[surface.place]
        width = max(Fraction(side.high) - Fraction(side.low), *(Fraction(s.high) - Fraction(s.low) for s in cell))
        balls = [_ball(s) for s in cell]
        for factor in WIDENINGS:
            low, high = Fraction(side.low) - factor * width, Fraction(side.high) + factor * width
            if not surface.beyond:
                r = self.problem.box[self.problem.symbols[surface.place]]
                low, high = max(low, r.low), min(high, r.high)
            wide = Interval(low, high)
            if self._crosses(surface, balls, wide) and self._bends_upward(surface, cell, wide):
                return True
        return False

    def _crosses(self, surface: Surface, balls: Sequence[arb], wide: Interval) -> bool:
        """Whether h has opposite signs on the two faces, and is continuous between: a zero lies on every line."""
        function, place = surface.h.function("balls"), surface.place
        first, last, whole = (
            function(*balls[:place], x, *balls[place + 1 :])
            for x in (from_fraction(Fraction(wide.low)), from_fraction(Fraction(wide.high)), _ball(wide))
        )
        return bool(whole.is_finite() and ((first < 0 and last > 0) or (first > 0 and last < 0)))

    def _bends_upward(self, surface: Surface, cell: Sequence[Interval], wide: Interval) -> bool:
        sides = [wide if i == surface.place else s for i, s in enumerate(cell)]
        inside = all(
            r.low <= s.low and s.high <= r.high for r, s in zip(self.problem.box.values(), sides, strict=True)
        )  # fmt: skip
        # The expression itself is finite by balls: no jump, and no root or logarithm that ends, lies in the tube.
        value, second = (c.function("balls")(*map(_ball, sides)) for c in (self.problem.compiled, surface.second))
        if value.is_finite() and second.is_finite() and second >= 0:
            return True
        # Ends know of the faces of the box only; outside of it what is trusted there is not.
        if not inside or any(self.problem.plainly(self._orders(surface, k), sides) is None for k in (0, 1)):
            return False
        bounds = self.problem.on_ends(self._orders(surface, 2), sides)
        return bounds is not None and bool(bounds[0] >= 0)

    def _orders(self, surface: Surface, order: int) -> tuple[int, ...]:
        return tuple(order * int(i == surface.place) for i in range(len(self.problem.symbols)))


def _ball(side: Interval) -> arb:
    low, high = from_fraction(Fraction(side.low)), from_fraction(Fraction(side.high))
    return low.union(high) if side.low < side.high else low

