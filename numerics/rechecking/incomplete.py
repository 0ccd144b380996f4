"""The incomplete gamma and beta functions and the error functions in mpmath intervals, from series of positive terms.

DLMF 8.7.1 for gamma(s, x), 8.17.8 for the incomplete beta function; far out Gamma(s, x) lies between x^(s-1) e^-x and
x^(s-1) e^-x / (1 - (s-1)/x), in the one order or the other.  Nothing is taken from another implementation of them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import mpmath

from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.intervals import hull, iv, precision, rational

FAR = 600        # beyond it Gamma(s, x) is bounded by its two ends
LARGEST = 200    # of a parameter
HALF = Fraction(1, 2)


def powered(x: Any, exponent: Fraction) -> Any:
    """x^exponent for x above 0."""
    if exponent.denominator == 1:
        return x ** int(exponent)
    return iv.exp(rational(exponent) * iv.log(x))


def summed(first: Any, ratio: Callable[[int], Any], limit: Any) -> Any:
    """A series of positive terms: ``ratio(n)`` from the n-th to the next, from some n on between ``limit`` and itself."""
    total = term = first
    small, n = mpmath.mpf(10) ** (-iv.dps - 3), 0
    while True:
        step = ratio(n)
        most = max(step.b, limit.b)
        if most < 0.9 and term.b <= small * total.a:
            rest = (term * most / (1 - iv.mpf(most))).b
            return total + iv.mpf([0, rest])
        term = term * step
        total = total + term
        n += 1


def lower(s: Fraction, x: Any) -> Any:
    """gamma(s, x) at a point x > 0: x^s e^-x sum x^n / (s (s+1) ... (s+n))."""
    terms = summed(1 / rational(s), lambda n: x / rational(s + n + 1), iv.mpf(0))
    return powered(x, s) * iv.exp(-x) * terms


@lru_cache(maxsize=64)
def whole(s: Fraction, at: int) -> Any:
    """Gamma(s) with ``at`` digits, from both parts at a place far enough."""
    place = iv.mpf(int(3 * at + 4 * s))
    return lower(s, place) + far_above(s, place)


def far_above(s: Fraction, x: Any) -> Any:
    """Gamma(s, x) between its two bounds, x > s - 1."""
    head, factor = powered(x, s - 1) * iv.exp(-x), 1 / (1 - rational(s - 1) / x)
    other = head * factor
    return hull(head, other)


def upper(s: Fraction, x: Any) -> Any:
    """Gamma(s, x) at a point x > 0."""
    if x.a > FAR + 2 * float(s):
        return far_above(s, x)
    before = iv.dps
    with precision(2 * before + 10 + int(float(x.b) / 2)):
        found = whole(s, iv.dps) - lower(s, iv.mpf(x))
    return +found


def part_of_beta(a: Fraction, b: Fraction, x: Any) -> Any:
    """B(a, b; x) at a point 0 < x <= 1/2: x^a (1-x)^b sum (a+b)_n / (a)_{n+1} x^n."""
    terms = summed(1 / rational(a), lambda n: rational((a + b + n) / (a + 1 + n)) * x, x)
    return powered(x, a) * powered(1 - x, b) * terms


@lru_cache(maxsize=64)
def beta(a: Fraction, b: Fraction, at: int) -> Any:
    half = iv.mpf(1) / 2
    return part_of_beta(a, b, half) + part_of_beta(b, a, half)


def lower_beta(a: Fraction, b: Fraction, x: Any) -> Any:
    """B(a, b; x) at a point of [0, 1]."""
    if x.b <= 0:
        return iv.mpf(0)
    if x.a >= 1:
        return beta(a, b, iv.dps)
    return part_of_beta(a, b, x) if x.b <= 0.5 else beta(a, b, iv.dps) - part_of_beta(b, a, 1 - x)


def on_ends(x: Any, at: Callable[[Any], Any]) -> Any:
    """A monotone function on an interval, from its values at the two ends."""
    first, last = at(iv.mpf(x.a)), at(iv.mpf(x.b))
    return hull(first, last)


def infinite(x: Any) -> bool:
    return bool(mpmath.isinf(mpmath.mpf(x.b)))


def erf(x: Any) -> Any:
    def at(point: Any) -> Any:
        if point.a < 0:
            return -at(-point)
        if point.b == 0:
            return iv.mpf(0)
        return iv.mpf(1) if infinite(point) else lower(HALF, point**2) / iv.sqrt(iv.pi) if point.b < 20 else 1 - erfc(point)

    return on_ends(x, at)


def erfc(x: Any) -> Any:
    def at(point: Any) -> Any:
        if point.a < 0:
            return 2 - at(-point)
        if point.b == 0:
            return iv.mpf(1)
        if infinite(point):
            return iv.mpf(0)
        with precision(2 * iv.dps + 5):             # where the square of an end is exact
            square = point**2
        return upper(HALF, square) / iv.sqrt(iv.pi)

    return on_ends(x, at)


def gaussian(x: Any, sign: int) -> Any:
    """The slope of erf (sign 1) and of erfc (sign -1)."""
    return sign * 2 * iv.exp(-(x**2)) / iv.sqrt(iv.pi)


def of_gamma(name: str, s: Fraction, x: Any) -> Any:
    """Gamma(s, x) or gamma(s, x), s > 0, on an interval x >= 0."""
    if not 0 < s <= LARGEST or not x.a >= 0:
        raise NotRecheckable(f"{name} of such arguments")

    def at(point: Any) -> Any:
        if point.b == 0:
            return iv.mpf(0) if name == "lowergamma" else whole(s, iv.dps)
        if infinite(point):
            return whole(s, iv.dps) if name == "lowergamma" else iv.mpf(0)
        if name == "lowergamma":
            return lower(s, point) if point.b < FAR else whole(s, iv.dps) - upper(s, point)
        return upper(s, point)

    return on_ends(x, at)


def slope_of_gamma(name: str, s: Fraction, x: Any) -> Any:
    if s != 1 and not x.a > 0 and not (s > 1 and s.denominator == 1):
        raise NotRecheckable("a slope at 0")
    size = powered(x, s - 1) * iv.exp(-x)
    return size if name == "lowergamma" else -size


def of_beta(name: str, parameters: tuple[Fraction, Fraction], x: Any) -> Any:
    """B(a, b; x), or I_x(a, b) by its name, on an interval in [0, 1]."""
    a, b = parameters
    if not (0 < a <= LARGEST and 0 < b <= LARGEST) or not (x.a >= 0 and x.b <= 1):
        raise NotRecheckable(f"{name} of such arguments")
    if name == "betainc":
        return on_ends(x, lambda point: lower_beta(a, b, point))

    def share(point: Any) -> Any:
        return iv.mpf(int(point.a >= 1)) if point.a >= 1 or point.b <= 0 else lower_beta(a, b, point) / beta(a, b, iv.dps)

    return on_ends(x, share)


def slope_of_beta(name: str, parameters: tuple[Fraction, Fraction], x: Any) -> Any:
    a, b = parameters
    if not (x.a > 0 and x.b < 1):
        raise NotRecheckable("a slope at the end of the range")
    size = powered(x, a - 1) * powered(1 - x, b - 1)
    return size if name == "betainc" else size / beta(a, b, iv.dps)
