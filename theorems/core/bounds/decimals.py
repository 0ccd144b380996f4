"""Exact numbers as decimals of so many significant digits, rounded in a direction that is said."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

Direction = Literal[-1, 0, 1]                    # down, to the nearest, up
PLAIN = range(-4, 7)                             # orders of magnitude that are written without an exponent
LOG2 = 0.30103


class Decimal(NamedTuple):
    """``mantissa`` times 10 to the ``exponent``; ``number`` is what they say, exactly."""

    number: Fraction
    mantissa: str
    exponent: int = 0

    def __str__(self) -> str:
        return f"{self.mantissa}e{self.exponent}" if self.exponent else self.mantissa


def magnitude(x: Fraction) -> int:
    """The e with 10^e <= abs(x) < 10^(e+1), for x not 0."""
    x = abs(x)
    e = floor((x.numerator.bit_length() - x.denominator.bit_length()) * LOG2)
    while power(e) > x:
        e -= 1
    while power(e + 1) <= x:
        e += 1
    return e


def power(e: int) -> Fraction:
    return Fraction(10**e) if e >= 0 else Fraction(1, 10**-e)


def rounded(x: Fraction, digits: int, direction: Direction) -> Decimal:
    """The next decimal of ``digits`` significant digits below x, above x, or nearest to it; zeros that say nothing go."""
    if not x:
        return Decimal(Fraction(0), "0")
    place = magnitude(x) - digits + 1
    scaled = x / power(place)
    count = round(scaled) if not direction else floor(scaled) if direction < 0 else ceil(scaled)
    if abs(count) == 10**digits:                 # rounded up to the next power of ten
        count, place = count // 10, place + 1
    number = count * power(place)
    written = short if number == x else plain
    order = magnitude(number)
    if order in PLAIN:
        return Decimal(number, written(count, place))
    return Decimal(number, written(count, place - order), order)


def plain(count: int, place: int) -> str:
    """count * 10^place without an exponent."""
    if place >= 0:
        return str(count * 10**place)
    digits = str(abs(count)).rjust(1 - place, "0")
    return f"{'-' * (count < 0)}{digits[:place]}.{digits[place:]}"


def short(count: int, place: int) -> str:
    """The same without zeros behind the point."""
    text = plain(count, place)
    return text.rstrip("0").rstrip(".") if place < 0 else text
