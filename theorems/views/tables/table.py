"""Tables of bounds: which rows, at which points, with which numbers; nothing of how they look."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sympy import Expr

from theorems.core.bounds.bound import Cell, NotTabulated
from theorems.views.tables.grid import Grid, grid, trimmed
from theorems.views.tables.rows import Row, grid_values, typical_values
from theorems.views.words import Record

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Table:
    """The bounds of one paper on one quantity; ``cells`` by row, then by point of the grid."""

    paper: str
    quantity: str
    grid: Grid
    rows: tuple[Row, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def units(self) -> str:
        """Of the numbers, each said once."""
        return ", ".join(dict.fromkeys(row.bound.units for row in self.rows if row.bound.units))

    def marked(self, records: Mapping[str, Record]) -> Table:
        """The table with the status that the records of a run give each row."""
        return replace(self, rows=tuple(row.marked(records) for row in self.rows))


def tables(
    rows: Sequence[Row], given: Mapping[str, Sequence[Expr]], told: Told = lambda done, of: None
) -> tuple[Table, ...]:
    """The tables of each paper and quantity, in catalogue order.  Raises NotTabulated for a name that no bound has.

    Bounds stand in one table where the parameters of some vary among those of another; else each has a table of its own.
    ``told`` hears how many cells are done, of how many.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.entry.paper, row.bound.quantity), []).append(row)
    known = sorted({name for row in rows for name in row.reading.symbols})
    if unknown := [name for name in given if name not in known]:
        raise NotTabulated(f"no bound here has a parameter {', '.join(unknown)}; there are: {', '.join(known)}")
    found = []
    for (paper, quantity), group in groups.items():
        values = wanted(group, given)
        for part in together(sorted(group, key=lambda row: row.order), {n for n, v in values.items() if len(v) > 1}):
            names = {name for row in part for name in row.reading.symbols}
            points = grid(trimmed({n: v for n, v in values.items() if n in names}, unnamed(part, given)))
            found.append(Table(paper, quantity, points, tuple(part), ()))
    work = [(i, row, point) for i, t in enumerate(found) for row in t.rows for point in t.grid.points]
    done: list[list[Cell]] = [[] for _ in found]
    for count, (i, row, point) in enumerate(work):
        told(count, len(work))
        done[i].append(row.reading.at(point))
    return tuple(replace(t, cells=in_rows(cells, len(t.grid.points))) for t, cells in zip(found, done, strict=True))


def in_rows(cells: Sequence[Cell], width: int) -> tuple[tuple[Cell, ...], ...]:
    """A list of cells cut into rows."""
    return tuple(tuple(cells[i : i + width]) for i in range(0, len(cells), width))


def together(rows: Sequence[Row], varying: Collection[str]) -> list[list[Row]]:
    """The rows in parts, each with a row whose varying parameters are all there are in it; in the order of the rows."""
    own = [frozenset(row.reading.symbols) & frozenset(varying) for row in rows]
    largest = [names for names in dict.fromkeys(own) if not any(names < other for other in own)]
    parts: dict[frozenset[str], list[Row]] = {}
    for row, names in zip(rows, own, strict=True):
        home = next(other for other in largest if names <= other)
        parts.setdefault(home, []).append(row)
    return list(parts.values())


def wanted(rows: Sequence[Row], given: Mapping[str, Sequence[Expr]]) -> dict[str, list[Expr]]:
    """The values of each parameter of the rows: those given, or those their grids name, or the ends of a typical range."""
    named: dict[str, list[Expr]] = {}
    for row in rows:
        for name, values in grid_values(row).items():
            named.setdefault(name, []).extend(values)
    needed = {name for row in rows for name in row.reading.symbols}
    order = [name for name in named if name in needed] + sorted(needed - set(named))
    found: dict[str, list[Expr]] = {}
    for name in order:
        found[name] = list(given.get(name) or sorted(set(named.get(name, ()))) or unasked(rows, name))
    return found


def unnamed(rows: Sequence[Row], given: Mapping[str, Sequence[Expr]]) -> list[str]:
    """Parameters whose values nobody chose."""
    named = {name for row in rows for name in grid_values(row)}
    return sorted({name for row in rows for name in row.reading.symbols} - named - set(given))


def unasked(rows: Sequence[Row], name: str) -> list[Expr]:
    """The ends of the typical range in the first claim that has one."""
    for row in rows:
        if name in row.reading.symbols and (values := typical_values(row, name)):
            return values
    raise NotTabulated(f"{rows[0].entry.paper}: {name} has neither a value nor a typical range; give --set {name}=...")
