"""The figure of ``orthogonal_separation.py``."""

from pathlib import Path
from typing import Any

import numpy as np
from orthogonal_floor import floor

# Apart in hue for the colour-blind, in lightness in grey, in marker and in dashes for all.
LEARNERS = {
    "kernel": ("quadratic kernel", "#1b1b6f", "s", "-"),
    "FCN": ("fully connected", "#d55e00", "o", (0, (6, 2))),
    "CNN": ("convolutional", "#56b4e9", "^", (0, (1, 1.5))),
}
SIZES = {
    4: ("#56b4e9", "^", (0, (1, 1.5))), 8: ("#e69f00", "D", (0, (5, 2, 1, 2))),
    16: ("#d55e00", "o", (0, (6, 2))), 32: ("#1b1b6f", "s", "-"),
}
BOUND = {"color": "black", "linestyle": (0, (8, 3)), "linewidth": 2.0}


def draw(shown: dict[Any, Any], powers: dict[float, Any], path: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "orthogonal separation", "svg.fonttype": "path", "font.size": 10})
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(2, 3, figsize=(13.5, 8), facecolor="white")
    by_share(panels[0, 0], shown["collapse"])
    by_inputs(panels[0, 1], shown[0.2], powers[0.2], 0.2)
    by_inputs(panels[0, 2], shown[0.02], powers[0.02], 0.02)
    by_level(panels[1, 0], shown["regression"])
    by_difference(panels[1, 1], shown["regression"])
    by_textures(panels[1, 2], shown["textures"])
    for panel in panels.flat:
        panel.grid(color="#dddddd", linewidth=0.6)
        panel.title.set_fontsize(11)
        panel.spines[["top", "right"]].set_visible(False)
        panel.legend(frameon=False, fontsize=9, ncols=2 if panel is panels[1, 1] else 1)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def plot(panel: Any, x: list[float], estimates: list[Any], style: tuple[str, str, Any], label: str) -> None:
    colour, marker, dashes = style
    values = np.array([e.value for e in estimates])
    bars = np.abs([[e.low for e in estimates] - values, [e.high for e in estimates] - values])
    panel.errorbar(
        x, values, bars, color=colour, marker=marker, linestyle=dashes, linewidth=1.3, markersize=6, capsize=2.5,
        label=label, markeredgecolor="black", markeredgewidth=0.4,
    )


def by_share(panel: Any, found: dict[tuple[int, float], Any]) -> None:
    for inputs, style in SIZES.items():
        shares = [share for size, share in found if size == inputs]
        plot(panel, shares, [found[inputs, share] for share in shares], style, f"D = {inputs}")
    panel.axhline(0.2, color="#777777", linewidth=0.8)
    panel.set(xscale="log", xlabel="samples / q", ylabel="error", title="quadratic kernel, q = D(D+1)/2", ylim=(0, 0.48))
    plain_ticks(panel.xaxis, (0.25, 0.5, 1, 2, 4, 8, 16))


def by_inputs(panel: Any, found: dict[tuple[str, int], Any], powers: dict[str, Any], target: float) -> None:
    sizes = sorted({inputs for _, inputs in found})
    for learner, (name, *style) in LEARNERS.items():
        own = [inputs for known, inputs in found if known == learner]
        power = powers[learner][0]
        label = f"{name}: D^{power.value:.2f} [{power.low:.2f}, {power.high:.2f}]"
        plot(panel, own, [found[learner, inputs].estimate for inputs in own], tuple(style), label)
    bounded = [inputs for inputs in range(4, max(sizes) + 1, 2) if floor(inputs // 2, target) >= 1]
    if bounded:
        least = [floor(inputs // 2, target) for inputs in bounded]
        panel.plot(bounded, least, label="lower bound, O(D)-equivariant (derived here)", **BOUND)
    panel.set(xscale="log", yscale="log", xlabel="inputs D = 2d", ylabel="samples", title=f"samples to error {target:g}")
    low, high = panel.get_ylim()
    panel.set_ylim(low, high * (high / low) ** 0.35)               # room for the names
    plain_ticks(panel.xaxis, tuple(sizes))
    plain_ticks(panel.yaxis, tuple(10**i for i in range(6) if low <= 10**i <= high))


def by_level(panel: Any, found: dict[tuple[int, float], Any]) -> None:
    for d, style in SIZES.items():
        cells = [(row[0] / forms(d), row[1]) for (size, _), row in found.items() if size == d]
        plot(panel, [share for share, _ in cells], [loss for _, loss in cells], (*style[:2], ""), f"d = {d}")
    panel.plot([0, 1], [1, 0], label="1 - n/m, lower bound (derived here)", **BOUND)
    panel.set(xlabel="samples / m", ylabel="relative loss", title="regression, m = d(d+1)/2", ylim=(-0.03, 1.35))


def by_difference(panel: Any, found: dict[tuple[int, float], Any]) -> None:
    """What the losses differ from 1 - n/m by; the sizes side by side."""
    for place, (d, style) in enumerate(SIZES.items()):
        x, apart = [], []
        for (_, level), (n, loss, _) in ((cell, row) for cell, row in found.items() if cell[0] == d):
            expected = 1 - n / forms(d)
            x.append(level + 0.02 * (place - 1.5))
            apart.append(type(loss)(loss.value - expected, loss.low - expected, loss.high - expected))
        plot(panel, x, apart, (*style[:2], ""), f"d = {d}")
    panel.axhline(0, **BOUND)
    panel.set(xlabel="samples / m, about", ylabel="relative loss - (1 - n/m)", title="regression, difference from the bound")
    low, high = panel.get_ylim()
    panel.set_ylim(low, high + 0.3 * (high - low))


def forms(d: int) -> float:
    return d * (d + 1) / 2


def by_textures(panel: Any, found: dict[int, Any]) -> None:
    plot(panel, list(found), list(found.values()), (*LEARNERS["CNN"][1:3], ""), "convolutional, observed")
    panel.plot(list(found), [2.0 ** (1 - n) for n in found], label="one texture not seen: 2^(1-n)", **BOUND)
    panel.set(yscale="log", xlabel="samples", ylabel="chance of an error", title="two textures", xticks=list(found))


def plain_ticks(axis: Any, at: tuple[float, ...]) -> None:
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    axis.set_major_locator(FixedLocator(list(at)))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
