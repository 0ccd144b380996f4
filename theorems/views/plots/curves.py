"""Bounds against the parameters of their paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sympy import Expr

from theorems.core.bounds.bound import Cell, Rate
from theorems.views.plots import NotPlotted, against, marks
from theorems.views.plots.canvas import COLOURS, DASHES, MARKERS, canvas, empty, plain, setting
from theorems.views.plots.marks import Mark
from theorems.views.plots.series import Group, called, number
from theorems.views.progress import Waiting
from theorems.views.tables.rows import Row

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 3                                         # panels
MARKED = 12                                      # more values than that along an axis are not all marked


def figures(paper: str, along: str | None, given: Mapping[str, Sequence[Expr]]) -> dict[str, Figure]:
    """A figure for each quantity and task whose bounds depend on a parameter, or on how many samples there are."""
    found = against.asked(paper, [along], given)
    chosen = {g.name: g for g in found if (along in g.varying if along else g.varying)}
    if not chosen:
        which = f"along {along}" if along else "along any parameter"
        raise NotPlotted(f"no bound of {paper} varies {which}; there are: {', '.join(axes(found)) or 'none'}")
    with canvas(), Waiting(len(chosen)) as waiting:
        made = {}
        for done, (name, group) in enumerate(chosen.items()):
            waiting.at(done, len(chosen))
            made[name] = figure(group, [along] if along else group.varying[:MOST])
    return made


def axes(found: Sequence[Group]) -> list[str]:
    """What bounds may be drawn against: the parameters that vary, and what is counted where a risk follows from it."""
    backwards = (g if isinstance(g, against.Against) else against.group(g) for g in found)
    counted = {g.counted for g in backwards if g is not None and g.counted in g.varying}
    return [*sorted({name for g in found for name in g.varying} - counted), *sorted(counted)]


def figure(group: Group, names: Sequence[str]) -> Figure:
    """A panel for each parameter, the others at the middle of their values; marks where what follows changes."""
    changes = marks.found(group, names)
    keyed = [(group.axis(name), mark) for name, some in changes.items() for mark in some]
    drawn, panels = empty(len(names), 4.1 * len(names) + 0.6, 4.2 + 0.17 * (len(group.rows) + 2 * len(keyed)))
    for panel, name in zip(panels, names, strict=True):
        draw(panel, group, name, changes[name])
    panels[0].set_ylabel(group.label)
    drawn.suptitle(plain(group.title), fontsize=11)
    drawn.legend(
        handles=[*panels[0].get_legend_handles_labels()[0], *marks.handles(keyed)], loc="outside lower center", fontsize=8,
        ncols=1 if len(names) == 1 else 2,
    )
    return drawn


def draw(panel: Any, group: Group, name: str, changes: Sequence[Mark]) -> None:
    """The bounds along one parameter: marked at the values that it has, exact also at both ends of each change."""
    values = group.along(name)
    places = sorted({*values, *(end for mark in changes for end in (mark.change.low, mark.change.high))})
    found = [y for row in group.rows for y in line(panel, group, row, (name, values, places))]
    fixed = ", ".join(setting(n, v) for n, v in group.middle.items() if n != name and n in used(group))
    panel.set(xlabel=group.axis(name), title=fixed)
    panel.title.set_fontsize(9)
    panel.grid(True)
    panel.set_xscale("log" if min(values) > 0 and max(values) >= 4 * min(values) else "linear")
    panel.set_yscale("log" if found and min(found) > 0 and max(found) > 4 * min(found) else "linear")
    if group.aim is not None:
        aimed(panel, group, float(group.aim), found)
    ticks(panel, values)
    marks.draw(panel, changes)


def aimed(panel: Any, group: Group, aim: float, found: Sequence[float]) -> None:
    """A line at what is to be reached; what is far from it on a logarithmic axis is not shown."""
    panel.axhline(aim, color=marks.INK, linewidth=marks.THIN, linestyle=(0, (8, 3)), zorder=1.6)
    panel.annotate(
        group.reach, (1, aim), (0, 2), ("axes fraction", "data"), "offset points", ha="right", va="bottom", fontsize=9,
    )
    if panel.get_yscale() == "log":
        panel.set_ylim(max(min(found) / 2, aim / marks.FAR), min(max(found) * 2, aim * marks.FAR))


def used(group: Group) -> set[str]:
    return {name for row in group.rows for name in row.reading.symbols}


def line(panel: Any, group: Group, row: Row, where: tuple[str, Sequence[Expr], Sequence[Expr]]) -> list[float]:
    """One bound: a marker for its class of learners, hollow for lower bounds, dashes for where it comes from."""
    name, values, places = where
    cells = [shown(group.cell(row, group.at({name: v}))) for v in places]
    order = list(dict.fromkeys(r.bound.architecture for r in group.rows))
    place = order.index(row.bound.architecture)
    colour, marker = COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
    alike = [r for r in group.rows if (r.bound.architecture, kind(r)) == (row.bound.architecture, kind(row))]
    guarantee = not isinstance(row.bound, Rate)
    marked = values[:: 1 + len(values) // MARKED]
    panel.plot(
        [float(v) for v in places], [float("nan") if c is None else c for c in cells], color=colour,
        marker=("x" if guarantee else "+") if row.false else marker if guarantee else None, markersize=6,
        markeredgewidth=1.2, markevery=[i for i, v in enumerate(places) if v in marked],
        markerfacecolor="white" if row.reading.side == "lower" else colour, linewidth=1.4 if guarantee else 1.0,
        linestyle=DASHES[alike.index(row) % len(DASHES)] if guarantee and not row.false else ":",
        label=plain(called(row)),
    )
    return [c for c in cells if c is not None]


def shown(cell: Cell) -> float | None:
    """The number of a cell; None also where it is too small to be drawn."""
    found = number(cell)
    return None if found == 0 and cell.low != 0 and cell.high != 0 else found


def kind(row: Row) -> tuple[str, bool]:
    return row.reading.side, isinstance(row.bound, Rate)


def ticks(panel: Any, values: Sequence[Expr]) -> None:
    """The values themselves, at most five of them; of many the powers of ten."""
    from matplotlib.ticker import NullLocator

    tens = [v for v in values if v.is_Integer and str(v).rstrip("0") == "1"]
    if len(values) > MARKED and len(tens) > 1:
        panel.set_xticks([float(v) for v in tens], [f"$10^{{{len(str(v)) - 1}}}$" for v in tens])
    else:
        some = values[:: max(1, (len(values) + 3) // 5)]
        panel.set_xticks([float(v) for v in some], [f"{float(v):.3g}" if v < 1000 else f"{float(v):.0f}" for v in some])
    panel.xaxis.set_minor_locator(NullLocator())
