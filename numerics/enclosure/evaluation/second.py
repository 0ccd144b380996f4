"""A second evaluator, which shares nothing with the first: mpmath intervals, walked on the SymPy tree itself.

It re-checks counterexamples found by balls.  Where mpmath has no interval version of a function, two precisions of
plain mpmath are compared instead, and the result says that it is not rigorous.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any

import mpmath
import sympy
from mpmath.libmp import ComplexResult

from numerics.enclosure.evaluation.balls import NotEnclosable, exact

INTERVAL = {
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.sin: "sin",
    sympy.cos: "cos",
    sympy.tan: "tan",
    sympy.gamma: "gamma",
    sympy.Abs: "__abs__",
}


@dataclass(frozen=True)
class Enclosed:
    """Rational numbers below and above the value; ``rigorous`` unless it is only two precisions that agree."""

    low: Fraction
    high: Fraction
    rigorous: bool

    def __iter__(self) -> Any:
        return iter((self.low, self.high))


def _fraction(parts: tuple[int, int, int, int]) -> Fraction:
    sign, mantissa, exponent, _ = parts
    if not mantissa and exponent:
        raise ArithmeticError("not finite")
    size = Fraction(int(mantissa) << max(int(exponent), 0), 1 << max(-int(exponent), 0))
    return -size if sign else size


class _Intervals:
    """The tree in mpmath.iv."""

    def __init__(self, values: Mapping[sympy.Symbol, Any], digits: int) -> None:
        self.context: Any = mpmath.iv
        self.values, self.digits = values, digits

    def rational(self, x: Fraction) -> Any:
        return self.context.mpf(x.numerator) / self.context.mpf(x.denominator)

    def walk(self, expr: sympy.Expr) -> Any:
        if expr.is_Symbol:
            return self.rational(exact(self.values[expr]))
        if expr.is_Rational or expr.is_Float:
            return self.rational(exact(expr))
        if expr in (sympy.pi, sympy.E, sympy.EulerGamma):
            return +{sympy.pi: self.context.pi, sympy.E: self.context.e, sympy.EulerGamma: self.context.euler}[expr]
        if expr.is_Mul and self.is_entropy_at_zero(expr):
            return self.context.mpf(0)
        if expr.is_Add or expr.is_Mul:
            return reduce(add if expr.is_Add else mul, map(self.walk, expr.args))
        if expr.is_Pow:
            return self.power(self.walk(expr.base), expr)
        if isinstance(expr, (sympy.Max, sympy.Min)):
            return self.extreme(expr)
        return self.function(expr)

    def is_entropy_at_zero(self, product: sympy.Expr) -> bool:
        """Whether it holds a**r log(a), r > 0, with a = 0, which is read as 0."""
        logarithms = [f.args[0] for f in product.args if isinstance(f, sympy.log)]
        powers = [f.as_base_exp() for f in product.args]
        numbers = {s: sympy.Rational(exact(v).numerator, exact(v).denominator) for s, v in self.values.items()}
        return any(a == b and r.is_positive and a.subs(numbers) == 0 for a in logarithms for b, r in powers)

    def power(self, base: Any, expr: sympy.Expr) -> Any:
        if expr.exp.is_Integer:
            return base ** int(expr.exp)
        if not base.a >= 0:
            raise NotEnclosable(expr)
        if expr.exp == sympy.Rational(1, 2):
            return self.context.sqrt(base)
        if base.b == 0:
            return base
        return self.context.exp(self.walk(expr.exp) * self.context.log(base))

    def extreme(self, expr: sympy.Expr) -> Any:
        parts = [self.walk(a) for a in expr.args]
        chosen = max if isinstance(expr, sympy.Max) else min
        return self.context.mpf([chosen(p.a for p in parts), chosen(p.b for p in parts)])

    def function(self, expr: sympy.Expr) -> Any:
        name = INTERVAL.get(expr.func)
        if name is None:
            raise NotEnclosable(expr)
        x = self.walk(expr.args[0])
        return abs(x) if name == "__abs__" else getattr(self.context, name)(x)


PLAIN: dict[Any, Callable[..., Any]] = {
    sympy.asin: mpmath.asin,
    sympy.acos: mpmath.acos,
    sympy.atan: mpmath.atan,
    sympy.sinh: mpmath.sinh,
    sympy.cosh: mpmath.cosh,
    sympy.tanh: mpmath.tanh,
    sympy.asinh: mpmath.asinh,
    sympy.atanh: mpmath.atanh,
    sympy.erf: mpmath.erf,
    sympy.erfc: mpmath.erfc,
    sympy.loggamma: mpmath.loggamma,
    sympy.besseli: mpmath.besseli,
    sympy.sign: mpmath.sign,
    sympy.binomial: mpmath.binomial,
    sympy.factorial: mpmath.factorial,
    sympy.exp: mpmath.exp,
    sympy.log: mpmath.log,
    sympy.sin: mpmath.sin,
    sympy.cos: mpmath.cos,
    sympy.tan: mpmath.tan,
    sympy.gamma: mpmath.gamma,
    sympy.beta: mpmath.beta,
    sympy.uppergamma: mpmath.gammainc,
    sympy.lowergamma: lambda s, x: mpmath.gammainc(s, 0, x),
    sympy.betainc: mpmath.betainc,
    sympy.betainc_regularized: lambda a, b, x, y: mpmath.betainc(a, b, x, y, regularized=True),
    sympy.Abs: abs,
}


class _Plain(_Intervals):
    """The tree in plain mpmath at its present precision."""

    def __init__(self, values: Mapping[sympy.Symbol, Any], digits: int) -> None:
        super().__init__(values, digits)
        self.context = mpmath.mp

    def power(self, base: Any, expr: sympy.Expr) -> Any:
        return base ** self.walk(expr.exp)

    def extreme(self, expr: sympy.Expr) -> Any:
        return (max if isinstance(expr, sympy.Max) else min)(self.walk(a) for a in expr.args)

    def function(self, expr: sympy.Expr) -> Any:
        arguments = [self.walk(a) for a in expr.args]
        if expr.func in PLAIN:
            return PLAIN[expr.func](*arguments)
        if hasattr(expr, "_mpmath"):
            return expr._mpmath(*arguments)
        raise NotEnclosable(expr)


def _plain(expr: sympy.Expr, values: Mapping[sympy.Symbol, Any], digits: int) -> Enclosed:
    found = []
    for working in (digits + 15, 2 * digits + 30):
        with mpmath.workdps(working):
            value = mpmath.mpmathify(_Plain(values, digits).walk(expr))
            if (isinstance(value, mpmath.mpc) and value.imag != 0) or not mpmath.isfinite(value):
                raise ArithmeticError(f"{expr} has no real value here")
            found.append(_fraction(mpmath.re(value)._mpf_))
    distance = abs(found[0] - found[1]) + abs(found[1]) / Fraction(10) ** digits
    return Enclosed(found[1] - distance, found[1] + distance, rigorous=False)


def evaluate(expr: sympy.Expr, values: Mapping[sympy.Symbol, Any], digits: int = 40) -> Enclosed:
    """The value of ``expr`` at exact numbers, enclosed by mpmath.

    Raises NotEnclosable where mpmath knows no such function, ArithmeticError where there is no real value.
    """
    expr = sympy.sympify(expr, strict=True)
    before = mpmath.iv.dps
    mpmath.iv.dps = digits + 10
    try:
        value = _Intervals(values, digits).walk(expr)
        low, high = value._mpi_
        return Enclosed(_fraction(low), _fraction(high), rigorous=True)
    except (NotEnclosable, NotImplementedError):
        return _plain(expr, values, digits)
    except (ComplexResult, ZeroDivisionError) as error:
        raise ArithmeticError(f"{expr} has no real value here: {error}") from None
    finally:
        mpmath.iv.dps = before
