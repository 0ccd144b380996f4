"""Where an expression may be zero in a box on which it is known to keep one sign."""

from __future__ import annotations

import sympy

DEGREE = 8
HALF = sympy.Rational(1, 2)


def vanishes_only_at_faces(base: sympy.Expr) -> bool:
    """Whether the zeros of ``base`` in a box are on its faces as soon as ``base`` is known to keep one sign there.

    So it is for a polynomial of one symbol with rational coefficients and simple zeros, for its root, and for products
    of such without a common zero: they take both signs around a zero inside the box.  (A square does not.)
    """
    by_symbol: dict[sympy.Symbol, sympy.Poly] = {}
    for factor in base.args if base.is_Mul else (base,):
        if factor.is_number:
            continue
        inner = factor.base if factor.is_Pow and factor.exp == HALF else factor
        if len(inner.free_symbols) != 1 or not inner.is_polynomial():
            return False
        symbol = next(iter(inner.free_symbols))
        polynomial = sympy.Poly(inner, symbol)
        if (not polynomial.domain.is_QQ and not polynomial.domain.is_ZZ) or polynomial.degree() > DEGREE:
            return False
        by_symbol[symbol] = by_symbol[symbol] * polynomial if symbol in by_symbol else polynomial
    return bool(by_symbol) and all(polynomial.is_sqf for polynomial in by_symbol.values())
