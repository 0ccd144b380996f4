"""Integrals of one variable with error bounds, by FLINT's adaptive Gauss-Legendre rule on complex balls."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from flint import acb, arb

from numerics.enclosure.evaluation.balls import NotEnclosable, ball, endpoints, precision
from numerics.enclosure.evaluation.compiled import NOTHING, Compiled, compile
from numerics.enclosure.signs.ranges import Box, Range
from numerics.enclosure.signs.sign import trusted_parts

GUARD_DIGITS = 8
EVALUATIONS = 200_000


def _end(x: Any) -> arb:
    if isinstance(x, sympy.Expr) and not (x.is_Rational or x.is_Float):
        return compile(x, ()).function("balls")()  # type: ignore[no-any-return]
    return ball(x)


def integral(expr: sympy.Expr, symbol: sympy.Symbol, low: Any, high: Any, *, digits: float = 20) -> arb:
    """A ball around the integral of ``expr`` over [low, high], both finite (numbers, or SymPy constants such as pi).

    ``digits`` is the absolute accuracy aimed at; the ball says what was reached, and is not finite where nothing is
    known (an integrand that is unbounded or undefined somewhere).  Raises NotEnclosable for an unknown operation.
    """
    compiled = compile(expr, (symbol,))
    with precision(digits + GUARD_DIGITS):
        ends = _end(low), _end(high)
        return _quadrature(compiled, ends, _known_parts(compiled, ends), digits)


def _known_parts(compiled: Compiled, ends: tuple[arb, arb]) -> frozenset[sympy.Expr]:
    """Arguments of roots shown to be at least zero, so that a ball beyond the edge of a domain does no harm."""
    if not compiled.program.guarded or not all(e.is_finite() for e in ends):
        return NOTHING
    first, second = endpoints(ends[0]), endpoints(ends[1])
    low, high = min(first[0], second[0]), max(first[1], second[1])
    if low == high:
        return NOTHING
    trusted: frozenset[sympy.Expr] = trusted_parts(compiled.expr, Box({compiled.symbols[0]: Range(low, high)}))
    return trusted


def _quadrature(compiled: Compiled, ends: tuple[arb, arb], trusted: frozenset[sympy.Expr], digits: float) -> arb:
    function = compiled.function("complex", trusted)
    nothing = acb(arb.nan(), arb.nan())

    def integrand(x: acb, analytic: bool) -> acb:
        try:
            return acb(function(x, analytic=analytic))
        except (ZeroDivisionError, ValueError):
            return nothing

    if ends[0] == ends[1]:
        return arb(0) if compiled.function("balls", trusted)(ends[0]).is_finite() else arb.nan()
    tolerance = arb(10) ** -int(digits + 1)
    value = acb.integral(integrand, ends[0], ends[1], abs_tol=tolerance, rel_tol=tolerance, eval_limit=EVALUATIONS)
    return value.real if value.imag.contains(0) else arb.nan()


def gaussian_mean(expr: sympy.Expr, symbol: sympy.Symbol, *, bound: Any, digits: float = 20) -> arb:
    """A ball around E[f(Z)], Z standard normal, for an ``expr`` with |f| <= ``bound`` on the whole line.

    Quadrature on [-T, T], and bound * erfc(T / sqrt 2) for the rest.  The bound is the caller's word.
    """
    limit = ball(bound)
    if not limit >= 0:
        raise NotEnclosable(f"a bound that may be negative: {bound}")
    compiled = compile(expr * sympy.exp(-(symbol**2) / 2) / sympy.sqrt(2 * sympy.pi), (symbol,))
    with precision(digits + GUARD_DIGITS):
        reach = Fraction(4)
        while not limit * _outside(reach) < arb(10) ** -int(digits + 1) and reach < 400:
            reach += 1
        ends = ball(-reach), ball(reach)
        inside = _split_at_zero(compiled, ends, digits)
        tail = limit * _outside(reach)
        return inside + tail.union(-tail)


def _outside(reach: Fraction) -> arb:
    """P(|Z| > T)."""
    return (ball(reach) / arb(2).sqrt()).erfc()


def _split_at_zero(compiled: Compiled, ends: tuple[arb, arb], digits: float) -> arb:
    # Kinks of activations sit at zero; each half is then smooth.
    halves = ((ends[0], arb(0)), (arb(0), ends[1]))
    return sum((_quadrature(compiled, half, _known_parts(compiled, half), digits) for half in halves), arb(0))
