"""Half-lines [N, oo) on which both sides of an inequality tend to the same limit.

A product of powers of polynomials and of e to a polynomial is compared with another by logarithms: the slope of their
difference is a rational function, and a polynomial without a negative coefficient around N keeps its sign beyond N.
A function whose slope has one sign beyond N lies between its value at N and its limit; so the slope may be elementary
where the function (a tail probability) is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import sympy
from flint import arb, arb_poly

from numerics.enclosure.evaluation.balls import NotEnclosable, Undefined, from_fraction
from numerics.enclosure.evaluation.compiled import compile
from numerics.enclosure.evaluation.ends import INF
from numerics.enclosure.signs.convexity import smooth
from numerics.enclosure.signs.problem import Interval, Problem
from numerics.enclosure.signs.ranges import INFINITY

SIZE = 120  # operations beyond which nothing is factored
POINTS = (Fraction(3, 2), Fraction(7, 3), Fraction(19))


Powers = dict[sympy.Expr, sympy.Rational]


@dataclass(frozen=True)
class Growth:
    """polynomial * product of base**power * e**exponent, the bases being polynomials too."""

    polynomial: sympy.Expr
    powers: tuple[tuple[sympy.Expr, sympy.Rational], ...]
    exponent: sympy.Expr

    def expression(self) -> sympy.Expr:
        return self.polynomial * sympy.Mul(*(base**power for base, power in self.powers)) * sympy.exp(self.exponent)


def growths(expr: sympy.Expr, symbol: sympy.Symbol) -> list[Growth] | None:
    """A sum of such products, those with like roots and exponents taken together; None if it is none."""
    groups: dict[tuple[sympy.Expr, frozenset[tuple[sympy.Expr, sympy.Rational]]], list[tuple[sympy.Expr, Powers]]] = {}
    for term in sympy.Add.make_args(sympy.expand_mul(expr)):
        read = _read(term, symbol)
        if read is None:
            return None
        constant, powers, exponent = read
        whole = {base: sympy.floor(power) for base, power in powers.items()}
        roots = frozenset((base, power - whole[base]) for base, power in powers.items() if not power.is_Integer)
        groups.setdefault((exponent, roots), []).append((constant, whole))
    found = []
    for (exponent, roots), terms in groups.items():
        bases = sorted({base for _, whole in terms for base in whole} | {base for base, _ in roots}, key=str)
        least = {base: min(whole.get(base, sympy.Integer(0)) for _, whole in terms) for base in bases}
        polynomial = sympy.Add(*(
            constant * sympy.Mul(*(base ** (whole.get(base, 0) - least[base]) for base in bases))
            for constant, whole in terms
        ))  # fmt: skip
        fractions = dict(roots)
        total = [(base, least[base] + fractions.get(base, 0)) for base in bases]
        found.append(Growth(polynomial, tuple((base, power) for base, power in total if power != 0), exponent))
    return found


def _read(term: sympy.Expr, symbol: sympy.Symbol) -> tuple[sympy.Expr, Powers, sympy.Expr] | None:
    """Constant, powers of polynomials, and the exponent without its constant term."""
    constant, exponent = sympy.Integer(1), sympy.Integer(0)
    powers: Powers = {}
    for factor in sympy.Mul.make_args(term):
        if factor.is_number:
            constant *= factor
        elif isinstance(factor, sympy.exp) and factor.args[0].is_polynomial(symbol):
            exponent += factor.args[0]
        else:
            base, power = factor.as_base_exp()
            if not (power.is_Rational and base.is_polynomial(symbol)):
                return None
            powers[base] = powers.get(base, sympy.Integer(0)) + power
    exponent = sympy.expand(exponent)
    free = exponent.subs(symbol, 0)
    return constant * sympy.exp(free), powers, exponent - free


def _falls(term: sympy.Expr, symbol: sympy.Symbol) -> bool:
    """Whether it is a product of powers of polynomials and e to a polynomial that tends to -oo at oo."""
    read = _read(term, symbol)
    if read is None or read[2] == 0:
        return False
    return bool(number(sympy.LC(read[2], symbol)) < 0)


def _limit_of_logarithms(total: sympy.Expr, symbol: sympy.Symbol) -> sympy.Expr:
    """Logarithms of polynomials, whose degrees cancel in the sum, by the logarithms of their leading coefficients."""
    logs: list[tuple[sympy.Expr, sympy.Expr]] = []
    rest: list[tuple[sympy.Expr, sympy.Expr]] = []
    for term in sympy.Add.make_args(total):
        constant, factor = term.as_independent(symbol)
        plain = isinstance(factor, sympy.log) and factor.args[0].is_polynomial(symbol)
        (logs if plain and constant.is_Rational else rest).append((constant, factor))
    degree = sum(c * sympy.degree(f.args[0], symbol) for c, f in logs)
    if len(logs) < 2 or degree != 0:
        return total
    return sympy.Add(*(c * f for c, f in rest), *(c * sympy.log(sympy.LC(f.args[0], symbol)) for c, f in logs))


def number(expr: sympy.Expr) -> arb:
    """The ball of a number; undefined where there is none."""
    try:
        return arb(compile(expr, ()).function("balls")())
    except NotEnclosable:
        return arb.nan()


def sign_beyond(polynomial: sympy.Expr, symbol: sympy.Symbol, start: Fraction) -> int | None:
    """The sign (1, -1; 0 if it is zero) that a polynomial keeps on [start, oo), if its coefficients around it show one."""
    terms = sympy.Poly(polynomial, symbol).all_coeffs()[::-1]
    around = arb_poly([number(c) for c in terms])(arb_poly([from_fraction(start), arb(1)]))
    found = [around[k] for k in range(len(terms))]
    if all(c >= 0 for c in found):
        return 1 if any(c > 0 for c in found) else 0
    return -1 if all(c <= 0 for c in found) else None


def keeps_above(polynomial: sympy.Expr, symbol: sympy.Symbol, start: Fraction) -> bool:
    """Whether it is above zero at the start, and does not fall beyond it."""
    value = number(polynomial.subs(symbol, sympy.Rational(start.numerator, start.denominator)))
    return bool(value > 0) and sign_beyond(polynomial, symbol, start) == 1


@dataclass
class Tail:
    """The half-lines of one inequality in one symbol; at ``end``, oo or -oo, is the limit."""

    problem: Problem
    forms: dict[tuple[int, float], list[Growth] | None] = field(default_factory=dict)

    def shows(self, side: Interval) -> bool:
        """Whether the inequality holds on a half-line: beyond its finite end, and there."""
        if isinstance(side.low, float) == isinstance(side.high, float):
            return False
        end = INFINITY if isinstance(side.high, float) else -INFINITY
        start = Fraction(side.low if end > 0 else -side.high)
        value = self._sign(0, start, end)
        if value is not None and value >= 0:
            return True
        slope = self._sign(1, start, end)
        if slope is None or not (self.problem.plainly((0,), [side]) is not None or smooth(self.problem, (1,))):
            return False
        # The value is at least the limit where it falls toward it, else at least the value at the start.
        if slope <= 0:
            return self._limit_allows(end)
        place = side.low if end > 0 else side.high
        bounds = self.problem.on_ends((0,), [Interval(place, place)])
        return bounds is not None and bool(bounds[0] >= 0)

    def _limit_allows(self, end: float) -> bool:
        """Whether the limit is at least 0: terms that fall as e to a polynomial have the limit 0."""
        symbol = self.problem.symbols[0]
        sign = 1 if end == INFINITY else -1
        terms = sympy.Add.make_args(sympy.expand_mul(self.problem.expr.xreplace({symbol: sign * symbol})))
        left = sympy.Add(*(t for t in terms if not _falls(t, symbol)))
        left = _limit_of_logarithms(left, symbol)
        try:
            low, _ = compile(left, (symbol,)).function("ends", self.problem.trusted)((INF, INF))
        except (NotEnclosable, Undefined):
            return False
        return bool(low >= 0)

    def _sign(self, order: int, start: Fraction, end: float) -> int | None:
        """The sign that the expression (or its slope) has on [start, oo), of the symbol or of its negative."""
        key = (order, end)
        if key not in self.forms:
            self.forms[key] = self._form(order, end)
        form = self.forms[key]
        return None if form is None else sign_of_sum(form, self.problem.symbols[0], start)

    def _form(self, order: int, end: float) -> list[Growth] | None:
        """As a sum of products; of -x instead of x where the limit is at -oo."""
        found = self.problem.derivative((order,))
        if found is None or found.operations > SIZE:
            return None
        symbol = self.problem.symbols[0]
        sign = 1 if end == INFINITY else -1
        mirrored = sign**order * found.expr.xreplace({symbol: sign * symbol})
        form = growths(mirrored, symbol)
        if form is None:
            return None
        whole = sympy.Add(*(g.expression() for g in form))
        one, other = compile(whole, (symbol,)), compile(mirrored, (symbol,))
        values = [(one.at({symbol: p}), other.at({symbol: p})) for p in POINTS]
        if not all(a.is_finite() and b.is_finite() and a.overlaps(b) for a, b in values):
            return None
        if whole != mirrored:
            self.problem.leans.append(f"SymPy: {whole} is {mirrored} multiplied out, met by balls at {len(POINTS)} points")
        return form


def sign_of_sum(form: list[Growth], symbol: sympy.Symbol, start: Fraction) -> int | None:
    """The sign of one such product, or of two together, on [start, oo)."""
    if not all(keeps_above(base, symbol, start) for g in form for base, _ in g.powers):
        return None
    signs = [sign_beyond(g.polynomial, symbol, start) for g in form]
    if len(form) > 2 or None in signs:
        return None
    if len(form) < 2 or signs[0] == signs[1] or 0 in signs:
        return next((s for s in signs if s), 0)
    return _by_logarithms(form[0], form[1], symbol, start)


def _by_logarithms(one: Growth, other: Growth, symbol: sympy.Symbol, start: Fraction) -> int | None:
    """The sign of a sum of products of opposite signs, from the logarithm of their ratio at the start, and its slope."""
    side = sign_beyond(one.polynomial, symbol, start)
    if side is None:
        return None
    sizes = side * one.polynomial, -side * other.polynomial
    if not all(keeps_above(size, symbol, start) for size in sizes):
        return None
    powers = [*one.powers, (sizes[0], 1), *((base, -power) for base, power in other.powers), (sizes[1], -1)]
    exponent = one.exponent - other.exponent
    at = {symbol: sympy.Rational(start.numerator, start.denominator)}
    size = number(exponent.subs(at))
    for base, power in powers:
        size += number(base.subs(at)).log() * number(sympy.sympify(power))
    bases = [base for base, _ in powers]
    others = [sympy.Mul(*(b for j, b in enumerate(bases) if j != i)) for i in range(len(bases))]
    slope = sympy.expand(
        sympy.Mul(*bases) * exponent.diff(symbol)
        + sympy.Add(*(power * base.diff(symbol) * rest for (base, power), rest in zip(powers, others, strict=True)))
    )
    grows = sign_beyond(slope, symbol, start)
    if grows is not None and size >= 0 and grows >= 0:
        return side
    return -side if grows is not None and size <= 0 and grows <= 0 else None
