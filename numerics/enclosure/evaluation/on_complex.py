"""The operations of a program on complex balls, for quadrature.

With ``analytic`` true an operation must be analytic on the whole ball or give an undefined one; without it, it encloses
the values on the real axis.  Functions with branch cuts that take no flag are checked against their cuts here.
"""

from __future__ import annotations

from typing import Any

from flint import acb, arb

from numerics.enclosure.evaluation import on_balls, on_incomplete

NAN = acb(arb.nan(), arb.nan())


def _real(x: acb) -> bool:
    return bool(x.imag == 0)


def _off_cut(x: acb, analytic: bool, on_axis: bool) -> bool:
    """Whether the ball avoids cuts on the real axis, where ``on_axis`` tells that its real part does."""
    return on_axis or ((analytic or not _real(x)) and not x.imag.contains(0))


def log(x: acb, analytic: bool) -> acb:
    if not analytic and _real(x):
        return acb(x.real.log())
    return x.log(analytic=True)


def root(x: acb, degree: int, analytic: bool) -> acb:
    if not analytic and _real(x):
        return acb(on_balls.root(x.real, degree))
    if degree == 2:
        return x.sqrt(analytic=True)
    return (x.log(analytic=True) / degree).exp()


def root_of_nonnegative(x: acb, degree: int, analytic: bool) -> acb:
    if not analytic and _real(x):
        return acb(on_balls.root_of_nonnegative(x.real, degree))
    return root(x, degree, analytic)


def xlogx(x: acb, analytic: bool) -> acb:
    if not analytic and _real(x):
        return acb(on_balls.xlogx(x.real))
    return x * x.log(analytic=True)


def xlogx_of_nonnegative(x: acb, analytic: bool) -> acb:
    if not analytic and _real(x):
        return acb(on_balls.xlogx_of_nonnegative(x.real))
    return x * x.log(analytic=True)


def asin(x: acb, analytic: bool) -> acb:
    if not analytic and _real(x):
        return acb(x.real.asin())
    return x.asin() if _off_cut(x, analytic, bool(x.real > -1 and x.real < 1)) else NAN


def acos(x: acb, analytic: bool) -> acb:
    if not analytic and _real(x):
        return acb(x.real.acos())
    return x.acos() if _off_cut(x, analytic, bool(x.real > -1 and x.real < 1)) else NAN


def asin_within(x: acb, analytic: bool) -> acb:
    return acb(on_balls.asin_within(x.real)) if not analytic and _real(x) else asin(x, analytic)


def acos_within(x: acb, analytic: bool) -> acb:
    return acb(on_balls.acos_within(x.real)) if not analytic and _real(x) else acos(x, analytic)


def atan(x: acb, analytic: bool) -> acb:
    inside = bool(x.imag > -1 and x.imag < 1)
    return x.atan() if inside or not x.real.contains(0) else NAN


def asinh(x: acb, analytic: bool) -> acb:
    inside = bool(x.imag > -1 and x.imag < 1)
    return x.asinh() if inside or not x.real.contains(0) else NAN


def lgamma(x: acb, analytic: bool) -> acb:
    return x.lgamma() if x.real > 0 else NAN


def ipow(x: acb, exponent: int) -> acb:
    return acb(on_balls.ipow(x.real, exponent)) if _real(x) else x.pow(exponent)


def polygamma(x: acb, order: int) -> acb:
    if not x.real > 0:
        return NAN
    size = acb(arb(order).fac()) * acb(order + 1).zeta(x)
    return size if order & 1 else -size


def besseli(x: acb, order: int) -> acb:
    return x.bessel_i(acb(order))


def binomial(n: acb, k: acb) -> acb:
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma() if n.real > -1 else NAN


def hook(*values: acb, function: Any, analytic: bool) -> acb:
    if not analytic and all(_real(v) for v in values):
        return acb(function._enclose(*(v.real for v in values)))
    if hasattr(function, "_enclose_complex"):
        value: acb = function._enclose_complex(*values)
        return value
    return NAN


incomplete, incomplete_within = on_incomplete.complex_value, on_incomplete.complex_value_within
METHODS = ("exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "erf", "erfc", "gamma", "digamma")
WITH_FLAG = ("log", "xlogx", "asin", "acos", "atan", "asinh", "lgamma")
TEMPLATES = (
    {key: on_balls.TEMPLATES[key] for key in ("add", "sub", "mul", "div", "neg")}
    | {name: "{0}." + name + "()" for name in METHODS}
    | {name: name + "({0}, analytic)" for name in WITH_FLAG}
    | {
        "max": "{0}.real_max({1}, analytic=analytic)",
        "min": "{0}.real_min({1}, analytic=analytic)",
        "abs": "{0}.real_abs(analytic=analytic)",
        "sign": "{0}.real_sgn(analytic=analytic)",
        "root": "root({0}, {extra[0]}, analytic)",
        "ipow": "ipow({0}, {extra})",
        "besseli": "besseli({0}, {extra})",
        "polygamma": "polygamma({0}, {extra})",
        "incomplete": "incomplete({0}, {extra[0]}, analytic)",
        "binomial": "binomial({0}, {1})",
    }
)
TRUSTED = {
    "root": "root_of_nonnegative({0}, {extra[0]}, analytic)",
    "xlogx": "xlogx_of_nonnegative({0}, analytic)",
    "asin": "asin_within({0}, analytic)",
    "acos": "acos_within({0}, analytic)",
    "incomplete": "incomplete_within({0}, {extra[0]}, analytic)",
}
