"""The search for the points that bound a constant most closely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Integer, Rational, oo, sstr

from theorems.core.constant.asked import Asked, Carried
from theorems.core.constant.probes import Probe, at, probe, ratio
from theorems.core.domain import Domain
from theorems.core.judge import Options
from theorems.core.points import FAR, NEAR, Point, completed, extends, moves
from theorems.core.sets import Numbers

LARGEST = 2**10                                  # constants from its inverse up to it are looked at
HALVINGS = 50
COARSE, FINE = Fraction(1, 16), Fraction(1, 10**5)
POINTS = {"quick": 1_000, "standard": 6_000, "deep": 40_000}


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
        yield from completed(self.domain, self.given, used, self.rng)
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
        assert self.factor is not None  # noqa: S101  (narrowing)
        return probe(point, at(self.left, point), at(self.factor, point), self.carried.sense)

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


def reach_of(asked: Asked, options: Options) -> Reach:
    """What searches points: the claim's own first."""
    claim = asked.claim
    given = (claim.witness, *(dict(m.at) for m in claim.mutants if m.at))
    rng = np.random.default_rng([options.seed, 2])
    assert asked.carried is not None  # noqa: S101  (narrowing)
    return Reach(asked.carried, asked.whole.domain, given, POINTS[options.budget], rng)


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
