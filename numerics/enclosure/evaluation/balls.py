"""Balls: exact numbers into them, exact ends out of them, and comparisons that never guess.

A ball [m ± r] stands for one real number that lies in it.  Two balls may overlap, and then neither ``a < b`` nor
``a >= b`` is known; the functions here say which of the two questions they answer.  The precision of FLINT is one
global number; :func:`precision` is the only place that sets it.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

BITS_PER_DIGIT = 3.3219280948873626
GUARD_BITS = 12
LONGEST = 1_000_000  # bits of an exact end


class NotEnclosable(ValueError):
    """An expression holds a part for which no enclosure is known."""

    def __init__(self, part: object) -> None:
        super().__init__(f"no enclosure is known for {part}")
        self.part = part


class Undefined(ArithmeticError):
    """On this set of arguments the expression has no finite enclosure; nothing is said about its value."""


@contextmanager
def precision(digits: float) -> Iterator[None]:
    """Compute with ``digits`` decimal digits inside the block; the former precision comes back after it."""
    before = ctx.prec
    ctx.prec = max(2, int(digits * BITS_PER_DIGIT) + GUARD_BITS)
    try:
        yield
    finally:
        ctx.prec = before


@contextmanager
def series_length(length: int) -> Iterator[None]:
    """Carry ``length`` coefficients of power series inside the block."""
    before = ctx.cap
    ctx.cap = length
    try:
        yield
    finally:
        ctx.cap = before


def _power_of_two(exponent: int) -> Fraction:
    return Fraction(1 << exponent) if exponent >= 0 else Fraction(1, 1 << -exponent)


def exact(x: Any) -> Fraction:
    """The rational number ``x`` is: an int, a Fraction, a SymPy number, a float (its exact value), a decimal string."""
    if isinstance(x, (int, Fraction)):
        return Fraction(x)
    if isinstance(x, (float, str)):
        return Fraction(x)
    if hasattr(x, "_mpf_"):
        sign, mantissa, exponent, _ = x._mpf_
        if not mantissa and exponent:
            raise TypeError(f"{x!r} is no rational number")
        return Fraction(-int(mantissa) if sign else int(mantissa)) * _power_of_two(int(exponent))
    if getattr(x, "is_Rational", False) or isinstance(x, fmpq):
        return Fraction(int(x.p), int(x.q))
    try:
        return Fraction(operator.index(x))
    except TypeError:
        raise TypeError(f"{x!r} is no rational number") from None


def from_fraction(x: Fraction) -> arb:
    """A ball around a rational number, exact when its denominator is a power of two."""
    if x.denominator & (x.denominator - 1):
        return arb(fmpq(x.numerator, x.denominator))
    return arb((x.numerator, 1 - x.denominator.bit_length()))


def ball(x: Any) -> arb:
    """The smallest ball around ``x`` at the present precision, exact when it can be.

    ``x``: an int, a Fraction, a SymPy Integer, Rational or Float, a float (its exact value), a decimal string, a ball,
    or a pair (low, high) of such.  Raises TypeError for anything else.
    """
    if isinstance(x, arb):
        return x
    if isinstance(x, (tuple, list)):
        low, high = x
        return ball(low).union(ball(high))
    if isinstance(x, float) and x in (float("inf"), float("-inf")):
        return arb.pos_inf() if x > 0 else arb.neg_inf()
    return from_fraction(exact(x))


def certainly_less(a: Any, b: Any) -> bool:
    """Whether every number in ``a`` is below every number in ``b``."""
    return bool(ball(a) < ball(b))


def certainly_at_most(a: Any, b: Any) -> bool:
    """Whether no number in ``a`` exceeds any number in ``b``."""
    return bool(ball(a) <= ball(b))


def possibly_less(a: Any, b: Any) -> bool:
    """Whether some number in ``a`` may be below some number in ``b``: not certainly ``b <= a``."""
    return not certainly_at_most(b, a)


def overlaps(a: Any, b: Any) -> bool:
    """Whether the balls have a number in common; an undefined ball may be anything, so it overlaps all."""
    left, right = ball(a), ball(b)
    return bool(left.is_nan() or right.is_nan() or left.overlaps(right))


def certainly_different(a: Any, b: Any) -> bool:
    """Whether the balls have no number in common."""
    return not overlaps(a, b)


def as_fraction(x: arb) -> Fraction:
    """The exact value of a ball of radius zero.  Raises Undefined if it is not finite, or too long to write down."""
    if not x.is_finite():
        raise Undefined("an infinite end has no rational value")
    mantissa, exponent = x.man_exp()
    if abs(exponent) > LONGEST:
        raise Undefined(f"a number of more than {LONGEST} bits")
    return Fraction(int(mantissa)) * _power_of_two(int(exponent))


def endpoints(x: arb) -> tuple[Fraction, Fraction]:
    """The exact ends of a ball, midpoint less and plus radius.  Raises Undefined if one is not finite or too long."""
    middle, radius = as_fraction(x.mid()), as_fraction(x.rad())
    return middle - radius, middle + radius
