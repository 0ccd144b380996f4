"""Bounds against the parameters of their paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sympy import Expr

from theorems.core.bounds.bound import Rate
from theorems.views.plots import NotPlotted
from theorems.views.plots.canvas import COLOURS, MARKERS, canvas, empty, plain, setting, symbol
from theorems.views.plots.series import Group, called, groups, number
from theorems.views.progress import Waiting
from theorems.views.tables.rows import Row

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 3                                         # panels
DASHES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (3, 2)), (0, (6, 2, 1, 2)), (0, (8, 2, 2, 2, 2, 2)))


def figures(paper: str, along: str | None, given: Mapping[str, Sequence[Expr]]) -> dict[str, Figure]:
    """A figure for each quantity and task whose bounds depend on a parameter."""
    found = groups(paper, given)
    chosen = {g.name: g for g in found if (along in g.varying if along else g.varying)}
    if not chosen:
        known = sorted({name for g in found for name in g.varying})
        which = f"along {along}" if along else "along any parameter"
        raise NotPlotted(f"no bound of {paper} varies {which}; there are: {', '.join(known) or 'none'}")
    with canvas(), Waiting(len(chosen)) as waiting:
        made = {}
        for done, (name, group) in enumerate(chosen.items()):
            waiting.at(done, len(chosen))
            made[name] = figure(group, [along] if along else group.varying[:MOST])
    return made


def figure(group: Group, names: Sequence[str]) -> Figure:
    """A panel for each parameter, the others at the middle of their values."""
    drawn, panels = empty(len(names), 4.1 * len(names) + 0.6, 4.2 + 0.17 * len(group.rows))
    for panel, name in zip(panels, names, strict=True):
        fixed = ", ".join(setting(n, v) for n, v in group.middle.items() if n != name and n in used(group))
        values = group.along(name)
        high = [y for row in group.rows for y in line(panel, group, row, (name, values))]
        panel.set(xlabel=symbol(name), title=fixed)
        panel.title.set_fontsize(9)
        panel.grid(True)
        panel.set_xscale("log" if min(values) > 0 and max(values) >= 4 * min(values) else "linear")
        panel.set_yscale("log" if high and min(high) > 0 and max(high) > 4 * min(high) else "linear")
        ticks(panel, values)
    units = ", ".join(dict.fromkeys(row.bound.units for row in group.rows if row.bound.units))
    panels[0].set_ylabel(plain(group.quantity + (f" ({units})" if units else "")))
    drawn.suptitle(plain(group.title), fontsize=11)
    handles, labels = panels[0].get_legend_handles_labels()
    drawn.legend(handles, labels, loc="outside lower center", fontsize=8, ncols=1 if len(names) == 1 else 2)
    return drawn


def used(group: Group) -> set[str]:
    return {name for row in group.rows for name in row.reading.symbols}


def line(panel: Any, group: Group, row: Row, where: tuple[str, Sequence[Expr]]) -> list[float]:
    """One bound: a marker for its class of learners, hollow for lower bounds, dashes for where it comes from."""
    name, values = where
    cells = [number(row.reading.at(group.at({name: v}))) for v in values]
    order = list(dict.fromkeys(r.bound.architecture for r in group.rows))
    place = order.index(row.bound.architecture)
    colour, marker = COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
    alike = [r for r in group.rows if (r.bound.architecture, kind(r)) == (row.bound.architecture, kind(row))]
    guarantee = not isinstance(row.bound, Rate)
    panel.plot(
        [float(v) for v in values], [float("nan") if c is None else c for c in cells], color=colour,
        marker=("x" if guarantee else "+") if row.false else marker if guarantee else None, markersize=6,
        markeredgewidth=1.2,
        markerfacecolor="white" if row.reading.side == "lower" else colour, linewidth=1.4 if guarantee else 1.0,
        linestyle=DASHES[alike.index(row) % len(DASHES)] if guarantee and not row.false else ":",
        label=plain(called(row)),
    )
    return [c for c in cells if c is not None]


def kind(row: Row) -> tuple[str, bool]:
    return row.reading.side, isinstance(row.bound, Rate)


def ticks(panel: Any, values: Sequence[Expr]) -> None:
    """The values themselves, at most five of them."""
    from matplotlib.ticker import NullLocator

    shown = values[:: max(1, (len(values) + 3) // 5)]
    panel.set_xticks([float(v) for v in shown], [f"{float(v):.3g}" if v < 1000 else f"{float(v):.0f}" for v in shown])
    panel.xaxis.set_minor_locator(NullLocator())
