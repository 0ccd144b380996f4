"""Marks in figures of bounds: where along a parameter another order follows, or another bound governs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from textwrap import fill
from typing import Any

from theorems.views.plots.canvas import plain
from theorems.views.plots.crossings import Crossing, Takeover, crossings, shown, takeovers
from theorems.views.plots.series import Group, number

MOST = 9                                         # in one panel
FAR = 1000                                       # how far from what is to be reached a logarithmic axis goes
WIDE = 70                                        # characters of a line in the legend
CLOSE = 0.045                                    # of the width of a panel: numbers closer to each other stand on two levels
INK, THIN = "#444444", 0.8
INDENT = "    "
Change = Crossing | Takeover
STYLES: dict[type, Any] = {Crossing: "-", Takeover: (0, (1, 2.5))}


@dataclass(frozen=True)
class Mark:
    """A change, under the number that stands for it; ``more`` are known that have none."""

    number: int
    change: Change
    more: int = 0

    @property
    def place(self) -> float:
        low, high = float(self.change.low), float(self.change.high)
        return sqrt(low * high) if low > 0 else (low + high) / 2

    def label(self, axis: str) -> str:
        """What changes, and between which values of what is along the axis."""
        where = f"{self.number}: between {axis} = {plain(f'{shown(self.change.low)} and {shown(self.change.high)}')}:"
        what = plain(self.change.change + (f"; {self.more} more are not marked" if self.more else ""))
        if len(where) + len(what) < WIDE:
            return f"{where} {what}"
        return f"{where}\n{fill(what, WIDE, initial_indent=INDENT, subsequent_indent=INDENT)}"


def found(group: Group, names: Sequence[str]) -> dict[str, list[Mark]]:
    """The changes along each parameter, numbered from left to right through all of them.

    Where there are too many, those of order come before bounds that take over.  Where bounds of a class begin or end
    without another in their place, the curves show it.
    """
    first = 1
    marks: dict[str, list[Mark]] = {}
    for name in names:
        passed = [t for t in takeovers(group, name) if t.before is not None and t.after is not None and seen(group, t)]
        changes: list[Change] = []
        changes += crossings(group, name)
        changes += passed
        kept = sorted(changes[:MOST], key=lambda change: change.low)
        more = len(changes) - len(kept)
        marks[name] = [Mark(first + i, c, more if c is kept[-1] else 0) for i, c in enumerate(kept)]
        first += len(kept)
    return marks


def seen(group: Group, change: Takeover) -> bool:
    """Whether a change is near enough to what is to be reached that a figure shows it."""
    if group.aim is None or change.after is None:
        return True
    found = number(group.cell(change.after, group.at({change.name: change.high})))
    return found is not None and group.aim / FAR < found < group.aim * FAR


def draw(panel: Any, marks: Sequence[Mark]) -> None:
    """A thin line for each, solid for another order, dotted for another bound; its number stands above the panel."""
    places: list[float] = []
    panel.autoscale_view()
    for mark in sorted(marks, key=lambda m: m.place):
        panel.axvline(mark.place, color=INK, linewidth=THIN, linestyle=STYLES[type(mark.change)], zorder=1.6)
        x, _ = panel.transAxes.inverted().transform(panel.transData.transform((mark.place, 1)))
        level = 1 if places and x - places[-1] < CLOSE else 0
        panel.annotate(
            str(mark.number), (mark.place, 0.985 - 0.06 * level), xycoords=("data", "axes fraction"), ha="center", va="top",
            fontsize=8, color="black", bbox={"boxstyle": "circle,pad=0.18", "facecolor": "white", "edgecolor": INK,
                                             "linewidth": 0.7},
        )
        places.append(x if not level else x - 1)


def handles(marks: Iterable[tuple[str, Mark]]) -> list[Any]:
    """What the legend says of the marks, each with what is along its axis."""
    from matplotlib.lines import Line2D

    return [
        Line2D(
            [], [], color=INK, linewidth=THIN, linestyle=STYLES[type(mark.change)], label=mark.label(axis),
        )
        for axis, mark in marks
    ]
