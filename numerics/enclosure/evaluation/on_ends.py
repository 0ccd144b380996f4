"""The operations of a program on pairs of ends (low, high), either of which may be infinite.

Slower than balls, but monotone functions keep their exact ends, half-lines are sets like others, and an argument may
touch the edge of a domain: 1/[0, h] is [1/h, oo].  The pair holds every value at points where the expression is defined
and, at an infinite end, every limit.  A divisor or the argument of a logarithm may be zero only on the faces of the box
(``facial``); anything else raises Undefined.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb

from numerics.enclosure.evaluation import on_balls, on_incomplete
from numerics.enclosure.evaluation.balls import Undefined
from numerics.enclosure.evaluation.ends import INF, NEG_INF, ZERO, Ends, cut, ends, greatest, least, pair, through_balls


def add(x: Ends, y: Ends) -> Ends:
    return pair(x[0] + y[0], x[1] + y[1])


def sub(x: Ends, y: Ends) -> Ends:
    return pair(x[0] - y[1], x[1] - y[0])


def neg(x: Ends) -> Ends:
    return -x[1], -x[0]


def _times(a: arb, b: arb) -> arb:
    # A finite number times zero is zero, however large: the infinite ends stand for bounds that are not reached.
    return ZERO if a == 0 or b == 0 else a * b


def _is_infinity(x: Ends) -> bool:
    return bool(x[0] == INF or x[1] == NEG_INF)


def mul(x: Ends, y: Ends) -> Ends:
    if (_is_infinity(x) and y[0] <= 0 <= y[1]) or (_is_infinity(y) and x[0] <= 0 <= x[1]):
        raise Undefined("infinity times zero")
    if x[0] >= 0 and y[0] >= 0:
        return _times(x[0], y[0]).lower(), _times(x[1], y[1]).upper()
    products = [_times(a, b) for a in x for b in y]
    return least([p.lower() for p in products]), greatest([p.upper() for p in products])


def div(x: Ends, y: Ends, facial: bool) -> Ends:
    low, high = y
    if low > 0 or high < 0:
        return mul(x, _inverse(y))
    if facial and (low == 0 < high or high == 0 > low):
        return mul(x, _inverse(y))
    raise Undefined("a divisor may be zero inside the box")


def _inverse(y: Ends) -> Ends:
    low, high = y
    top = INF if low == 0 else 1 / low
    bottom = NEG_INF if high == 0 else 1 / high
    return bottom.lower(), top.upper()


def monotone(name: str, at_minus: arb | Callable[[], arb], at_plus: arb | Callable[[], arb]) -> Callable[[Ends], Ends]:
    """A rising function given its two limits."""

    def value(x: arb) -> arb:
        if x.is_finite():
            finite: arb = getattr(x, name)()
            return finite
        limit = at_plus if x > 0 else at_minus
        return limit() if callable(limit) else limit

    def apply(x: Ends) -> Ends:
        return pair(value(x[0]), value(x[1]))

    return apply


def _half_pi() -> arb:
    return arb.pi() / 2


def _minus_half_pi() -> arb:
    return -arb.pi() / 2


exp = monotone("exp", ZERO, INF)
sinh = monotone("sinh", NEG_INF, INF)
asinh = monotone("asinh", NEG_INF, INF)
tanh = monotone("tanh", arb(-1), arb(1))
erf = monotone("erf", arb(-1), arb(1))
atan = monotone("atan", _minus_half_pi, _half_pi)


def erfc(x: Ends) -> Ends:
    low, high = x
    least_value = low.erfc() if low.is_finite() else (arb(2) if low < 0 else ZERO)
    return pair(high.erfc() if high.is_finite() else (ZERO if high > 0 else arb(2)), least_value)


def log(x: Ends, facial: bool) -> Ends:
    low, high = x
    if not (low > 0 or (facial and low == 0 < high)):
        raise Undefined("the argument of a logarithm may be zero or negative")
    return (NEG_INF if low == 0 else low.log().lower()), (INF if high == INF else high.log().upper())


def root(x: Ends, degree: int) -> Ends:
    if not x[0] >= 0:
        raise Undefined("a root of what may be negative")
    low, high = (end if end == INF else on_balls.root(end, degree) for end in x)
    return low.lower(), high.upper()


def root_of_nonnegative(x: Ends, degree: int) -> Ends:
    return root(cut(x, ZERO, INF), degree)


def ipow(x: Ends, exponent: int) -> Ends:
    if exponent & 1 == 0:
        x = absolute(x)
    low, high = (end**exponent if end.is_finite() else _power_of_infinity(end, exponent) for end in x)
    return low.lower(), high.upper()


def _power_of_infinity(end: arb, exponent: int) -> arb:
    if exponent == 0:
        raise Undefined("infinity to the power zero")
    return end if exponent & 1 else INF


def absolute(x: Ends) -> Ends:
    low, high = x
    if low >= 0:
        return x
    if high <= 0:
        return -high, -low
    return ZERO, greatest([-low, high])


def xlogx(x: Ends) -> Ends:
    low, high = x
    if not low >= 0:
        raise Undefined("x log x of what may be negative")
    values = [INF if end == INF else on_balls.xlogx(end) for end in (low, high)]
    turn = arb(-1).exp()
    bottom = least([v.lower() for v in values])
    if not (low > turn or high < turn):
        bottom = (-turn).lower()
    return bottom, greatest([v.upper() for v in values])


def xlogx_of_nonnegative(x: Ends) -> Ends:
    return xlogx(cut(x, ZERO, INF))


def asin(x: Ends) -> Ends:
    if not (x[0] >= -1 and x[1] <= 1):
        raise Undefined("the arc sine of what may leave [-1, 1]")
    return x[0].asin().lower(), x[1].asin().upper()


def acos(x: Ends) -> Ends:
    if not (x[0] >= -1 and x[1] <= 1):
        raise Undefined("the arc cosine of what may leave [-1, 1]")
    return x[1].acos().lower(), x[0].acos().upper()


def asin_within(x: Ends) -> Ends:
    return asin(cut(x, arb(-1), arb(1)))


def acos_within(x: Ends) -> Ends:
    return acos(cut(x, arb(-1), arb(1)))


def cosh(x: Ends) -> Ends:
    low, high = (end if end == INF else end.cosh() for end in absolute(x))
    return low.lower(), high.upper()


def _wave(name: str) -> Callable[[Ends], Ends]:
    def apply(x: Ends) -> Ends:
        if not (x[0].is_finite() and x[1].is_finite() and x[1] - x[0] < 6):
            return arb(-1), arb(1)
        low, high = ends(getattr(x[0].union(x[1]) if x[0] < x[1] else x[0], name)())
        return (low if low > -1 else arb(-1)), (high if high < 1 else arb(1))

    return apply


sin, cos = _wave("sin"), _wave("cos")


def maximum(x: Ends, y: Ends) -> Ends:
    return greatest([x[0], y[0]]), greatest([x[1], y[1]])


def minimum(x: Ends, y: Ends) -> Ends:
    return least([x[0], y[0]]), least([x[1], y[1]])


def sign(x: Ends) -> Ends:
    if x[0] == 0 == x[1]:
        # The pair may stand for a limit, and the sign jumps here.
        return arb(-1), arb(1)
    low = arb(-1) if x[0] < 0 else ZERO if x[0] == 0 else arb(1)
    high = arb(1) if x[1] > 0 else ZERO if x[1] == 0 else arb(-1)
    return low, high


def hook(*pairs: Ends, function: Any) -> Ends:
    return through_balls(function._enclose, *pairs)


def digamma(x: Ends) -> Ends:
    if not x[0] >= 0:
        return through_balls(arb.digamma, x)
    # Rising on the positive axis, from -oo to oo.
    return pair(*(NEG_INF if end == 0 else INF if end == INF else end.digamma() for end in x))


def polygamma(x: Ends, order: int) -> Ends:
    if not x[0] >= 0:
        raise Undefined("derivatives of the digamma function are known on the positive axis only")
    # Of one sign on the positive axis, its size falling from oo to 0.
    least_size, size = (
        INF if end == 0 else ZERO if end == INF else abs(on_balls.polygamma(end, order)) for end in (x[1], x[0])
    )
    return pair(least_size, size) if order & 1 else pair(-size, -least_size)


def lgamma(x: Ends) -> Ends:
    if not x[0] >= 0:
        return through_balls(on_balls.lgamma, x)
    # Convex on the positive axis; the least value, -0.12148..., is at 1.46163...
    values = [INF if end == 0 or end == INF else end.lgamma() for end in x]
    bottom = arb("-0.12149")
    if x[1] < arb("1.46"):
        bottom = values[1]
    if x[0] > arb("1.4617"):
        bottom = values[0]
    return bottom.lower(), greatest([v.upper() for v in values])


def besseli(x: Ends, order: int) -> Ends:
    # Rising on the positive axis: all coefficients of its series are positive.
    if x[0] >= 0 and x[0].is_finite():
        low, high = (end if end == INF else on_balls.besseli(end, order) for end in x)
        return pair(low, high)
    return through_balls(lambda ball: on_balls.besseli(ball, order), x)


incomplete, incomplete_within = on_incomplete.between, on_incomplete.between_within
NAMES = (
    "exp", "sin", "cos", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc", "asin", "acos", "xlogx", "neg", "sign",
    "digamma", "lgamma",
)  # fmt: skip
BY_BALLS = ("tan", "gamma")
TEMPLATES = (
    {name: name + "({0})" for name in NAMES}
    | {name: f"through_balls(arb.{name}, {{0}})" for name in BY_BALLS}
    | {name: name + "({0}, {1})" for name in ("add", "sub", "mul")}
    | {
        "div": "div({0}, {1}, {extra})",
        "max": "maximum({0}, {1})",
        "min": "minimum({0}, {1})",
        "abs": "absolute({0})",
        "log": "log({0}, {extra})",
        "root": "root({0}, {extra[0]})",
        "ipow": "ipow({0}, {extra})",
        "besseli": "besseli({0}, {extra})",
        "polygamma": "polygamma({0}, {extra})",
        "incomplete": "incomplete({0}, {extra[0]})",
        "binomial": "through_balls(on_balls.binomial, {0}, {1})",
    }
)
TRUSTED = {
    "root": "root_of_nonnegative({0}, {extra[0]})",
    "xlogx": "xlogx_of_nonnegative({0})",
    "asin": "asin_within({0})",
    "acos": "acos_within({0})",
    "incomplete": "incomplete_within({0}, {extra[0]})",
}
