"""Compiled expressions: one program, run on balls, power series, pairs of ends or complex balls."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import sympy
from flint import acb, arb, arb_series, ctx

from numerics.enclosure.evaluation import on_balls, on_complex, on_ends, on_series
from numerics.enclosure.evaluation.balls import Undefined, ball, from_fraction, precision, series_length
from numerics.enclosure.evaluation.program import Operation, Program, walk

ARITHMETICS: dict[str, ModuleType] = {
    "balls": on_balls,
    "series": on_series,
    "ends": on_ends,
    "complex": on_complex,
}
Function = Callable[..., Any]
NOTHING: frozenset[sympy.Expr] = frozenset()


def _trusted(operation: Operation, trusted: frozenset[sympy.Expr]) -> bool:
    extra = operation.extra
    if operation.name == "root":
        return extra[1] in trusted
    if operation.name == "xlogx":
        return extra in trusted
    if operation.name == "incomplete":
        return all(part in trusted for part in extra[1] if part.free_symbols)
    if operation.name in ("asin", "acos"):
        return 1 - extra in trusted and 1 + extra in trusted
    return False


def _known(value: arb | None) -> bool:
    return value is not None and bool(value.is_finite())


def _undefined(*_: Any) -> Any:
    raise Undefined("a constant of the expression has no finite value")


class Compiled:
    """An expression of real symbols as a program; ``operations`` counts its steps.

    ``function(arithmetic)`` gives the plain Python function of one arithmetic at the present precision; the other
    methods take exact numbers, pairs or balls by symbol and set the precision themselves.
    """

    def __init__(self, expr: sympy.Expr, symbols: Sequence[sympy.Symbol]) -> None:
        self.expr: sympy.Expr = sympy.sympify(expr, strict=True)
        self.symbols: tuple[sympy.Symbol, ...] = tuple(symbols)
        self.program: Program = walk(self.expr, self.symbols)
        self.operations: int = sum(o.name not in ("symbol", "rational") for o in self.program.operations)
        self._constants: dict[int, list[arb | None]] = {}
        self._functions: dict[tuple[str, int, frozenset[sympy.Expr]], Function] = {}

    def function(self, arithmetic: str, trusted: frozenset[sympy.Expr] = NOTHING) -> Function:
        """The function of one arithmetic ("balls", "series", "ends", "complex") at the present precision.

        ``trusted``: arguments of roots and the like that are known to be at least zero wherever it will be called.
        Balls never raise; series and ends raise Undefined.
        """
        key = (arithmetic, ctx.prec, trusted)
        if key not in self._functions:
            self._functions[key] = self._build(arithmetic, trusted)
        return self._functions[key]

    def at(self, values: Mapping[sympy.Symbol, Any], digits: float = 40) -> arb:
        """The value on balls; not finite where nothing is known (a divisor or logarithm that may be zero, ...)."""
        with precision(digits):
            result: arb = self.function("balls")(*(ball(values[s]) for s in self.symbols))
            return result

    def gradient(self, values: Mapping[sympy.Symbol, Any], digits: float = 40) -> list[arb]:
        """The slopes by each symbol, in their order: (f(x) - f(y)) / (x - y) for all x, y in the ball of that symbol.

        Derivatives where the expression has them; not numbers where nothing is known.
        """
        return [self.jet(values, s, 1, digits)[1] for s in self.symbols]

    def jet(
        self, values: Mapping[sympy.Symbol, Any], symbol: sympy.Symbol, order: int, digits: float = 40
    ) -> list[arb]:
        """Taylor coefficients 0 … ``order`` by one symbol; each holds f^(k)/k! at every point of the balls."""
        with precision(digits), series_length(order + 1):
            try:
                return self.jet_of_balls([ball(values[s]) for s in self.symbols], self.symbols.index(symbol))
            except Undefined:
                return [arb.nan()] * (order + 1)

    def jet_of_balls(self, balls: Sequence[arb], place: int, trusted: frozenset[sympy.Expr] = NOTHING) -> list[arb]:
        """The same at the present precision and series length.  Raises Undefined."""
        function = self.function("series", trusted)
        arguments: list[Any] = list(balls)
        arguments[place] = arb_series([balls[place], 1])
        try:
            value = function(*arguments)
        except (ZeroDivisionError, ValueError) as error:
            raise Undefined(str(error)) from None
        if isinstance(value, arb):
            value = arb_series([value])
        coefficients = [value[k] for k in range(ctx.cap)]
        if not all(c.is_finite() for c in coefficients):
            raise Undefined("no finite coefficient")
        return coefficients

    def _constant_values(self) -> list[arb | None]:
        if ctx.prec not in self._constants:
            values: list[arb | None] = []
            for operation, constant in zip(self.program.operations, self.program.constant, strict=True):
                values.append(self._constant(operation, values) if constant else None)
            self._constants[ctx.prec] = values
        return self._constants[ctx.prec]

    def _constant(self, operation: Operation, values: list[arb | None]) -> arb:
        if operation.name == "rational":
            return from_fraction(operation.extra)
        if operation.name in on_balls.CONSTANTS:
            return on_balls.CONSTANTS[operation.name]()
        if operation.name == "hook":
            return on_balls.hook(*(values[a] for a in operation.arguments), function=operation.extra)  # type: ignore
        names = {f"v{a}": values[a] for a in operation.arguments}
        text = on_balls.TEMPLATES[operation.name].format(*names, extra=operation.extra)
        value: arb = eval(text, vars(on_balls) | names)
        return value

    def _build(self, arithmetic: str, trusted: frozenset[sympy.Expr]) -> Function:
        """Writes the program down as one Python function, constants as default arguments, and compiles it."""
        module, program = ARITHMETICS[arithmetic], self.program
        scope: dict[str, Any] = dict(vars(module))
        head = [f"x{i}" for i in range(len(self.symbols))] + ["analytic=False"] * (arithmetic == "complex")
        body, used = [], set[int]()
        for place, operation in enumerate(program.operations):
            if program.constant[place]:
                continue
            used.update(a for a in operation.arguments if program.constant[a])
            body.append(f"    v{place} = {self._line(module, operation, place, trusted, scope)}")
        constants = self._constant_values()
        if program.constant[program.result]:
            used.add(program.result)
        if arithmetic in ("ends", "series") and not all(_known(constants[place]) for place in used):
            return _undefined
        for place in sorted(used):
            scope[f"c{place}"] = self._converted(arithmetic, constants[place])
            head.append(f"v{place}=c{place}")
        text = "\n".join([f"def run({', '.join(head)}):", *body, f"    return v{program.result}"])
        exec(builtins.compile(text, f"<{arithmetic} of {self.operations} operations>", "exec"), scope)
        function: Function = scope["run"]
        return function

    def _line(
        self,
        module: ModuleType,
        operation: Operation,
        place: int,
        trusted: frozenset[sympy.Expr],
        scope: dict[str, Any],
    ) -> str:
        arguments = [f"v{a}" for a in operation.arguments]
        if operation.name == "symbol":
            return f"x{operation.extra}"
        if operation.name == "hook":
            scope[f"h{place}"] = operation.extra
            flag = ", analytic=analytic" if module is on_complex else ""
            return f"hook({', '.join(arguments)}, function=h{place}{flag})"
        table = (
            module.TRUSTED if _trusted(operation, trusted) and operation.name in module.TRUSTED else module.TEMPLATES
        )
        template: str = table[operation.name]
        return template.format(*arguments, extra=operation.extra)

    @staticmethod
    def _converted(arithmetic: str, value: arb | None) -> Any:
        if arithmetic == "ends":
            return (value.lower(), value.upper()) if value is not None else None
        return acb(value) if arithmetic == "complex" and value is not None else value


def compile(expr: sympy.Expr, symbols: Sequence[sympy.Symbol]) -> Compiled:
    """Compile an expression of real symbols.  Raises NotEnclosable, naming the part that has no enclosure."""
    return Compiled(expr, symbols)
