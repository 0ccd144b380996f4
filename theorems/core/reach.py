"""Points that bound a constant: how far it may go at each of them, and the boxes on which balls may show the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational, Symbol, oo, sstr

from theorems.core.attack import extends, program
from theorems.core.chain import Sense
from theorems.core.domain import Domain, HypothesisViolated, outward, within
from theorems.core.sets import Numbers, Signs

DIGITS = 40
LARGEST = 2**10                                  # constants from its inverse up to it are looked at
NEAR = tuple(Rational(1, 10**k) for k in (1, 2, 3, 4, 6, 8))
FAR = tuple(Integer(10) ** k for k in (2, 3, 4, 6, 8))
HALVINGS = 50
COARSE, FINE = Fraction(1, 16), Fraction(1, 10**5)
ENUMERATED = 16                                  # values of whole numbers that get a box of their own

Point = dict[Symbol, Expr]


@dataclass(frozen=True)
class Probe:
    """At ``point`` every constant beyond ``fails``, in the direction ``side``, makes the claim certainly false."""

    point: Point
    fails: Fraction
    side: int
    bounds: Fraction | None = None               # up to it nothing fails here, where that is known

    def beats(self, other: Probe | None) -> bool:
        return other is None or (other.fails - self.fails) * self.side > 0

    def certainly_beaten(self, other: Probe) -> bool:
        """Whether the other one bounds the constant more closely, wherever in their balls the two lie."""
        return self.bounds is not None and (self.bounds - other.fails) * self.side > 0


@dataclass(frozen=True)
class Carried:
    """A relation with the constant ``c`` in its right side, and sometimes in its left."""

    left: Expr
    sense: Sense
    right: Expr
    c: Symbol

    @property
    def surplus(self) -> Expr:
        """At least zero where the relation holds."""
        return self.right - self.left if self.sense == "<=" else self.left - self.right

    @property
    def factor(self) -> Expr | None:
        """What the constant multiplies, where it does nothing else."""
        return multiplied(self.right, self.c) if self.c not in self.left.free_symbols else None

    @property
    def used(self) -> set[Symbol]:
        return (self.left.free_symbols | self.right.free_symbols) - {self.c}


def multiplied(right: Expr, c: Symbol) -> Expr | None:
    """The factor f of a side that is c f."""
    factor = right.xreplace({c: Integer(1)})
    return factor if (right - c * factor).expand() == 0 else None


def ratio(left: Any, right: Any) -> tuple[Fraction, Fraction] | None:
    """Ends of left / right, balls both; None where the right one may be zero."""
    from numerics.enclosure import Undefined, endpoints

    if not (left.is_finite() and right.is_finite()) or right.contains(0):
        return None
    found = left / right
    try:
        return endpoints(found)
    except Undefined:
        return None


def probe(point: Point, ends: tuple[Fraction, Fraction], sense: str, positive: bool) -> Probe:
    """What a point says of c in left <= c right, or >=, by the ends of left / right and the sign of right."""
    smaller = (sense == "<=") == positive        # constants below the ratio fail
    low, high = ends
    return Probe(point, low, -1, high) if smaller else Probe(point, high, 1, low)


@dataclass
class Reach:
    """The search for the points that bound the constant most: given ones, drawn ones, and moves from the best."""

    carried: Carried
    domain: Domain
    given: Iterable[Mapping[Any, Any]]
    effort: int
    rng: np.random.Generator
    points: int = 0
    sides: set[int] = field(default_factory=set)
    gain: Fraction = COARSE                      # by how much of its distance to 1 a constant must be better to count

    def __post_init__(self) -> None:
        self.left, self.factor = self.carried.left, self.carried.factor
        self.surplus = self.carried.surplus

    def tightest(self) -> Probe | None:
        """The point that bounds the constant most closely, after ``effort`` points."""
        best: Probe | None = None
        for point in self.pool():
            best = self.better(point, best)
        for self.gain in (COARSE, FINE):
            best = self.moved(best)
        return best

    def moved(self, best: Probe | None) -> Probe | None:
        """The best point, moved as long as that bounds the constant more closely."""
        before = None
        while best is not None and best is not before and self.points < self.effort:
            before = best
            for point in moves(self.domain, best.point):
                best = self.better(point, best)
                if self.points >= self.effort:
                    break
        return best

    def pool(self) -> Iterator[Point]:
        """The points given, then drawn ones: half of the effort."""
        used = self.carried.used
        for given in self.given:
            try:
                point = self.domain.complete({s: v for s, v in given.items() if s in self.domain.index}, self.rng)
            except HypothesisViolated:
                continue
            yield {s: v for s, v in point.items() if s in used}
        for _ in range(self.effort // 2 if used else 1):
            point = self.domain.sample(self.rng)
            yield {s: v for s, v in point.items() if s in used}

    def better(self, point: Point, best: Probe | None) -> Probe | None:
        """The probe of the point if it bounds the constant more closely than the best one, which is kept otherwise."""
        self.points += 1
        found = self.by_ratio(point) if self.factor is not None else self.by_halving(point, best)
        if found is None or not found.beats(best if best is None or best.side == found.side else None):
            return best
        if not (self.domain.allows(point) and extends(point, self.domain)):
            return best
        self.sides.add(found.side)
        return found if best is None or found.side == best.side else best

    def ends(self, point: Point) -> tuple[Fraction, Fraction] | None:
        """Ends of left / factor."""
        assert self.factor is not None  # noqa: S101  (narrowing)
        return ratio(at(self.left, point), at(self.factor, point))

    def by_ratio(self, point: Point) -> Probe | None:
        ends = self.ends(point)
        if ends is None:
            return None
        return probe(point, ends, self.carried.sense, bool(at(self.factor, point) > 0))

    def by_halving(self, point: Point, best: Probe | None) -> Probe | None:
        """The constant that fails nearest to 1, on the side of the best one, or on the first that has one."""
        for side in (best.side,) if best else (1, -1):
            start = best.fails - (best.fails - 1) * self.gain if best else None
            fails = self.first_failing(point, side) if start is None else start if self.false(point, start) else None
            if fails is None:
                continue
            holds = Fraction(1)
            for _ in range(HALVINGS):
                middle = (holds + fails) / 2
                if self.false(point, middle):
                    fails = middle
                else:
                    holds = middle
            return Probe(point, fails, side, holds)
        return None

    def first_failing(self, point: Point, side: int) -> Fraction | None:
        constants = (Fraction(2) ** (side * k) for k in range(1, LARGEST.bit_length()))
        return next((c for c in constants if self.false(point, c)), None)

    def false(self, point: Point, c: Fraction) -> bool:
        """Whether the claim with this constant is certainly false at the point."""
        value = at(self.surplus, point | {self.carried.c: Rational(c.numerator, c.denominator)})
        return bool(value is not None and value < 0)

    def constant(self, point: Point) -> Probe | None:
        """What a point says by itself."""
        if not self.domain.allows(point):
            return None
        return self.by_ratio(point) if self.factor is not None else self.by_halving(point, None)


def moves(domain: Domain, point: Point) -> Iterator[Point]:
    """Points that differ in one coordinate: far out, near an end, near another coordinate, or by a step."""
    for symbol in sorted(point, key=str):
        for value in others(domain, symbol, point):
            if value != point[symbol]:
                yield point | {symbol: value}


def others(domain: Domain, symbol: Symbol, point: Point) -> Iterator[Expr]:
    """Values worth a try for one coordinate of a point; some may lie outside the domain."""
    values, here = domain.set_of(symbol), point[symbol]
    if isinstance(values, Signs):
        yield -here
    if not isinstance(values, Numbers):
        return
    low, high = domain.range_at(symbol, point)
    if values.integer:
        yield from (here + step for step in (-1, 1, -10, 10))
        yield from (end for end in (low, high) if end.is_Integer)
        yield from (sign * far for end, sign in ((low, -1), (high, 1)) if end in (oo, -oo) for far in FAR)
        return
    for end, sign in ((low, 1), (high, -1)):
        if end.is_Rational:
            yield from (end, *(end + sign * near for near in NEAR))
        elif end in (oo, -oo):
            yield from (-sign * far for far in FAR)
    apart = [v for s, v in sorted(point.items(), key=str) if s != symbol and not v.is_Integer]
    yield from (neat(v + near * sign) for v in apart for near in NEAR[1::2] for sign in (1, -1))
    for k in range(1, 24, 2):
        yield from (neat(here + sign * (abs(here) + Rational(1, 10**3)) / 2**k) for sign in (1, -1))


def limit(domain: Domain, best: Probe, constant: Callable[[Point], Probe | None]) -> str:
    """In words, in which coordinates the best point lies on the way to an end; empty if in none.

    So it is where points ten and a hundred times farther from the end are worse each, and one closer to it is not.
    """
    said = []
    for symbol, value in sorted(best.point.items(), key=lambda item: str(item[0])):
        values = domain.set_of(symbol)
        if not isinstance(values, Numbers):
            continue
        for end in domain.range_at(symbol, best.point):
            near = not values.integer and end.is_Rational and 0 < abs(value - end) <= NEAR[1]
            far = end in (oo, -oo) and abs(value) >= FAR[0] and (value > 0) == (end > 0)
            if not near and not far:
                continue
            along = [value * t if far else end + (value - end) / t for t in (10, Rational(1, 10), Rational(1, 100))]
            if values.integer:
                along = [Integer(round(v)) for v in along]
            further, one, two = (constant(best.point | {symbol: v}) for v in along)
            if one and two and best.beats(one) and one.beats(two) and not (further and further.certainly_beaten(best)):
                said.append(f"{symbol} -> {sstr(end)}")
    return ", ".join(said)


def neat(value: Expr) -> Rational:
    """A rational number near a value, of nine digits."""
    return Rational(f"{float(value):.9g}")


def at(e: Expr | None, point: Mapping[Symbol, Expr]) -> Any:
    """A ball that holds the value of an expression at an exact point; not finite where there is none."""
    from numerics.enclosure import ball

    assert e is not None  # noqa: S101  (narrowing)
    try:
        return program(e).at({s: point[s] for s in e.free_symbols}, digits=DIGITS)
    except (ValueError, ArithmeticError):
        return ball(float("inf"))


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
