"""The operations of a program on balls.  Outside its domain an operation gives an undefined ball, never an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb

from numerics.enclosure.evaluation import on_incomplete

NAN = arb.nan()
ZERO = arb(0)
incomplete, incomplete_within = on_incomplete.value, on_incomplete.value_within


def root(x: arb, degree: int) -> arb:
    """The non-negative root; undefined where the ball reaches below zero."""
    if x == 0:
        return ZERO
    return x.sqrt() if degree == 2 else x.root(degree)


def root_of_nonnegative(x: arb, degree: int) -> arb:
    """The root of a number known to be at least zero, however far below the ball reaches."""
    if x > 0 or x == 0:
        return root(x, degree)
    top = x.upper()
    return ZERO.union(root(top, degree)) if top >= 0 else NAN


def ipow(x: arb, exponent: int) -> arb:
    """A whole power; even ones have no negative part."""
    y = x**exponent
    if y > 0 or (exponent & 1 and y.is_finite()):
        return y
    if not x.is_finite():
        return NAN
    # Here x holds zero (FLINT gives no power of a ball with midpoint zero), or the power is odd and not finite.
    top = x.abs_upper() ** exponent
    return (-top if exponent & 1 else ZERO).union(top) if not top == 0 else ZERO


def xlogx(x: arb) -> arb:
    """x log x for x > 0, and 0 at the exact zero."""
    return ZERO if x == 0 else x * x.log()


def xlogx_of_nonnegative(x: arb) -> arb:
    """x log x, 0 at 0, of a number known to be at least zero."""
    if x > 0 or x == 0:
        return xlogx(x)
    top = x.upper()
    if not top >= 0:
        return NAN
    # x log x lies between -1/e and 0 on [0, 1], where it falls and then rises, and grows after.
    least = -(arb(-1).exp()) if not top < arb("0.3") else xlogx(top)
    most = xlogx(top) if not top <= 1 else ZERO
    return least.union(ZERO).union(most)


def within_one(x: arb) -> tuple[arb, arb]:
    """The ends in [-1, 1] of a number known to lie there."""
    low, high = x.lower(), x.upper()
    return (low if low >= -1 else arb(-1)), (high if high <= 1 else arb(1))


def asin_within(x: arb) -> arb:
    """The arc sine of a number known to lie in [-1, 1]."""
    if not x.is_finite():
        return NAN
    low, high = within_one(x)
    return low.asin().union(high.asin())


def acos_within(x: arb) -> arb:
    """The arc cosine of a number known to lie in [-1, 1]."""
    if not x.is_finite():
        return NAN
    low, high = within_one(x)
    return low.acos().union(high.acos())


def sign(x: arb) -> arb:
    """-1, 0 or 1; undefined where the argument is (FLINT answers [-1, 1])."""
    return NAN if x.is_nan() else x.sgn()


def lgamma(x: arb) -> arb:
    """log Gamma on the positive axis."""
    return x.lgamma() if x > 0 else NAN


def polygamma(x: arb, order: int) -> arb:
    """The derivative of order ``order`` > 0 of the digamma function on the positive axis, by Hurwitz' zeta function."""
    if not x > 0:
        return NAN
    size = arb(order).fac() * arb(order + 1).zeta(x)
    return size if order & 1 else -size


def besseli(x: arb, order: int) -> arb:
    """The modified Bessel function of the first kind of whole order (even or odd in x with its order)."""
    return x.bessel_i(arb(order))


def binomial(n: arb, k: arb) -> arb:
    """Gamma(n+1) / (Gamma(k+1) Gamma(n-k+1)), for n > -1."""
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma() if n > -1 else NAN


def hook(*balls: arb, function: Any) -> arb:
    """A function that knows its own enclosure."""
    value: arb = function._enclose(*balls)
    return value


CONSTANTS: dict[str, Callable[[], arb]] = {
    "pi": arb.pi,
    "e": arb.const_e,
    "euler": arb.const_euler,
}
METHODS = (
    "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc",
    "gamma", "digamma",
)  # fmt: skip
TEMPLATES = {
    "add": "{0} + {1}",
    "sub": "{0} - {1}",
    "mul": "{0} * {1}",
    "div": "{0} / {1}",
    "neg": "-{0}",
    "max": "{0}.max({1})",
    "min": "{0}.min({1})",
    "abs": "abs({0})",
    "sign": "sign({0})",
    "lgamma": "lgamma({0})",
    "binomial": "binomial({0}, {1})",
    "besseli": "besseli({0}, {extra})",
    "polygamma": "polygamma({0}, {extra})",
    "ipow": "ipow({0}, {extra})",
    "root": "root({0}, {extra[0]})",
    "xlogx": "xlogx({0})",
    "incomplete": "incomplete({0}, {extra[0]})",
} | {name: "{0}." + name + "()" for name in METHODS}
TRUSTED = {
    "root": "root_of_nonnegative({0}, {extra[0]})",
    "xlogx": "xlogx_of_nonnegative({0})",
    "asin": "asin_within({0})",
    "acos": "acos_within({0})",
    "incomplete": "incomplete_within({0}, {extra[0]})",
}
