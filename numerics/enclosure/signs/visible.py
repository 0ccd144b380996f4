"""Parts that are above zero everywhere inside a box, as one sees from how they are written.

On the faces of the box such a part may be zero.
"""

from __future__ import annotations

import sympy

from numerics.enclosure.evaluation.balls import NotEnclosable
from numerics.enclosure.evaluation.compiled import compile
from numerics.enclosure.signs.ranges import Box

ABOVE = (sympy.exp, sympy.cosh, sympy.erfc)
RISING = (sympy.sinh, sympy.tanh, sympy.asinh, sympy.atan, sympy.erf)  # through 0 at 0


def positive_inside(expr: sympy.Expr, box: Box) -> bool:
    """Whether it is visibly above zero at every inner point of the box; False says nothing."""
    if expr.is_number:
        return _positive_number(expr)
    if expr.is_Symbol:
        return bool(box[expr].low >= 0)
    if isinstance(expr, ABOVE):
        return True
    if isinstance(expr, RISING):
        return positive_inside(expr.args[0], box)
    if isinstance(expr, sympy.gamma | sympy.uppergamma | sympy.lowergamma | sympy.betainc | sympy.betainc_regularized):
        return inside_domain(expr, box)
    if expr.is_Pow:
        return positive_inside(expr.base, box)
    if expr.is_Mul:
        return all(positive_inside(factor, box) for factor in expr.args)
    if expr.is_Add:
        affine, others = _parted(expr)
        if affine == 0 or not _affine_positive(affine, box):
            return affine == 0 and _one_positive(others, box)
        return all(nonnegative_inside(term, box) for term in others)
    return False


def inside_domain(expr: sympy.Expr, box: Box) -> bool:
    """Whether the arguments of a gamma or an incomplete function are where it is smooth and above zero, inside the box."""
    if isinstance(expr, sympy.gamma):
        return positive_inside(expr.args[0], box)
    if isinstance(expr, sympy.uppergamma | sympy.lowergamma):
        s, x = expr.args
        allowed = s.is_Rational and (s > 0 or isinstance(expr, sympy.uppergamma))
        return bool(allowed) and positive_inside(x, box)
    a, b, start, end = expr.args
    if not (a.is_Rational and b.is_Rational and a > 0 and b > 0 and start == 0):
        return False
    return positive_inside(end, box) and positive_inside(sympy.expand(1 - end), box)


def nonnegative_inside(expr: sympy.Expr, box: Box) -> bool:
    """Whether it is visibly at least zero at every inner point of the box."""
    if expr.is_Mul:
        return all(nonnegative_inside(factor, box) for factor in expr.args)
    even = expr.is_Pow and expr.exp.is_Integer and expr.exp > 0 and expr.exp % 2 == 0
    return bool(even or isinstance(expr, sympy.Abs) or positive_inside(expr, box))


def _one_positive(terms: list[sympy.Expr], box: Box) -> bool:
    return all(nonnegative_inside(t, box) for t in terms) and any(positive_inside(t, box) for t in terms)


def _positive_number(number: sympy.Expr) -> bool:
    try:
        return bool(compile(number, ()).at({}) > 0)
    except NotEnclosable:
        return False


def _parted(total: sympy.Expr) -> tuple[sympy.Expr, list[sympy.Expr]]:
    """The affine terms with rational coefficients, and the others."""
    affine: list[sympy.Expr] = []
    others: list[sympy.Expr] = []
    for term in total.args:
        coefficient, rest = term.as_coeff_Mul()
        (affine if coefficient.is_Rational and (rest == 1 or rest.is_Symbol) else others).append(term)
    return sympy.Add(*affine), others


def _affine_positive(affine: sympy.Expr, box: Box) -> bool:
    """At least zero at the corner where it is least: then above zero inside, unless it is constant."""
    least = sympy.Integer(0)
    for term in sympy.Add.make_args(affine):
        coefficient, rest = term.as_coeff_Mul()
        if rest == 1:
            least += coefficient
            continue
        end = box[rest].low if coefficient > 0 else box[rest].high
        if isinstance(end, float):
            return False
        least += coefficient * sympy.Rational(end.numerator, end.denominator)
    return bool(least > 0 or (least == 0 and affine.free_symbols))
