"""The points of a table: lists of values by parameter, their product, and values that are formulas in the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from sympy import Expr, Symbol

from theorems.core.bounds.bound import NotTabulated

MOST = 2_000                                     # points of one table
AIM = 16                                         # points of a grid that nobody asked for

Point = dict[str, Expr]


@dataclass(frozen=True)
class Grid:
    """Points in order, and which parameters vary over them; the others have one value."""

    points: tuple[Point, ...]
    varying: tuple[str, ...]
    fixed: tuple[tuple[str, Expr], ...]


def grid(wanted: Mapping[str, Sequence[Expr]]) -> Grid:
    """The product of the lists, the last varying fastest.  Raises NotTabulated if it is too large, or goes in a circle."""
    size = prod(len(values) for values in wanted.values())
    if size > MOST:
        raise NotTabulated(f"a table of {size} points; at most {MOST}")
    points = tuple(resolved(dict(zip(wanted, row, strict=True))) for row in product(*wanted.values()))
    varying = tuple(name for name in wanted if len({p[name] for p in points}) > 1)
    fixed = tuple((name, points[0][name]) for name in wanted if name not in varying) if points else ()
    return Grid(points, varying, fixed)


def resolved(point: Mapping[str, Expr]) -> Point:
    """Numbers for all, where some are formulas in the others."""
    found = dict(point)
    for _ in range(len(found)):
        numbers = {Symbol(name): v for name, v in found.items() if not v.free_symbols}
        if len(numbers) == len(found):
            break
        found = {name: v.xreplace(numbers) if v.free_symbols else v for name, v in found.items()}
    for name, value in found.items():
        if unknown := sorted(str(s) for s in value.free_symbols - {Symbol(n) for n in found}):
            raise NotTabulated(f"{name}: there is no parameter {', '.join(unknown)}")
        if value.free_symbols:
            raise NotTabulated(f"{name} is a formula in itself, by way of others")
        if not (value.is_finite and value.is_real):
            raise NotTabulated(f"{name} is no real number at {shown({n: v for n, v in found.items() if v.is_finite})}")
    return found


def shown(point: Mapping[str, Expr]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in point.items())


def trimmed(wanted: Mapping[str, Sequence[Expr]], unasked: Sequence[str]) -> dict[str, list[Expr]]:
    """A grid that nobody gave in full, cut to a size that can be read: what only has a typical range goes first."""
    found = {name: list(values) for name, values in wanted.items()}
    for name in reversed(unasked):
        if prod(map(len, found.values())) <= AIM:
            break
        found[name] = found[name][:1]
    return found
