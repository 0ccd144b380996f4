"""Where a formula is visibly continuous: on a closed range, ends included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import (
    Abs,
    Add,
    Function,
    Max,
    Min,
    Mul,
    Pow,
    Symbol,
    acos,
    asin,
    atan,
    cos,
    cosh,
    erf,
    exp,
    log,
    sin,
    sinh,
    tanh,
)

from theorems.core.normal.sign import sign_of

if TYPE_CHECKING:
    from theorems.core.domain import Domain

EVERYWHERE = (Abs, Max, Min, atan, cos, cosh, erf, exp, sin, sinh, tanh, acos, asin)


def discontinuity(e: Any, domain: Domain) -> str | None:
    """The part of an expression that is not visibly continuous on the domain; None if there is none."""
    e = domain.expanded(e)
    if e.is_number or isinstance(e, Symbol):
        return None
    if isinstance(e, Pow):
        base, exponent = e.args
        sign = sign_of(base, domain)
        if exponent.is_number and exponent.is_negative and not sign.nonzero:
            return f"{base} may vanish under a negative power"
        if not exponent.is_Integer and not sign.nonnegative:
            return f"{base} may be negative under a root"
        # x^y is continuous where x >= 0 and y > 0.
        rooted = sign.nonnegative and sign_of(exponent, domain).positive
        if not exponent.is_number and not sign.positive and not rooted:
            return f"{base} may vanish under a variable power"
    elif isinstance(e, log):
        if not sign_of(e.args[0], domain).positive:
            return f"{e.args[0]} may vanish under a logarithm"
    elif isinstance(e, Function) and not isinstance(e, EVERYWHERE) and not getattr(e, "continuous", False):
        return f"{e.func} is not known to be continuous"
    elif not isinstance(e, Add | Mul | Function):
        return None if not e.free_symbols & set(domain.index) else f"{e} is not known to be continuous"
    return next((found for found in (discontinuity(a, domain) for a in e.args) if found), None)
