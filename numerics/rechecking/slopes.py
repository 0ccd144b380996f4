"""Values and slopes of SymPy's trees on boxes, in mpmath intervals: a road of its own beside that of the balls.

Slopes go forward through the tree with the values.  Where a function or an argument is beyond what mpmath's intervals
enclose, NotRecheckable names it; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial, reduce
from typing import Any

import sympy

from numerics.rechecking import incomplete
from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.intervals import (
    CONSTANTS,
    arc,
    bounded,
    cosh,
    entropy,
    hull,
    iv,
    known,
    positive_part,
    rational,
    root,
    sinh,
    tanh,
    zero,
)


@dataclass(frozen=True)
class Jet:
    """A value and its slope by each symbol, as intervals; the slopes are None once one of them is unbounded."""

    value: Any
    slopes: tuple[Any, ...] | None

    def with_slope(self, value: Any, factor: Callable[[], Any]) -> Jet:
        """A function of this: its value, and its own slope, by the chain rule."""
        if self.slopes is None:
            return Jet(value, None)
        if all(zero(s) for s in self.slopes):
            return Jet(value, self.slopes)
        try:
            own = factor()
        except (ZeroDivisionError, NotRecheckable):
            return Jet(value, None)
        # An infinite end may be that of a slope at a face, where an arc ends: its sign is still known.
        return Jet(value, tuple(s if zero(s) else own * s for s in self.slopes) if known(own) else None)


def plus(a: Jet, b: Jet) -> Jet:
    both = (
        None if a.slopes is None or b.slopes is None else tuple(x + y for x, y in zip(a.slopes, b.slopes, strict=True))
    )
    return Jet(a.value + b.value, both)


def times(a: Jet, b: Jet) -> Jet:
    both = None
    if a.slopes is not None and b.slopes is not None and bounded(a.value) and bounded(b.value):
        both = tuple(x * b.value + a.value * y for x, y in zip(a.slopes, b.slopes, strict=True))
    return Jet(a.value * b.value, both)


def parameter(expr: Any) -> Fraction:
    if not expr.is_Rational:
        raise NotRecheckable(f"the parameter {expr}, which is not rational")
    return Fraction(int(expr.p), int(expr.q))


# For each function its value, and its slope from the argument and the value.
FUNCTIONS: dict[Any, tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]] = {
    sympy.exp: (lambda x: iv.exp(x), lambda x, y: y),
    sympy.log: (lambda x: iv.log(positive_part(x, "the logarithm")), lambda x, y: 1 / x),
    sympy.sin: (lambda x: iv.sin(x), lambda x, y: iv.cos(x)),
    sympy.cos: (lambda x: iv.cos(x), lambda x, y: -iv.sin(x)),
    sympy.cosh: (cosh, lambda x, y: sinh(x)),
    sympy.sinh: (sinh, lambda x, y: cosh(x)),
    sympy.tanh: (tanh, lambda x, y: 1 - y**2),
    sympy.asin: (arc("asin"), lambda x, y: 1 / root(1 - x**2)),
    sympy.acos: (arc("acos"), lambda x, y: -1 / root(1 - x**2)),
    sympy.erf: (incomplete.erf, lambda x, y: incomplete.gaussian(x, 1)),
    sympy.erfc: (incomplete.erfc, lambda x, y: incomplete.gaussian(x, -1)),
    sympy.atan: (arc("atan"), lambda x, y: 1 / (1 + x**2)),
}


class Walk:
    """One evaluation of a tree, on intervals for the symbols."""

    def __init__(self, values: Mapping[sympy.Symbol, Any], order: Sequence[sympy.Symbol]) -> None:
        self.none = tuple(iv.mpf(0) for _ in order)
        self.at = {
            s: Jet(values[s], tuple(iv.mpf(int(s == other)) for other in order)) for s in order
        }  # fmt: skip

    def of(self, expr: Any) -> Jet:
        if expr in self.at:
            return self.at[expr]
        if expr.is_Rational:
            return Jet(rational(Fraction(int(expr.p), int(expr.q))), self.none)
        if expr in CONSTANTS:
            return Jet(CONSTANTS[expr](), self.none)
        if expr.is_Add:
            return reduce(plus, map(self.of, expr.args))
        if expr.is_Mul:
            return self.product(expr.args)
        if expr.is_Pow:
            return self.power(expr)
        if isinstance(expr, sympy.Max | sympy.Min):
            return self.extreme(expr)
        if isinstance(expr, sympy.Abs):
            return self.size(self.of(expr.args[0]))
        if expr.func in FUNCTIONS:
            value, slope = FUNCTIONS[expr.func]
            x = self.of(expr.args[0])
            y = value(x.value)
            return x.with_slope(y, lambda: slope(x.value, y))
        if expr.func in (sympy.uppergamma, sympy.lowergamma):
            return self.incomplete_gamma(expr)
        if expr.func in (sympy.betainc, sympy.betainc_regularized):
            return self.incomplete_beta(expr)
        if hasattr(expr, "_interval"):
            return self.own(expr)
        raise NotRecheckable(f"mpmath has no interval for {expr.func.__name__}")

    def incomplete_gamma(self, expr: Any) -> Jet:
        s, argument = parameter(expr.args[0]), self.of(expr.args[1])
        name, x = expr.func.__name__, argument.value
        return argument.with_slope(incomplete.of_gamma(name, s, x), lambda: incomplete.slope_of_gamma(name, s, x))

    def incomplete_beta(self, expr: Any) -> Jet:
        """From the first argument to the second."""
        name, parameters = expr.func.__name__, (parameter(expr.args[0]), parameter(expr.args[1]))
        ends = []
        for argument in map(self.of, expr.args[2:]):
            slope = partial(incomplete.slope_of_beta, name, parameters, argument.value)
            ends.append(argument.with_slope(incomplete.of_beta(name, parameters, argument.value), slope))
        return plus(ends[1], times(Jet(iv.mpf(-1), self.none), ends[0]))

    def own(self, expr: Any) -> Jet:
        """A function that brings intervals of its own: its value, and its slope by each argument (None if unknown)."""
        jets = [self.of(a) for a in expr.args]
        value, partials = expr._interval(*(jet.value for jet in jets))
        found = Jet(value, self.none)
        for jet, own in zip(jets, partials, strict=True):
            moves = jet.slopes is None or not all(map(zero, jet.slopes))
            if moves and (own is None or jet.slopes is None or not bounded(own)):
                return Jet(value, None)
            if moves and jet.slopes is not None:
                found = plus(found, Jet(iv.mpf(0), tuple(own * s for s in jet.slopes)))
        return found

    def product(self, factors: Sequence[Any]) -> Jet:
        """From left to right; x^r log x in one, which is 0 at 0."""
        left = list(factors)
        found = Jet(iv.mpf(1), self.none)
        for logarithm in [f for f in left if isinstance(f, sympy.log)]:
            argument = logarithm.args[0]
            partner = next((f for f in left if f.as_base_exp()[0] == argument and f.as_base_exp()[1].is_positive), None)
            x = self.of(argument)
            if partner is not None and x.value.a == 0 and partner.as_base_exp()[1].is_Rational:
                left.remove(logarithm)
                left.remove(partner)
                found = times(found, Jet(entropy(x.value, partner.as_base_exp()[1]), None))
        return reduce(times, map(self.of, left), found)

    def power(self, expr: Any) -> Jet:
        x, exponent = self.of(expr.base), expr.exp
        if exponent.is_Integer:
            n = int(exponent)
            if n < 0 and x.value.a <= 0 <= x.value.b:
                raise NotRecheckable("a divisor that may be 0")
            return x.with_slope(x.value**n, lambda: n * x.value ** (n - 1))
        if exponent.is_Rational and int(exponent.q) == 2:
            n = int(exponent.p)
            y = root(x.value)
            if n < 0:
                positive_part(y, "a root in a divisor")
            return x.with_slope(y**n, lambda: n * positive_part(y, "a root") ** (n - 2) / 2)
        if expr.base is sympy.E or expr.base == sympy.E:
            z = self.of(exponent)
            found = iv.exp(z.value)
            return z.with_slope(found, lambda: found)
        lifted, over = self.of(exponent), positive_part(x.value, "a power with a real exponent")
        log = x.with_slope(iv.log(over), lambda: 1 / over)
        together = times(lifted, log)
        found = iv.exp(together.value)
        return together.with_slope(found, lambda: found)

    def extreme(self, expr: Any) -> Jet:
        """Slopes of whichever part may be the extreme one."""
        parts = [self.of(a) for a in expr.args]
        if isinstance(expr, sympy.Max):
            low, high = max(p.value.a for p in parts), max(p.value.b for p in parts)
            active = [p for p in parts if p.value.b >= low]
        else:
            low, high = min(p.value.a for p in parts), min(p.value.b for p in parts)
            active = [p for p in parts if p.value.a <= high]
        slopes = [p.slopes for p in active if p.slopes is not None]
        joined = tuple(hull(*column) for column in zip(*slopes, strict=True)) if len(slopes) == len(active) else None
        return Jet(iv.mpf([low, high]), joined)

    def size(self, x: Jet) -> Jet:
        sign = iv.mpf(1) if x.value.a >= 0 else iv.mpf(-1) if x.value.b <= 0 else iv.mpf([-1, 1])
        return x.with_slope(abs(x.value), lambda: sign)
