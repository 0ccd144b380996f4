"""What a search ended with, kept for an independent checker: the boxes, and the form that decided each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import sympy

from numerics.enclosure.signs.ranges import Box
from numerics.rechecking.boxes import Leaf

COMMUTES = (sympy.Add, sympy.Mul, sympy.Max, sympy.Min)


@dataclass(frozen=True)
class Record:
    """One inequality ``expr >= 0`` (> 0 if ``strict``) that holds on a box, as the leaves of the search show it.

    ``given``: how many further inequalities restrict where it is to hold.
    """

    expr: sympy.Expr
    box: Box
    leaves: tuple[Leaf, ...]
    strict: bool
    given: int

    def said(self) -> str:
        return said(self.expr, self.box, self.strict)

    def fingerprint(self) -> str:
        return fingerprint(self.expr, self.box, self.strict)


RECORDS: ContextVar[list[Record] | None] = ContextVar("records", default=None)


@contextmanager
def recording(into: list[Record] | None = None) -> Iterator[list[Record]]:
    """Collect every inequality shown inside the block, but not those shown on the way to another."""
    records: list[Record] = [] if into is None else into
    token = RECORDS.set(records)
    try:
        yield records
    finally:
        RECORDS.reset(token)


@contextmanager
def nested() -> Iterator[list[Record] | None]:
    """Where to note what is shown; inside the block nothing is noted."""
    found = RECORDS.get()
    token = RECORDS.set(None)
    try:
        yield found
    finally:
        RECORDS.reset(token)


def said(expr: sympy.Expr, box: Box, strict: bool = False) -> str:
    """An inequality in words, the symbols it speaks of by name."""
    return f"{expr} {'>' if strict else '>='} 0 for {', '.join(ranges(expr, box)) or 'no symbol'}"


def ranges(expr: sympy.Expr, box: Box) -> list[str]:
    return sorted(f"{s} in {r}" for s, r in box.items() if s in expr.free_symbols)


def spoken_of(expr: sympy.Expr, box: Box) -> Box:
    """The sides of the symbols of an expression; one side where it has none."""
    return Box({s: r for s, r in box.items() if s in expr.free_symbols} or dict(list(box.items())[:1]))


def fingerprint(expr: sympy.Expr, box: Box, strict: bool = False) -> str:
    """Hexadecimal digits that change with the formula, with the ends of a symbol it speaks of, and with the sense.

    Symbols count by their names: what is assumed of them says nothing that their ranges do not say.
    """
    text = "; ".join([f"{written(expr)} {'>' if strict else '>='} 0", *ranges(expr, box)])
    return sha256(text.encode()).hexdigest()[:32]


def written(part: Any) -> str:
    """A tree as text of its own, whatever SymPy's printers do; the order of terms and factors does not matter."""
    if not part.args:
        return f"{type(part).__name__}:{part}"
    arguments = [written(a) for a in part.args]
    return f"{part.func.__name__}({', '.join(sorted(arguments) if isinstance(part, COMMUTES) else arguments)})"
