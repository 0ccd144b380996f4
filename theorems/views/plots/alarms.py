"""Calibration of the tests: how often true claims are refuted, at any look, against the level that allows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sympy import Expr

from numerics.sequential.calibration import Alarms, every_look, false_alarms, frequency
from theorems.views.plots import NotPlotted
from theorems.views.plots.canvas import COLOURS, DASHES, MARKERS, canvas
from theorems.views.plots.laws import asked, chosen, generator, outer, panels, repeated, written
from theorems.views.progress import Waiting

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RUNS, SIZE = 4_000, 10_000
ALPHAS = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
DOUBT = 0.01                                     # of each interval
TESTS = {"sequential": "sequential test", "repeated": "z-test made anew at each look"}


def figures(law: str, runs: int | None, seed: int, given: Mapping[str, Sequence[Expr]]) -> dict[str, Figure]:
    """A panel for each law: the sequential test, and a z-test that is repeated at every look.  Raises NotPlotted."""
    laws, (sizes, alphas), count = chosen(law), asked(given, (SIZE,), ALPHAS), repeated(runs, RUNS)
    if len(sizes) > 1:
        raise NotPlotted("calibration takes one n, up to which the claims are watched")
    looks = every_look(sizes[0])
    with canvas(), Waiting(len(laws)) as waiting:
        figure, parts = panels(laws)
        for i, (name, case, panel) in enumerate(parts):
            waiting.at(i, len(laws))
            draw(panel, alphas, false_alarms(case, looks, count, generator(seed, name)))
        explain(figure, sizes[0], len(looks), count)
    return {f"calibration-{law}": figure}


def draw(panel: Any, alphas: Sequence[float], alarms: Alarms) -> None:
    """Fractions with their intervals; of a fraction that is none, only the interval shows."""
    least, foot = min(alphas) / 2, min(*alphas, 4 / alarms.sequential.size) / 8
    panel.plot([least, 1], [least, 1], color="#555555", linewidth=0.9, linestyle=(0, (8, 3)))
    panel.set(xscale="log", yscale="log", xlim=(least, 1), ylim=(foot, 1.15))
    for i, name in enumerate(TESTS):
        levels = getattr(alarms, name)
        counts = [int(np.count_nonzero(levels <= alpha)) for alpha in alphas]
        low, high = zip(*(frequency(count, levels.size, DOUBT) for count in counts), strict=True)
        panel.vlines(alphas, np.maximum(low, foot), high, color=COLOURS[i], linewidth=1.0)
        panel.plot(alphas, [count / levels.size if count else np.nan for count in counts], **style(i))
    shown = alphas[:: max(1, len(alphas) // 3)]
    panel.set_xticks(shown, [written(alpha) for alpha in shown])
    panel.minorticks_off()


def style(i: int) -> dict[str, Any]:
    return {
        "color": COLOURS[i], "marker": MARKERS[i], "markersize": 5, "linewidth": 1.4, "linestyle": DASHES[i],
        "markerfacecolor": "white" if i else COLOURS[i],
    }


def explain(figure: Figure, size: int, looks: int, runs: int) -> None:
    """Labels, and what each look stands for."""
    from matplotlib.lines import Line2D

    keys = [Line2D([], [], **style(i), label=said) for i, said in enumerate(TESTS.values())]
    keys.append(Line2D([], [], color="#555555", linewidth=0.9, linestyle=(0, (8, 3)), label="as often as allowed"))
    title = f"{runs} true claims, each looked at {looks} times up to $n = {size}$; intervals of {1 - DOUBT:.0%} confidence"
    figure.legend(handles=keys, loc="outside lower center", ncols=3, fontsize=8)
    outer(figure, r"level $\alpha$", "true claims refuted at some look")
    figure.suptitle(title, fontsize=11)
