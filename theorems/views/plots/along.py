"""The slack of a claim: the best constant that it could carry at each point of its domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sympy import Expr, Integer, Symbol

from theorems.core.constant import NoConstant, Reach, ask, reach_of
from theorems.core.domain import HypothesisViolated, rational, within
from theorems.core.given import entry_of
from theorems.core.judge import Options
from theorems.core.points import Point
from theorems.core.registry import load_entry
from theorems.core.sets import Numbers
from theorems.index import Entry, resolve
from theorems.views.plots import NotPlotted
from theorems.views.plots.canvas import COLOURS, MARKERS, canvas, empty, formula, plain, setting, symbol
from theorems.views.plots.series import spread

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from theorems.core.claim import Claim

MOST, STEPS, CURVES = 3, 25, 3
DASHES = ("-", "--", ":")
Curve = tuple[Point, list[tuple[float, float]]]
FARTHEST = 1000                                  # times the witness, where a parameter has no typical range


def figures(name: str | Claim, field: str | None) -> dict[str, Figure]:
    """A panel for each parameter, a curve for each of a few points of the others.  Raises NoConstant, NotPlotted."""
    found = resolve([name]) if isinstance(name, str) else [entry_of(name)]
    if len(found) != 1:
        raise NotPlotted(f"{name} names {len(found)} claims, and slack is of one")
    return {found[0].id.replace("/", "-"): draw(*measured(found[0], field))}


def measured(entry: Entry, field: str | None) -> tuple[Claim, str | None, dict[Symbol, list[Curve]]]:
    """The claim, the formula, and the curves along the parameters that move the constant most: what ``draw`` takes."""
    claim = load_entry(entry)
    asked = ask(claim, field)
    if asked.carried is None:
        raise NoConstant(f"{claim.id}: its left side has no value at a point")
    reach = reach_of(asked, Options(budget="quick"))
    symbols = [s for s in reach.domain.numbers if s in asked.carried.used]
    starts = list(bases(claim, reach))
    panels = {s: found for s in symbols if (found := curves(reach, s, starts))}
    if not panels:
        raise NotPlotted(f"{claim.id}: no parameter moves its constant")
    shown = dict(sorted(panels.items(), key=lambda pair: -most(pair[1]))[:MOST])
    return claim, field, {s: shown[s] for s in symbols if s in shown}


def draw(claim: Claim, field: str | None, shown: Mapping[Symbol, list[Curve]], level: float = 1) -> Figure:
    """The curves, and a line at the constant ``level``: 1 is that of the claim as it stands."""
    with canvas():
        return drawn_on(claim, field, shown, level)


def drawn_on(claim: Claim, field: str | None, shown: Mapping[Symbol, list[Curve]], level: float) -> Figure:
    drawn, panels = empty(len(shown), 4.2 * len(shown) + 0.4, 4.6)
    for panel, (s, found) in zip(panels, shown.items(), strict=True):
        for i, (start, places) in enumerate(found):
            others = ", ".join(setting(str(o), v) for o, v in start.items() if o != s)
            panel.plot(
                *zip(*places, strict=True), color=COLOURS[i], marker=MARKERS[i], markersize=4, linestyle=DASHES[i],
                markerfacecolor="white" if i else COLOURS[0], label=others or "best constant at the point",
            )
        panel.axhline(level, color="#555555", linewidth=0.8, linestyle=(0, (8, 3)))
        xs = [x for _, places in found for x, _ in places]
        ys = [y for _, places in found for _, y in places]
        panel.set(xlabel=symbol(str(s)), xscale="log" if min(xs) > 0 and max(xs) > 20 * min(xs) else "linear",
                  yscale="log" if min(ys) > 0 and max(ys) > 20 * min(ys) else "linear")
        panel.grid(True)
        panel.legend(fontsize=8, loc="best")
    panels[0].set_ylabel("best constant at the point (claimed: 1)")
    relation = claim.statement.conclusion()
    what = f"constant in {field}" if field else f"{plain(claim.title)}"
    said = formula(relation.sympy()) if len(str(relation)) < 90 else plain(claim.id)
    drawn.suptitle(f"{what}\n{said}", fontsize=11)
    return drawn


def bases(claim: Claim, reach: Reach) -> Iterator[Point]:
    """The witness, then points at which the claim was given or drawn, each once."""
    seen: list[Point] = []
    pool = reach.pool()
    for _ in range(8 * CURVES):
        try:
            point = next(pool)
        except (StopIteration, HypothesisViolated):
            return
        if point not in seen and reach.constant(point) is not None:
            seen.append(point)
            yield point
        if len(seen) == CURVES:
            return


def curves(reach: Reach, s: Symbol, starts: list[Point]) -> list[Curve]:
    """The best constant along one parameter from each start; nothing where fewer than three points have one."""
    found = []
    apart: dict[frozenset[tuple[Symbol, Expr]], Point] = {}
    for start in starts:                         # two that differ in this parameter only have one curve
        apart.setdefault(frozenset((o, v) for o, v in start.items() if o != s), start)
    for start in apart.values():
        places = []
        for value in values(reach, s, start):
            probe = reach.constant(start | {s: value})
            if probe is not None:
                places.append((float(value), float(probe.fails)))
        if len(places) > 2:
            found.append((start, places))
    return found


def values(reach: Reach, s: Symbol, start: Point) -> list[Expr]:
    """Numbers over the typical range of a parameter, where the others stand at ``start``."""
    numbers = reach.domain.set_of(s)
    if not isinstance(numbers, Numbers):
        return []
    low, high = reach.domain.range_at(s, start)
    ends = [e for e in within(low, high, numbers.typical, FARTHEST) if e.is_number and e.is_finite]
    if len(ends) < 2 or ends[0] >= ends[1]:
        return []
    first, last = (rational(e) for e in ends)
    if numbers.integer:
        return spread(Integer(first), Integer(last), STEPS, True)
    inset = (last - first) / 200                 # open ends, and where both sides vanish
    return spread(first + inset, last - inset, STEPS, False)


def most(found: list[Curve]) -> float:
    """How far the constant moves along a parameter."""
    return max(max(y for _, y in places) - min(y for _, y in places) for _, places in found)
