"""The operations of a program on power series whose coefficients are balls: Taylor expansions with remainders.

If x is a ball, the k-th coefficient of f(x + t) holds f^(k)(y)/k! for every y in x, so it serves as remainder too.
Coefficient one is moreover a slope, (f(y) - f(z))/(y - z) for all y, z in x, also where ``Abs``, ``Max`` and ``Min``
have a kink.  Wherever a coefficient has no finite enclosure the whole expansion is Undefined.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import Any

from flint import arb, arb_series, ctx

from numerics.enclosure.evaluation import on_balls, on_incomplete
from numerics.enclosure.evaluation.balls import Undefined

Jet = Any  # arb (constant in the variable) or arb_series


def _checked(y: Jet) -> Jet:
    head = y[0] if isinstance(y, arb_series) else y
    if not head.is_finite():
        raise Undefined("no finite value")
    return y


def _with_head(x: Any, head: arb) -> Any:
    return arb_series([head] + [x[k] for k in range(1, ctx.cap)])


def _composed(x: Any, coefficients: list[arb]) -> Any:
    """The series of f(x + t) from the Taylor coefficients of f at the constant term of x."""
    step = _with_head(x, arb(0))
    total = arb_series([coefficients[-1]])
    for coefficient in reversed(coefficients[:-1]):
        total = total * step + coefficient
    return total


def by_method(name: str) -> Callable[[Jet], Jet]:
    """A function both kinds know under one name, refused where its value is not finite."""

    def apply(x: Jet) -> Jet:
        return _checked(getattr(x, name)())

    return apply


def by_coefficients(name: str, coefficients: Callable[[arb, int], list[arb]]) -> Callable[[Jet], Jet]:
    """A function of series from its Taylor coefficients."""

    def apply(x: Jet) -> Jet:
        if isinstance(x, arb):
            return _checked(getattr(x, name)())
        return _composed(x, coefficients(_checked(x)[0], ctx.cap))

    return apply


def _hyperbolic(first: str, second: str) -> Callable[[arb, int], list[arb]]:
    def coefficients(x: arb, length: int) -> list[arb]:
        values = (getattr(x, first)(), getattr(x, second)())
        return [values[k % 2] / arb(k).fac() for k in range(length)]

    return coefficients


def _tanh(x: arb, length: int) -> list[arb]:
    found = [x.tanh()]
    for k in range(length - 1):
        square = sum((found[i] * found[k - i] for i in range(k + 1)), arb(0))
        if k == 0:
            square = on_balls.ipow(found[0], 2)
        found.append(((1 if k == 0 else 0) - square) / (k + 1))
    return found


def _asinh(x: arb, length: int) -> list[arb]:
    inner = arb_series([1 + on_balls.ipow(x, 2), 2 * x, 1]).rsqrt()
    return [x.asinh()] + [inner[k] / (k + 1) for k in range(length - 1)]


def divide(x: Jet, y: Jet) -> Jet:
    head = y[0] if isinstance(y, arb_series) else y
    if not (head > 0 or head < 0):
        raise Undefined("a divisor may be zero")
    return x / y


def ipow(x: Jet, exponent: int) -> Jet:
    if isinstance(x, arb):
        return on_balls.ipow(x, exponent)
    y = x**exponent
    if exponent % 2 or y[0] > 0:
        return y
    return _with_head(y, on_balls.ipow(x[0], exponent))


def root(x: Jet, degree: int) -> Jet:
    if isinstance(x, arb):
        return _checked(on_balls.root(x, degree))
    if not x[0] > 0:
        raise Undefined("a root at zero has no slope")
    return x.sqrt() if degree == 2 else _checked(x ** (arb(1) / degree))


def root_of_nonnegative(x: Jet, degree: int) -> Jet:
    return _checked(on_balls.root_of_nonnegative(x, degree)) if isinstance(x, arb) else root(x, degree)


def xlogx(x: Jet) -> Jet:
    if isinstance(x, arb):
        return _checked(on_balls.xlogx(x))
    return x * _checked(x.log())


def xlogx_of_nonnegative(x: Jet) -> Jet:
    return _checked(on_balls.xlogx_of_nonnegative(x)) if isinstance(x, arb) else xlogx(x)


def asin_within(x: Jet) -> Jet:
    return _checked(on_balls.asin_within(x) if isinstance(x, arb) else x.asin())


def acos_within(x: Jet) -> Jet:
    return _checked(on_balls.acos_within(x) if isinstance(x, arb) else x.acos())


def lgamma(x: Jet) -> Jet:
    if not (x[0] if isinstance(x, arb_series) else x) > 0:
        raise Undefined("log Gamma is taken on the positive axis")
    return _checked(x.lgamma())


def _kink(value: arb, slopes: arb) -> Any:
    if ctx.cap > 2:
        raise Undefined("a kink has no second derivative")
    return arb_series([value, slopes])


def absolute(x: Jet) -> Jet:
    if isinstance(x, arb):
        return abs(x)
    if x[0] >= 0:
        return x if x[0] > 0 or ctx.cap <= 1 else _kink(abs(x[0]), x[1].union(-x[1]))
    return -x if x[0] < 0 else _kink(abs(x[0]), x[1].union(-x[1]))


def maximum(x: Jet, y: Jet) -> Jet:
    if isinstance(x, arb) and isinstance(y, arb):
        return x.max(y)
    a, b = arb_series([x]) if isinstance(x, arb) else x, arb_series([y]) if isinstance(y, arb) else y
    if a[0] > b[0]:
        return a
    if a[0] < b[0]:
        return b
    return _kink(a[0].max(b[0]), a[1].union(b[1]))


def minimum(x: Jet, y: Jet) -> Jet:
    return -maximum(-x, -y)


def sign(x: Jet) -> Jet:
    if isinstance(x, arb):
        return x.sgn()
    if x[0] > 0 or x[0] < 0:
        return x[0].sgn()
    raise Undefined("the sign jumps")


def besseli(x: Jet, order: int) -> Jet:
    if isinstance(x, arb):
        return _checked(on_balls.besseli(x, order))
    values = {n: on_balls.besseli(x[0], n) for n in range(order + ctx.cap)}
    found = []
    for k in range(ctx.cap):
        # The k-th derivative is 2^-k times the binomial mean of the neighbours.
        terms = (comb(k, j) * values[abs(order - k + 2 * j)] for j in range(k + 1))
        found.append(_checked(sum(terms, arb(0))) / (arb(2) ** k * arb(k).fac()))
    return _composed(x, found)


def digamma(x: Jet) -> Jet:
    if isinstance(x, arb):
        return _checked(x.digamma())
    with_one_more = ctx.cap
    ctx.cap = with_one_more + 1
    try:
        inner = lgamma(arb_series([x[0], 1])).derivative()
    finally:
        ctx.cap = with_one_more
    return _composed(x, [_checked(inner[k]) for k in range(with_one_more)])


def polygamma(x: Jet, order: int) -> Jet:
    if isinstance(x, arb):
        return _checked(on_balls.polygamma(x, order))
    return _composed(x, [_checked(on_balls.polygamma(x[0], order + k)) / arb(k).fac() for k in range(ctx.cap)])


def binomial(n: Jet, k: Jet) -> Jet:
    if isinstance(n, arb) and isinstance(k, arb):
        return _checked(on_balls.binomial(n, k))
    raise Undefined("the binomial coefficient is expanded at constants only")


def incomplete(x: Jet, specification: Any) -> Jet:
    if isinstance(x, arb):
        return _checked(on_incomplete.value(x, specification))
    return _composed(x, [_checked(c) for c in on_incomplete.coefficients(x[0], specification, ctx.cap)])


def incomplete_within(x: Jet, specification: Any) -> Jet:
    if isinstance(x, arb):
        return _checked(on_incomplete.value_within(x, specification))
    return _composed(x, [_checked(c) for c in on_incomplete.coefficients_within(x[0], specification, ctx.cap)])


def hook(*jets: Jet, function: Any) -> Jet:
    """A function's own Taylor coefficients in its last argument: ``_enclose_jet(length, *balls)``."""
    if not any(isinstance(x, arb_series) for x in jets):
        return _checked(function._enclose(*jets))
    if not hasattr(function, "_enclose_jet") or any(isinstance(x, arb_series) for x in jets[:-1]):
        raise Undefined(f"{function.func} gives no Taylor coefficients here")
    coefficients = function._enclose_jet(ctx.cap, *jets[:-1], jets[-1][0])
    return _composed(jets[-1], [_checked(c) for c in coefficients])


TEMPLATES = on_balls.TEMPLATES | {
    "div": "divide({0}, {1})",
    "max": "maximum({0}, {1})",
    "min": "minimum({0}, {1})",
    "abs": "absolute({0})",
    "sign": "sign({0})",
    "incomplete": "incomplete({0}, {extra[0]})",
} | {name: name + "({0})" for name in (
    "log", "tan", "asin", "acos", "atan", "gamma", "sinh", "cosh", "tanh", "asinh", "digamma",
)}  # fmt: skip
TRUSTED = on_balls.TRUSTED | {"incomplete": "incomplete_within({0}, {extra[0]})"}

log, tan, asin, acos, atan, gamma = (by_method(n) for n in ("log", "tan", "asin", "acos", "atan", "gamma"))
sinh = by_coefficients("sinh", _hyperbolic("sinh", "cosh"))
cosh = by_coefficients("cosh", _hyperbolic("cosh", "sinh"))
tanh = by_coefficients("tanh", _tanh)
asinh = by_coefficients("asinh", _asinh)
