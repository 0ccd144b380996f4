"""Branch and bound: whether an expression is at least zero on a box.

Each cell is tried by its natural ball; then by slopes (a slope of one sign drops it to a face, else the mean-value
form); then by the ladder of derivatives between exact ends, which also takes infinite cells and singular faces; then by
expansion at touching points; then it is split.  Nothing is decided by rounding: what stays open is Unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isinf

from flint import arb

from numerics.enclosure.evaluation.balls import Undefined, from_fraction, series_length
from numerics.enclosure.evaluation.compiled import Compiled
from numerics.enclosure.signs.grid import cut, finest, outward
from numerics.enclosure.signs.problem import Interval, Problem
from numerics.enclosure.signs.ranges import INFINITY, Box, End, Range
from numerics.enclosure.signs.refuting import Fails, Hunter
from numerics.enclosure.signs.surfaces import Surface
from numerics.enclosure.signs.tails import Tail
from numerics.enclosure.signs.touching import Touching
from numerics.enclosure.signs.verdicts import Holds, Unknown
from numerics.rechecking.boxes import Leaf

DIGITS = 24
RUNGS = 5
RUNGS_OF_MANY = 2
TOUCH_DEPTH = 4
LADDER_EVERY = 4


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
    surfaces: Sequence[Surface] = ()
    open_cell: Cell | None = None
    leaves: list[Leaf] | None = None             # noted where wanted: the cells decided, and by which form

    def __post_init__(self) -> None:
        self.ranges: list[Range] = list(self.problem.box.values())
        self.n = len(self.ranges)
        self.hunter = Hunter(self.problem, self.given, self.strict)
        self.touching, self.tail = Touching(self.problem, self.surfaces), Tail(self.problem)
        outer = [outward(r) for r in self.ranges]
        self.lows = tuple(low for low, _ in outer)
        self.highs = tuple(high for _, high in outer)
        self.finest = tuple(finest(r, low, high) for r, (low, high) in zip(self.ranges, outer, strict=True))
        self.value = self.problem.compiled.function("balls", self.problem.trusted)
        self.constraints = [g.function("balls") for g in self.given]

    def run(self) -> Holds | Fails | Unknown:
        whole = Cell(self.lows, self.highs, (None,) * self.n, 0, self.strict)
        if not self.given and self._by_ladder(whole):
            self._note(whole, "signs of derivatives")
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
            if self._natural(cell):
                self._note(cell, "its value")
                continue
            outcome = self._examine(cell)
            if isinstance(outcome, Fails):
                return outcome
            stack.extend(outcome)
        if self.open_cell is not None:
            return Unknown(self._box(self.open_cell), "a cell of the smallest size stayed open", self.boxes)
        return Holds(self.boxes, (*self.problem.leans, *self.touching.rests_on()))

    def _note(self, cell: Cell, form: str) -> None:
        """Keep a decided cell: all of it, also where it was dropped to a face."""
        if self.leaves is not None:
            self.leaves.append(Leaf(cell.lows, cell.highs, form))

    def _natural(self, cell: Cell) -> bool:
        """Whether the plain value on a finite cell shows it."""
        if any(p is not None for p in cell.pins) or any(map(isinf, cell.lows)) or any(map(isinf, cell.highs)):
            return False
        value = self.value(*[
            arb((low + high) * 0.5, (high - low) * 0.5) for low, high in zip(cell.lows, cell.highs, strict=True)
        ])  # fmt: skip
        return bool(value > 0 or (not cell.strict and value >= 0))

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
        if self._lies_outside(cell):
            return []
        balls = self._balls(cell)
        slopes: list[arb] | None = None
        if balls is not None:
            if any(g(*balls) < 0 for g in self.constraints):
                self._note(cell, "what is given")
                return []
            if not any(p is not None for p in cell.pins) and not self.value(*[b.mid() for b in balls]) > 0:
                found = self.hunter.refutes([Fraction((a + b) / 2) for a, b in zip(cell.lows, cell.highs, strict=True)])
                if found is not None:
                    return found
            slopes = self._slopes(cell, balls)
            if slopes is not None:
                below = self._by_slopes(cell, balls, slopes)
                if below is not None:
                    if not below:
                        self._note(cell, "slopes")
                    return below
        if (self.n == 1 or balls is None or slopes is None or cell.depth % LADDER_EVERY == 0) and self._by_ladder(cell):
            self._note(cell, "signs of derivatives")
            return []
        if not cell.strict and cell.depth >= TOUCH_DEPTH and self._by_touching(cell, balls):
            self._note(cell, "expansion at a touching point")
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
                excluded = (side.low if slope >= 0 else side.high) not in self.ranges[place]
                strict = strict and not (excluded and (slope > 0 or slope < 0))
                dropped = True
        lower = Cell(cell.lows, cell.highs, tuple(pins), cell.depth, strict)
        if dropped and not self.given:
            return [lower]
        if dropped:
            # The face may leave what is given, so it is not examined by it: only its natural value counts.
            low_balls = self._balls(lower)
            value = self.value(*low_balls) if low_balls is not None else arb.nan()
            return [] if value > 0 or (not strict and value >= 0) else None
        centres = [b.mid() for b in balls]
        value = self.value(*centres)
        for slope, whole, centre in zip(slopes, balls, centres, strict=True):
            value = value + slope * (whole - centre)
        return [] if value > 0 or (not cell.strict and value >= 0) else None

    def _side(self, cell: Cell, place: int) -> Interval:
        """The exact ends: those of the range where the cell reaches them."""
        pin = cell.pins[place]
        if pin is not None:
            return Interval(pin, pin)
        low, high, r = cell.lows[place], cell.highs[place], self.ranges[place]
        exact_low = r.low if low == self.lows[place] else Fraction(low)
        exact_high = r.high if high == self.highs[place] else Fraction(high)
        return Interval(exact_low, exact_high)

    def _lies_outside(self, cell: Cell) -> bool:
        """Whether all of it is between a rational end and the float beyond it."""
        for place in range(self.n):
            if cell.lows[place] == self.lows[place] or cell.highs[place] == self.highs[place]:
                side = self._side(cell, place)
                if side.low > side.high:
                    return True
        return False

    def _sides(self, cell: Cell) -> list[Interval]:
        return [self._side(cell, place) for place in range(self.n)]

    def _by_ladder(self, cell: Cell) -> bool:
        sides = self._sides(cell)
        if self.n == 1 and not cell.strict and self.tail.shows(sides[0]):
            return True
        rungs = RUNGS if self.n == 1 else RUNGS_OF_MANY
        for place, side in enumerate(sides):
            if side.is_point and self.n > 1 and any(not s.is_point for s in sides):
                continue
            bounds = self.problem.ladder(sides, place, rungs)
            if bounds is None:
                continue
            if bounds[0] > 0 or (not cell.strict and bounds[0] >= 0):
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
        middle = None if place is None else cut(cell.lows[place], cell.highs[place], self.finest[place])
        if place is None or middle is None:
            self.open_cell = self.open_cell or cell
            return []
        left = cell.highs[:place] + (middle,) + cell.highs[place + 1 :]
        right = cell.lows[:place] + (middle,) + cell.lows[place + 1 :]
        return [
            Cell(right, cell.highs, cell.pins, cell.depth + 1, cell.strict),
            Cell(cell.lows, left, cell.pins, cell.depth + 1, cell.strict),
        ]

    def _widest(self, cell: Cell, slopes: Sequence[arb] | None) -> int | None:
        best, found = -1.0, None
        for place in range(self.n):
            low, high = cell.lows[place], cell.highs[place]
            if cell.pins[place] is not None or cut(low, high, self.finest[place]) is None:
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
        whole = Range(-INFINITY, INFINITY)
        ranges = (whole if s.is_point and isinstance(s.low, float) else Range(s.low, s.high) for s in sides)
        return Box(dict(zip(self.problem.symbols, ranges, strict=True)))
