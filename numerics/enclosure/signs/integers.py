"""Inequalities for whole numbers n >= n0: the first ones one by one, the rest as reals or by induction.

Between whole numbers a true inequality may be false: where the search for reals stops at such a place, the half-line is
begun behind it.  By induction: each step adds at least nothing (a difference), or multiplies one side by at least as
much as the other (a ratio); factorials, binomials and powers of whole order cancel in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

import sympy

from numerics.enclosure.evaluation.balls import NotEnclosable
from numerics.enclosure.evaluation.compiled import compile
from numerics.enclosure.signs.problem import ZERO_DIGITS, interior
from numerics.enclosure.signs.ranges import INFINITY, Box, Range
from numerics.enclosure.signs.refuting import Fails
from numerics.enclosure.signs.sign import nonnegative
from numerics.enclosure.signs.verdicts import Holds, Unknown
from numerics.enclosure.signs.visible import nonnegative_inside, positive_inside

LARGEST = 200  # whole numbers looked at one by one
JUMPS = (sympy.floor, sympy.ceiling, sympy.frac)


def nonnegative_on_integers(
    expr: sympy.Expr, symbol: sympy.Symbol, start: int, others: Box | None = None, *, budget: int = 1_000
) -> Holds | Fails | Unknown:
    """Whether ``expr >= 0`` for all whole ``symbol >= start``, on the box of the other symbols.

    ``budget``: cells looked at on each half-line.  A counterexample has a whole ``symbol``.
    """
    box = Box({} if others is None else dict(others))
    whole = sympy.sympify(expr, strict=True)
    if any(p.base.is_negative and symbol in p.exp.free_symbols for p in whole.atoms(sympy.Pow)):
        return _by_parity(whole, symbol, start, box, budget)
    return _Integers(whole, symbol, start, box, budget).decide()


@dataclass
class _Integers:
    """One search; ``checked``: shown for the whole numbers below it."""

    expr: sympy.Expr
    symbol: sympy.Symbol
    start: int
    others: Box
    budget: int
    boxes: int = 0
    leans: list[str] = field(default_factory=list)

    def decide(self) -> Holds | Fails | Unknown:
        self.checked = begin = self.start
        while True:
            below = self.one_by_one(begin)
            if below is not None:
                return below
            beyond = self.beyond(begin)
            held = beyond if isinstance(beyond, Holds) else self.by_induction(begin)
            if held is not None:
                return Holds(self.boxes + held.boxes, (*dict.fromkeys((*self.leans, *held.leans)),))
            following = self.behind(beyond, begin)
            if following > self.start + LARGEST:
                where = beyond.where if isinstance(beyond, Unknown) else self.box(begin, INFINITY)
                why = beyond.why if isinstance(beyond, Unknown) else "false between whole numbers"
                return Unknown(where, f"for whole {self.symbol} from {begin} on: {why}", self.boxes)
            begin = following

    def box(self, low: int, high: float | int) -> Box:
        return Box({self.symbol: Range(low, high), **self.others})

    def one_by_one(self, end: int) -> Fails | Unknown | None:
        """The whole numbers below ``end`` that are not shown yet."""
        while self.checked < end:
            outcome = self.at(self.checked)
            if not isinstance(outcome, Holds):
                return outcome
            self.boxes += outcome.boxes
            self.leans += outcome.leans
            self.checked += 1
        return None

    def at(self, n: int) -> Holds | Fails | Unknown:
        """At one whole number, which SymPy puts in: factorials become numbers."""
        value = self.expr.subs(self.symbol, n)
        box = self.box(n, n)
        if value.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
            return Unknown(box, f"the expression has no value at {self.symbol} = {n}", 0)
        try:
            if value.is_number:
                return self.of_number(value, n)
            return self.named(nonnegative(value, box, budget=self.budget), n)
        except NotEnclosable as error:
            return Unknown(box, str(error), 0)

    def of_number(self, value: sympy.Expr, n: int) -> Holds | Fails | Unknown:
        ball = compile(value, ()).at({}, ZERO_DIGITS)
        if ball > 0:
            return Holds(1)
        if ball < 0:
            return Fails({self.symbol: Fraction(n), **{s: interior(r.low, r.high, 0) for s, r in self.others.items()}}, ball)
        if ball.contains(0) and (sympy.expand(value) == 0 or sympy.simplify(value) == 0):
            return Holds(1, (f"SymPy: the value at {self.symbol} = {n} is exactly 0",))
        return Unknown(self.box(n, n), "neither its sign nor that it is zero was shown", 1)

    def named(self, outcome: Holds | Fails | Unknown, n: int) -> Holds | Fails | Unknown:
        if isinstance(outcome, Fails):
            return Fails({**outcome.point, self.symbol: Fraction(n)}, outcome.value)
        return outcome

    def beyond(self, begin: int) -> Holds | Fails | Unknown:
        """On the half-line of reals."""
        box = self.box(begin, INFINITY)
        if self.expr.has(*JUMPS):
            return Unknown(box, "the expression jumps between whole numbers", 0)
        try:
            outcome = nonnegative(self.expr, box, budget=self.budget)
        except NotEnclosable as error:
            return Unknown(box, str(error), 0)
        self.boxes += 0 if isinstance(outcome, Fails) else outcome.boxes
        return outcome

    def behind(self, outcome: Holds | Fails | Unknown, begin: int) -> int:
        """Where to begin next: behind the place at which the reals stopped, and twice as far."""
        place = begin
        if isinstance(outcome, Fails):
            place = ceil(outcome.point[self.symbol])
        elif isinstance(outcome, Unknown) and not isinstance(high := outcome.where[self.symbol].high, float):
            place = ceil(high)
        twice = min(2 * begin - self.start, self.start + LARGEST)
        return max(place if place <= self.start + LARGEST else begin, begin + 1, twice)

    def by_induction(self, begin: int) -> Holds | None:
        """True at ``begin``, and no step takes away from it."""
        first = self.at(begin)
        if not isinstance(first, Holds):
            return None
        for step, reason in self.steps(begin):
            try:
                outcome = nonnegative(step, self.box(begin, INFINITY), budget=self.budget)
            except NotEnclosable:
                continue
            if isinstance(outcome, Holds):
                return Holds(first.boxes + outcome.boxes, (*first.leans, reason, *outcome.leans))
        return None

    def steps(self, begin: int) -> Iterator[tuple[sympy.Expr, str]]:
        """Inequalities each of which makes the induction; for the symbol as a real number."""
        if begin < 0:
            return
        whole = sympy.Dummy("n", integer=True, positive=begin > 0 or None, nonnegative=True)
        at, after = self.expr.subs(self.symbol, whole), self.expr.subs(self.symbol, whole + 1)
        added = _simpler(after - at)
        if self.agree(added, after - at, whole, begin):
            told = added.subs(whole, self.symbol)
            yield told, f"SymPy: a step of {self.symbol} adds {told}"
        for greater, less in self.sides(at, whole, begin):
            ratios = [s.subs(whole, whole + 1) / s for s in (greater, less)]
            factors = [sympy.combsimp(sympy.gammasimp(r)) for r in ratios]
            if all(self.agree(f, r, whole, begin) for f, r in zip(factors, ratios, strict=True)):
                told, other = (f.subs(whole, self.symbol) for f in factors)
                yield told - other, f"SymPy: a step of {self.symbol} multiplies the sides by {told} and {other}"

    def sides(self, at: sympy.Expr, whole: sympy.Symbol, begin: int) -> Iterator[tuple[sympy.Expr, sympy.Expr]]:
        """Of a difference of two products above zero: the greater side and the less."""
        terms = sympy.Add.make_args(at)
        if len(terms) == 2 and begin > 0 and not self.others:
            # Above zero inside the half-line that begins one earlier: also where this one begins.
            box = Box({whole: Range(begin - 1, INFINITY)})
            for greater, less in (terms, terms[::-1]):
                if visibly_positive(greater, box) and visibly_positive(-less, box):
                    yield greater, -less

    def agree(self, one: sympy.Expr, other: sympy.Expr, whole: sympy.Symbol, begin: int) -> bool:
        """Whether two expressions have the same 20 digits at some whole numbers, wherever the other symbols are."""
        for place, n in enumerate((begin + 1, begin + 2, begin + 5)):
            inner = {s: interior(r.low, r.high, place) for s, r in self.others.items()}
            point = {s: sympy.Rational(x.numerator, x.denominator) for s, x in inner.items()}
            a, b = (sympy.N(e.subs(whole, n).subs(point), 30) for e in (one, other))
            if not (a.is_Number and b.is_Number and abs(a - b) <= sympy.Float("1e-20") * (1 + abs(b))):
                return False
        return True


def _by_parity(expr: sympy.Expr, symbol: sympy.Symbol, start: int, others: Box, budget: int) -> Holds | Fails | Unknown:
    """Even and odd numbers on their own, where a negative number is raised to a power with the symbol."""
    half = sympy.Dummy(f"half_{symbol}", integer=True)
    boxes, leans = 0, list[str]()
    for parity in (0, 1):
        begin = -((parity - start) // 2)         # the least m with 2 m + parity >= start
        inner = expr.subs(symbol, 2 * half + parity)
        inner = inner.xreplace({p: _even_part(p) for p in inner.atoms(sympy.Pow) if p.base.is_negative})
        outcome = _Integers(inner, half, begin, others, budget).decide()
        if isinstance(outcome, Fails):
            point = {s: v for s, v in outcome.point.items() if s != half}
            return Fails({**point, symbol: 2 * outcome.point[half] + parity}, outcome.value)
        if isinstance(outcome, Unknown):
            rest = {s: r for s, r in outcome.where.items() if s != half}
            r = outcome.where[half]
            return Unknown(Box({**rest, symbol: Range(2 * r.low + parity, 2 * r.high + parity)}), outcome.why, outcome.boxes)
        boxes += outcome.boxes
        leans += outcome.leans
    return Holds(boxes, tuple(leans))


def _simpler(expr: sympy.Expr) -> sympy.Expr:
    whole = expr.has(sympy.factorial, sympy.binomial, sympy.gamma)
    return sympy.expand(sympy.combsimp(expr) if whole else expr)


def _even_part(power: sympy.Expr) -> sympy.Expr:
    """(-b)**(2 m + r) as b**(2 m) (-b)**r."""
    exponent = sympy.expand(power.exp)
    whole = exponent.as_independent(*exponent.free_symbols)[0]
    return (-power.base) ** (exponent - whole) * power.base**whole


def visibly_positive(expr: sympy.Expr, box: Box) -> bool:
    """Above zero at every whole number inside the box, as one sees from how it is written."""
    for factor in sympy.Mul.make_args(expr):
        base, _ = factor.as_base_exp()
        if isinstance(base, sympy.binomial):
            n, k = base.args
            fine = all(nonnegative_inside(sympy.expand(part), box) for part in (k, n - k))
        elif isinstance(base, sympy.factorial):
            fine = nonnegative_inside(base.args[0], box)
        else:
            fine = positive_inside(base, box)
        if not fine:
            return False
    return True
