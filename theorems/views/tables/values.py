"""Numbers as people type them, read by a small grammar of its own: text is never evaluated.

``16``, ``0.02``, ``1/3``, ``2^10``, ``1e-3``, ``sqrt(2)/8``, and formulas in other parameters, ``1/(50*sqrt(k))``.
"""

from __future__ import annotations

import ast
from decimal import Decimal
from itertools import chain
from typing import Any

from sympy import Expr, Integer, Rational, Symbol, exp, log, pi, sqrt

LONGEST, DEEPEST, MOST = 200, 30, 1_000          # characters of a value, levels of its tree, values of a range
LARGEST = 1_000                                  # exponents, and digits of a number
FUNCTIONS = {"sqrt": sqrt, "log": log, "ln": log, "exp": exp}
CONSTANTS = {"pi": pi}


class NotAValue(ValueError):
    """A text that is no number, or more than the grammar allows."""

    def __init__(self, text: str, why: str) -> None:
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        super().__init__(f"{shown!r} is no value: {why}")


def setting(text: str) -> tuple[str, list[Expr]]:
    """``k=16,64`` or ``k=1..5``: a name and its values, each once, in the order given."""
    name, equals, values = text.partition("=")
    name = name.strip()
    if not equals or not name.isidentifier() or len(name) > LONGEST:
        raise NotAValue(text, "--set takes NAME=VALUE,VALUE,...")
    return name, listed(values)


def listed(text: str) -> list[Expr]:
    """``16,64`` or ``1..5``: each value once, in the order given."""
    found = list(dict.fromkeys(chain.from_iterable(spread(part.strip()) for part in text.split(","))))
    if len(found) > MOST:
        raise NotAValue(text, f"more than {MOST} values")
    return found


def spread(text: str) -> list[Expr]:
    """One value, or the whole numbers ``a..b``."""
    low, dots, high = text.partition("..")
    if not dots:
        return [value(text)]
    first, last = value(low), value(high)
    if not (first.is_Integer and last.is_Integer and first <= last):
        raise NotAValue(text, "a..b takes whole numbers, the smaller first")
    if last - first >= MOST:
        raise NotAValue(text, f"more than {MOST} values")
    return [Integer(n) for n in range(int(first), int(last) + 1)]


def value(text: str) -> Expr:
    """The exact number, or the formula in other parameters, that a text stands for.  Raises NotAValue."""
    text = text.strip()
    if not text:
        raise NotAValue(text, "it is empty")
    if len(text) > LONGEST:
        raise NotAValue(text, f"longer than {LONGEST} characters")
    if not text.isascii() or not text.isprintable() or "#" in text:
        raise NotAValue(text, "write it in plain characters")
    try:
        tree = ast.parse(text.replace("^", "**"), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise NotAValue(text, "it does not read as a formula") from None
    found = Reader(text.replace("^", "**"), text).read(tree, 0)
    if not found.free_symbols:
        if found.is_finite is not True or found.is_real is not True:
            raise NotAValue(text, "it is no real number")
    return found


class Reader:
    """Walks a syntax tree that is nothing but numbers, names and arithmetic."""

    def __init__(self, text: str, typed: str) -> None:
        self.text, self.typed = text, typed

    def refuse(self, why: str) -> NotAValue:
        return NotAValue(self.typed, why)

    def read(self, node: ast.expr, depth: int) -> Any:
        if depth > DEEPEST:
            raise self.refuse("too deeply nested")
        match node:
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                return self.number(node)
            case ast.Name(id=name) if name in CONSTANTS:
                return CONSTANTS[name]
            case ast.Name(id=name) if name not in FUNCTIONS:
                return Symbol(name)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return -self.read(inner, depth + 1)
            case ast.UnaryOp(op=ast.UAdd(), operand=inner):
                return self.read(inner, depth + 1)
            case ast.BinOp(left=left, op=op, right=right):
                return self.combined(self.read(left, depth + 1), op, self.read(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in FUNCTIONS:
                return self.applied(name, self.read(inner, depth + 1))
        raise self.refuse("it may hold numbers, names, + - * / ^, sqrt, log, exp and pi")

    def number(self, node: ast.Constant) -> Rational:
        """The decimal as it is typed, exactly."""
        typed = (ast.get_source_segment(self.text, node) or "").replace("_", "")
        if not set(typed.lower()) <= set("0123456789.e+-"):
            raise self.refuse("write numbers in decimals")
        found = Decimal(typed)
        if found and abs(found.adjusted()) > LARGEST:
            raise self.refuse(f"more than {LARGEST} digits")
        return Rational(*found.as_integer_ratio())

    def combined(self, left: Any, op: ast.operator, right: Any) -> Any:
        match op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div():
                if right.is_zero:
                    raise self.refuse("it divides by zero")
                return left / right
            case ast.Pow():
                return self.power(left, right)
        raise self.refuse("the arithmetic is + - * / ^")

    def power(self, base: Any, exponent: Any) -> Any:
        if not exponent.is_Rational or abs(exponent) > LARGEST:
            raise self.refuse(f"an exponent is a number up to {LARGEST}")
        if base.is_zero and exponent < 0:
            raise self.refuse("it divides by zero")
        if base.is_Rational and abs(exponent) * max(abs(base.p), base.q).bit_length() > 4 * LARGEST:
            raise self.refuse(f"more than {LARGEST} digits")
        if base.free_symbols and abs(exponent) > 100:
            raise self.refuse("a name to a power above 100")
        return base**exponent

    def applied(self, name: str, inner: Any) -> Any:
        if inner.is_number and not (abs(inner) <= 10**6 if name == "exp" else inner.is_positive):
            raise self.refuse(f"{name} of {inner}")
        return FUNCTIONS[name](inner)
