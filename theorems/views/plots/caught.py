"""Power of the tests: how often a violation of so many standard deviations is refuted by so many samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from sympy import Expr

from numerics.sequential.cases import Case
from numerics.sequential.laws import Array
from numerics.sequential.power import needed, refuted, single_look
from theorems.views.plots.canvas import COLOURS, DASHES, MARKERS, canvas
from theorems.views.plots.laws import asked, chosen, generator, outer, panels, repeated, rounded, written
from theorems.views.progress import Waiting

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RUNS, SIZES, ALPHAS = 200, (1_000, 10_000), (1e-6, 1e-9)
STEPS = 25
SINGLE = "#777777"


def figures(law: str, runs: int | None, seed: int, given: Mapping[str, Sequence[Expr]]) -> dict[str, Figure]:
    """A panel for each law, a curve for each number of samples and each level.  Raises NotPlotted."""
    laws, (sizes, alphas), count = chosen(law), asked(given, SIZES, ALPHAS), repeated(runs, RUNS)
    with canvas(), Waiting(len(laws) * STEPS) as waiting:
        figure, parts = panels(laws)
        for i, (name, case, panel) in enumerate(parts):
            violations = tried(case, sizes, alphas)
            found: list[Array] = []
            for violation, rng in zip(violations, generator(seed, name).spawn(STEPS), strict=True):
                waiting.at(i * STEPS + len(found), len(laws) * STEPS)
                found.append(refuted(case, violation, sizes, alphas, count, rng))
            draw(panel, (sizes, alphas), violations, np.array(found))
        explain(figure, sizes, alphas, count)
    return {f"power-{law}": figure}


def tried(case: Case, sizes: Sequence[int], alphas: Sequence[float]) -> list[float]:
    """Violations from one that is seldom refuted to one that always is, as far as the law has room for them."""
    high = min(1.8 * case.looseness * needed(min(sizes), min(alphas), 0.9), 0.98 * case.room)
    low = min(needed(max(sizes), max(alphas), 0.5), high) / 2
    return [float(v) for v in np.geomspace(low, high, STEPS)]


def draw(panel: Any, asked: tuple[Sequence[int], Sequence[float]], violations: Sequence[float], found: Any) -> None:
    """``found``: fractions (violations, sizes, alphas)."""
    fine = np.geomspace(violations[0], violations[-1], 200)
    for (i, n), (j, alpha) in product(enumerate(asked[0]), enumerate(asked[1])):
        look = style(i, j)
        panel.plot(violations, found[:, i, j], **look, markevery=(2 * j % 4, 4))
        if j == 0:
            panel.plot(fine, [single_look(n, alpha, v) for v in fine], color=SINGLE, linewidth=1.0, linestyle=":")
    panel.set(xscale="log", ylim=(-0.03, 1.03), xlim=(violations[0], violations[-1]))
    rounded(panel.xaxis)
    panel.yaxis.set_major_formatter("{x:.0%}")


def style(i: int, j: int) -> dict[str, Any]:
    """Colour and marker by the number of samples; dashes, and whether the marker is hollow, by the level."""
    colour = COLOURS[i % len(COLOURS)]
    return {
        "color": colour, "marker": MARKERS[i % len(MARKERS)], "markersize": 5, "linewidth": 1.4,
        "linestyle": DASHES[j % len(DASHES)], "markerfacecolor": "white" if j else colour,
    }


def explain(figure: Figure, sizes: Sequence[int], alphas: Sequence[float], runs: int) -> None:
    """Labels, and what each look stands for."""
    from matplotlib.lines import Line2D

    keys = [
        Line2D([], [], **style(i, j), label=f"$n = {n}$, $\\alpha$ = {written(alpha)}")
        for (i, n), (j, alpha) in product(enumerate(sizes), enumerate(alphas))
    ]
    single = f"z-test of known variance with one look at $n$, $\\alpha$ = {written(alphas[0])}"
    keys.append(Line2D([], [], color=SINGLE, linewidth=1.0, linestyle=":", label=single))
    figure.legend(handles=keys, loc="outside lower center", ncols=3, fontsize=8)
    outer(figure, "violation (standard deviations of a value)", "refuted by $n$ samples")
    figure.suptitle(f"Power: {runs} runs at each point", fontsize=11)
