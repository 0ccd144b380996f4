"""Higher derivatives of SymPy's trees by one symbol, in mpmath intervals: for boxes on whose end the two sides touch.

They are carried as derivatives and not as Taylor coefficients: at a touching point such as 0 their sums then stay exact,
and a derivative that is 0 is seen to be 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from math import comb
from typing import Any

import sympy

from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.exactly import vanishes
from numerics.rechecking.intervals import CONSTANTS, End, interval, iv, positive_part, rational, root

ORDER = 6
Derivatives = list[Any]                          # the value, the first derivative, …, that of order ORDER


def touches_above(expr: Any, symbol: sympy.Symbol, side: tuple[End, End]) -> bool:
    """Whether Taylor's formula at an end of the interval shows the expression to be at least 0 on it.

    At the low end the derivatives below some order have to be at least 0, and the one of that order on all of the
    interval; at the high end the same with the signs that powers of a negative number have.
    """
    low, high = side
    on_all = derivatives(expr, symbol, interval(low, high))
    for end, sign in ((low, 1), (high, -1)):
        at_end = derivatives(expr, symbol, rational(end))
        # x -> -x turns the signs of the odd derivatives.
        for order in range(1, ORDER + 1):
            low_enough = (sign ** (order - 1) * at_end[order - 1]).a >= 0
            if not (low_enough or vanishes(expr, symbol, Fraction(end), order - 1)):
                break
            if (sign**order * on_all[order]).a >= 0:
                return True
    return False


def derivatives(expr: Any, symbol: sympy.Symbol, at: Any) -> Derivatives:
    """Value and derivatives on an interval.  Raises NotRecheckable."""
    of: Callable[[Any], Derivatives] = lambda part: derivatives(part, symbol, at)
    if expr == symbol:
        return [at, iv.mpf(1), *constant(0)[2:]]
    if expr.is_Rational:
        return constant(rational(Fraction(int(expr.p), int(expr.q))))
    if expr in CONSTANTS:
        return constant(CONSTANTS[expr]())
    if expr.is_Add:
        return [sum(column[1:], column[0]) for column in zip(*map(of, expr.args), strict=True)]
    if expr.is_Mul:
        return reduce(product, map(of, expr.args))
    if expr.is_Pow and expr.exp.is_Rational:
        return power(of(expr.base), expr.exp)
    if expr.func in RULES:
        return RULES[expr.func](of(expr.args[0]))
    raise NotRecheckable(f"no higher derivatives of {expr.func.__name__}")


def constant(value: Any) -> Derivatives:
    return [iv.mpf(value), *(iv.mpf(0) for _ in range(ORDER))]


def convolved(a: Sequence[Any], b: Sequence[Any], n: int) -> Any:
    """sum over k <= n of C(n, k) a_k b_{n-k}."""
    found = iv.mpf(0)
    for k in range(n + 1):
        found += comb(n, k) * a[k] * b[n - k]
    return found


def product(a: Derivatives, b: Derivatives) -> Derivatives:
    return [convolved(a, b, n) for n in range(ORDER + 1)]


def exponential(a: Derivatives) -> Derivatives:
    """e' = a' e."""
    found = [iv.exp(a[0])]
    for n in range(ORDER):
        found.append(convolved(a[1:], found, n))
    return found


def logarithm(a: Derivatives) -> Derivatives:
    """l' a = a'."""
    slopes = quotient(a[1:], a[:-1])
    return [iv.log(positive_part(a[0], "the logarithm")), *slopes]


def quotient(a: Sequence[Any], b: Sequence[Any]) -> list[Any]:
    """q b = a."""
    if b[0].a <= 0 <= b[0].b:
        raise NotRecheckable("a divisor that may be 0")
    found: list[Any] = []
    for n in range(len(a)):
        rest = a[n]
        for k in range(1, n + 1):
            rest -= comb(n, k) * b[k] * found[n - k]
        found.append(rest / b[0])
    return found


def power(a: Derivatives, exponent: Any) -> Derivatives:
    """Whole powers by products; roots r of order 2 from r r = a; their whole powers, and inverses."""
    if exponent.is_Integer:
        n = int(exponent)
        found = reduce(product, [a] * abs(n), constant(1))
        return found if n >= 0 else quotient(constant(1), found)
    if int(exponent.q) != 2:
        raise NotRecheckable(f"no higher derivatives of powers of order {exponent}")
    first = [positive_part(root(a[0]), "a root")]
    for n in range(1, ORDER + 1):
        rest = a[n]
        for k in range(1, n):
            rest -= comb(n, k) * first[k] * first[n - k]
        first.append(rest / (2 * first[0]))
    return power(first, sympy.Integer(int(exponent.p)))


def circular(a: Derivatives) -> tuple[Derivatives, Derivatives]:
    """Sine and cosine: s' = a' c, c' = -a' s."""
    sine, cosine = [iv.sin(a[0])], [iv.cos(a[0])]
    for n in range(ORDER):
        further = convolved(a[1:], cosine, n), -convolved(a[1:], sine, n)
        sine.append(further[0])
        cosine.append(further[1])
    return sine, cosine


def hyperbolic(a: Derivatives, sign: int) -> Derivatives:
    """(e^a + sign e^-a) / 2."""
    up, down = exponential(a), exponential([-x for x in a])
    return [(x + sign * y) / 2 for x, y in zip(up, down, strict=True)]


RULES: dict[Any, Callable[[Derivatives], Derivatives]] = {
    sympy.exp: exponential,
    sympy.log: logarithm,
    sympy.sin: lambda a: circular(a)[0],
    sympy.cos: lambda a: circular(a)[1],
    sympy.cosh: lambda a: hyperbolic(a, 1),
    sympy.sinh: lambda a: hyperbolic(a, -1),
}
