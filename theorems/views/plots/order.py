"""Phase diagrams: which architecture needs less than which, as far as upper bounds lie below lower ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from textwrap import fill
from typing import TYPE_CHECKING, Any

from sympy import Expr

from theorems.views.plots import NotPlotted, against
from theorems.views.plots.canvas import AREAS, HATCHES, canvas, empty, plain, setting
from theorems.views.plots.series import Group, spread, trusted
from theorems.views.progress import Waiting

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Pair = tuple[str, str]                           # the first needs less than the second
Phase = tuple[Pair, ...]
CELLS = 12                                       # along each parameter
NONE = "nothing follows"


def figures(paper: str, names: tuple[str | None, str | None], given: Mapping[str, Sequence[Expr]]) -> dict[str, Figure]:
    """A diagram for each quantity and task on which one class has an upper and another a lower bound."""
    found = [g for g in against.asked(paper, names, given) if comparable(g)]
    if not found:
        raise NotPlotted(f"no two classes of {paper} have an upper and a lower bound on one quantity and task")
    made = {}
    with canvas(), Waiting(1) as waiting:
        for group in found:
            try:
                axes = chosen(group, names)
            except NotPlotted:
                if len(found) > 1:
                    continue
                raise
            made[group.name] = figure(group, axes, waiting)
    if not made:
        raise NotPlotted(f"no diagram of {paper} has the parameters {', '.join(filter(None, names)) or 'it needs'}")
    return made


def comparable(group: Group) -> bool:
    """Whether one class may be shown to need less than another."""
    sides = {(row.reading.side, row.bound.architecture) for row in group.rows if trusted(row)}
    return any(s == "upper" and t == "lower" and a != b for s, a in sides for t, b in sides)


def chosen(group: Group, names: tuple[str | None, str | None]) -> tuple[str, str]:
    """The two parameters: those asked for, or two along which most changes."""
    wanted = [n for n in names if n]
    if strange := [n for n in wanted if n not in group.varying]:
        raise NotPlotted(f"{', '.join(strange)} does not vary; there are: {', '.join(group.varying) or 'none'}")
    rest = [n for n in group.varying if n not in wanted]
    if len(rest) < 2 - len(wanted) or len(set(wanted)) < len(wanted):
        raise NotPlotted(f"a diagram takes two parameters that vary; there are: {', '.join(group.varying) or 'none'}")
    asked = [pair for pair in combinations(group.varying, 2) if set(wanted) <= set(pair)]
    x, y = max(asked, key=lambda pair: changes(group, pair))
    return (y, x) if x == names[1] or y == names[0] else (x, y)


def changes(group: Group, pair: tuple[str, str]) -> int:
    """How many different things follow at the corners of a diagram."""
    x, y = pair
    ends = [group.rising(n)[:: len(group.values[n]) - 1] for n in pair]
    return len({phase(group, group.at({x: a, y: b})) for a in ends[0] for b in ends[1]})


def steps(group: Group, name: str) -> list[Expr]:
    values = group.rising(name)
    if isinstance(group, against.Against) and name == group.counted:
        return list(group.coarse)
    return values if len(values) > 2 else spread(values[0], values[-1], CELLS, group.integer(name))


def phase(group: Group, point: Mapping[str, Expr]) -> Phase:
    """All that follows from the claims at a point."""
    upper: dict[str, Fraction] = {}
    lower: dict[str, Fraction] = {}
    for row in filter(trusted, group.rows):
        cell, name = group.cell(row, point), row.bound.architecture
        if cell.kind != "bound":
            continue
        value = cell.number
        if row.reading.side == "upper":
            upper[name] = min(value, upper.get(name, value))
        else:
            lower[name] = max(value, lower.get(name, value))
    # The lower bound says that fewer are not enough: that many may be, so less has to be strictly less.
    pairs = permutations({**upper, **lower}, 2)
    return tuple(sorted((a, b) for a, b in pairs if a in upper and b in lower and upper[a] < lower[b]))


def said(found: Phase) -> str:
    """``CNN < LCN < FCN``, or what follows, pair by pair."""
    if not found:
        return NONE
    names = sorted({n for pair in found for n in pair}, key=lambda n: (sum(b == n for _, b in found), n))
    if all(pair in found for pair in zip(names, names[1:], strict=False)):
        return " < ".join(names)
    return ", ".join(f"{a} < {b}" for a, b in found)


def meant(group: Group) -> str:
    """What ``a < b`` says, with the note of each bound: one may be of a mean, the other hold with some chance only."""
    notes = dict.fromkeys(
        f"{row.bound.architecture}, {row.reading.side}: {row.bound.note}" for row in group.rows
        if trusted(row) and row.bound.note
    )
    said = "a < b: an upper bound of a lies below a lower bound of b, each as its claim means it"
    return f"{said} ({'; '.join(notes)})" if notes else said


def figure(group: Group, axes: tuple[str, str], waiting: Waiting) -> Figure:
    """Tiles, one colour and hatch for each thing that follows."""
    from matplotlib.patches import Patch, Rectangle

    x, y = axes
    columns, lines = steps(group, x), steps(group, y)
    found: dict[tuple[int, int], Phase] = {}
    for i, a in enumerate(columns):
        for j, b in enumerate(lines):
            waiting.at(len(found), len(columns) * len(lines))
            found[i, j] = phase(group, group.at({x: a, y: b}))
    kinds = sorted(set(found.values()), key=lambda p: (-len(p), p))
    drawn, (panel,) = empty(1, 6.2, 5.4)
    for (i, j), what in found.items():
        panel.add_patch(Rectangle((i - 0.5, j - 0.5), 1, 1, **look(kinds, what)))
    panel.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-0.5, len(lines) - 0.5), xlabel=group.axis(x), ylabel=group.axis(y))
    for axis, values in ((panel.xaxis, columns), (panel.yaxis, lines)):
        axis.set_ticks(range(len(values)), [f"{float(v):.3g}" if v < 1000 else f"{float(v):.0f}" for v in values])
    panel.tick_params(axis="x", rotation=45)
    fixed = ", ".join(setting(n, v) for n, v in group.middle.items() if n not in axes)
    title = plain(f"{group.title}: {group.question}")
    panel.set_title("\n".join(filter(None, (title, fixed))), fontsize=10)
    keys = [Patch(**look(kinds, what), label=plain(said(what))) for what in kinds]
    drawn.legend(handles=keys, loc="outside lower center", ncols=min(len(keys), 2), fontsize=9,
                 title=plain(fill(meant(group), 90)), title_fontsize=7.5)
    return drawn


def look(kinds: Sequence[Phase], what: Phase) -> dict[str, Any]:
    """Colour and hatch; white where nothing follows."""
    if not what:
        return {"facecolor": "white", "edgecolor": "#bbbbbb", "linewidth": 0.4}
    place = kinds.index(what) + 1
    return {"facecolor": AREAS[place % (len(AREAS) - 1)], "hatch": HATCHES[place % len(HATCHES)], "edgecolor": "#333333",
            "linewidth": 0.4}
