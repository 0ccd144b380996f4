"""Expressions as rational functions of kernels: the symbols, and whatever else occurs, each part of it for itself.

Polynomial algebra on them (factors, remainders) is an identity whatever the kernels stand for; relations between kernels
are not seen.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

import sympy

DEGREE = 6
LONGEST = 10**9  # numerators and denominators beyond which factoring takes minutes
SIZE = 200       # operations,
TERMS = 60       # and terms, beyond which remainders are not worth their while
ZERO_AT_ZERO = (sympy.sin, sympy.tan, sympy.asin, sympy.atan, sympy.sinh, sympy.tanh, sympy.asinh, sympy.erf)
EVEN = (sympy.cos, sympy.cosh, sympy.exp)


class Kernels:
    """Writes expressions as polynomials in stand-ins, and back; e^(2x), e^x and e^(x/2) are powers of one kernel."""

    def __init__(self, *expressions: sympy.Expr) -> None:
        self.stand_ins: dict[sympy.Expr, sympy.Dummy] = {}
        self.units = _units(expressions)

    def frozen(self, part: sympy.Expr) -> sympy.Expr:
        whole_power = part.is_Pow and part.exp.is_Integer and abs(part.exp) <= DEGREE
        if part.is_Symbol or part.is_Rational:
            return part
        if part.is_Add or part.is_Mul or whole_power:
            return part.func(*(a if a.is_Integer and part.is_Pow else self.frozen(a) for a in part.args))
        if isinstance(part, sympy.exp):
            return self._exponential(part)
        if part.is_Pow and part.exp.is_Rational and abs(part.exp.p) <= DEGREE and abs(part.exp.p) != 1:
            return self.frozen(part.base ** sympy.Rational(1, part.exp.q)) ** part.exp.p
        if part.is_Pow and part.exp.is_Rational and part.exp.p == -1:
            return 1 / self.frozen(1 / part)
        return self._stand_in(part)

    def thawed(self, expr: sympy.Expr) -> sympy.Expr:
        return expr.xreplace({dummy: part for part, dummy in self.stand_ins.items()})

    def _stand_in(self, part: sympy.Expr) -> sympy.Dummy:
        return self.stand_ins.setdefault(part, sympy.Dummy(f"kernel{len(self.stand_ins)}"))

    def _exponential(self, part: sympy.Expr) -> sympy.Expr:
        factors = []
        for term in sympy.Add.make_args(part.args[0]):
            coefficient, rest = term.as_coeff_Mul()
            unit = self.units.get(rest)
            if unit is None or abs(coefficient / unit) > DEGREE:
                return self._stand_in(part)
            factors.append(self._stand_in(sympy.exp(unit * rest)) ** (coefficient / unit))
        return sympy.Mul(*factors)


def _units(expressions: tuple[sympy.Expr, ...]) -> dict[sympy.Expr, sympy.Rational]:
    """For each term in exponents the largest number of which all its coefficients are multiples."""
    found: dict[sympy.Expr, Fraction] = {}
    for expr in expressions:
        for part in expr.atoms(sympy.exp):
            for term in sympy.Add.make_args(part.args[0]):
                coefficient, rest = term.as_coeff_Mul()
                if coefficient.is_Rational:
                    own = abs(Fraction(int(coefficient.p), int(coefficient.q)))
                    old = found.get(rest, Fraction(0))
                    bottom = lcm(own.denominator, old.denominator)
                    found[rest] = Fraction(gcd(int(own * bottom), int(old * bottom)), bottom)
    return {rest: sympy.Rational(unit.numerator, unit.denominator) for rest, unit in found.items()}


def _too_long(expr: sympy.Expr) -> bool:
    return any(max(abs(number.p), number.q) > LONGEST for number in expr.atoms(sympy.Rational))


def factored(expr: sympy.Expr) -> sympy.Expr:
    """Factored as a rational function of the symbols and of whatever else occurs."""
    if _too_long(expr):
        return expr
    kernels = Kernels(expr)
    return kernels.thawed(sympy.factor(kernels.frozen(expr)))


def modulo(expr: sympy.Expr, equation: sympy.Expr, first: sympy.Symbol) -> sympy.Expr:
    """An expression equal to ``expr`` wherever ``equation`` is zero and both are defined, with less of ``first``.

    Remainders are taken from the innermost arguments outward.  May hold nan, where nothing is known.
    """
    return expr if expr.is_number else _remainder(_inner(expr, equation, first), equation, first)


def _inner(expr: sympy.Expr, equation: sympy.Expr, first: sympy.Symbol) -> sympy.Expr:
    if not expr.args or expr.is_number:
        return expr
    polynomial = expr.is_Add or expr.is_Mul or (expr.is_Pow and expr.exp.is_Integer)
    walk = _inner if polynomial else modulo
    return expr.func(*(walk(a, equation, first) for a in expr.args))


def _remainder(expr: sympy.Expr, equation: sympy.Expr, first: sympy.Symbol) -> sympy.Expr:
    if expr.is_number or _too_long(expr) or _too_long(equation) or expr.count_ops() > SIZE:
        return expr
    kernels = Kernels(expr, equation)
    try:
        above, below = sympy.fraction(sympy.together(kernels.frozen(expr)))
        divisor = sympy.fraction(sympy.together(kernels.frozen(equation)))[0]
        held = [d for part, d in kernels.stand_ins.items() if first in part.free_symbols]
        symbols = sorted(expr.free_symbols | equation.free_symbols, key=lambda s: (s != first, str(s)))
        others = [d for part, d in kernels.stand_ins.items() if first not in part.free_symbols]
        order = [*held, *symbols, *others]
        if max(len(sympy.Add.make_args(sympy.expand(e))) for e in (above, below, divisor)) > TERMS:
            return expr
        parts = [sympy.reduced(e, [divisor], *order, order="lex")[1] for e in (above, below)]
    except (sympy.PolynomialError, sympy.CoercionFailed):
        return expr
    if parts[1] == 0:
        return sympy.nan
    return kernels.thawed(sympy.cancel(parts[0] / parts[1]))


def equations(expr: sympy.Expr) -> list[sympy.Expr]:
    """Equations whose solutions may be zeros of ``expr``: guesses, in order of how they were found."""
    found: dict[sympy.Expr, None] = {}
    for factor in sympy.Mul.make_args(factored(sympy.fraction(sympy.together(expr))[0])):
        base = factor.base if factor.is_Pow and factor.exp.is_Rational else factor
        if not base.free_symbols:
            continue
        if isinstance(base, ZERO_AT_ZERO):
            found[base.args[0]] = None
        elif isinstance(base, sympy.log):
            found[base.args[0] - 1] = None
        else:
            found.update(dict.fromkeys(_of_two_terms(base)))
            found[base] = None
    return list(found)


def _of_two_terms(total: sympy.Expr) -> list[sympy.Expr]:
    """A exp(w) + B as w - log(-B/A), A log(w) + B as w - exp(-B/A)."""
    if not total.is_Add or len(total.args) != 2:
        return []
    found = []
    for one, other in (total.args, total.args[::-1]):
        for part in one.atoms(sympy.exp, sympy.log):
            rest = -other * part / one
            if part in sympy.Mul.make_args(one):
                inverse = sympy.expand_log(sympy.log(rest)) if isinstance(part, sympy.exp) else sympy.exp(rest)
                found.append(part.args[0] - inverse)
    return found


def arguments(expr: sympy.Expr) -> list[sympy.Expr]:
    """Further guesses: what makes the arguments of functions 0, or those of logarithms 1."""
    found: dict[sympy.Expr, None] = {}
    for part in sympy.preorder_traversal(expr):
        if isinstance(part, (*ZERO_AT_ZERO, *EVEN)) and part.free_symbols:
            found[part.args[0]] = None
        elif isinstance(part, sympy.log) and part.free_symbols:
            found[part.args[0] - 1] = None
    return [e for e in found if len(e.args) > 0]
