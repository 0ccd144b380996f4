"""Half-lines: sums of c t^k e^P(t) and of erfc, whose slope keeps its sign and whose limit is known.

Coefficients are products of rational numbers, roots of whole numbers and powers of the root of pi, kept exactly; so terms
that cancel in the slope are gone.  The sign of a polynomial beyond a is read off its coefficients around a.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import comb, inf, isqrt
from typing import Any

import sympy

from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.intervals import End, iv
from numerics.rechecking.intervals import rational as ball

Polynomial = tuple[Fraction, ...]                # coefficients of 1, t, t^2, …; the last is not 0


@dataclass(frozen=True)
class Key:
    """sqrt(root) pi^(halves/2) t^power e^exponent, or erfc(rate t) in place of the e (rate squared: ``rate``)."""

    root: int = 1
    halves: int = 0
    power: int = 0
    exponent: Polynomial = ()
    rate: tuple[Fraction, int] | None = None     # a sqrt(n), a > 0


Terms = dict[Key, Fraction]


@dataclass
class Sum:
    terms: Terms = field(default_factory=dict)

    def plus(self, key: Key, coefficient: Fraction) -> None:
        self.terms[key] = self.terms.get(key, Fraction(0)) + coefficient
        if not self.terms[key]:
            del self.terms[key]


def squarefree(n: int) -> tuple[int, int]:
    """n = square^2 * rest."""
    for square in range(isqrt(n), 0, -1):
        if n % (square * square) == 0:
            return square, n // (square * square)
    return 1, n


def added(a: Polynomial, b: Polynomial) -> Polynomial:
    n = max(len(a), len(b))
    total = [(a[i] if i < len(a) else Fraction(0)) + (b[i] if i < len(b) else Fraction(0)) for i in range(n)]
    while total and not total[-1]:
        total.pop()
    return tuple(total)


def multiplied(a: Sum, b: Sum) -> Sum:
    found = Sum()
    for one, c in a.terms.items():
        for other, d in b.terms.items():
            if one.rate and other.rate:
                raise NotRecheckable("a product of error functions")
            square, root = squarefree(one.root * other.root)
            key = Key(
                root, one.halves + other.halves, one.power + other.power, added(one.exponent, other.exponent),
                one.rate or other.rate,
            )  # fmt: skip
            found.plus(key, c * d * square)
    return found


def read(expr: Any, symbol: sympy.Symbol) -> Sum:
    """An expression as such a sum.  Raises NotRecheckable."""
    found = Sum()
    if expr == symbol:
        found.plus(Key(power=1), Fraction(1))
    elif expr.is_Rational:
        found.plus(Key(), Fraction(int(expr.p), int(expr.q)))
    elif expr == sympy.pi:
        found.plus(Key(halves=2), Fraction(1))
    elif expr.is_Add:
        for part in expr.args:
            for key, c in read(part, symbol).terms.items():
                found.plus(key, c)
    elif expr.is_Mul:
        found.plus(Key(), Fraction(1))
        for part in expr.args:
            found = multiplied(found, read(part, symbol))
    elif expr.is_Pow and expr.exp.is_Rational:
        return power(expr, symbol)
    elif isinstance(expr, sympy.exp):
        found.plus(Key(exponent=polynomial(read(expr.args[0], symbol))), Fraction(1))
    elif isinstance(expr, sympy.erfc):
        inner = list(read(expr.args[0], symbol).terms.items())
        key, c = inner[0] if len(inner) == 1 else (Key(), Fraction(0))
        if key != Key(root=key.root, power=1) or c <= 0:
            raise NotRecheckable("erfc of something else than a multiple of the symbol")
        found.plus(Key(rate=(c, key.root)), Fraction(1))
    else:
        raise NotRecheckable(f"an infinite box, and {expr.func.__name__}")
    return found


def power(expr: Any, symbol: sympy.Symbol) -> Sum:
    """Whole powers, those of one term also negative; roots of whole numbers and of pi."""
    found, exponent = Sum(), Fraction(int(expr.exp.p), int(expr.exp.q))
    if expr.base.is_Integer and expr.base > 0 and exponent.denominator == 2:
        square, root = squarefree(int(expr.base))
        found.plus(Key(root=root), Fraction(int(expr.base)) ** int(exponent // 1) * square)
        return found
    if expr.base == sympy.pi and exponent.denominator <= 2:
        found.plus(Key(halves=int(2 * exponent)), Fraction(1))
        return found
    if exponent.denominator != 1:
        raise NotRecheckable("an infinite box, and a root")
    base = read(expr.base, symbol)
    if exponent < 0:
        if len(base.terms) != 1:
            raise NotRecheckable("an infinite box, and a quotient")
        ((key, c),) = base.terms.items()
        if key.rate or key.exponent:
            raise NotRecheckable("an infinite box, and a quotient")
        base = Sum({Key(key.root, -key.halves, -key.power): 1 / (c * key.root)})
    found.plus(Key(), Fraction(1))
    for _ in range(abs(int(exponent))):
        found = multiplied(found, base)
    return found


def polynomial(total: Sum) -> Polynomial:
    found: Polynomial = ()
    for key, c in total.terms.items():
        if key != Key(power=key.power) or key.power < 1:
            raise NotRecheckable("an infinite box, and an exponent that is no polynomial without constant term")
        found = added(found, (*[Fraction(0)] * key.power, c))
    return found


def slope(total: Sum) -> Sum:
    found = Sum()
    for key, c in total.terms.items():
        if key.power:
            found.plus(Key(key.root, key.halves, key.power - 1, key.exponent, key.rate), c * key.power)
        for i, p in enumerate(key.exponent):
            if i and p:
                found.plus(Key(key.root, key.halves, key.power + i - 1, key.exponent, key.rate), c * p * i)
        if key.rate:
            # erfc(r t)' = -2 r e^(-r^2 t^2) / sqrt(pi)
            a, n = key.rate
            square, root = squarefree(key.root * n)
            decay = added(key.exponent, (Fraction(0), Fraction(0), -(a**2) * n))
            found.plus(Key(root, key.halves - 1, key.power, decay), -2 * a * c * square)
    return found


def size(key: Key, c: Fraction) -> Any:
    return ball(c) * iv.sqrt(iv.mpf(key.root)) * iv.sqrt(iv.pi) ** key.halves


def sign_beyond(total: Sum, start: Fraction) -> int | None:
    """The sign (0: it is 0) inside [start, oo), start >= 0, of a sum with one exponent and no error function."""
    if not total.terms:
        return 0
    exponents = {(key.exponent, key.rate) for key in total.terms}
    if len(exponents) > 1 or next(iter(exponents))[1] or start < 0:
        return None
    least = min(key.power for key in total.terms)
    around: dict[int, dict[tuple[int, int], Fraction]] = {}
    for key, c in total.terms.items():
        for k in range(key.power - least + 1):
            own = around.setdefault(k, {})
            place = key.root, key.halves
            own[place] = own.get(place, Fraction(0)) + c * comb(key.power - least, k) * start ** (key.power - least - k)
    found = [sum((size(Key(r, h), c) for (r, h), c in own.items() if c), iv.mpf(0)) for own in around.values()]
    if all(x.a >= 0 for x in found):
        return 1
    return -1 if all(x.b <= 0 for x in found) else None


def limit(total: Sum) -> Any:
    """The limit at oo.  Raises NotRecheckable where a term has none that is finite."""
    found = iv.mpf(0)
    for key, c in total.terms.items():
        if key.exponent and key.exponent[-1] < 0 or key.rate and not key.exponent or not key.exponent and key.power < 0:
            continue
        if key.exponent or key.power or key.rate:
            raise NotRecheckable("an infinite box, and a limit that is not finite")
        found += size(key, c)
    return found


def falls_to_its_limit(expr: Any, symbol: sympy.Symbol, side: tuple[End, End]) -> bool:
    """Whether on [a, oo), a >= 0, the slope is at most 0 and the limit at least 0."""
    low, high = side
    if isinstance(low, float) or high != inf or low < 0:
        raise NotRecheckable("an infinite box")
    total = read(expr, symbol)
    sign = sign_beyond(slope(total), low)
    return sign is not None and sign <= 0 and bool(limit(total).a >= 0)
