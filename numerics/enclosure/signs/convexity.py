"""Convexity in one symbol: the expression is nowhere below its value where the slope by that symbol vanishes.

So it is on the lines and curves x = g(y) on which the two sides of an inequality meet, and near which no subdivision
decides: one symbol less is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy

from numerics.enclosure.evaluation.balls import NotEnclosable, Undefined, from_fraction, precision
from numerics.enclosure.evaluation.compiled import compile
from numerics.enclosure.signs.kernels import factored
from numerics.enclosure.signs.problem import FACTORED_SIZE, PROBES, Interval, Problem, interior
from numerics.enclosure.signs.ranges import Box
from numerics.enclosure.signs.verdicts import Holds
from numerics.enclosure.signs.visible import inside_domain, nonnegative_inside, positive_inside

Decide = Callable[[sympy.Expr, Box], Holds | None]
Candidates = Callable[[Problem, sympy.Expr, sympy.Symbol], list[sympy.Expr]]
SMOOTH = (
    sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.atan, sympy.sinh, sympy.cosh, sympy.tanh, sympy.asinh, sympy.erf,
    sympy.erfc,
)  # fmt: skip
INCOMPLETE = (sympy.gamma, sympy.uppergamma, sympy.lowergamma, sympy.betainc, sympy.betainc_regularized)
ROOT_OF = 2  # the degree up to which a slope is solved
LEVELS = (sympy.Integer(0), sympy.Integer(1), sympy.Rational(1, 2))


@dataclass(frozen=True)
class Curve:
    """x = g, where the slope by x is zero; ``second`` is the second derivative by x."""

    symbol: sympy.Symbol
    g: sympy.Expr
    second: sympy.Expr


def by_convexity(problem: Problem, decide: Decide, candidates: Candidates) -> Holds | None:
    """Holds if the expression is convex in some symbol and at least zero where its slope by it vanishes.

    Inside the box it is twice differentiable by that symbol, and the curve lies inside; on the faces it follows by
    continuity.  ``candidates`` says where the slope may vanish: on ``lines``, or where ``solved`` finds it to.
    """
    if any(r.low == r.high for r in problem.box.values()):
        return None
    for place in range(len(problem.symbols)):
        for curve in _curves(problem, place, candidates):
            outcome = _on_curve(problem, curve, decide)
            if outcome is not None:
                return outcome
    return None


def _on_curve(problem: Problem, curve: Curve, decide: Decide) -> Holds | None:
    if not smooth(problem, tuple(2 * int(s == curve.symbol) for s in problem.symbols)):
        return None
    leans, boxes = [f"SymPy: the slope by {curve.symbol} is exactly 0 on {curve.symbol} = {curve.g}"], 0
    rest = problem.expr.subs(curve.symbol, curve.g)
    if _is_zero(problem, rest):
        leans.append(f"SymPy: the value is exactly 0 on {curve.symbol} = {curve.g}")
    else:
        found = decide(rest, Box({s: r for s, r in problem.box.items() if s != curve.symbol}))
        if found is None:
            return None
        leans += found.leans
        boxes += found.boxes
    bent = _convex(problem, curve, decide)
    return None if bent is None else Holds(boxes + bent.boxes, (*problem.leans, *leans, *bent.leans))


def _convex(problem: Problem, curve: Curve, decide: Decide) -> Holds | None:
    """Whether the second derivative is at least zero: its factors that are not visibly so are looked at together."""
    orders = tuple(2 * int(s == curve.symbol) for s in problem.symbols)
    plain = problem.derivative(orders)
    if plain is not None and plain.operations <= 2 * FACTORED_SIZE:
        form = factored(plain.expr)
        left = [f for f in sympy.Mul.make_args(form) if not _visibly_fine(f, problem.box)]
        if len(left) < len(sympy.Mul.make_args(form)):
            if not _agree(problem, form, plain.expr):
                return None
            lean = f"SymPy: {form} is a factored form, met by balls at {PROBES} points"
            if not left:
                return Holds(1, (lean,))
            found = decide(sympy.Mul(*left), problem.box)
            if found is not None:
                return Holds(found.boxes, (lean, *found.leans))
    return decide(curve.second, problem.box)


def _visibly_fine(factor: sympy.Expr, box: Box) -> bool:
    return nonnegative_inside(factor, box)


def _agree(problem: Problem, one: sympy.Expr, other: sympy.Expr) -> bool:
    try:
        first, second = (compile(e, problem.symbols) for e in (one, other))
    except NotEnclosable:
        return False
    points = [problem.point(k) for k in range(PROBES)]
    values = [(first.at(p), second.at(p)) for p in points]
    return all(a.is_finite() and b.is_finite() and a.overlaps(b) for a, b in values)


def smooth(problem: Problem, orders: tuple[int, ...]) -> bool:
    """Whether the expression is differentiable that often, by the one symbol, at every inner point of the box."""
    if problem.expr.has(sympy.sign, sympy.Heaviside, sympy.floor):  # they jump, and the faces follow by continuity
        return False
    # Known on all of the box as they are written: no jump, kink or pole lies inside.  (A factored form may have lost it.)
    whole = [Interval(r.low, r.high) for r in problem.box.values()]
    if all(
        problem.plainly(tuple(k * int(o > 0) for o in orders), whole) is not None for k in range(max(orders) + 1)
    ):
        return True
    for part in sympy.preorder_traversal(problem.expr):
        if isinstance(part, sympy.log) and not positive_inside(part.args[0], problem.box):
            return False
        if part.is_Pow and not (part.exp.is_Integer and part.exp >= 0) and part.base is not sympy.E:
            if not positive_inside(part.base, problem.box):
                return False
        if isinstance(part, INCOMPLETE):
            if not inside_domain(part, problem.box):
                return False
            continue
        known = part.is_Symbol or part.is_number or part.is_Add or part.is_Mul or part.is_Pow
        if not known and not isinstance(part, SMOOTH):
            return False
    return True


def _curves(problem: Problem, place: int, candidates: Candidates) -> Iterator[Curve]:
    """Curves inside the box on which the slope by one symbol is exactly zero."""
    symbol, count = problem.symbols[place], len(problem.symbols)
    first = problem.derivative(tuple(int(k == place) for k in range(count)))
    second = problem.derivative(tuple(2 * int(k == place) for k in range(count)))
    if first is None or second is None:
        return
    for g in candidates(problem, first.expr, symbol):
        if _is_zero(problem, first.expr.subs(symbol, g)):
            yield Curve(symbol, g, second.expr)


def lines(problem: Problem, slope: sympy.Expr, symbol: sympy.Symbol) -> list[sympy.Expr]:
    """The lines x = y and x = 0, 1, 1/2 in the box, whatever the slope is."""
    own = problem.box[symbol]
    others = [s for s, r in problem.box.items() if s != symbol and own.low <= r.low and r.high <= own.high]
    return [*others, *(level for level in LEVELS if own.low < level < own.high)]


def solved(problem: Problem, slope: sympy.Expr, symbol: sympy.Symbol) -> list[sympy.Expr]:
    """The curves in the box where the slope is found to be zero by solving for the symbol."""
    return [g for g in _solved(problem, slope, symbol) if _inside(problem, symbol, g)]


def _inside(problem: Problem, symbol: sympy.Symbol, g: sympy.Expr) -> bool:
    """Whether g lies between the ends of the symbol's range, and is none of them, inside the box of the others."""
    r = problem.box[symbol]
    others = Box({s: side for s, side in problem.box.items() if s != symbol})
    for end, sign in ((r.low, 1), (r.high, -1)):
        if not isinstance(end, float):
            gap = sympy.expand(sign * (g - sympy.Rational(end.numerator, end.denominator)))
            if not positive_inside(gap, others) and not positive_inside(sympy.factor(gap), others):
                return False
    return True


def _solved(problem: Problem, slope: sympy.Expr, symbol: sympy.Symbol) -> list[sympy.Expr]:
    """Where the slope, or the product whose logarithm it is, is zero as a polynomial of low degree."""
    if slope.has(sympy.log):
        stand_ins = _stand_ins(problem)
        plain = sympy.cancel(sympy.Add(*(term for term in sympy.Add.make_args(slope) if not term.has(sympy.log))))
        logs = sympy.Add(*(term for term in sympy.Add.make_args(slope) if term.has(sympy.log)))
        joined = sympy.logcombine(sympy.expand_log((plain + logs).subs(stand_ins), force=True), force=True)
        factor, logarithm = joined.as_coeff_Mul()
        if not isinstance(logarithm, sympy.log):
            return []
        slope = (logarithm.args[0] - 1).xreplace({dummy: s for s, dummy in stand_ins.items()})
    above, _ = sympy.fraction(sympy.together(slope))
    above = sympy.expand(above)
    if symbol not in above.free_symbols or not above.is_polynomial(symbol):
        return []
    polynomial = sympy.Poly(above, symbol)
    terms = polynomial.all_coeffs()
    if polynomial.degree() <= ROOT_OF or not any(terms[1:-1]):
        if polynomial.degree() == 1:
            return [sympy.cancel(-terms[1] / terms[0])]
        if not any(terms[1:-1]):
            root = (-terms[-1] / terms[0]) ** sympy.Rational(1, polynomial.degree())
            return [sympy.powdenest(root)]
        return [sympy.simplify(root) for root in sympy.roots(polynomial)]
    return []


def _stand_ins(problem: Problem) -> dict[sympy.Symbol, sympy.Dummy]:
    return {
        s: sympy.Dummy(s.name, positive=True) if r.low >= 0 else sympy.Dummy(s.name, real=True)
        for s, r in problem.box.items()
    }


def _is_zero(problem: Problem, expr: sympy.Expr) -> bool:
    """Balls at three points inside hold zero, and SymPy agrees that it is zero throughout."""
    if expr == 0:
        return True
    try:
        compiled = compile(expr, problem.symbols)
        for k in range(PROBES):
            point = [interior(r.low, r.high, (k + n) % PROBES) for n, r in enumerate(problem.box.values())]
            with precision(60):
                value = compiled.function("balls")(*map(from_fraction, point))
                if not (value.is_finite() and value.contains(0)):
                    return False
    except (NotEnclosable, Undefined):
        return False
    inside = expr.subs(_stand_ins(problem), simultaneous=True)
    return bool(inside == 0 or sympy.expand_log(inside) == 0 or sympy.simplify(sympy.expand_log(inside)) == 0)
