"""Sets of real numbers as pairs of ends (low, high), exact, either of which may be infinite."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from numerics.enclosure.evaluation.balls import Undefined

Ends = tuple[arb, arb]
INF, NEG_INF, ZERO = arb.pos_inf(), arb.neg_inf(), arb(0)


def ends(x: arb) -> Ends:
    """The ends of a ball.  Raises Undefined where it is not a number."""
    if x.is_nan():
        raise Undefined("not a number")
    return x.lower(), x.upper()


def pair(low: arb, high: arb) -> Ends:
    """From the low end of one ball to the high end of the other.  Raises Undefined where one is not a number."""
    if low.is_nan() or high.is_nan():
        raise Undefined("infinity less infinity")
    return low.lower(), high.upper()


def least(numbers: list[arb]) -> arb:
    """The least of exact numbers."""
    found = numbers[0]
    for number in numbers[1:]:
        found = number if number < found else found
    return found


def greatest(numbers: list[arb]) -> arb:
    """The greatest of exact numbers."""
    found = numbers[0]
    for number in numbers[1:]:
        found = number if number > found else found
    return found


def cut(x: Ends, low: arb, high: arb) -> Ends:
    """The part between two numbers.  Raises Undefined where there is none."""
    if x[1] < low or x[0] > high:
        raise Undefined("outside the domain")
    return (x[0] if x[0] >= low else low), (x[1] if x[1] <= high else high)


def through_balls(function: Callable[..., arb], *arguments: Ends) -> Ends:
    """The ends of a function that is known on finite balls only."""
    balls = []
    for low, high in arguments:
        if not (low.is_finite() and high.is_finite()):
            raise Undefined("known on finite balls only")
        balls.append(low.union(high) if low < high else low)
    value = function(*balls)
    if not value.is_finite():
        raise Undefined("no finite value")
    return ends(value)
