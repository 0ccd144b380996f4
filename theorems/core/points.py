"""Exact points of a domain: given ones, those that differ from another in one coordinate, and simpler ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational, Symbol, oo

from theorems.core.domain import Domain, HypothesisViolated
from theorems.core.sets import Numbers, Signs

NEAR = tuple(Rational(1, 10**k) for k in (1, 2, 3, 4, 6, 8))
FAR = tuple(Integer(10) ** k for k in (2, 3, 4, 6, 8))

Point = dict[Symbol, Expr]


def completed(
    domain: Domain, given: Iterable[Mapping[Any, Any]], used: set[Symbol], rng: np.random.Generator
) -> Iterator[Point]:
    """Points given for some symbols, the rest of each drawn, cut to those used; what the domain forbids is passed over."""
    for values in given:
        try:
            point = domain.complete({s: v for s, v in values.items() if s in domain.index}, rng)
        except HypothesisViolated:
            continue
        yield {s: v for s, v in point.items() if s in used}


def extends(point: Mapping[Symbol, Expr], domain: Domain) -> bool:
    """Whether a point of some symbols is part of a point of the domain."""
    try:
        return bool(domain.sample(np.random.default_rng(0), point, tries=20))
    except HypothesisViolated:
        return False


def size(point: Mapping[Symbol, Expr]) -> int:
    """How large the numerators and denominators are."""
    return sum(abs(int(v.p)) + int(v.q) for v in point.values())


def simpler(value: Expr, values: Any) -> list[Expr]:
    """Simple numbers near a value, simplest first."""
    if isinstance(values, Signs):
        return []
    whole = [Integer(0), Integer(1), Integer(2), Integer(3), Integer(round(float(value)))]
    if isinstance(values, Numbers) and values.integer:
        return whole
    nearby = [Rational(round(float(value) * q), q) for q in (2, 3, 4, 8)]
    return [*whole, Rational(1, 2), *nearby]


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


def neat(value: Expr) -> Rational:
    """A rational number near a value, of nine digits."""
    return Rational(f"{float(value):.9g}")
