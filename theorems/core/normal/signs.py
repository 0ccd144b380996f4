"""What is certain of a sign."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Float, Rational, oo


@dataclass(frozen=True)
class Sign:
    """Which of "above 0", "at least 0", "at most 0", "below 0" are certain."""

    nonnegative: bool = False
    nonpositive: bool = False
    nonzero: bool = False

    @property
    def positive(self) -> bool:
        return self.nonnegative and self.nonzero

    @property
    def negative(self) -> bool:
        return self.nonpositive and self.nonzero

    @property
    def known(self) -> bool:
        return self.nonnegative or self.nonpositive

    def __neg__(self) -> Sign:
        return Sign(self.nonpositive, self.nonnegative, self.nonzero)

    def __add__(self, other: Sign) -> Sign:
        up, down = self.nonnegative and other.nonnegative, self.nonpositive and other.nonpositive
        return Sign(up, down, (up or down) and (self.nonzero or other.nonzero))

    def __mul__(self, other: Sign) -> Sign:
        if self == ZERO or other == ZERO:
            return ZERO
        same = (self.nonnegative and other.nonnegative) or (self.nonpositive and other.nonpositive)
        opposite = (self.nonnegative and other.nonpositive) or (self.nonpositive and other.nonnegative)
        return Sign(same, opposite, self.nonzero and other.nonzero)

    def __or__(self, other: Sign) -> Sign:
        """What two ways of looking at one expression show together."""
        return Sign(
            self.nonnegative or other.nonnegative,
            self.nonpositive or other.nonpositive,
            self.nonzero or other.nonzero,
        )

    def __and__(self, other: Sign) -> Sign:
        """What holds in both of two cases."""
        return Sign(
            self.nonnegative and other.nonnegative,
            self.nonpositive and other.nonpositive,
            self.nonzero and other.nonzero and (self.positive == other.positive or self.negative == other.negative),
        )


UNKNOWN, ZERO = Sign(), Sign(True, True, False)
POSITIVE, NONNEGATIVE, NEGATIVE = Sign(True, False, True), Sign(True), Sign(False, True, True)


def of_number(e: Expr) -> Sign:
    """The sign of a constant: exact for rationals, by balls otherwise."""
    if isinstance(e, Float):
        e = Rational(e)
    if e.is_Rational:
        return ZERO if e == 0 else POSITIVE if e > 0 else NEGATIVE
    if e in (oo, -oo):
        return POSITIVE if e == oo else NEGATIVE
    if e.has(oo, -oo):
        return UNKNOWN
    from numerics.enclosure import NotEnclosable, certainly_less, compile

    try:
        value = compile(e, ()).at({}, digits=60)
    except NotEnclosable:
        return UNKNOWN
    return POSITIVE if certainly_less(0, value) else NEGATIVE if certainly_less(value, 0) else UNKNOWN
