"""Expressions of number symbols at exact points: their values between exact ends, and signs that are never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from sympy import Expr, Pow, Product, Sum, Symbol, binomial, factorial, gamma, postorder_traversal

from theorems.core.attack import program

DIGITS = (40, 120, 400)
SPARE = 12                                       # digits of a value beyond those of the last place that is shown
LARGEST = 2_000                                  # exponent, factorial or length of a sum that is written out exactly
GROWING = (Pow, factorial, gamma, binomial, Sum, Product)

Values = Mapping[Symbol, Expr]


class Valued:
    """One expression, compiled once, at many points; irrational values of symbols enter as balls."""

    def __init__(self, expr: Expr) -> None:
        self.expr = expr
        self.symbols: tuple[Symbol, ...] = tuple(sorted(expr.free_symbols, key=str))

    @cached_property
    def program(self) -> Any:
        """The compiled expression; None where a part has no enclosure before its symbols have values."""
        from numerics.enclosure import NotEnclosable

        try:
            return program(self.expr)
        except NotEnclosable:
            return None

    def ball(self, values: Values, digits: int) -> Any:
        """A ball that holds the value; not finite where nothing is known.  Raises NotEnclosable, naming the part."""
        from numerics.enclosure import NotEnclosable, ball, precision

        try:
            if self.program is not None:
                return self.program.at({s: constant(values[s], digits) for s in self.symbols}, digits)
            exact = self.exact(values)
            if exact is None:
                raise NotEnclosable(self.expr)
            with precision(digits):
                return ball(constant(exact, digits))
        except (ArithmeticError, OverflowError):
            return ball(float("inf"))

    def exact(self, values: Values) -> Expr | None:
        """The number itself as SymPy writes it; None where it would be too long to write out."""
        if any(grows(part, values) for part in postorder_traversal(self.expr)):
            return None
        found = self.expr.xreplace({s: values[s] for s in self.symbols}).doit()
        return found if found.is_number and found.is_extended_real is not False else None

    def sign(self, values: Values) -> int | None:
        """-1, 0 or 1; None if no precision tells.  Balls first, exact arithmetic where they hold zero."""
        for digits in DIGITS:
            value = self.ball(values, digits)
            if value > 0 or value < 0:
                return 1 if value > 0 else -1
            if value == 0:
                return 0
            if digits == DIGITS[0]:
                exact = self.exact(values)
                if exact is not None and exact.is_Rational:
                    return bool(exact > 0) - bool(exact < 0)
        return None

    def ends(self, values: Values, digits: int) -> tuple[Fraction, Fraction] | None:
        """Exact numbers below and above the value, close enough for so many significant digits; None if there are none."""
        from numerics.enclosure import Undefined, endpoints

        found = None
        for precision in (digits + SPARE, *DIGITS[1:]):
            try:
                low, high = endpoints(self.ball(values, precision))
            except Undefined:
                continue
            found = low, high
            if high - low <= max(abs(low), abs(high)) / 10 ** (digits + SPARE // 2):
                break
        exact = self.exact(values)
        if exact is not None and exact.is_Rational:
            number = Fraction(int(exact.p), int(exact.q))
            return number, number
        return found


def constant(number: Expr, digits: int) -> Any:
    """A number as balls read it: exact where it is rational."""
    return number if number.is_Rational else program(number).at({}, digits + SPARE)


def grows(part: Any, values: Values) -> bool:
    """Whether writing out this part would make a number, or a sum, of more than so many digits or terms."""
    if not isinstance(part, GROWING) or not part.free_symbols:
        return False
    sizes = [part.exp] if isinstance(part, Pow) else list(part.args)
    if isinstance(part, Sum | Product):
        sizes = [end for limits in part.limits for end in limits[1:]]
    numbers = [size.xreplace(dict(values)) for size in sizes]
    return any(not number.is_number or not abs(number) <= LARGEST for number in numbers)
