"""A graph of claims in layers, as SVG: what is leaned on stands to the left of what leans on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from theorems.core.graph import knots

HIGH, GAP, BETWEEN = 30, 12, 64                  # a box, the space under it, the space between layers
LETTER, PAD = 6.7, 14                            # width of a letter at 12 px, of what stands around a label
SWEEPS = 6
STYLE = (
    ".graph text{font:12px system-ui,sans-serif;fill:var(--ink,#1d2430)}"
    ".graph .edge{fill:none;stroke:var(--soft,#5d6675);stroke-width:1.2}"
    ".graph .tip{fill:var(--soft,#5d6675)}.graph rect{fill:var(--raised,#f6f7f9);stroke:var(--soft,#5d6675)}"
    ".graph .here rect{stroke-width:2.5;stroke:var(--ink,#1d2430)}.graph .good rect{stroke:var(--good,#14683a)}"
    ".graph .fair rect{stroke:var(--fair,#0b5f86);stroke-dasharray:7 2}"
    ".graph .poor rect{stroke:var(--poor,#8a5a00);stroke-dasharray:4 3}.graph .bad rect{stroke:var(--bad,#a31621);"
    "stroke-dasharray:1.5 2.5;stroke-width:2}"
)


@dataclass(frozen=True)
class Node:
    """A claim in the drawing; ``style`` is good, fair, poor, bad or nothing, and ``sign`` says the same without colour."""

    id: str
    label: str
    title: str = ""
    href: str = ""
    sign: str = ""
    style: str = ""

    @property
    def text(self) -> str:
        return f"{self.sign} {self.label}".strip()

    @property
    def wide(self) -> float:
        return round(len(self.text) * LETTER + PAD, 1)


@dataclass(frozen=True)
class Placed:
    """Where a node stands: its layer, and the left upper corner of its box."""

    layer: int
    x: float
    y: float


def layers(ids: Sequence[str], uses: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The nodes by the length of the longest way down to one that leans on nothing; those in a circle share a layer."""
    known = set(ids)
    level: dict[str, int] = {}
    inner = {id: [u for u in uses.get(id, ()) if u in known] for id in ids}
    for knot in knots(inner):
        below = [level[u] for id in knot for u in inner[id] if u not in knot]
        level.update(dict.fromkeys(knot, 1 + max(below, default=-1)))
    found: list[list[str]] = [[] for _ in range(1 + max(level.values(), default=-1))]
    for id in ids:
        found[level[id]].append(id)
    return untangled(found, inner)


def untangled(order: list[list[str]], uses: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Each layer in the order of the mean place of its neighbours, to and fro, which leaves few crossings."""
    users: dict[str, list[str]] = {id: [] for id in uses}
    for id, below in uses.items():
        for other in below:
            users[other].append(id)
    for sweep in range(SWEEPS):
        neighbours = uses if sweep % 2 == 0 else users
        for layer in order if sweep % 2 == 0 else reversed(order):
            place = {id: i / max(len(row) - 1, 1) for row in order for i, id in enumerate(row)}
            means = {id: mean([place[n] for n in neighbours[id]], place[id]) for id in layer}
            layer.sort(key=lambda id: means[id])
    return order


def mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def placed(nodes: Sequence[Node], uses: Mapping[str, Sequence[str]]) -> dict[str, Placed]:
    """The corner of each box, every layer as wide as its widest, and in the middle of the height."""
    wide = {n.id: n.wide for n in nodes}
    rows = layers([n.id for n in nodes], uses)
    most, x = max(map(len, rows), default=0), 0.0
    found: dict[str, Placed] = {}
    for i, row in enumerate(rows):
        top = (most - len(row)) * (HIGH + GAP) / 2
        found |= {id: Placed(i, x, top + j * (HIGH + GAP)) for j, id in enumerate(row)}
        x += max(wide[id] for id in row) + BETWEEN
    return found


def svg(nodes: Sequence[Node], uses: Mapping[str, Sequence[str]], here: str = "", style: str = STYLE) -> str:
    """The drawing; ``uses`` says what each id leans on, and ids that are no nodes are left out.  ``here`` is set off."""
    at, named = placed(nodes, uses), {n.id: n for n in nodes}
    width = max((at[n.id].x + n.wide for n in nodes), default=0) + 4
    height = max((p.y for p in at.values()), default=0) + HIGH + 4
    said = f"what leans on what among {len(nodes)} claims"
    role = "group" if any(n.href for n in nodes) else "img"   # what is an image hides its links from screen readers
    parts = [
        f'<svg class="graph" xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="-2 -2 {width:.0f} {height:.0f}" role="{role}" aria-label="{said}"><style>{style}</style>',
        *(edge(at[low], named[low], at[high]) for high in named for low in uses.get(high, ()) if low in named),
        *(box(n, at[n.id], n.id == here) for n in nodes), "</svg>\n",
    ]
    return "".join(parts)


def edge(low: Placed, node: Node, high: Placed) -> str:
    """A curve from what is leaned on to what leans on it, with a tip."""
    x, y = low.x + node.wide, low.y + HIGH / 2
    end, down = high.x - 6, high.y + HIGH / 2
    bend = max((end - x) / 2, 20.0)
    curve = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {end - bend:.1f} {down:.1f} {end:.1f} {down:.1f}"
    tip = f"M{end + 6:.1f} {down:.1f}l-7 -3.5v7z"
    return f'<path class="edge" d="{curve}"/><path class="tip" d="{tip}"/>'


def box(node: Node, at: Placed, here: bool) -> str:
    title = f"<title>{escape(node.title)}</title>" if node.title else ""
    drawn = (
        f'{title}<rect x="{at.x:.1f}" y="{at.y:.1f}" width="{node.wide}" height="{HIGH}" rx="5"/>'
        f'<text x="{at.x + PAD / 2:.1f}" y="{at.y + 19.5:.1f}" textLength="{node.wide - PAD:.1f}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(node.text)}</text>'
    )
    linked = f'<a href="{escape(node.href)}">{drawn}</a>' if node.href else drawn
    classes = " ".join(filter(None, [node.style, "here" if here else ""]))
    return f'<g class="{classes}">{linked}</g>'


def around(id: str, uses: Mapping[str, Sequence[str]]) -> list[str]:
    """A claim, all it leans on however far down, and what leans on it directly, in the order of ``uses``."""
    found, queue = {id}, [id]
    while queue:
        new = [u for u in uses.get(queue.pop(), ()) if u not in found]
        found.update(new)
        queue += new
    found |= {other for other, below in uses.items() if id in below}
    return [other for other in uses if other in found]


def connected(uses: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The claims that lean on one of the others, or are leaned on."""
    below = {u for used in uses.values() for u in used}
    return (id for id, used in uses.items() if id in below or any(u in uses for u in used))
