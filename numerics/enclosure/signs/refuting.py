"""The hunt for a point where an inequality is certainly false."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

import sympy
from flint import arb

from numerics.enclosure.evaluation.balls import from_fraction, precision
from numerics.enclosure.evaluation.compiled import Compiled
from numerics.enclosure.signs.problem import Problem
from numerics.enclosure.signs.ranges import INFINITY, Range

DIGITS = 40
PROBES = 96
DESCENTS = 3
NEAR = Fraction(1, 10**6)
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19)


@dataclass(frozen=True)
class Fails:
    """The inequality is false at this exact point of the box, where all that is given holds.

    ``value``: the expression there, certainly below zero (or exactly zero, where more than zero was claimed).
    """

    point: dict[sympy.Symbol, Fraction]
    value: arb


@dataclass
class Hunter:
    """Tries points: those it is shown, and its own."""

    problem: Problem
    given: Sequence[Compiled]
    strict: bool

    def refutes(self, point: Sequence[Fraction]) -> Fails | None:
        """The refutation by one point, if it is one."""
        problem = self.problem
        where = dict(zip(problem.symbols, point, strict=True))
        if where not in problem.box:
            return None
        with precision(DIGITS):
            arguments = [from_fraction(x) for x in point]
            value = problem.compiled.function("balls")(*arguments)
            if not (value < 0 or (self.strict and value <= 0)):
                if not (self.strict and problem.vanishes((0,) * len(point), tuple(point))):
                    return None
                value = arb(0)
            if not all(g.function("balls")(*arguments) >= 0 for g in self.given):
                return None
        return Fails(where, value)

    def hunt(self) -> Fails | None:
        """Points spread over the box, then descents from the lowest of them; the simplest false point found nearby."""
        scored = []
        for point in self._spread():
            found = self.refutes(point)
            if found is not None:
                return self._simpler(found)
            scored.append((self._score(point), point))
        scored.sort(key=lambda pair: pair[0])
        for score, point in scored[:DESCENTS]:
            if score < INFINITY:
                found = self._descend(point, score)
                if found is not None:
                    return self._simpler(found)
        return None

    def _score(self, point: Sequence[Fraction]) -> float:
        if dict(zip(self.problem.symbols, point, strict=True)) not in self.problem.box:
            return INFINITY
        with precision(15):
            arguments = [from_fraction(x) for x in point]
            if not all(g.function("balls")(*arguments) >= 0 for g in self.given):
                return INFINITY
            value = self.problem.compiled.function("balls")(*arguments)
            return float(value.mid()) if value.is_finite() else INFINITY

    def _spread(self) -> Iterator[tuple[Fraction, ...]]:
        ranges = list(self.problem.box.values())
        marks = [(Fraction(0), Fraction(1), Fraction(1, 2))] * len(ranges)
        for corner in islice(product(*marks), PROBES):
            yield tuple(_placed(r, t) for r, t in zip(ranges, corner, strict=True))
        for n in range(1, PROBES):
            places = (_radical_inverse(n, PRIMES[i % len(PRIMES)]) for i in range(len(ranges)))
            yield tuple(_placed(r, t) for r, t in zip(ranges, places, strict=True))

    def _descend(self, start: tuple[Fraction, ...], score: float) -> Fails | None:
        """Pattern search: a step in one coordinate is kept if it lowers the value, else halved."""
        ranges = list(self.problem.box.values())
        steps = [_width(r) / 8 for r in ranges]
        point, best = list(start), score
        for _ in range(60):
            moved = False
            for i, step in enumerate(steps):
                for shift in (step, -step):
                    trial = point.copy()
                    trial[i] = _round(point[i] + shift)
                    value = self._score(trial)
                    if value < best:
                        point, best, moved = trial, value, True
                        if value <= 0 and (found := self.refutes(trial)) is not None:
                            return found
                        break
            if not moved:
                steps = [step / 2 for step in steps]
        return self.refutes(point)

    def _simpler(self, found: Fails) -> Fails:
        point = tuple(found.point.values())
        for denominator in (1, 2, 4, 8, 10, 16, 64, 100, 1000):
            near = tuple(x.limit_denominator(denominator) for x in point)
            simpler = self.refutes(near)
            if simpler is not None and simpler.value <= found.value / 2:
                return simpler
        return found


def _round(x: Fraction) -> Fraction:
    return Fraction(round(x * 2**60), 2**60)


def _radical_inverse(n: int, base: int) -> Fraction:
    value, scale = 0, 1
    while n:
        n, digit = divmod(n, base)
        scale *= base
        value = value * base + digit
    return Fraction(value, scale)


def _width(r: Range) -> Fraction:
    if isinstance(r.low, float) or isinstance(r.high, float):
        return Fraction(8)
    return Fraction(r.high) - Fraction(r.low)


def _placed(r: Range, t: Fraction) -> Fraction:
    """The point of a range at t in [0, 1]; infinite ends are approached as t/(1-t); open ends are moved in a little."""
    t = max(t, NEAR) if r.low_open else t
    t = min(t, 1 - NEAR) if r.high_open else t
    low_infinite, high_infinite = isinstance(r.low, float), isinstance(r.high, float)
    if low_infinite and high_infinite:
        return (2 * t - 1) / (t * (1 - t)) / 4
    if high_infinite:
        return Fraction(r.low) + t / (1 - t)
    if low_infinite:
        return Fraction(r.high) - (1 - t) / t
    return Fraction(r.low) + t * (Fraction(r.high) - Fraction(r.low))
