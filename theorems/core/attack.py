"""The hunt for a point at which a relation is certainly false.

One function for refused rows, refused side conditions and conclusions: exact points of the domain, both sides in balls,
the verdict of the balls confirmed by a second evaluator.  What cannot be evaluated is said, not passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from sympy import Expr, Symbol, Trace, sstr
from sympy.core.function import AppliedUndef

from theorems.core.domain import Domain, HypothesisViolated
from theorems.core.expressions import Dot, E, MatrixFunction, Quantity
from theorems.core.normal.positive_parts import averaged
from theorems.core.normal.scalars import DEFINITIONS, MOMENTS, ORTHOGONALITY, TRIGONOMETRY, Normaliser, Unseen
from theorems.core.points import Point, completed, extends, simpler, size
from theorems.core.row import Row
from theorems.core.verdict import Counterexample

DIGITS = 40
TRIES = 60
ALL = frozenset({MOMENTS, ORTHOGONALITY, TRIGONOMETRY, DEFINITIONS})


class NotAttackable(ValueError):
    """A relation one of whose sides cannot be evaluated at a point."""


@lru_cache(maxsize=4096)
def evaluable(e: Any, row: Row) -> Expr:
    """The side written without averages, scalar products and named quantities, where that can be done."""
    if getattr(e, "is_Matrix", False):
        raise NotAttackable("a matrix is not evaluated at a point")
    if e.has(E, Dot, Trace, Quantity):
        try:
            tools = Normaliser(row.domain, ALL, row.given)
            e = tools.thaw(tools.reduced(tools.freeze(e)))
        except Unseen as error:
            raise NotAttackable(str(error)) from None
    e = averaged(e, row.domain)
    for kind in (E, Quantity, Dot, Trace, MatrixFunction, AppliedUndef):
        if e.has(kind):
            raise NotAttackable(f"{sstr(e)} has no value at a point: {kind.__name__} stays")
    return row.domain.expanded(e)


def attack(
    row: Row, rng: np.random.Generator, at: Iterable[Mapping[Any, Any]] = (), tries: int = TRIES
) -> Counterexample | None:
    """The simplest point found at which the row is certainly false, with the worst one; None if none was found.

    Raises NotAttackable where a side has no value at a point.
    """
    left, right = (evaluable(side, row) for side in (row.before, row.after))
    used = left.free_symbols | right.free_symbols
    if unknown := used - set(row.domain.numbers):
        raise NotAttackable(f"{sorted(map(str, unknown))} are no numbers of the domain")
    found: list[tuple[Fraction, Point]] = []
    for point in points(row.domain, used, rng, at, tries):
        margin = violation(left, row.relation, right, point)
        if margin is not None:
            found.append((margin, point))
    if not found:
        return None
    simple = shrunk(min((p for _, p in found), key=size), left, row, right)
    margin = violation(left, row.relation, right, simple)
    worst = max([*found, *([(margin, simple)] if margin is not None else [])], key=lambda pair: pair[0])[1]
    return told(left, row.relation, right, simple, told(left, row.relation, right, worst, None))


def points(
    domain: Domain, used: set[Symbol], rng: np.random.Generator, at: Iterable[Mapping[Any, Any]], tries: int
) -> Iterator[Point]:
    """Points given first, then drawn ones, cut to the symbols that are used."""
    yield from completed(domain, at, used, rng)
    for _ in range(tries if used else 1):
        try:
            point = domain.sample(rng)           # all of it: later symbols and constraints narrow the earlier ones
        except HypothesisViolated:
            return
        yield {s: v for s, v in point.items() if s in used}


def value(e: Expr, point: Mapping[Symbol, Expr]) -> Any:
    """A ball that holds the value of an expression at an exact point."""
    return program(e).at({s: point[s] for s in e.free_symbols}, digits=DIGITS)


@lru_cache(maxsize=4096)
def program(e: Expr) -> Any:
    """The expression compiled for balls."""
    from numerics.enclosure import compile

    return compile(e, tuple(sorted(e.free_symbols, key=str)))


def violation(left: Expr, relation: str, right: Expr, point: Mapping[Symbol, Expr]) -> Fraction | None:
    """By how much, relative to the sides, the relation is certainly false; None if it is not certainly so."""
    from numerics.enclosure import NotEnclosable, Undefined, certainly_less, endpoints

    try:
        one, two = value(left, point), value(right, point)
    except (NotEnclosable, ArithmeticError):
        return None
    if not (one.is_finite() and two.is_finite()):
        return None
    false = {
        "=": certainly_less(one, two) or certainly_less(two, one),
        "<=": certainly_less(two, one),
        ">=": certainly_less(one, two),
    }[relation]
    if not false:
        return None
    try:
        (a, b), (c, d) = endpoints(one), endpoints(two)
    except Undefined:                            # a number too long to write down
        return None
    gap = max(a - d, c - b)
    scale = max(abs(a), abs(b), abs(c), abs(d))
    return gap / scale if scale else None


def shrunk(point: Point, left: Expr, row: Row, right: Expr) -> Point:
    """A point of the domain that is shorter to write and still violates the relation: one symbol at a time."""
    for symbol in sorted(point, key=str):
        for candidate in simpler(point[symbol], row.domain.index.get(symbol)):
            changed = {**point, symbol: candidate}
            if size(changed) < size(point) and row.domain.allows(changed) and violation(
                left, row.relation, right, changed
            ) is not None and extends(changed, row.domain):
                point = changed
                break
    return point


def told(
    left: Expr, relation: str, right: Expr, point: Mapping[Symbol, Expr], worst: Counterexample | None
) -> Counterexample:
    """Both values as plain numbers, from the second evaluator; it has the last word on the sign of the gap."""
    from numerics.enclosure.evaluation import second

    values: list[tuple[Fraction, Fraction]] = []
    notes: list[str] = []
    for side in (left, right):
        found = second.evaluate(side, dict(point), DIGITS)
        values.append((found.low, found.high))
        if not found.rigorous:
            notes.append("second evaluator not rigorous here")
    (a, b), (c, d) = values
    gap = max(a - d, c - b)
    confirmed = gap > 0
    return Counterexample(
        at={str(s): sstr(v) for s, v in sorted(point.items(), key=lambda item: str(item[0]))},
        left=plain(a, b), relation=relation, right=plain(c, d), margin=plain(gap, gap),
        certain=confirmed, worst=worst,
        note="; ".join(dict.fromkeys(notes)) if confirmed else "not confirmed by the second evaluator",
    )


def plain(low: Fraction, high: Fraction) -> str:
    """A number between two close ends, in at most 12 digits."""
    middle = (low + high) / 2
    if middle.denominator == 1 and low == high:
        return str(middle.numerator)
    try:
        found = float(middle)
    except OverflowError:
        found = 0.0
    # Decimals have exponents enough for what floats round to zero or refuse.
    return f"{found if found else Decimal(middle.numerator) / Decimal(middle.denominator):.12g}"
