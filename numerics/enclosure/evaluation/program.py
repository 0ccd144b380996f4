"""A SymPy expression as a list of elementary operations, walked once.

The program is what the arithmetics of this package (balls, power series, complex balls, pairs of ends) run.  Equal
parts are computed once; parts without symbols are computed once per precision.  A product holding ``a**r log(a)``,
r > 0, is read as continued by 0 at a = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import comb
from typing import Any

import sympy

from numerics.enclosure.evaluation.balls import NotEnclosable, exact
from numerics.enclosure.evaluation.on_incomplete import KINDS, conditions, described
from numerics.enclosure.evaluation.zeros import vanishes_only_at_faces

UNARY = {
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.sin: "sin",
    sympy.cos: "cos",
    sympy.tan: "tan",
    sympy.asin: "asin",
    sympy.acos: "acos",
    sympy.atan: "atan",
    sympy.sinh: "sinh",
    sympy.cosh: "cosh",
    sympy.tanh: "tanh",
    sympy.asinh: "asinh",
    sympy.erf: "erf",
    sympy.erfc: "erfc",
    sympy.gamma: "gamma",
    sympy.loggamma: "lgamma",
    sympy.Abs: "abs",
    sympy.sign: "sign",
}
INVERSES = {
    sympy.sec: "cos",
    sympy.csc: "sin",
    sympy.cot: "tan",
    sympy.sech: "cosh",
    sympy.csch: "sinh",
    sympy.coth: "tanh",
}
CONSTANTS = {sympy.pi: "pi", sympy.E: "e", sympy.EulerGamma: "euler"}
ORDER = 8  # of derivatives of the digamma function


@dataclass(frozen=True)
class Operation:
    """One step: its name, the places of its arguments in the program, and what else it needs (an order, a class)."""

    name: str
    arguments: tuple[int, ...] = ()
    extra: Any = None


@dataclass
class Program:
    """Operations in order; ``constant[i]`` tells whether the i-th needs no symbol; ``result`` is the one wanted."""

    symbols: tuple[sympy.Symbol, ...]
    operations: list[Operation] = field(default_factory=list)
    constant: list[bool] = field(default_factory=list)
    guarded: list[sympy.Expr] = field(default_factory=list)
    result: int = -1


class Walker:
    """Walks an expression and writes its program."""

    def __init__(self, symbols: Sequence[sympy.Symbol]) -> None:
        self.program = Program(tuple(symbols))
        self._places: dict[Operation, int] = {}
        self._seen: dict[sympy.Expr, int] = {}

    def emit(self, name: str, *arguments: int, extra: Any = None) -> int:
        operation = Operation(name, arguments, extra)
        place = self._places.get(operation)
        if place is None:
            place = len(self.program.operations)
            self.program.operations.append(operation)
            constant = name != "symbol" and all(self.program.constant[a] for a in arguments)
            self.program.constant.append(constant)
            self._places[operation] = place
        return place

    def rational(self, value: Fraction | int) -> int:
        return self.emit("rational", extra=Fraction(value))

    def walk(self, expr: sympy.Expr) -> int:
        place = self._seen.get(expr)
        if place is None:
            place = self._seen[expr] = self._walk(expr)
        return place

    def _walk(self, expr: sympy.Expr) -> int:
        if expr.is_Symbol:
            if expr not in self.program.symbols:
                raise NotEnclosable(f"the free symbol {expr}")
            return self.emit("symbol", extra=self.program.symbols.index(expr))
        if expr.is_Rational or expr.is_Float:
            if expr.is_finite is not True:
                raise NotEnclosable(expr)
            return self.rational(exact(expr))
        if expr in CONSTANTS:
            return self.emit(CONSTANTS[expr])
        if expr.is_NumberSymbol:
            rewritten = expr.rewrite(sympy.sqrt)
            if rewritten == expr:
                rewritten = expr.expand(func=True)
            if rewritten == expr:
                raise NotEnclosable(expr)
            return self.walk(rewritten)
        if expr.is_Add:
            return self._sum(expr)
        if expr.is_Mul:
            return self._product(expr)
        if expr.is_Pow:
            return self._power(expr.base, expr.exp)
        if expr.is_Function or isinstance(expr, (sympy.Max, sympy.Min)):
            return self._function(expr)
        raise NotEnclosable(expr)

    def _sum(self, expr: sympy.Expr) -> int:
        plus, minus = [], []
        for term in expr.args:
            coefficient, rest = term.as_coeff_Mul()
            if coefficient.is_negative:
                minus.append(self.walk(-coefficient * rest))
            else:
                plus.append(self.walk(term))
        total = self._fold("add", plus) if plus else self.emit("neg", minus.pop(0))
        for term in minus:
            total = self.emit("sub", total, term)
        return total

    def _fold(self, name: str, places: list[int]) -> int:
        constants = [p for p in places if self.program.constant[p]]
        others = [p for p in places if not self.program.constant[p]]
        total = None
        for place in constants + others:
            total = place if total is None else self.emit(name, total, place)
        return self.rational(1) if total is None else total

    def _product(self, expr: sympy.Expr) -> int:
        coefficient, rest = expr.as_coeff_Mul()
        if coefficient == -1:
            return self.emit("neg", self.walk(rest))
        above: list[int] = []
        below: list[sympy.Expr] = []
        for factor in self._entropies(list(expr.args), above):
            exponent = factor.exp if factor.is_Pow else None
            if exponent is not None and exponent.is_Rational and exponent < 0:
                below.append(factor.base**-exponent)
            elif factor.is_Rational and factor.q != 1:
                above.append(self.rational(factor.p))
                below.append(sympy.Integer(factor.q))
            else:
                above.append(self.walk(factor))
        numerator = self._fold("mul", [p for p in above if self.program.operations[p] != Operation("rational", (), 1)])
        return self._quotient(numerator, below) if below else numerator

    def _quotient(self, numerator: int, below: list[sympy.Expr]) -> int:
        # Each divisor is divided by on its own, so that each is judged by its own zeros.
        constants = [d for d in below if d.is_number]
        if constants:
            numerator = self.emit("div", numerator, self._fold("mul", [self.walk(d) for d in constants]), extra=False)
        for divisor in below:
            if not divisor.is_number:
                facial = vanishes_only_at_faces(divisor.base if divisor.is_Pow else divisor)
                numerator = self._divided(numerator, divisor, facial)
        return numerator

    def _divided(self, numerator: int, divisor: sympy.Expr, facial: bool) -> int:
        if divisor.is_Pow and divisor.exp.is_Integer and facial:
            # 1/x**2 with x >= 0 as (1/x)**2: the base keeps the sign by which the faces are recognised.
            inverse = self.emit("div", self.rational(1), self.walk(divisor.base), extra=True)
            return self.emit("mul", numerator, self.emit("ipow", inverse, extra=int(divisor.exp)))
        return self.emit("div", numerator, self.walk(divisor), extra=facial)

    def _entropies(self, factors: list[sympy.Expr], above: list[int]) -> list[sympy.Expr]:
        """Takes the pairs a**r, log(a) out of the factors; their places join ``above``."""
        for logarithm in [f for f in factors if isinstance(f, sympy.log) and not f.is_number]:
            base = logarithm.args[0]
            for factor in factors:
                power, exponent = factor.as_base_exp()
                if power == base and exponent.is_Rational and exponent > 0:
                    factors = [f for f in factors if f is not logarithm and f is not factor]
                    self._guard(base)
                    above.append(self.emit("xlogx", self.walk(base), extra=base))
                    above.append(
                        self.walk(base ** (exponent - 1)) if exponent >= 1 else self._power(base, exponent - 1)
                    )
                    break
        return factors

    def _guard(self, argument: sympy.Expr) -> None:
        if argument.free_symbols and argument not in self.program.guarded:
            self.program.guarded.append(argument)

    def _power(self, base: sympy.Expr, exponent: sympy.Expr) -> int:
        if exponent.is_Rational and exponent < 0:
            return self._quotient(self.rational(1), [base**-exponent])
        if exponent.is_Integer:
            return self.emit("ipow", self.walk(base), extra=int(exponent))
        if exponent.is_Rational:
            self._guard(base)
            root = self.emit("root", self.walk(base), extra=(int(exponent.q), base))
            return root if exponent.p == 1 else self.emit("ipow", root, extra=int(exponent.p))
        if base is sympy.E:
            return self.emit("exp", self.walk(exponent))
        logarithm = self.emit("log", self.walk(base), extra=vanishes_only_at_faces(base))
        return self.emit("exp", self.emit("mul", self.walk(exponent), logarithm))

    def _function(self, expr: sympy.Expr) -> int:
        kind, arguments = expr.func, expr.args
        if hasattr(expr, "_enclose"):
            return self.emit("hook", *(self.walk(a) for a in arguments), extra=expr)
        if kind in (sympy.asin, sympy.acos):
            self._guard(1 - arguments[0])
            self._guard(1 + arguments[0])
            return self.emit(UNARY[kind], self.walk(arguments[0]), extra=arguments[0])
        if kind is sympy.log:
            return self.emit("log", self.walk(arguments[0]), extra=vanishes_only_at_faces(arguments[0]))
        if kind in UNARY:
            return self.emit(UNARY[kind], self.walk(arguments[0]))
        if kind in INVERSES:
            return self._inverse(kind, arguments[0])
        if kind in (sympy.Max, sympy.Min):
            return self._fold(kind.__name__.lower(), [self.walk(a) for a in arguments])
        if kind is sympy.besseli and arguments[0].is_Integer:
            return self.emit("besseli", self.walk(arguments[1]), extra=abs(int(arguments[0])))
        return self._by_others(expr)

    def _inverse(self, kind: type, argument: sympy.Expr) -> int:
        value = self.emit(UNARY[getattr(sympy, INVERSES[kind])], self.walk(argument))
        facial = INVERSES[kind] in ("tanh", "sinh") and vanishes_only_at_faces(argument)
        return self.emit("div", self.rational(1), value, extra=facial)

    def _by_others(self, expr: sympy.Expr) -> int:
        """Functions written in terms of others."""
        kind, arguments = expr.func, expr.args
        if kind is sympy.factorial:
            return self.emit("gamma", self.walk(arguments[0] + 1))
        if kind is sympy.atanh:
            x = arguments[0]
            return self.walk((sympy.log(1 + x) - sympy.log(1 - x)) / 2)
        if kind is sympy.polygamma and arguments[0] == 0:
            return self.emit("digamma", self.walk(arguments[1]))
        if kind is sympy.polygamma and arguments[0].is_Integer and 0 < arguments[0] <= ORDER:
            return self.emit("polygamma", self.walk(arguments[1]), extra=int(arguments[0]))
        if kind is sympy.binomial:
            return self._binomial(*arguments)
        if kind is sympy.beta:
            a, b = arguments
            return self.walk(sympy.gamma(a) * sympy.gamma(b) / sympy.gamma(a + b))
        if kind in KINDS:
            return self._incomplete(expr)
        raise NotEnclosable(expr)

    def _incomplete(self, expr: sympy.Expr) -> int:
        places = []
        for specification, argument in described(expr):
            needed = conditions(specification, argument)
            for part in needed:
                self._guard(part)
            places.append(self.emit("incomplete", self.walk(argument), extra=(specification, needed)))
        return places[0] if len(places) == 1 else self.emit("sub", *places)

    def _binomial(self, n: sympy.Expr, k: sympy.Expr) -> int:
        if k.is_Integer and 0 <= k <= 64:
            return self.walk(sympy.ff(n, k) / sympy.factorial(k))
        if n.is_Integer and k.is_Integer:
            return self.rational(comb(int(n), int(k)))
        return self.emit("binomial", self.walk(n), self.walk(k))


def walk(expr: sympy.Expr, symbols: Sequence[sympy.Symbol]) -> Program:
    """The program of ``expr``.  Raises NotEnclosable, naming the part, where an operation has no enclosure."""
    walker = Walker(symbols)
    walker.program.result = walker.walk(sympy.sympify(expr, strict=True))
    return walker.program
