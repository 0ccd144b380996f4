"""What figures of bounds draw: the bounds of a paper in groups, and the points at which their numbers are computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import exp, log

from sympy import Expr, Integer, Rational

from theorems.core.bounds.bound import Bound, Cell, Rate
from theorems.index import resolve
from theorems.views.plots import NotPlotted
from theorems.views.tables.grid import resolved
from theorems.views.tables.rows import Row, rows
from theorems.views.tables.table import wanted

MOST = 64                                        # points that are tried for one where most is known
STEPS = 8                                        # points along a parameter that nobody gave values for


@dataclass(frozen=True)
class Group:
    """The bounds of one paper on one quantity for one task; ``values`` are those of its parameters, in order."""

    paper: str
    quantity: str
    task: str
    rows: tuple[Row, ...]
    values: Mapping[str, tuple[Expr, ...]]

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

    @cached_property
    def middle(self) -> dict[str, Expr]:
        """One value for each parameter: where most bounds have a number, and of such points the last."""
        points = list(product(*self.values.values()))
        if len(points) > MOST:
            return {name: values[len(values) // 2] for name, values in self.values.items()}
        named = [dict(zip(self.values, point, strict=True)) for point in points]
        return max(reversed(named), key=self.numbers)

    def numbers(self, point: Mapping[str, Expr]) -> int:
        """How many bounds have a number at a point."""
        full = resolved(point)
        return sum(number(row.reading.at(full)) is not None for row in self.rows)

    def integer(self, name: str) -> bool:
        """Whether a parameter takes whole numbers only."""
        return any(s.is_integer for row in self.rows if (s := row.reading.symbols.get(name)) is not None)

    def along(self, name: str) -> list[Expr]:
        """Values from the least to the greatest of a parameter: as they are where there are more than two."""
        values = sorted(self.values[name])
        if len(values) > 2 or any(v.free_symbols for v in values):
            return values
        return spread(values[0], values[-1], STEPS, self.integer(name))

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
    """What is drawn of a cell: the guaranteed number, or the size of a rate; None where there is none."""
    if cell.kind == "bound":
        return float(cell.number)
    if cell.kind == "rate" and cell.low is not None and cell.high is not None:
        return float((cell.low + cell.high) / 2)
    return None


def trusted(row: Row) -> bool:
    """Whether a row guarantees something: no rate, and no statement that is entered as false."""
    return isinstance(row.bound, Bound) and not row.false


def called(row: Row) -> str:
    """A bound in the legend: for whom, which way, as whom."""
    what = "rate" if isinstance(row.bound, Rate) else "bound"
    false = ", refuted" if row.false else ""
    return f"{row.bound.architecture}, {row.reading.side} {what}, {row.stated}{false} ({row.entry.id.split('/')[1]})"
