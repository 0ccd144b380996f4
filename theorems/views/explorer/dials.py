"""Sliders of parameters: exact values behind the numbers that a slider shows, and values that are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sympy import Expr, Integer, Rational, true

from theorems.views.plots.canvas import symbol
from theorems.views.plots.series import Group, spread
from theorems.views.tables.rows import typical_values
from theorems.views.tables.values import NotAValue, listed, setting

STEPS = 33
WHOLE, ALONE = 4, 8                              # how far sliders go beyond the values of the tables
FARTHEST = 10**30                                # typed numbers are no larger, and no nearer to 0 than its inverse
NEXT = re.compile(r"[,;]\s*(?=[A-Za-z_]\w*\s*=)")


@dataclass(frozen=True)
class Dial:
    """A parameter with the exact values its slider may take, in rising order."""

    name: str
    steps: tuple[Expr, ...]
    start: Expr

    @property
    def label(self) -> str:
        """The parameter as formulas write it."""
        return symbol(self.name)

    @property
    def shown(self) -> list[float]:
        """The values as the slider shows them."""
        return [float(v) for v in self.steps]

    def exact(self, shown: float) -> Expr:
        """The value behind what a slider shows."""
        return min(self.steps, key=lambda v: abs(float(v) - shown))


def movable(group: Group) -> bool:
    """Whether some parameter of the bounds would have a slider."""
    return any(not v.free_symbols for values in group.values.values() for v in values)


def dials(group: Group) -> dict[str, Dial]:
    """A slider for each parameter of the bounds, wider than their tables; those that follow from others have none."""
    found = {name: dial(group, name) for name in group.values}
    return {name: d for name, d in found.items() if d is not None}


def dial(group: Group, name: str) -> Dial | None:
    own = sorted(v for v in group.values[name] if not v.free_symbols)
    if not own:
        return None
    whole = group.integer(name)
    usual = [v for row in group.rows if name in row.reading.symbols for v in typical_values(row, name)]
    low, high = min([*own, *usual]), max([*own, *usual])
    if len(own) == 1 and not whole:
        low, high = low / ALONE, high * ALONE if high * ALONE < 1 or high > 1 else (1 + high) / 2
    elif whole:
        high = high * WHOLE
    steps = {*spread(low, high, STEPS, whole), *own}
    start = group.middle[name]
    return Dial(name, tuple(sorted({*steps, start})), start)


def samples() -> Dial:
    """How many samples somebody has: whole numbers up to ten million, in equal ratios."""
    return Dial("n", tuple(spread(Integer(1), Integer(10**7), 71, True)), Integer(1000))


def constants() -> Dial:
    """A constant from a hundredth to a hundred, in equal ratios, with simple numbers among them."""
    simple = [Rational(p, q) for q in (1, 2, 3, 4) for p in range(1, 9)]
    return Dial("c", tuple(sorted({*spread(Rational(1, 100), Integer(100), 81, False), *simple})), Integer(1))


def typed(text: str, known: Mapping[str, object]) -> dict[str, Expr]:
    """``k=16, sigma=1/50``: exact values by parameter, read by the grammar of ``--set``.  Raises NotAValue."""
    found: dict[str, Expr] = {}
    for part in filter(None, map(str.strip, NEXT.split(text))):
        name, values = setting(part)
        if name not in known:
            raise NotAValue(part, f"there is no parameter {name[:30]}; there are: {', '.join(known)}")
        found[name] = single(part, values)
    return found


def number(text: str) -> Expr:
    """The one number that is typed, as ``4/3``.  Raises NotAValue."""
    return single(text, listed(text))


def single(text: str, values: Sequence[Expr]) -> Expr:
    """Raises NotAValue unless there is one value, and it is a number of a size that can be computed with while one waits."""
    if len(values) != 1 or values[0].free_symbols:
        raise NotAValue(text, "one number is wanted here")
    size = abs(values[0])
    if not size.is_zero and {1 <= FARTHEST * size, size <= FARTHEST} != {true}:
        raise NotAValue(text, "here numbers are 0, or of a size from 10^-30 to 10^30")
    return values[0]
