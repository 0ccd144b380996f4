"""Where, along one parameter, what follows from the bounds changes, and where one bound takes over from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TypeVar

from sympy import Expr, Integer, Rational

from theorems.core.bounds.bound import Side
from theorems.views.plots import order
from theorems.views.plots.order import Phase
from theorems.views.plots.series import Group, trusted
from theorems.views.tables.rows import Row

NEAR = Rational(101, 100)                        # ratio of two values between which nothing more is looked for
LEAST = 1_000                                    # a part of an interval that reaches zero, from which on the same holds
DIGITS = 4                                       # of values in between that are not whole
PLAIN = 100                                      # denominators up to it are written as fractions

T = TypeVar("T")


@dataclass(frozen=True)
class Crossing:
    """Where, along the parameter ``name``, what follows from the bounds changes.

    ``low`` and ``high`` are exact values just before and just after: neighbours if the parameter is whole, else within
    1 % of each other.  ``before`` and ``after`` are what follows at these very values, as ``order.phase`` gives it;
    ``notes`` are those of the bounds by which what changes follows: one may be of a mean, the other hold with some chance.
    """

    name: str
    low: Expr
    high: Expr
    before: Phase
    after: Phase
    notes: str = ""

    @property
    def begins(self) -> Phase:
        return tuple(pair for pair in self.after if pair not in self.before)

    @property
    def ends(self) -> Phase:
        return tuple(pair for pair in self.before if pair not in self.after)

    @property
    def change(self) -> str:
        """``CNN < LCN begins``, and the notes."""
        parts = ((self.begins, "begins"), (self.ends, "ends"))
        said = ", ".join(f"{order.said(pairs)} {verb}" for pairs, verb in parts if pairs)
        return f"{said} ({self.notes})" if self.notes else said

    @property
    def said(self) -> str:
        """``between d = 311 and d = 312: CNN < LCN begins``."""
        return f"{place(self)}: {self.change}"


@dataclass(frozen=True)
class Takeover:
    """Where, along the parameter ``name``, the greatest lower or least upper bound of a class becomes another claim's.

    ``before`` and ``after`` are the rows that govern at ``low`` and ``high``; None where no bound has a number there.
    """

    name: str
    low: Expr
    high: Expr
    architecture: str
    side: Side
    before: Row | None
    after: Row | None

    @property
    def change(self) -> str:
        """``LCN, lower: coupon_floor gives way to aligned_risk``."""
        old, new = (None if row is None else row.entry.id.split("/")[1] for row in (self.before, self.after))
        what = f"{new} begins" if old is None else f"{old} ends" if new is None else f"{old} gives way to {new}"
        return f"{self.architecture}, {self.side}: {what}"

    @property
    def said(self) -> str:
        """``between d = 311 and d = 312: LCN, lower: coupon_floor gives way to aligned_risk``."""
        return f"{place(self)}: {self.change}"


def crossings(
    group: Group, name: str, values: Sequence[Expr] | None = None, at: Mapping[str, Expr] | None = None
) -> list[Crossing]:
    """Where what follows from the bounds changes along a parameter, in rising order.

    Looked at are ``values``, or those at which figures draw, and between two neighbours at which different things follow
    ever smaller intervals: halves, by ratio where both ends are above zero.  All changes that lie in between are looked
    for, but two that undo each other between neighbouring values are not seen.  ``at`` gives values to other parameters,
    which else have those of ``group.middle``.  Errata and rates take no part.  Raises NotTabulated.
    """
    fixed = dict(at or {})
    found = changes(
        lambda value: order.phase(group, group.at({**fixed, name: value})),
        looked_at(group, name, values, fixed), group.integer(name),
    )
    made = [Crossing(name, *change) for change in found]
    return [replace(c, notes=noted(group, c, fixed)) for c in made]


def noted(group: Group, crossing: Crossing, fixed: Mapping[str, Expr]) -> str:
    """``CNN: with chance 19/20``: the notes of the bounds by which what begins or ends follows, each class once."""
    notes: dict[str, None] = {}
    for pairs, value in ((crossing.begins, crossing.high), (crossing.ends, crossing.low)):
        point = group.at({**fixed, crossing.name: value})
        for name, side in (end for a, b in pairs for end in ((a, "upper"), (b, "lower"))):
            rows = [r for r in group.rows if trusted(r) and (r.bound.architecture, r.reading.side) == (name, side)]
            best = governing(group, rows, point)
            if best is not None and rows[best].bound.note:
                notes[f"{name}: {rows[best].bound.note}"] = None
    return "; ".join(notes)


def takeovers(
    group: Group, name: str, values: Sequence[Expr] | None = None, at: Mapping[str, Expr] | None = None
) -> list[Takeover]:
    """Where the bound that governs changes: of each class with several on one side, in the order of the tables.

    Arguments, errors, and what is not seen are those of ``crossings``.  Of two bounds that are equal the first governs.
    """
    fixed = dict(at or {})
    at_values = looked_at(group, name, values, fixed)
    found = []
    for (architecture, side), rows in rivals(group).items():
        between = changes(
            lambda value, rows=rows: governing(group, rows, group.at({**fixed, name: value})),  # type: ignore[misc]
            at_values, group.integer(name),
        )
        for low, high, old, new in between:
            ends = (None if i is None else rows[i] for i in (old, new))
            found.append(Takeover(name, low, high, architecture, side, *ends))
    return found


def rivals(group: Group) -> dict[tuple[str, Side], list[Row]]:
    """The bounds of each class on each side, where there are several."""
    found: dict[tuple[str, Side], list[Row]] = {}
    for row in filter(trusted, group.rows):
        found.setdefault((row.bound.architecture, row.reading.side), []).append(row)
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def governing(group: Group, rows: Sequence[Row], point: Mapping[str, Expr]) -> int | None:
    """The place of the greatest of lower bounds, or of the least of upper ones, the first of equals."""
    cells = [group.cell(row, point) for row in rows]
    numbers = {i: cell.number for i, cell in enumerate(cells) if cell.kind == "bound"}
    if not numbers:
        return None
    best = (max if rows[0].reading.side == "lower" else min)(numbers.values())
    return next(i for i, found in numbers.items() if found == best)


def looked_at(group: Group, name: str, values: Sequence[Expr] | None, fixed: Mapping[str, Expr]) -> list[Expr]:
    """The values as numbers, in rising order."""
    given = values
    if given is None:
        formulas = any(value.free_symbols for value in group.values[name])
        given = group.values[name] if formulas else group.along(name)
    return sorted({group.at({**fixed, name: value})[name] for value in given})


def changes(what: Callable[[Expr], T], values: Sequence[Expr], whole: bool) -> Iterator[tuple[Expr, Expr, T, T]]:
    """Two values close to each other and what is the case at each, for each change that is found; ``values`` rise."""
    known: dict[Expr, T] = {}

    def case(value: Expr) -> T:
        if value not in known:
            known[value] = what(value)
        return known[value]

    def inside(low: Expr, high: Expr, least: Expr) -> Iterator[tuple[Expr, Expr, T, T]]:
        if case(low) == case(high):
            return
        between = middle(low, high, least, whole)
        if between is None:
            yield low, high, case(low), case(high)
        else:
            yield from inside(low, between, least)
            yield from inside(between, high, least)

    for low, high in zip(values, values[1:], strict=False):
        yield from inside(low, high, (high - low) / LEAST)


def middle(low: Expr, high: Expr, least: Expr, whole: bool) -> Expr | None:
    """A value between two; None if they are near each other."""
    half = sqrt(float(low) * float(high)) if low > 0 else float(low + high) / 2
    if whole and low.is_Integer and high.is_Integer:
        return None if high - low <= 1 else Integer(min(max(round(half), int(low) + 1), int(high) - 1))
    near = high <= low * NEAR if low > 0 else high - low <= least
    found = Rational(f"{half:.{DIGITS}g}")
    return None if near or not low < found < high else found


def place(change: Crossing | Takeover) -> str:
    """``between d = 311 and d = 312``."""
    return f"between {change.name} = {shown(change.low)} and {change.name} = {shown(change.high)}"


def shown(value: Expr) -> str:
    """A value in text; fractions that nobody would write are shown as decimals."""
    return str(value) if not value.is_Rational or value.q <= PLAIN else f"{float(value):.{DIGITS}g}"
