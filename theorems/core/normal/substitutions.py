"""Other symbols for those of a domain, by which a sign is easier to see: steps from an end of a range, and squares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Expr, Integer, Pow, Symbol, oo

from theorems.core.domain import Domain
from theorems.core.expressions import E
from theorems.core.sets import Numbers


def loose(e: Expr) -> set[Any]:
    """The free symbols that no average inside binds as well: those that can be given values everywhere."""
    free: set[Any] = e.free_symbols
    return free.difference(*(mean.over for mean in e.atoms(E)))


def from_ends(e: Expr, domain: Domain) -> tuple[Expr, Domain]:
    """The expression by steps from the start (or the end) of each symbol's range, and the domain that has these steps."""
    start: dict[Symbol, Expr] = {}
    free = loose(e)
    for symbol, values in reversed(domain.sets):
        if symbol not in free or not isinstance(values, Numbers):
            continue
        low, high = (domain.expanded(end) for end in values.parameters())
        if low not in (-oo, oo) and low != 0:
            start[symbol] = low
        elif low == -oo and high not in (-oo, oo):
            start[symbol] = high
    if not start:
        return e, domain
    steps = []
    for symbol, values in reversed(domain.sets):
        if symbol in start:
            step = Symbol(f"§step_{symbol}", nonnegative=True)
            up = start[symbol] == domain.expanded(values.parameters()[0])
            opened = values.low_open if up else values.high_open
            e = e.xreplace({symbol: start[symbol] + step if up else start[symbol] - step})
            steps.append((step, Numbers(Integer(0), oo, low_open=opened)))
    return e, Domain(domain.sets + tuple(steps))


def by_squares(e: Expr, domain: Domain) -> Iterator[tuple[Expr, Domain]]:
    """For each symbol of a bounded interval that has even powers alone: the expression by its square, and the domain."""
    free = loose(e)
    for symbol, values in domain.sets:
        if symbol not in free or not isinstance(values, Numbers) or values.integer:
            continue
        low, high = (domain.expanded(end) for end in values.parameters())
        if low.is_Rational and high.is_Rational:
            most = max(low**2, high**2)
        elif low == -high and high != oo:
            most = high**2
        else:
            continue
        powers = [part.exp for part in e.atoms(Pow) if part.base == symbol]
        square = Symbol(f"§{symbol}_squared", nonnegative=True)
        inside = e.xreplace({Pow(symbol, p): square ** (p / 2) for p in powers if p.is_Integer and p % 2 == 0})
        if symbol not in inside.free_symbols:
            yield inside, Domain((*domain.sets, (square, Numbers(Integer(0), most))))
