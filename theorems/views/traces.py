"""Simulations as SVG: the interval at each point against the claimed value, and how it narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from math import ceil, floor, isfinite, log10

from theorems.views.words import Record, percent, point

WIDE, ROW, TALL = 660, 24, 170                   # pixels
LEFT, RIGHT = 250, 40
STYLE = (
    ".trace text{font:11.5px system-ui,sans-serif;fill:var(--ink,#1d2430)}.trace .soft{fill:var(--soft,#5d6675)}"
    ".trace .claimed{stroke:var(--ink,#1d2430);stroke-dasharray:5 3}.trace .band{fill:var(--fair,#0b5f86);opacity:.25}"
    ".trace .ends{stroke:var(--fair,#0b5f86);stroke-width:2.2;fill:none}.trace .mean{fill:var(--fair,#0b5f86)}"
    ".trace .axis{stroke:var(--soft,#5d6675);fill:none}"
)


def svg(evidence: Record) -> str:
    """Every point's interval, as deviations from the claimed value; where the looks were kept, how each narrowed."""
    rows = [row for row in map(deviations, evidence.get("points", [])) if row is not None]
    if not rows:
        return ""
    drawn = intervals(rows)
    for row, place in zip(rows, (p for p in evidence["points"] if deviations(p) is not None), strict=True):
        looks = [(n, *shares((low, high), place)) for n, low, high in place.get("looks", [])]
        if len(looks) > 1:
            drawn += narrowing(row[0], looks)
    return f'<div class="display">{drawn}</div>\n'


Row = tuple[str, float, float, float]            # where, low end, mean, high end, as shares of the claimed value


def deviations(place: Record) -> Row | None:
    """A point's interval and mean relative to the claimed value (absolute where that is 0); None if one is no number."""
    low, high = place["interval"]
    try:
        found = shares((low, place["estimate"], high), place)
    except (TypeError, ValueError):
        return None
    return (point(place["at"]), *found) if all(map(isfinite, found)) else None  # type: ignore[return-value]


def shares(values: Sequence[str | float], place: Record) -> tuple[float, ...]:
    aim = float(place["target"])
    return tuple((float(v) - aim) / (abs(aim) or 1.0) for v in values)


def intervals(rows: Sequence[Row]) -> str:
    """A row for each point: interval, mean, and the claimed value as a line down."""
    low, high = min(0.0, *(r[1] for r in rows)), max(0.0, *(r[3] for r in rows))
    x = scale((low, high), (LEFT, WIDE - RIGHT))
    foot = ROW * len(rows) + 8
    parts = [
        f'<text x="{LEFT - 10}" y="{ROW * i + 20}" text-anchor="end">{escape(clipped(where))}</text>'
        f'<path class="ends" d="M{x(a):.1f} {ROW * i + 10}v12m0 -6H{x(b):.1f}m0 -6v12"/>'
        f'<circle class="mean" cx="{x(m):.1f}" cy="{ROW * i + 16}" r="3.4"/>'
        for i, (where, a, m, b) in enumerate(rows)
    ]
    parts.append(f'<path class="claimed" d="M{x(0):.1f} 2V{foot}"/>')
    parts.append(f'<path class="axis" d="M{LEFT} {foot}H{WIDE - RIGHT}"/>')
    parts += ticks((low, high), x, foot)
    said = f'<text class="soft" x="{WIDE - RIGHT}" y="{foot + 32}" text-anchor="end">'
    parts.append(f"{said}deviation from the claimed value</text>")
    return framed("".join(parts), foot + 38, "intervals of the simulation against the claimed values")


def narrowing(where: str, looks: Sequence[tuple[float, ...]]) -> str:
    """The interval at every look, over the number of samples on a logarithmic scale."""
    kept = [look for look in looks if all(map(isfinite, look))]
    reach = sorted(abs(end) for look in kept for end in look[1:])
    cap = 4 * reach[len(reach) // 2] if reach else 1.0
    low, high = max(-cap, min(0.0, *(n[1] for n in kept))), min(cap, max(0.0, *(n[2] for n in kept)))
    x = scale((log10(kept[0][0]), log10(kept[-1][0])), (LEFT, WIDE - RIGHT))
    y = scale((low, high), (TALL - 8, 24))
    inside = [(x(log10(n)), y(max(low, a)), y(min(high, b))) for n, a, b in kept]
    lower = " ".join(f"{p:.1f},{a:.1f}" for p, a, _ in inside)
    upper = " ".join(f"{p:.1f},{b:.1f}" for p, _, b in reversed(inside))
    powers = range(ceil(log10(kept[0][0])), floor(log10(kept[-1][0])) + 1)
    parts = [
        f'<text x="{LEFT}" y="14">{escape(where)}</text><polygon class="band" points="{lower} {upper}"/>',
        f'<polyline class="ends" points="{lower}"/><polyline class="ends" points="{upper}"/>',
        f'<path class="claimed" d="M{LEFT} {y(0):.1f}H{WIDE - RIGHT}"/>'
        f'<path class="axis" d="M{LEFT} 24V{TALL}H{WIDE - RIGHT}"/>',
        *(f'<text class="soft" x="{x(p):.1f}" y="{TALL + 15}" text-anchor="middle">1e{p}</text>' for p in powers),
        *(
            f'<text class="soft" x="{LEFT - 8}" y="{y(v) + 4:.1f}" text-anchor="end">{signed(v)}</text>'
            for v in (low, 0.0, high)
        ),
        f'<text class="soft" x="{WIDE - RIGHT}" y="{TALL + 30}" text-anchor="end">samples</text>',
    ]
    return framed("".join(parts), TALL + 36, f"how the interval narrowed at {where}")


def scale(of: tuple[float, float], to: tuple[float, float]) -> Callable[[float], float]:
    (a, b), (u, v) = of, to
    return lambda value: u + (v - u) * ((value - a) / (b - a) if b > a else 0.5)


def ticks(ends: tuple[float, float], x: Callable[[float], float], foot: float) -> Iterator[str]:
    """Round deviations within the ends, 0 among them."""
    low, high = ends
    if not high > low:
        return
    step = 10.0 ** floor(log10((high - low) / 2))
    step *= next((m for m in (5, 2) if (high - low) / (m * step) >= 2), 1)
    for i in range(ceil(low / step), floor(high / step) + 1):
        yield f'<text class="soft" x="{x(i * step):.1f}" y="{foot + 16}" text-anchor="middle">{signed(i * step)}</text>'


def signed(share: float) -> str:
    return "claimed" if share == 0 else ("+" if share > 0 else "−") + percent(abs(share))


def clipped(text: str) -> str:
    return text if len(text) <= 38 else f"{text[:37]}…"


def framed(inner: str, height: float, label: str) -> str:
    return (
        f'<svg class="trace" xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDE} {height:.0f}" role="img" aria-label="{escape(label)}"><style>{STYLE}</style>{inner}</svg>'
    )
