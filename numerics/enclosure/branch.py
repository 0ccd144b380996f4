"""Branch and bound: whether an expression is at least zero on a box.

Each cell is tried by its natural ball; then by slopes (a slope of one sign drops it to a face, else the mean-value
form); then by the ladder of derivatives between exact ends, which also takes infinite cells and singular faces; then by
expansion at touching points; then it is split.  Nothing is decided by rounding: what stays open is Unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, frexp, isinf, ldexp, log2

import sympy
from flint import arb

from numerics.enclosure.balls import NotEnclosable, Undefined, from_fraction, precision, series_length
from numerics.enclosure.compiled import Compiled, compile
from numerics.enclosure.problem import Interval, Problem, interior
from numerics.enclosure.ranges import INFINITY, Box, End, Range
from numerics.enclosure.refuting import Fails, Hunter
from numerics.enclosure.rewriting import taken_apart
from numerics.enclosure.touching import Touching, diagonals

DIGITS = 24
RUNGS = 5
RUNGS_OF_MANY = 2
FARTHEST = 2.0**40
GRID_BITS = 24
SPARE_BITS = 48
TOUCH_DEPTH = 4
SIDE_BUDGET = 20_000


@dataclass(frozen=True)
class Holds:
    """The inequality is true at every point of the box at which the expression is defined.

    It is defined on all of the box but for points where a divisor or the argument of a logarithm is exactly zero (there
    x log x counts as 0).  ``boxes``: cells looked at.  ``leans``: what was taken from SymPy (exact zeros).
    """

    boxes: int
    leans: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """Neither shown nor refuted: the cell that stayed open, and why."""

    where: Box
    why: str
    boxes: int


@dataclass(slots=True)
class Cell:
    """A part of the box: float ends by symbol (``exact`` on a grid), or a pinned exact end; how deep; how strict."""

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    pins: tuple[End | None, ...]
    depth: int
    strict: bool


@dataclass
class Search:
    """One run of branch and bound."""

    problem: Problem
    given: tuple[Compiled, ...]
    budget: int
    strict: bool
    boxes: int = 0
    open_cell: Cell | None = None
    leans: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ranges: list[Range] = list(self.problem.box.values())
        self.n = len(self.ranges)
        self.hunter = Hunter(self.problem, self.given, self.strict)
        self.touching = Touching(self.problem)
        outer = [_outward(r) for r in self.ranges]
        self.lows = tuple(low for low, _ in outer)
        self.highs = tuple(high for _, high in outer)
        self.finest = tuple(_finest(r, low, high) for r, (low, high) in zip(self.ranges, outer, strict=True))
        self.value = self.problem.compiled.function("balls", self.problem.trusted)
        self.constraints = [g.function("balls") for g in self.given]

    def run(self) -> Holds | Fails | Unknown:
        whole = Cell(self.lows, self.highs, (None,) * self.n, 0, self.strict)
        if not self.given and self._by_ladder(whole):
            return Holds(1, tuple(self.problem.leans))
        found = self.hunter.hunt()
        if found is not None:
            return found
        stack = [whole]
        while stack:
            if self.boxes >= self.budget:
                return Unknown(self._box(self.open_cell or stack[-1]), "the budget ran out", self.boxes)
            cell = stack.pop()
            self.boxes += 1
            outcome = self._natural(cell)
            if outcome is None:
                outcome = self._examine(cell)
            if isinstance(outcome, Fails):
                return outcome
            stack.extend(outcome)
        if self.open_cell is not None:
            return Unknown(self._box(self.open_cell), "a cell of the smallest size stayed open", self.boxes)
        return Holds(self.boxes, tuple(self.problem.leans))

    def _natural(self, cell: Cell) -> list[Cell] | None:
        if any(p is not None for p in cell.pins) or any(map(isinf, cell.lows)) or any(map(isinf, cell.highs)):
            return None
        value = self.value(*[
            arb((low + high) * 0.5, (high - low) * 0.5) for low, high in zip(cell.lows, cell.highs, strict=True)
        ])  # fmt: skip
        return [] if value > 0 or not cell.strict and value >= 0 else None

    def _balls(self, cell: Cell) -> list[arb] | None:
        """The cell as balls, or None where it is infinite."""
        found = []
        for low, high, pin in zip(cell.lows, cell.highs, cell.pins, strict=True):
            if pin is not None:
                if isinstance(pin, float):
                    return None
                found.append(from_fraction(pin))
            elif isinf(low) or isinf(high):
                return None
            else:
                found.append(arb((low + high) * 0.5, (high - low) * 0.5))
        return found

    def _examine(self, cell: Cell) -> list[Cell] | Fails:
        """What the natural ball left open: nothing (decided), cells to look at, or a refutation."""
        if any(side.low > side.high for side in self._sides(cell)):
            return []  # all of it between a rational end and the float beyond it
        balls = self._balls(cell)
        slopes: list[arb] | None = None
        if balls is not None:
            if any(g(*balls) < 0 for g in self.constraints):
                return []
            if not any(p is not None for p in cell.pins):
                found = self.hunter.refutes([Fraction((a + b) / 2) for a, b in zip(cell.lows, cell.highs, strict=True)])
                if found is not None:
                    return found
            slopes = self._slopes(cell, balls)
            if slopes is not None:
                below = self._by_slopes(cell, balls, slopes)
                if below is not None:
                    return below
        if (self.n == 1 or balls is None or slopes is None or cell.depth % 3 == 0) and self._by_ladder(cell):
            return []
        if not cell.strict and cell.depth >= TOUCH_DEPTH and self._by_touching(cell, balls):
            return []
        return self._split(cell, slopes)

    def _slopes(self, cell: Cell, balls: list[arb]) -> list[arb] | None:
        slopes = []
        try:
            with series_length(2):
                for place, pin in enumerate(cell.pins):
                    known = pin is None
                    slopes.append(
                        self.problem.compiled.jet_of_balls(balls, place, self.problem.trusted)[1] if known else arb(0)
                    )
        except Undefined:
            return None
        return slopes

    def _by_slopes(self, cell: Cell, balls: list[arb], slopes: list[arb]) -> list[Cell] | None:
        """Drop to a face by each slope of one sign, or decide by the mean-value form; None if neither helps."""
        pins, strict, dropped = list(cell.pins), cell.strict, False
        for place, slope in enumerate(slopes):
            if pins[place] is None and (slope >= 0 or slope <= 0):
                side = self._side(cell, place)
                pins[place] = side.low if slope >= 0 else side.high
                excluded = pins[place] not in self.ranges[place]
                strict = strict and not (excluded and (slope > 0 or slope < 0))
                dropped = True
        lower = Cell(cell.lows, cell.highs, tuple(pins), cell.depth, strict)
        if dropped and not self.given:
            return [lower]
        if dropped:
            # The face may leave what is given, so it is not examined by it: only its natural value counts.
            low_balls = self._balls(lower)
            value = self.value(*low_balls) if low_balls is not None else arb.nan()
            return [] if value > 0 or not strict and value >= 0 else None
        centres = [b.mid() for b in balls]
        value = self.value(*centres)
        for slope, whole, centre in zip(slopes, balls, centres, strict=True):
            value = value + slope * (whole - centre)
        return [] if value > 0 or not cell.strict and value >= 0 else None

    def _side(self, cell: Cell, place: int) -> Interval:
        """The exact ends: those of the range where the cell reaches them."""
        pin = cell.pins[place]
        if pin is not None:
            return Interval(pin, pin)
        low, high, r = cell.lows[place], cell.highs[place], self.ranges[place]
        exact_low = r.low if low == self.lows[place] else Fraction(low)
        exact_high = r.high if high == self.highs[place] else Fraction(high)
        return Interval(exact_low, exact_high)

    def _sides(self, cell: Cell) -> list[Interval]:
        return [self._side(cell, place) for place in range(self.n)]

    def _by_ladder(self, cell: Cell) -> bool:
        sides = self._sides(cell)
        rungs = RUNGS if self.n == 1 else RUNGS_OF_MANY
        for place, side in enumerate(sides):
            if side.is_point and self.n > 1 and any(not s.is_point for s in sides):
                continue
            bounds = self.problem.ladder(sides, place, rungs)
            if bounds is None:
                continue
            if bounds[0] > 0 or not cell.strict and bounds[0] >= 0:
                return True
        return self.n == 1 and cell.strict and self._rises_from_open_end(sides[0])

    def _rises_from_open_end(self, side: Interval) -> bool:
        """Strictly above zero on a cell whose end, where the value may be zero, does not belong to the range."""
        r = self.ranges[0]
        for end, sign in ((side.low, 1), (side.high, -1)):
            if end in (r.low, r.high) and end not in r and not isinstance(end, float) and not side.is_point:
                if self._departs(side, end, sign, 0):
                    return True
        return False

    def _departs(self, side: Interval, end: End, sign: int, order: int) -> bool:
        """Whether a derivative, times sign**order, is above zero on the cell without ``end``, by those above it."""
        if order > RUNGS:
            return False
        here = self.problem.on_ends((order,), [side])
        if here is None:
            return False
        factor = sign**order
        if (here[0] if factor > 0 else -here[1]) > 0:
            return True
        at_end = self.problem.on_ends((order,), [Interval(end, end)])
        if at_end is None or not (at_end[0] if factor > 0 else -at_end[1]) >= 0:
            return False
        return self._departs(side, end, sign, order + 1)

    def _by_touching(self, cell: Cell, balls: list[arb] | None) -> bool:
        if balls is None or self.given:
            return False
        sides = self._sides(cell)
        if self.touching.settles(sides):
            return True
        if cell.depth % 2 == 0 and self.touching.search([float(b.mid()) for b in balls]):
            return self.touching.settles(sides)
        return False

    def _split(self, cell: Cell, slopes: Sequence[arb] | None) -> list[Cell]:
        place = self._widest(cell, slopes)
        cut = None if place is None else _cut(cell.lows[place], cell.highs[place], self.finest[place])
        if place is None or cut is None:
            self.open_cell = self.open_cell or cell
            return []
        left = cell.highs[:place] + (cut,) + cell.highs[place + 1 :]
        right = cell.lows[:place] + (cut,) + cell.lows[place + 1 :]
        return [
            Cell(right, cell.highs, cell.pins, cell.depth + 1, cell.strict),
            Cell(cell.lows, left, cell.pins, cell.depth + 1, cell.strict),
        ]

    def _widest(self, cell: Cell, slopes: Sequence[arb] | None) -> int | None:
        best, found = -1.0, None
        for place in range(self.n):
            low, high = cell.lows[place], cell.highs[place]
            if cell.pins[place] is not None or _cut(low, high, self.finest[place]) is None:
                continue
            width = high - low
            weight = float(slopes[place].abs_upper()) if slopes is not None else 1.0
            # Slopes choose the side, but none is forgotten: a side many times wider goes first in the end.
            size = width * (weight + 1e-3) if width < INFINITY else INFINITY
            if size > best:
                best, found = size, place
        return found

    def _box(self, cell: Cell) -> Box:
        sides = self._sides(cell)
        return Box({s: Range(side.low, side.high) if not isinstance(side.low, float) or not side.is_point
                    else Range(-INFINITY, INFINITY) for s, side in zip(self.problem.symbols, sides, strict=True)})  # fmt: skip


def _outward(r: Range) -> tuple[float, float]:
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


def _finest(r: Range, low: float, high: float) -> float:
    """The smallest width of a cell: above it, halves of ends are exact in floats."""
    largest = max([abs(e) for e in (low, high) if not isinf(e)] + [1e-300])
    if isinf(low) or isinf(high):
        largest = max(largest, FARTHEST * 2.0**-20)
    return ldexp(1.0, frexp(largest)[1] - SPARE_BITS)


def _cut(low: float, high: float, finest: float) -> float | None:
    """Where to cut a side: the middle, or for an infinite side zero or the next power of two."""
    if isinf(low) and isinf(high) or low < 0 < high and (isinf(low) or isinf(high)):
        return 0.0
    if isinf(high):
        return None if low >= FARTHEST else max(1.0, ldexp(1.0, frexp(low)[1] + (low > 0 and frexp(low)[0] > 0.5) * 0))
    if isinf(low):
        cut = _cut(-high, INFINITY, finest)
        return None if cut is None else -cut
    return (low + high) * 0.5 if high - low > finest else None


def _trust(expr: sympy.Expr, box: Box) -> tuple[frozenset[sympy.Expr], int, list[str]]:
    """Which arguments of roots, of x log x and of arcs are at least zero on all of the box, each shown on its own."""
    found: set[sympy.Expr] = set()
    boxes, leans = 0, list[str]()
    for argument in compile(expr, tuple(box)).program.guarded:
        outcome = nonnegative(argument, box, budget=SIDE_BUDGET)
        if isinstance(outcome, Holds):
            found.add(argument)
            boxes += outcome.boxes
            leans.extend(outcome.leans)
    return frozenset(found), boxes, leans


def trusted_parts(expr: sympy.Expr, box: Box) -> frozenset[sympy.Expr]:
    """The arguments of roots, of x log x and of arcs that are shown to be at least zero on all of the box."""
    with precision(DIGITS):
        return _trust(expr, box)[0]


def _visibly_nonnegative(part: sympy.Expr, box: Box) -> bool:
    """Whether one evaluation on all of the box shows it."""
    try:
        bounds = Problem(part, box).on_ends((0,) * len(box), [Interval(r.low, r.high) for r in box.values()])
    except NotEnclosable:
        return False
    return bounds is not None and bool(bounds[0] >= 0)


def _needed(box: Box, expressions: Sequence[sympy.Expr]) -> Box:
    used = set[sympy.Symbol]().union(*(e.free_symbols for e in expressions))
    ranges = {s: r for s, r in box.items() if s in used}
    return Box(ranges or dict(list(box.items())[:1]))


def nonnegative(
    expr: sympy.Expr, box: Box, *, given: Sequence[sympy.Expr] = (), budget: int = 200_000, strict: bool = False
) -> Holds | Fails | Unknown:
    """Whether ``expr >= 0`` (``> 0`` if ``strict``) on the box, wherever all of ``given`` are at least zero.

    ``budget``: cells looked at before giving up.  Raises NotEnclosable where an operation has no enclosure.
    """
    expr = sympy.sympify(expr)
    compile(expr, tuple(box))
    with precision(DIGITS):
        small = _needed(box, [expr, *given])
        outcome = _decide(taken_apart(expr, lambda part: _visibly_nonnegative(part, small)), small, given, budget, strict)
    if isinstance(outcome, Fails):
        others = {s: interior(r.low, r.high, 0) for s, r in box.items() if s not in small}
        return Fails({s: (outcome.point | others)[s] for s in box}, outcome.value)
    if isinstance(outcome, Unknown):
        return Unknown(Box(dict(box) | dict(outcome.where)), outcome.why, outcome.boxes)
    return outcome


def _decide(
    expr: sympy.Expr, box: Box, given: Sequence[sympy.Expr], budget: int, strict: bool
) -> Holds | Fails | Unknown:
    trusted, boxes, leans = _trust(expr, box)
    problem = Problem(expr, box, trusted, leans)
    if not strict and len(box) > 1:
        for _, _, second in diagonals(problem):
            outcome = nonnegative(second, box, budget=budget // 10)
            if isinstance(outcome, Holds):
                return Holds(outcome.boxes + boxes, (*problem.leans, *outcome.leans))
    search = Search(problem, tuple(compile(g, tuple(box)) for g in given), budget, strict, boxes)
    outcome = search.run()
    if isinstance(outcome, Unknown) and (doubts := _doubts(problem)):
        return Unknown(outcome.where, f"{outcome.why}; not shown to be at least zero: {doubts}", outcome.boxes)
    return outcome


def _doubts(problem: Problem) -> str:
    return ", ".join(str(a) for a in problem.compiled.program.guarded if a not in problem.trusted)
