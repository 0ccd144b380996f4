"""Rewritings of an expression that the signs of its parts on a box allow, done before enclosing it.

Roots and logarithms of products are taken apart: sqrt(p (1-p)) has the slope (1-2p)/(2 sqrt(p (1-p))), of which no end
is known at p = 0, while sqrt(p) sqrt(1-p) shows its own.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy

Sign = Callable[[sympy.Expr], bool]


def _factors(product: sympy.Expr) -> list[tuple[sympy.Expr, sympy.Expr]]:
    return [factor.as_base_exp() for factor in sympy.Mul.make_args(product)]


def _is_product(argument: sympy.Expr) -> bool:
    return bool(argument.free_symbols) and (argument.is_Mul or (argument.is_Pow and argument.exp.is_Rational))


def taken_apart(expr: sympy.Expr, nonnegative: Sign) -> sympy.Expr:
    """Roots and logarithms of products as products and sums, where every factor is at least zero on the box.

    ``nonnegative`` tells of a factor whether that is known.  Where a factor is zero the logarithms are undefined on
    both sides, and the roots agree.
    """
    if not expr.args or expr.is_number:
        return expr
    rebuilt = expr.func(*(taken_apart(a, nonnegative) for a in expr.args))
    if rebuilt.is_Pow and rebuilt.exp.is_Rational and not rebuilt.exp.is_Integer and _is_product(rebuilt.base):
        factors = _factors(rebuilt.base)
        if all(nonnegative(base) for base, _ in factors):
            return sympy.Mul(*(base ** (power * rebuilt.exp) for base, power in factors))
    if isinstance(rebuilt, sympy.log) and _is_product(rebuilt.args[0]):
        factors = _factors(rebuilt.args[0])
        if all(nonnegative(base) for base, _ in factors):
            logs = sympy.Add(*(power * sympy.log(base) for base, power in factors))
            return logs
    if rebuilt.is_Mul:
        return _spread_logarithms(rebuilt)
    return rebuilt


def _spread_logarithms(product: sympy.Expr) -> sympy.Expr:
    """a (log a - log b) as a log a - a log b, so that x log x is seen."""
    for factor in product.args:
        if factor.is_Add and any(term.has(sympy.log) for term in factor.args):
            rest = product / factor
            logs = [term for term in factor.args if term.has(sympy.log)]
            if len(logs) > 1 and not rest.has(sympy.log):
                return sympy.Add(*(rest * term for term in factor.args))
    return product
