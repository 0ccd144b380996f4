"""Monotonicity on the whole box: where a slope has one sign on it, the expression is least on one face.

On the face the symbol has its exact end, so that sides that meet on all of it cancel by algebra; a slope is an inequality
of its own, with faces of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import sympy

from numerics.enclosure.evaluation.balls import NotEnclosable, precision
from numerics.enclosure.evaluation.compiled import compile
from numerics.enclosure.signs.convexity import smooth
from numerics.enclosure.signs.problem import FACTORED_SIZE, PROBES, Problem
from numerics.enclosure.signs.ranges import Box
from numerics.enclosure.signs.verdicts import Holds

Decide = Callable[[sympy.Expr, Box], Holds | None]


def by_faces(problem: Problem, decide: Decide) -> Holds | None:
    """Holds if a slope has one sign on the box, and the inequality holds on the face where the value is least."""
    if len(problem.symbols) < 2 or any(r.low == r.high for r in problem.box.values()):
        return None
    for symbol, slope, sign, end in _slopes(problem):
        face = problem.expr.subs(symbol, sympy.Rational(end.numerator, end.denominator))
        if face.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
            continue
        rest = Box({s: r for s, r in problem.box.items() if s != symbol})
        where = f"{symbol} = {end}"
        leans, boxes = [f"SymPy: the expression on {where} is {face}"], 0
        if not _meets(problem, face, symbol, end):
            continue
        if face != 0:
            on_face = decide(face, rest)
            if on_face is None:
                continue
            leans += on_face.leans
            boxes += on_face.boxes
        rising = decide(sign * slope, problem.box)
        if rising is not None:
            return Holds(boxes + rising.boxes, (*problem.leans, *leans, *rising.leans))
    return None


def _slopes(problem: Problem) -> Iterator[tuple[sympy.Symbol, sympy.Expr, int, Fraction]]:
    """Slopes that look as if of one sign: the symbol, the slope, the sign, and the end where the value is then least."""
    for place, symbol in enumerate(problem.symbols):
        orders = tuple(int(i == place) for i in range(len(problem.symbols)))
        found = problem.derivative(orders)
        if found is None or found.operations > FACTORED_SIZE or not smooth(problem, orders):
            continue
        values = [found.at(problem.point(k)) for k in range(PROBES)]
        sign = 1 if not any(v < 0 for v in values) else -1
        end = problem.box[symbol].low if sign > 0 else problem.box[symbol].high
        if isinstance(end, float) or (sign < 0 and any(v > 0 for v in values)):
            continue
        yield symbol, found.expr, sign, Fraction(end)


def _meets(problem: Problem, face: sympy.Expr, symbol: sympy.Symbol, end: Fraction) -> bool:
    """Whether balls agree that the expression has this form on the face, at points where both are known."""
    try:
        compiled = compile(face, problem.symbols)
    except NotEnclosable:
        return False
    met = 0
    for k in range(PROBES):
        point = problem.point(k) | {symbol: end}
        with precision(40):
            one, other = problem.compiled.at(point), compiled.at(point)
        if one.is_finite() and other.is_finite():
            met += 1
            if not one.overlaps(other):
                return False
    return met > 0
