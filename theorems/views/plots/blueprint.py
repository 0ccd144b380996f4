"""The blueprint: claims in layers, an arrow from what is leaned on to what leans on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from theorems.core.verify import with_leaned_on
from theorems.index import Entry, leaned_on, resolve
from theorems.views.graph import HIGH, Node, Placed, connected, placed
from theorems.views.plots import NotPlotted
from theorems.views.plots.canvas import canvas, plain
from theorems.views.tables.marks import Mark, mark
from theorems.views.words import Record

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INCH = 72
EDGES = {"proved": ("-", 1.2), "refuted": (":", 1.8), "doubted": (":", 1.8), "undecided": ((0, (1, 1)), 2.0)}


def figures(paper: str, records: Mapping[str, Record]) -> dict[str, Figure]:
    """The claims of a paper that lean on others, and those they lean on."""
    entries = with_leaned_on([e for e in resolve([] if paper == "all" else [paper]) if not e.error])
    uses = {e.id: [u for u in leaned_on(e)] for e in entries}
    joined = list(connected(uses))
    if not joined:
        raise NotPlotted(f"no claim of {paper} leans on another")
    named = {e.id: e for e in entries}
    marks = {id: mark(records.get(id), named[id]) for id in joined}
    return {f"{paper.replace('/', '-')}-graph": figure([named[id] for id in joined], uses, marks)}


def figure(entries: Sequence[Entry], uses: Mapping[str, Sequence[str]], marks: Mapping[str, Mark]) -> Figure:
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    nodes = {e.id: Node(e.id, e.id.split("/")[1], sign=marks[e.id].sign) for e in entries}
    at = placed(list(nodes.values()), uses)
    wide = max(at[id].x + n.wide for id, n in nodes.items()) + 16
    high = max(p.y for p in at.values()) + HIGH + 40
    with canvas():
        drawn = Figure(figsize=(wide / INCH, high / INCH))
        panel = drawn.add_axes((0, 0, 1, 1))
        panel.set(xlim=(-8, wide - 8), ylim=(high - 4, -12))
        panel.set_axis_off()
        for id, used in uses.items():
            for other in used:
                if id in nodes and other in nodes:
                    arrow(panel, (at[other], nodes[other]), at[id])
        for id, node in nodes.items():
            box(panel, node, at[id], marks[id])
        present = dict.fromkeys(m.name for m in marks.values())
        keys = [Line2D([], [], linestyle="", label=plain(f"{m.sign} {m.name}")) for m in marks.values()
                if present.pop(m.name, 0) is None]
        panel.legend(handles=keys, loc="lower left", ncols=8, handlelength=0, prop={"family": "DejaVu Sans", "size": 8})
    return drawn


def arrow(panel: Any, low: tuple[Placed, Node], high: Placed) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    place, node = low
    x, y, end, down = place.x + node.wide, place.y + HIGH / 2, high.x, high.y + HIGH / 2
    bend = max((end - x) / 2, 20.0)
    curve = Path([(x, y), (x + bend, y), (end - bend, down), (end, down)], [Path.MOVETO, *[Path.CURVE4] * 3])
    panel.add_patch(FancyArrowPatch(
        path=curve, arrowstyle="-|>,head_length=4,head_width=2", color="#5d6675", linewidth=0.9, shrinkA=0, shrinkB=0,
        zorder=1,
    ))


def box(panel: Any, node: Node, at: Placed, mark: Mark) -> None:
    """A box with its label; the line says the status too."""
    from matplotlib.patches import FancyBboxPatch

    style, width = EDGES.get(mark.name, ((0, (5, 2)), 1.2))
    panel.add_patch(FancyBboxPatch(
        (at.x, at.y), node.wide, HIGH, boxstyle="round,pad=0,rounding_size=4", facecolor="#f6f7f9", edgecolor="#1d2430",
        linewidth=width, linestyle=style, zorder=2,
    ))
    panel.text(
        at.x + node.wide / 2, at.y + HIGH / 2, plain(node.text), ha="center", va="center", fontsize=8.5,
        family="DejaVu Sans", zorder=3,
    )
