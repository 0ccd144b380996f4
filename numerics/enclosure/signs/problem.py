"""One inequality on one box, with everything that is computed for it once: derivatives, exact zeros, trusted roots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

import sympy
from flint import arb

from numerics.enclosure.evaluation.balls import NotEnclosable, Undefined, ball, from_fraction, overlaps, precision
from numerics.enclosure.evaluation.compiled import NOTHING, Compiled, compile
from numerics.enclosure.evaluation.ends import INF, NEG_INF, Ends
from numerics.enclosure.signs.kernels import factored
from numerics.enclosure.signs.ranges import INFINITY, Box, End

SIZE = 400  # operations beyond which a derivative is not worth its while
FACTORED_SIZE = 40
ZERO_DIGITS = 200
PROBES = 3
PLAIN = 10_000  # SymPy is asked about points with numerators and denominators up to this


@dataclass(frozen=True)
class Interval:
    """The numbers between two exact ends, which may be equal or infinite."""

    low: End
    high: End

    def pair(self) -> Ends:
        """As ends for the arithmetic of pairs, rounded outward."""
        return _arb(self.low).lower(), _arb(self.high).upper()

    @property
    def is_point(self) -> bool:
        return self.low == self.high


def _arb(end: End) -> arb:
    if isinstance(end, float):
        return INF if end > 0 else NEG_INF
    return from_fraction(end)


def interior(low: End, high: End, place: int) -> Fraction:
    """Some rational number strictly between two ends (the point itself if they are equal)."""
    if low == -INFINITY:
        return Fraction(-place - 1) if high == INFINITY else Fraction(high) - place - Fraction(3, 7)
    if high == INFINITY:
        return Fraction(low) + place + Fraction(3, 7)
    return Fraction(low) + (Fraction(high) - Fraction(low)) * Fraction(2 * place + 1, 2 * PROBES + 1)


@dataclass
class Problem:
    """``expr >= 0`` on ``box``; ``trusted`` are the arguments of roots known to be at least zero there.

    ``leans`` collects, in order, what a proof used that SymPy said: values and derivatives that are exactly zero.
    """

    expr: sympy.Expr
    box: Box
    trusted: frozenset[sympy.Expr] = NOTHING
    leans: list[str] = field(default_factory=list)
    _derivatives: dict[tuple[int, ...], Compiled | None] = field(default_factory=dict)
    _factored: dict[tuple[int, ...], Compiled | None] = field(default_factory=dict)
    _noted: set[tuple[int, ...]] = field(default_factory=set)
    _zeros: dict[tuple[tuple[int, ...], tuple[Fraction, ...]], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.symbols = tuple(self.box)
        self.compiled = compile(self.expr, self.symbols)
        self._derivatives[(0,) * len(self.symbols)] = self.compiled

    def derivative(self, orders: tuple[int, ...]) -> Compiled | None:
        """A partial derivative by SymPy, accepted only if its balls meet the Taylor coefficients at some points."""
        if orders not in self._derivatives:
            self._derivatives[orders] = self._differentiate(orders)
        return self._derivatives[orders]

    def _differentiate(self, orders: tuple[int, ...]) -> Compiled | None:
        place = max(i for i, order in enumerate(orders) if order)
        before = self.derivative(tuple(o - (i == place) for i, o in enumerate(orders)))
        if before is None:
            return None
        symbol = self.symbols[place]
        try:
            found = compile(before.expr.diff(symbol), self.symbols)
        except (NotEnclosable, ValueError, NotImplementedError, sympy.SympifyError):
            return None
        if found.operations > SIZE or not self._agrees(before, found, symbol):
            return None
        return found

    def _agrees(self, before: Compiled, found: Compiled, symbol: sympy.Symbol) -> bool:
        met = 0
        for place in range(PROBES):
            point = self.point(place)
            slope, value = before.jet(point, symbol, 1)[1], found.at(point)
            if slope.is_finite() and value.is_finite():
                met += 1
                if not overlaps(slope, value):
                    return False
        # Nothing to compare with (a function without Taylor coefficients): then the derivative is not used.
        return met > 0

    def on_ends(self, orders: tuple[int, ...], cell: Sequence[Interval]) -> Ends | None:
        """A derivative on a cell, with infinite ends and touched faces; None where it is not known to be continuous."""
        compiled = self.derivative(orders)
        if compiled is None:
            return None
        result = self._run(compiled, cell)
        if result is None or result[0] < 0 < result[1]:
            result = self._factored_too(orders, cell, result)
        if result is None:
            return None
        if all(side.is_point and not isinstance(side.low, float) for side in cell):
            return self._exact_zero(orders, tuple(Fraction(side.low) for side in cell), result)
        return result

    def plainly(self, orders: tuple[int, ...], cell: Sequence[Interval]) -> Ends | None:
        """The derivative as it is written, not factored: known only where all its parts are."""
        compiled = self.derivative(orders)
        return None if compiled is None else self._run(compiled, cell)

    def plain_to_first_order(self, cell: Sequence[Interval]) -> bool:
        """Whether value and slopes are known on a cell as they are written: no jump or kink lies inside."""
        n = len(cell)
        orders = [(0,) * n, *(tuple(int(k == i) for k in range(n)) for i in range(n))]
        return all(self.plainly(o, cell) is not None for o in orders)

    def _run(self, compiled: Compiled, cell: Sequence[Interval]) -> Ends | None:
        try:
            result: Ends = compiled.function("ends", self.trusted)(*(side.pair() for side in cell))
        except (Undefined, ZeroDivisionError, TypeError):
            return None
        return result

    def _factored_too(self, orders: tuple[int, ...], cell: Sequence[Interval], found: Ends | None) -> Ends | None:
        """The bounds met with those of the factored form, which often shows a sign that a sum hides."""
        if orders not in self._factored:
            self._factored[orders] = self._factor(orders)
        other = self._factored[orders]
        bounds = None if other is None else self._run(other, cell)
        if other is None or bounds is None:
            return found
        if (bounds[0] >= 0 or bounds[1] <= 0) and orders not in self._noted:
            self._noted.add(orders)
            self.leans.append(f"SymPy: {other.expr} is a factored form, met by balls at {PROBES} points")
        if found is None:
            return bounds
        return (bounds[0] if bounds[0] > found[0] else found[0]), (bounds[1] if bounds[1] < found[1] else found[1])

    def _factor(self, orders: tuple[int, ...]) -> Compiled | None:
        plain = self.derivative(orders)
        if plain is None or plain.operations > FACTORED_SIZE:
            return None
        try:
            form = factored(plain.expr)
            if len([f for f in sympy.Mul.make_args(form) if not f.is_number]) < 2 and not form.is_Pow:
                return None
            found = compile(form, self.symbols)
        except (NotEnclosable, sympy.PolynomialError):
            return None
        points = [self.point(place) for place in range(PROBES)]
        return found if all(overlaps(found.at(p), plain.at(p)) for p in points) else None

    def point(self, place: int) -> dict[sympy.Symbol, Fraction]:
        """Some point inside the box."""
        return {s: interior(r.low, r.high, (place + i) % PROBES) for i, (s, r) in enumerate(self.box.items())}

    def _exact_zero(self, orders: tuple[int, ...], point: tuple[Fraction, ...], found: Ends) -> Ends:
        if found[0] <= 0 <= found[1] and found[1] - found[0] < arb("1e-6") and self.vanishes(orders, point):
            return arb(0), arb(0)
        return found

    def vanishes(self, orders: tuple[int, ...], point: tuple[Fraction, ...]) -> bool:
        """Whether a derivative is exactly zero at a rational point: balls at 200 digits hold zero, and SymPy agrees."""
        key = (orders, point)
        if key not in self._zeros:
            self._zeros[key] = self._vanishes(orders, point)
        return self._zeros[key]

    def _vanishes(self, orders: tuple[int, ...], point: tuple[Fraction, ...]) -> bool:
        compiled = self.derivative(orders)
        if compiled is None:
            return False
        with precision(ZERO_DIGITS):
            value = compiled.function("balls", self.trusted)(*map(from_fraction, point))
        if value == 0:
            return True
        if not (value.is_finite() and value.contains(0) and value.rad() < arb("1e-100")):
            return False
        numbers = {s: sympy.Rational(x.numerator, x.denominator) for s, x in zip(self.symbols, point, strict=True)}
        if max(max(abs(x.numerator), x.denominator) for x in point) > PLAIN:
            return False
        try:
            exact = compiled.expr.subs(numbers, simultaneous=True)
            if exact != 0 and sympy.expand(exact) != 0 and sympy.radsimp(sympy.expand(exact)) != 0:
                return False
        except OverflowError:                    # SymPy factors numbers, however large
            return False
        where = ", ".join(f"{s} = {x}" for s, x in zip(self.symbols, point, strict=True))
        what = "the value" if not any(orders) else f"the derivative of orders {orders}"
        self.leans.append(f"SymPy: {what} at {where} is exactly 0")
        return True

    def ladder(self, cell: Sequence[Interval], place: int, rungs: int) -> Ends | None:
        """Bounds of the expression on a cell from the signs of its derivatives by one symbol, up to ``rungs`` of them.

        A derivative of one sign makes the one below it monotone, so that its ends are its values on two faces; at an
        infinite end that value is the limit.  Every derivative used must be continuous on the inside of the cell.
        """
        return self._rung((0,) * len(self.symbols), cell, place, rungs)

    def _rung(self, orders: tuple[int, ...], cell: Sequence[Interval], place: int, left: int) -> Ends | None:
        here = self.on_ends(orders, cell)
        if here is None or left == 0 or here[0] >= 0 or (here[1] <= 0 and any(orders)) or cell[place].is_point:
            return here
        above = self._rung(tuple(o + (i == place) for i, o in enumerate(orders)), cell, place, left - 1)
        if above is None or above[0] < 0 < above[1]:
            return here
        if not (above[0] >= 0 or above[1] <= 0):
            return here
        faces = [self._face(orders, cell, place, end) for end in (cell[place].low, cell[place].high)]
        first, last = faces if above[0] >= 0 else faces[::-1]
        low, high = here
        if first is not None and first[0] > low:
            low = first[0]
        if last is not None and last[1] < high:
            high = last[1]
        return low, high

    def _face(self, orders: tuple[int, ...], cell: Sequence[Interval], place: int, end: End) -> Ends | None:
        pinned = [Interval(end, end) if i == place else side for i, side in enumerate(cell)]
        return self.on_ends(orders, pinned)

    def coefficients(self, cell: Sequence[Interval], place: int) -> list[arb]:
        """Value and slope by one symbol on a finite cell.  Raises Undefined."""
        return self.compiled.jet_of_balls([ball((side.low, side.high)) for side in cell], place, self.trusted)

    def hessian(self, cell: Sequence[Interval]) -> list[list[Ends]] | None:
        """Ends of the second derivatives on a cell, or None where one is not known."""
        n = len(self.symbols)
        rows: list[list[Ends]] = [[(NEG_INF, INF)] * n for _ in range(n)]
        for i, j in product(range(n), repeat=2):
            if i <= j:
                entry = self.on_ends(tuple((k == i) + (k == j) for k in range(n)), cell)
                if entry is None:
                    return None
                rows[i][j] = rows[j][i] = entry
        return rows


def positive_semidefinite(rows: list[list[Ends]]) -> bool:
    """Whether every symmetric matrix with these entries has no negative eigenvalue, by elimination on balls."""
    if not all(low.is_finite() and high.is_finite() for row in rows for low, high in row):
        return False
    matrix = [[low.union(high) if low < high else low for low, high in row] for row in rows]
    n = len(matrix)
    for k in range(n):
        if not (matrix[k][k] > 0 or (k == n - 1 and matrix[k][k] >= 0)):
            return False
        for i in range(k + 1, n):
            for j in range(k + 1, n):
                matrix[i][j] = matrix[i][j] - matrix[i][k] * matrix[k][j] / matrix[k][k]
    return True
