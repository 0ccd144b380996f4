"""Roots of symbols as symbols: an inequality in x and sqrt(x), x >= 0, is one in s and s^2, smooth at 0."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import sympy

from numerics.enclosure.signs.ranges import Box, End, Range

LARGEST = 6
BITS = 30


def without_roots(expr: sympy.Expr, box: Box) -> tuple[sympy.Expr, Box] | None:
    """The same inequality with s**q for x wherever roots of x occur; None if none do.

    Ends whose roots are not rational are rounded outward: what holds there holds on the box.
    """
    moved: dict[sympy.Symbol, sympy.Expr] = {}
    ranges: dict[sympy.Symbol, Range] = {}
    for symbol, r in box.items():
        powers = [p.exp for p in expr.atoms(sympy.Pow) if p.base == symbol and p.exp.is_Rational]
        degree = lcm(1, *(int(e.q) for e in powers))
        if degree == 1 or degree > LARGEST or r.low < 0:
            ranges[symbol] = r
            continue
        new = sympy.Dummy(f"root_{symbol}", nonnegative=True)
        moved[symbol] = new**degree
        low, high = _root(r.low, degree, -1), _root(r.high, degree, 1)
        ranges[new] = Range(low, high, r.low_open and low**degree == r.low, r.high_open)
    return (expr.xreplace(moved), Box(ranges)) if moved else None


def _root(end: End, degree: int, direction: int) -> End:
    if isinstance(end, float):
        return end
    exact = sympy.root(sympy.Rational(end.numerator, end.denominator), degree)
    if exact.is_Rational:
        return Fraction(int(exact.p), int(exact.q))
    whole = sympy.integer_nthroot(int(end * 2 ** (BITS * degree)), degree)[0]
    return Fraction(int(whole) + (1 if direction > 0 else 0), 2**BITS)
