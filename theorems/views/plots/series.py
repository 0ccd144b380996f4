"""What figures of bounds draw: the bounds of a paper in groups, and the points at which their numbers are computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import exp, log
from typing import Any

from sympy import Expr, Integer, Rational

from theorems.core.bounds.bound import Bound, Cell, Rate
from theorems.index import resolve
from theorems.views.plots import NotPlotted
from theorems.views.plots.canvas import formula, plain, symbol
from theorems.views.tables.grid import resolved
from theorems.views.tables.rows import Row, rows
from theorems.views.tables.table import wanted

MOST = 64                                        # points that are tried for one where most is known
KEPT = 50_000                                    # cells of a group
STEPS = 8                                        # points along a parameter that nobody gave values for


@dataclass(frozen=True)
class Group:
    """The bounds of one paper on one quantity for one task; ``values`` are those of its parameters, in order.

    Parameters that are not varied stand at ``stand``; where that is None, at a point that is found.
    """

    paper: str
    quantity: str
    task: str
    rows: tuple[Row, ...]
    values: Mapping[str, tuple[Expr, ...]]
    stand: Mapping[str, Expr] | None = None
    aim: Expr | None = None                      # what the numbers are to reach, if one thing
    # Cells that were computed before; each with its row, whose identity is part of the key.
    known: dict[tuple[Any, ...], tuple[Row, Cell]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def varying(self) -> list[str]:
        """The parameters with several values, in the order of the tables."""
        return [name for name, values in self.values.items() if len(values) > 1]

    @property
    def name(self) -> str:
        return "-".join(filter(None, (self.paper, self.quantity, self.task)))

    @property
    def title(self) -> str:
        return ", ".join(filter(None, (self.paper.replace("_", " "), self.task)))

    @property
    def label(self) -> str:
        """What the numbers are, along the axis of a figure."""
        units = ", ".join(dict.fromkeys(row.bound.units for row in self.rows if row.bound.units))
        return plain(self.quantity + (f" ({units})" if units else ""))

    @property
    def reach(self) -> str:
        """The line at ``aim``."""
        return formula(self.aim)

    @property
    def question(self) -> str:
        """What a phase diagram answers."""
        return f"which needs fewer {self.quantity}"

    def axis(self, name: str) -> str:
        """A parameter along the axis of a figure."""
        return symbol(name)

    @cached_property
    def middle(self) -> dict[str, Expr]:
        """One value for each parameter: where most bounds have a number, and of such points the last."""
        if self.stand is not None:
            return dict(self.stand)
        points = list(product(*self.values.values()))
        if len(points) > MOST:
            return {name: values[len(values) // 2] for name, values in self.values.items()}
        named = [dict(zip(self.values, point, strict=True)) for point in points]
        return max(reversed(named), key=self.numbers)

    def cell(self, row: Row, point: Mapping[str, Expr]) -> Cell:
        """One of the bounds at a point with numbers for all; computed once where its own parameters are the same."""
        key = (id(row), *(point.get(name) for name in row.reading.symbols))
        if key not in self.known:
            if len(self.known) >= KEPT:
                self.known.clear()
            self.known[key] = row, row.reading.at(point)
        return self.known[key][1]

    def numbers(self, point: Mapping[str, Expr]) -> int:
        """How many bounds have a number at a point."""
        full = resolved(point)
        return sum(number(self.cell(row, full)) is not None for row in self.rows)

    def integer(self, name: str) -> bool:
        """Whether a parameter takes whole numbers only."""
        return any(s.is_integer for row in self.rows if (s := row.reading.symbols.get(name)) is not None)

    def along(self, name: str) -> list[Expr]:
        """Values from the least to the greatest of a parameter: as they are where there are more than two."""
        values = self.rising(name)
        if len(values) != 2 or any(v.free_symbols for v in self.values[name]):
            return values
        return spread(values[0], values[-1], STEPS, self.integer(name))

    def rising(self, name: str) -> list[Expr]:
        """The values of a parameter as numbers, in rising order; those that are formulas have others at the middle."""
        return sorted({self.at({name: value})[name] for value in self.values[name]})

    def standing(self, point: Mapping[str, Expr], along: Mapping[str, Sequence[Expr]]) -> Group:
        """The same bounds with each parameter at a point, but those of ``along`` at several values."""
        values = {**{n: (v,) for n, v in point.items()}, **{n: tuple(v) for n, v in along.items()}}
        return replace(self, values=values, stand=point)

    def at(self, changes: Mapping[str, Expr]) -> dict[str, Expr]:
        """The middle point with some values changed; values that are formulas follow."""
        return resolved({**self.middle, **changes})


def spread(low: Expr, high: Expr, steps: int, whole: bool) -> list[Expr]:
    """Numbers from low to high, in equal ratios where both are above zero; whole ones where asked."""
    a, b = float(low), float(high)
    shares = [i / (steps - 1) for i in range(steps)]
    found = [exp(log(a) + t * (log(b) - log(a))) if a > 0 else a + t * (b - a) for t in shares]
    inner: list[Expr] = [Integer(round(v)) if whole else Rational(f"{v:.3g}") for v in found[1:-1]]
    return sorted({low, *(v for v in inner if low < v < high), high})


def groups(paper: str, given: Mapping[str, Sequence[Expr]]) -> list[Group]:
    """The bounds of a paper, a claim or the catalogue, by quantity and task.  Raises NotPlotted, NotTabulated."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows(resolve([] if paper == "all" else [paper]), given):
        found.setdefault((row.entry.paper, row.bound.quantity, row.bound.task), []).append(row)
    if not found:
        raise NotPlotted(f"no claim of {paper} has a bound")
    known = {name for some in found.values() for row in some for name in row.reading.symbols}
    if unknown := sorted(set(given) - known):
        raise NotPlotted(f"no bound here has a parameter {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
    made = []
    for key, some in found.items():
        ordered = tuple(sorted(some, key=lambda row: row.order))
        values = {name: tuple(v) for name, v in wanted(ordered, given).items()}
        made.append(Group(*key, ordered, values))
    return made


def number(cell: Cell) -> float | None:
    """What is drawn of a cell: the guaranteed number, or the size of a rate; None where there is none, or none so large."""
    try:
        if cell.kind == "bound":
            return float(cell.number)
        if cell.kind == "rate" and cell.low is not None and cell.high is not None:
            return float((cell.low + cell.high) / 2)
    except OverflowError:
        pass
    return None


def trusted(row: Row) -> bool:
    """Whether a row guarantees something: no rate, and no statement that is entered as false."""
    return isinstance(row.bound, Bound) and not row.false


def called(row: Row) -> str:
    """A bound in the legend: for whom, which way, as whom."""
    what = "rate" if isinstance(row.bound, Rate) else "bound"
    false = ", refuted" if row.false else ""
    return f"{row.bound.architecture}, {row.reading.side} {what}, {row.stated}{false} ({row.entry.id.split('/')[1]})"
