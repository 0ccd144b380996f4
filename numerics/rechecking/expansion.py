"""Polynomials read off SymPy's trees by hand: sums, products and powers; nothing is asked of SymPy."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import sympy

from numerics.certificates.polynomials import Polynomial, constant, power, product, total, variable


class NotPolynomial(ValueError):
    """An expression with a part that is no polynomial with rational coefficients in the variables given."""


def expansion(expr: sympy.Basic, variables: Sequence[sympy.Symbol]) -> Polynomial:
    """The polynomial an expression is.  Raises NotPolynomial."""
    n = len(variables)
    if expr in variables:
        return variable(list(variables).index(expr), n)
    if isinstance(expr, sympy.Rational):
        return constant(Fraction(int(expr.p), int(expr.q)), n)
    if isinstance(expr, sympy.Add):
        return total(expansion(part, variables) for part in expr.args)
    if isinstance(expr, sympy.Mul):
        found = constant(1, n)
        for part in expr.args:
            found = product(found, expansion(part, variables))
        return found
    if isinstance(expr, sympy.Pow) and isinstance(expr.exp, sympy.Integer) and int(expr.exp) >= 0:
        return power(expansion(expr.base, variables), int(expr.exp), n)
    raise NotPolynomial(f"{expr} is no polynomial in {', '.join(map(str, variables))}")
