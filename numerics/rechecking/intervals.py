"""mpmath's intervals with rational and infinite ends, and the elementary functions that mpmath has not for them.

Where a set is beyond what a function encloses, NotRecheckable names it; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import mpmath
import sympy

from numerics.rechecking.errors import NotRecheckable

iv: Any = mpmath.iv
End = Fraction | float  # a float only where it is infinite
DIGITS = 30
CONSTANTS = {sympy.pi: lambda: +iv.pi, sympy.E: lambda: iv.exp(iv.mpf(1)), sympy.EulerGamma: lambda: +iv.euler}


@contextmanager
def precision(digits: int = DIGITS) -> Iterator[None]:
    """Compute with this many digits inside the block."""
    before = iv.dps
    iv.dps = digits
    try:
        yield
    finally:
        iv.dps = before


def rational(x: End) -> Any:
    if isinstance(x, float):
        return iv.mpf(x)
    return iv.mpf(x.numerator) / iv.mpf(x.denominator)


def interval(low: End, high: End) -> Any:
    """The smallest interval that holds both ends."""
    return hull(rational(low), rational(high))


def hull(*parts: Any) -> Any:
    return iv.mpf([min(p.a for p in parts), max(p.b for p in parts)])


def zero(x: Any) -> bool:
    return bool(x.a == 0 and x.b == 0)


def bounded(x: Any) -> bool:
    return bool(mpmath.isfinite(mpmath.mpf(x.a)) and mpmath.isfinite(mpmath.mpf(x.b)))


def known(x: Any) -> bool:
    """Whether both ends are numbers."""
    return bool(x.a <= x.b)


def positive_part(x: Any, name: str) -> Any:
    if not x.a > 0:
        raise NotRecheckable(f"{name} of a set that is not above 0")
    return x


def inverse(x: Any, forward: Any, guess: Any, ends: tuple[Any, Any]) -> Any:
    """The inverse of an increasing function, each end verified: forward(low) <= x.a, forward(high) >= x.b."""
    with mpmath.workdps(iv.dps + 10):
        margin = mpmath.mpf(10) ** (-iv.dps + 3)
        low, high = iv.mpf(guess(mpmath.mpf(x.a)) - margin), iv.mpf(guess(mpmath.mpf(x.b)) + margin)
    if zero(x):
        return iv.mpf(0)  # each of these functions is 0 at 0 alone
    first = low.a if low.a >= ends[0].b and forward(low).b <= x.a else ends[0].a
    last = high.b if high.b <= ends[1].a and forward(high).a >= x.b else ends[1].b
    return iv.mpf([iv.mpf(0) if x.a == 0 else first, iv.mpf(0) if x.b == 0 else last])


def arc(name: str) -> Callable[[Any], Any]:
    def of(x: Any) -> Any:
        half = iv.pi / 2
        if name == "atan":
            return inverse(x, iv.tan, mpmath.atan, (-half, half))
        if not (x.a >= -1 and x.b <= 1):
            raise NotRecheckable(f"{name} of a set that leaves [-1, 1]")
        found = inverse(x, iv.sin, mpmath.asin, (-half, half))
        return found if name == "asin" else half - found

    return of


def root(x: Any) -> Any:
    if not x.a >= 0:
        raise NotRecheckable("the root of a set that is not at least 0")
    return iv.sqrt(x)


def cosh(x: Any) -> Any:
    at_ends = hull(*((iv.exp(e) + iv.exp(-e)) / 2 for e in (iv.mpf(x.a), iv.mpf(x.b))))
    return hull(at_ends, iv.mpf(1)) if x.a <= 0 <= x.b else at_ends


def sinh(x: Any) -> Any:
    return hull(*((iv.exp(e) - iv.exp(-e)) / 2 for e in (iv.mpf(x.a), iv.mpf(x.b))))


def tanh(x: Any) -> Any:
    return hull(*(1 - 2 / (iv.exp(2 * e) + 1) for e in (iv.mpf(x.a), iv.mpf(x.b))))


def entropy(x: Any, exponent: Any) -> Any:
    """x^r log x on [0, b], r > 0: falls from 0 to -1/(e r) at e^(-1/r), then rises."""
    r = rational(Fraction(int(exponent.p), int(exponent.q)))
    end = iv.mpf(x.b)
    if zero(end):
        return iv.mpf(0)
    at_end = iv.exp(r * iv.log(end)) * iv.log(end)
    falls = end.b <= iv.exp(-1 / r).a
    low = at_end.a if falls else (-iv.exp(iv.mpf(-1)) / r).a
    return iv.mpf([low, max(iv.mpf(0), at_end.b)])
