"""Values and derivatives at a rational point, written exactly: rational numbers, pi, and logarithms of primes.

Where two sides touch, an interval around 0 says nothing.  Here ln 2 - ln 2 is 0, and pi/2 - arcsin 1 is 0.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb
from typing import Any

import sympy

from numerics.rechecking.errors import NotRecheckable

PI, ONE = 0, 1                                   # keys of a form; a prime stands for its logarithm
LARGEST = 10**6
Form = dict[int, Fraction]
FORMS = 3                                        # the value and two derivatives


def plus(a: Form, b: Form) -> Form:
    total = {k: a.get(k, Fraction(0)) + b.get(k, Fraction(0)) for k in a | b}
    return {k: v for k, v in total.items() if v}


def rational(a: Form) -> Fraction:
    if set(a) <= {ONE}:
        return a.get(ONE, Fraction(0))
    raise NotRecheckable("a product of numbers that are not rational")


def times(a: Form, b: Form) -> Form:
    if not set(a) <= {ONE}:
        a, b = b, a
    factor = rational(a)
    return {k: factor * v for k, v in b.items() if factor}


def number(x: Fraction | int) -> Form:
    return {ONE: Fraction(x)} if x else {}


def logarithm(x: Fraction) -> Form:
    """By prime factors."""
    if x <= 0 or max(x.numerator, x.denominator) > LARGEST:
        raise NotRecheckable("the logarithm of such a number")
    found: Form = {}
    for whole, sign in ((x.numerator, 1), (x.denominator, -1)):
        prime = 2
        while whole > 1:
            if prime * prime > whole:
                prime = whole
            while whole % prime == 0:
                whole //= prime
                found = plus(found, {prime: Fraction(sign)})
            prime += 1
    return found


def forms(expr: Any, symbol: sympy.Symbol, at: Fraction, count: int = FORMS) -> list[Form]:
    """The value and the derivatives below order ``count``.  Raises NotRecheckable where they are no such forms."""
    of: Callable[[Any], list[Form]] = lambda part: forms(part, symbol, at, count)
    zeros: list[Form] = [{} for _ in range(count - 1)]
    if expr == symbol:
        return [number(at), *(number(int(k == 0)) for k in range(count - 1))]
    if expr.is_Rational:
        return [number(Fraction(int(expr.p), int(expr.q))), *zeros]
    if expr == sympy.pi:
        return [{PI: Fraction(1)}, *zeros]
    if expr.is_Add:
        found = of(expr.args[0])
        for part in expr.args[1:]:
            found = [plus(a, b) for a, b in zip(found, of(part), strict=True)]
        return found
    if expr.is_Mul:
        found = of(expr.args[0])
        for part in expr.args[1:]:
            found = product(found, of(part))
        return found
    if expr.is_Pow and expr.exp.is_Integer:
        base, n = of(expr.base), int(expr.exp)
        found = [number(1), *zeros]
        for _ in range(abs(n)):
            found = product(found, base)
        return found if n >= 0 else inverse(found)
    if isinstance(expr, sympy.log):
        inner = of(expr.args[0])
        if count == 1:
            return [logarithm(rational(inner[0]))]
        return [logarithm(rational(inner[0])), *product(inner[1:], inverse(inner)[: count - 1])]
    if isinstance(expr, sympy.exp | sympy.cosh | sympy.cos | sympy.asin | sympy.erfc) and count == 1:
        return [known(expr.func, rational(of(expr.args[0])[0]))]
    raise NotRecheckable(f"no exact values of {expr.func.__name__}")


def known(function: Any, x: Fraction) -> Form:
    """Values that are rational, or rational multiples of pi."""
    if x == 0:
        return number(0 if function is sympy.asin else 1)
    if function is sympy.asin and x in (1, -1):
        return {PI: x / 2}
    raise NotRecheckable(f"no exact value of {function.__name__} there")


def product(a: list[Form], b: list[Form]) -> list[Form]:
    found = []
    for n in range(len(a)):
        total: Form = {}
        for k in range(n + 1):
            total = plus(total, times(number(comb(n, k)), times(a[k], b[n - k])))
        found.append(total)
    return found


def inverse(a: list[Form]) -> list[Form]:
    """Of rational derivatives: q a = 1."""
    if not rational(a[0]):
        raise NotRecheckable("a divisor that is 0")
    found = [number(1 / rational(a[0]))]
    for n in range(1, len(a)):
        rest = sum((comb(n, k) * rational(a[k]) * rational(found[n - k]) for k in range(1, n + 1)), Fraction(0))
        found.append(number(-rest / rational(a[0])))
    return found


def vanishes(expr: Any, symbol: sympy.Symbol, at: Fraction, order: int = 0) -> bool:
    """Whether the derivative of this order is exactly 0, as forms show it."""
    try:
        return order < FORMS and not forms(expr, symbol, at, order + 1)[order]
    except NotRecheckable:
        return False
