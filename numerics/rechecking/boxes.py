"""Lists of boxes re-checked: that they cover the whole, and that on each the expression is at least 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

import sympy

from numerics.rechecking.derivatives import touches_above
from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.exactly import vanishes
from numerics.rechecking.half_lines import falls_to_its_limit
from numerics.rechecking.intervals import End, interval, known, precision
from numerics.rechecking.slopes import Walk

PARTS = 256  # into which one box is cut before it counts as open
Sides = tuple[tuple[End, End], ...]


@dataclass(frozen=True)
class Leaf:
    """A box that a search ended with, ends by variable, and the form of evaluation that decided it there."""

    lows: tuple[End, ...]
    highs: tuple[End, ...]
    form: str

    def within(self, whole: Sides) -> Sides | None:
        """The part of it inside the whole; None where there is none."""
        sides = tuple(
            (max(exact(a), low), min(exact(b), high))
            for a, b, (low, high) in zip(self.lows, self.highs, whole, strict=True)
        )
        return sides if all(a <= b for a, b in sides) else None


@dataclass(frozen=True)
class Rechecked:
    """How many boxes there are, on how many the checker shows the inequality, why it is open elsewhere, what is wrong."""

    boxes: int
    shown: int
    open: tuple[str, ...]
    wrong: str = ""


def exact(x: End) -> End:
    """A float end as the fraction it is, unless it is infinite."""
    return x if isinstance(x, float) and x in (inf, -inf) else Fraction(x)


def recheck(
    expr: Any, box: Mapping[sympy.Symbol, tuple[End, End]], leaves: Sequence[Leaf], strict: bool = False
) -> Rechecked:
    """Whether ``expr >= 0`` (> 0 if ``strict``) on the box, leaf by leaf, by mpmath's intervals.

    A leaf is tried by its value, by slopes and in up to PARTS parts.  *wrong* if the leaves leave a gap, or if the
    expression is certainly below 0 on a part of one; a leaf that is neither shown nor wrong is open, with the reason.
    """
    symbols, whole = tuple(box), tuple((exact(a), exact(b)) for a, b in box.values())
    cells = [(leaf, sides) for leaf in leaves if (sides := leaf.within(whole)) is not None]
    hole = gap(whole, [sides for _, sides in cells])
    if hole is not None:
        return Rechecked(len(cells), 0, (), f"no box covers {said(symbols, hole)}")
    shown, reasons = 0, dict[str, None]()
    with precision():
        for leaf, sides in cells:
            outcome = examined(expr, symbols, sides, strict)
            match outcome:
                case True:
                    shown += 1
                case False:
                    return Rechecked(len(cells), shown, (), f"certainly below 0 somewhere in {said(symbols, sides)}")
                case str():
                    reasons[f"{outcome} (decided by {leaf.form})"] = None
    return Rechecked(len(cells), shown, tuple(reasons))


def examined(expr: Any, symbols: Sequence[sympy.Symbol], sides: Sides, strict: bool) -> bool | str:
    """True: shown on the box; False: certainly wrong somewhere in it; otherwise why it is open."""
    stack, done, why = [sides], 0, ""
    while stack:
        part = stack.pop()
        done += 1
        try:
            verdict = settled(expr, symbols, part, strict)
        except NotRecheckable as error:
            verdict, why = None, str(error)
        except (ValueError, ZeroDivisionError, OverflowError, ArithmeticError, TypeError) as error:
            verdict, why = None, f"mpmath: {type(error).__name__}"
        if verdict is False:
            return False
        if verdict is None:
            halves = halved(part)
            if halves is None or done >= PARTS:
                return why or "intervals overlap 0"
            stack.extend(halves)
    return True


def settled(expr: Any, symbols: Sequence[sympy.Symbol], sides: Sides, strict: bool) -> bool | None:
    """True or False where intervals decide the sign on a box; None where they do not.

    A slope of one sign moves the least value to a face; the others enter by the mean-value form around the centre.
    """
    if any(isinstance(end, float) for side in sides for end in side):
        if len(symbols) == 1 and not strict and falls_to_its_limit(expr, symbols[0], sides[0]):
            return True
        raise NotRecheckable("an infinite box")
    jet = on(expr, symbols, sides)
    if not known(jet.value):
        return None
    if jet.value.b < 0:
        return False
    if enough(jet.value, strict):
        return True
    if jet.slopes is None:
        return None
    face, centre = list(sides), [((a + b) / 2,) * 2 for a, b in sides]
    for i, (slope, (a, b)) in enumerate(zip(jet.slopes, sides, strict=True)):
        if slope.a >= 0 or slope.b <= 0:
            face[i] = centre[i] = (a, a) if slope.a >= 0 else (b, b)
    if tuple(face) != sides:
        if enough(on(expr, symbols, tuple(face)).value, strict):
            return True
        if len(symbols) == 1 and not strict and vanishes(expr, symbols[0], Fraction(face[0][0])):
            return True
    value = on(expr, symbols, tuple(centre)).value
    for slope, middle, (a, b) in zip(jet.slopes, centre, sides, strict=True):
        if not (slope.a >= 0 or slope.b <= 0):
            value = value + slope * (interval(a, b) - interval(*middle))
    if enough(value, strict):
        return True
    if len(symbols) == 1 and not strict and by_taylor(expr, symbols[0], sides[0]):
        return True
    middle_value = on(expr, symbols, tuple(((a + b) / 2,) * 2 for a, b in sides)).value
    return False if middle_value.b < 0 else None


def by_taylor(expr: Any, symbol: sympy.Symbol, side: tuple[End, End]) -> bool:
    """Whether Taylor's formula at one of the two ends decides an interval."""
    try:
        return touches_above(expr, symbol, side)
    except (NotRecheckable, ZeroDivisionError):
        return False


def on(expr: Any, symbols: Sequence[sympy.Symbol], sides: Sides) -> Any:
    return Walk({s: interval(*side) for s, side in zip(symbols, sides, strict=True)}, symbols).of(expr)


def enough(value: Any, strict: bool) -> bool:
    return bool(value.a > 0 if strict else value.a >= 0)


def halved(sides: Sides) -> list[Sides] | None:
    """Two halves by the widest side, relative to how large its ends are; None where every side is a point or infinite."""
    widths = [0 if isinstance(a, float) or isinstance(b, float) else b - a for a, b in sides]
    place = max(range(len(sides)), key=lambda i: widths[i], default=0)
    if not widths or widths[place] == 0:
        return None
    a, b = sides[place]
    middle = (a + b) / 2
    return [(*sides[:place], half, *sides[place + 1 :]) for half in ((a, middle), (middle, b))]


def gap(whole: Sides, cells: Sequence[Sides]) -> Sides | None:
    """A part of the whole that no cell covers; None where they cover it."""
    stack = [(whole, list(cells))]
    while stack:
        box, near = stack.pop()
        if any(all(a <= low and high <= b for (a, b), (low, high) in zip(cell, box, strict=True)) for cell in near):
            continue
        cut = best_cut(box, near)
        if cut is None:
            return box
        place, at = cut
        low, high = box[place]
        for half in ((low, at), (at, high)):
            part = (*box[:place], half, *box[place + 1 :])
            stack.append((part, [c for c in near if overlap(c, part)]))
    return None


def overlap(cell: Sides, box: Sides) -> bool:
    """Whether they share inner points (in the directions in which the box has any)."""
    return all(
        (a < high and low < b) if low < high else a <= low <= b for (a, b), (low, high) in zip(cell, box, strict=True)
    )


def best_cut(box: Sides, cells: Sequence[Sides]) -> tuple[int, End] | None:
    """An end of a cell inside the box, as near the middle of the box as there is one."""
    best: tuple[float, int, End] | None = None
    for cell in cells:
        for i, ((low, high), ends) in enumerate(zip(box, cell, strict=True)):
            for end in ends:
                if low < end < high:
                    infinite = isinstance(low, float) or isinstance(high, float)
                    off = 0.0 if infinite else abs(float((2 * end - low - high) / (high - low)))
                    if best is None or off < best[0]:
                        best = off, i, end
    return None if best is None else best[1:]


def said(symbols: Sequence[sympy.Symbol], sides: Sides) -> str:
    return ", ".join(f"{s} in [{a}, {b}]" for s, (a, b) in zip(symbols, sides, strict=True))
