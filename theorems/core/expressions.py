"""What claims speak about besides SymPy's own: named quantities, averages, scalar products, maps with matrix values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Basic, Expr, Function, MatrixBase, Pow, Symbol, sqrt
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.symbol import Str
from sympy.matrices.expressions import MatrixExpr
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter


class Quantity(Expr):
    """A number with a name, such as a risk or a divergence, and a definition where one can be written."""

    is_commutative = True
    is_extended_real = True
    is_real = True

    def __new__(cls, name: str | Str, definition: Expr | None = None) -> Quantity:
        label = name if isinstance(name, Str) else Str(name)
        return Expr.__new__(cls, label) if definition is None else Expr.__new__(cls, label, definition)

    @property
    def name(self) -> str:
        return str(self.args[0].name)

    @property
    def definition(self) -> Expr | None:
        return self.args[1] if len(self.args) > 1 else None

    @property
    def free_symbols(self) -> set[Any]:
        return set() if self.definition is None else set(self.definition.free_symbols)

    def _sympystr(self, printer: StrPrinter) -> str:
        return self.name

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        spelled = {" ": r"\ ", "*": "^{*}", "|": r"\mid ", **{c: "\\" + c for c in "_&%$#{}"}}
        text = rf"\mathrm{{{''.join(spelled.get(c, c) for c in self.name)}}}"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class E(Expr):
    """The mean of an expression over one random symbol, or over several jointly, everything else held fixed."""

    is_commutative = True
    is_extended_real = True
    is_real = True

    def __new__(cls, body: Any, *over: Any) -> E:
        return Expr.__new__(cls, body, *over)

    @property
    def body(self) -> Any:
        return self.args[0]

    @property
    def over(self) -> tuple[Any, ...]:
        return self.args[1:]

    @property
    def free_symbols(self) -> set[Any]:
        sizes: set[Any] = set().union(*(_sizes(s) for s in self.over))
        return (set(self.body.free_symbols) - set(self.over)) | sizes

    def _sympystr(self, printer: StrPrinter) -> str:
        return f"E_{','.join(printer._print(s) for s in self.over)}[{printer._print(self.body)}]"

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        over = ",".join(printer._print(s) for s in self.over)
        text = rf"\mathbb{{E}}_{{{over}}}\left[{printer._print(self.body)}\right]"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class Dot(Expr):
    """Scalar product x'y of two vectors, or of two matrices of one shape (the trace of x'y)."""

    is_commutative = True
    is_extended_real = True
    is_real = True

    def __new__(cls, x: MatrixExpr, y: MatrixExpr) -> Dot:
        if x.shape != y.shape:
            raise ValueError(f"scalar product of shapes {x.shape} and {y.shape}")
        return Expr.__new__(cls, x, y)

    def _eval_is_nonnegative(self) -> bool | None:
        return True if self.args[0] == self.args[1] else None

    def _sympystr(self, printer: StrPrinter) -> str:
        x, y = self.args
        return f"|{printer._print(x)}|**2" if x == y else f"<{printer._print(x)}, {printer._print(y)}>"

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        x, y = (printer._print(part) for part in self.args)
        text = rf"\left\|{x}\right\|^{{2}}" if self.args[0] == self.args[1] else rf"\left\langle {x}, {y} \right\rangle"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


def dot(x: MatrixExpr, y: MatrixExpr) -> Dot:
    """Scalar product of two vectors of one size."""
    return Dot(x, y)


def square(x: MatrixExpr) -> Dot:
    """Squared Euclidean norm of a vector (Frobenius norm of a matrix)."""
    return Dot(x, x)


def norm(x: MatrixExpr) -> Pow:
    """Euclidean norm."""
    return sqrt(square(x))


class MatrixFunction(MatrixExpr):
    """A map with matrix values, known by its name and inputs: arbitrary, or defined by unfolding."""

    def __new__(cls, name: str | Str, rows: Any, columns: Any, *inputs: Any) -> MatrixFunction:
        from sympy import sympify

        label = name if isinstance(name, Str) else Str(name)
        return MatrixExpr.__new__(cls, label, sympify(rows), sympify(columns), *map(sympify, inputs))

    @property
    def name(self) -> str:
        return str(self.args[0].name)

    @property
    def shape(self) -> tuple[Any, Any]:
        return self.args[1], self.args[2]

    @property
    def inputs(self) -> tuple[Any, ...]:
        return self.args[3:]

    def doit(self, **hints: Any) -> MatrixFunction:
        return self

    def _sympystr(self, printer: StrPrinter) -> str:
        return f"{self.name}({', '.join(printer._print(i) for i in self.inputs)})"

    def _latex(self, printer: LatexPrinter) -> str:
        inputs = ", ".join(printer._print(i) for i in self.inputs)
        return rf"\mathrm{{{self.name}}}\left({inputs}\right)"


def _sizes(over: Any) -> set[Any]:
    """The free symbols of a random symbol's shape."""
    return set().union(*(size.free_symbols for size in over.shape)) if hasattr(over, "shape") else set()


class CaptureError(ValueError):
    """A value would fall under an average over one of its own symbols."""


def substitute(e: Any, values: Mapping[Any, Any]) -> Any:
    """The expression with values for free symbols; symbols that an average binds are left alone."""
    if not values or not isinstance(e, Basic | MatrixBase):
        return e
    if e in values:
        return values[e]
    if isinstance(e, E):
        inside = {s: v for s, v in values.items() if s not in e.over}
        used = {s: v for s, v in inside.items() if s in e.body.free_symbols}
        if any(bound in getattr(v, "free_symbols", ()) for v in used.values() for bound in e.over):
            raise CaptureError(f"one of {e.over} is averaged over in {e}; give the inner symbol another name")
        over = tuple(s if isinstance(s, Symbol) else substitute(s, inside) for s in e.over)
        body = substitute(e.body, inside)
        return E(body.xreplace(dict(zip(e.over, over, strict=True))), *over)
    if isinstance(e, ExprWithLimits):
        bound = set(e.bound_symbols)
        values = {symbol: v for symbol, v in values.items() if symbol not in bound and symbol in e.free_symbols}
        if any(bound & getattr(v, "free_symbols", set()) for v in values.values()):
            raise CaptureError(f"one of {bound} is bound in {e}; give the inner symbol another name")
        if not values:
            return e
    if not e.args:
        return e
    parts = tuple(substitute(a, values) for a in e.args)
    return e if parts == e.args else e.func(*parts)


def arbitrary(name: str, **known: bool) -> Any:
    """An arbitrary real function of real arguments, known by what a claim assumes of it: ``positive=True``, say."""
    return Function(name, real=True, **known)
