"""The page *Bounds*: the bounds of one group at the sliders' point, as a table, as curves, with n samples at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import escape
from typing import Any

from sympy import Expr, Integer

from theorems.core.bounds.bound import Cell
from theorems.views.explorer import in_turn
from theorems.views.explorer.dials import Dial, dials, movable
from theorems.views.html_parts import cells, table
from theorems.views.plots import against
from theorems.views.plots.canvas import canvas, image
from theorems.views.plots.crossings import crossings, takeovers
from theorems.views.plots.curves import figure
from theorems.views.plots.order import comparable, meant, phase, said
from theorems.views.plots.series import Group, groups, trusted
from theorems.views.tables import Tables
from theorems.views.tables.layout import Look
from theorems.views.tables.rows import Row
from theorems.views.tables.table import tables
from theorems.views.tables.text import SIGNS
from theorems.views.words import Record

SAMPLES = "samples"                              # quantities that begin so are counted in them
EVERY = 3                                        # of a slider's values, so many are left out between two of a curve
OPEN = "nothing follows"

Point = Mapping[str, Expr]


@dataclass(frozen=True)
class Shelf:
    """The bounds on one quantity for one task, their sliders, and how they stand at points."""

    group: Group
    # The bounds along the last way that was asked for; figures and crossovers need the same cells.
    lately: dict[Any, Group] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def dials(self) -> dict[str, Dial]:
        return dials(self.group)

    @property
    def title(self) -> str:
        return f"{self.group.title}: {self.group.quantity}"

    @property
    def claims(self) -> list[str]:
        """The ids of the claims whose verdicts the marks are."""
        return list(dict.fromkeys(by.id for row in self.group.rows if (by := row.judged_by)))

    @property
    def counts_samples(self) -> bool:
        return self.group.quantity.startswith(SAMPLES)

    def at(self, point: Point) -> dict[str, Expr]:
        """A value for each parameter: of the sliders, else as the tables have it."""
        return self.group.at(point)

    @in_turn
    def tables(self, point: Point, digits: int, records: Mapping[str, Record]) -> Tables:
        """One column of numbers, rounded outward; the marks are those of the records."""
        made = tables(self.group.rows, {name: [v] for name, v in self.at(point).items()})
        return Tables(tuple(t.marked(records) for t in made), Look(digits))

    @in_turn
    def order(self, point: Point) -> str:
        """Which classes need less than which by these bounds; empty where only one class has bounds."""
        return said(phase(self.group, self.at(point))) if comparable(self.group) else ""

    @property
    def meaning(self) -> str:
        """What the order says, with what each bound is of: a mean, or something that holds with some chance."""
        return meant(self.group)

    @in_turn
    def with_samples(self, point: Point, n: int, digits: int) -> str:
        """A table: what each guarantee says to somebody who has n samples, of the target and of the risk they leave."""
        there = self.at(point)
        left = self.left(there, n)
        found = table("for", "by", f"with {n} samples", "they leave" if left else "")
        for row in filter(trusted, self.group.rows):
            risk = left.get(id(row.bound))
            words = enough(row, self.group.cell(row, there), n), written(risk, digits) if risk else ""
            found += cells(escape(row.bound.architecture), linked(row.entry.id), *map(escape, words))
        return f"{found}</tbody></table>"

    def left(self, there: Point, n: int) -> dict[int, Cell]:
        """The risk that n samples leave by each bound that speaks of it, by the identity of the bound."""
        turned = against.group(self.group.standing(there, {}), [Integer(n)])
        return {} if turned is None else {id(row.bound): turned.cell(row, turned.at({})) for row in turned.rows}

    @cached_property
    def ways(self) -> list[str]:
        """Along what curves may be drawn: the sliders, and the number of samples where some bound says what they leave."""
        turned = against.group(self.group.standing(self.group.middle, {}))
        return [*self.dials, *([turned.counted] if turned is not None else [])]

    def along(self, point: Point, way: str) -> Group:
        """The bounds through the point with one parameter, or the number of samples, at several values."""
        key = way, tuple(self.at(point).items())
        if key not in self.lately:
            self.lately.clear()
            group = self.group.standing(self.at(point), {way: self.values(way)} if way in self.dials else {})
            turned = None if way in self.dials else against.group(group)
            self.lately[key] = group if turned is None else turned
        return self.lately[key]

    @in_turn
    def curves(self, point: Point, way: str, n: int | None) -> str:
        """The bounds along one way as a picture, with lines at the point and at n samples."""
        with canvas():
            drawn = figure(self.along(point, way), [way])
            panel = drawn.axes[0]
            if way in self.dials:
                panel.axvline(float(self.at(point)[way]), color="#555555", linewidth=0.9)
            if n is not None:
                mark = panel.axhline if way in self.dials else panel.axvline
                mark(n, color="#555555", linewidth=0.9, linestyle=(0, (1, 2)))
            return image(drawn, f"{self.title} against {way}")

    @in_turn
    def changes(self, point: Point, way: str) -> list[str]:
        """Where along it another order of the classes begins, or another claim gives the best bound."""
        group = self.along(point, way)
        return [c.said for c in crossings(group, way)] + [t.said for t in takeovers(group, way)]

    def values(self, name: str) -> Sequence[Expr]:
        """Every few of a slider's values, the ends among them."""
        steps = self.dials[name].steps
        return [*steps[:-1:EVERY], steps[-1]]


def linked(id: str) -> str:
    """A claim by its name, which leads to its page."""
    return f'<a href="/?claim={escape(id)}" title="{escape(id)}">{escape(id.split("/")[1])}</a>'


def written(cell: Cell, digits: int) -> str:
    """A number with its direction, rounded outward, or why there is none."""
    return f"{SIGNS[cell.side]} {cell.rounded(digits)}" if cell.kind == "bound" else cell.kind


def enough(row: Row, cell: Cell, n: int) -> str:
    """What a guarantee says of n samples."""
    if cell.kind != "bound":
        return f"{OPEN} ({cell.kind})"
    if row.reading.side == "upper":
        return "enough" if n >= cell.number else OPEN
    # The bound is the least number that may be enough.
    return "not enough" if n < cell.number else OPEN


@cache
def shelves() -> dict[str, Shelf]:
    """Every group of bounds in the catalogue by its title; those of papers first, in which architectures are compared."""
    movables = filter(movable, groups("all", {}))
    ordered = sorted(movables, key=lambda group: (not comparable(group), -len(group.rows)))
    return {shelf.title: shelf for shelf in map(Shelf, ordered)}


__all__ = ["OPEN", "Shelf", "shelves"]
