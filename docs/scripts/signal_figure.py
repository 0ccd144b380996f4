"""The figure of ``signal_separation.py``: measured numbers of samples between lower and upper bounds."""

from pathlib import Path
from typing import Any

import numpy as np
from signal_runs import ARCHITECTURES

# Apart in hue for the colour-blind, in lightness in grey, and in marker for all.
STYLES = {"FCN": ("#1b1b6f", "s"), "LCN": ("#d55e00", "o"), "CNN": ("#56b4e9", "^")}
# The bounds of two architectures may coincide: their dashes take turns.
DASHES = {"FCN": (0, (4, 4)), "LCN": (4, (4, 4)), "CNN": (0, (4, 2))}
NAMES = {"FCN": "fully connected", "LCN": "locally connected", "CNN": "convolutional"}
PANELS = (
    ("revealed", "k", 16, "places revealed, σ = 2, d = 16"),
    ("between", "d", 4, "two steps, σ = 0.03, k = 4"),
    ("loud", "k", 512, "two steps, σ = 0.1, d = 512"),
    ("descent", "k", 16, "144 steps, σ = 0.2, d = 16"),
)


def draw(experiments: dict[str, Any], found: dict[str, Any], curves: Any, path: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "signal separation", "svg.fonttype": "path", "font.size": 10})
    from matplotlib import pyplot
    from matplotlib.lines import Line2D
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    figure, panels = pyplot.subplots(2, 2, figsize=(10, 8.2), facecolor="white")
    for panel, (key, along, fixed, title) in zip(panels.flat, PANELS, strict=True):
        at = experiments[key].places if along == "k" else experiments[key].sizes["FCN"]
        for architecture in ARCHITECTURES:
            one(panel, architecture, (experiments[key], found[key], curves), (along, fixed))
        panel.set(xscale="log", yscale="log", title=title, ylabel="samples")
        panel.set_xlabel("patches k" if along == "k" else "dimensions of a patch d")
        panel.xaxis.set_major_locator(FixedLocator(list(at)))
        panel.xaxis.set_minor_locator(NullLocator())
        panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
        panel.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:,.10g}"))
        panel.yaxis.set_minor_locator(NullLocator())
        panel.grid(color="#dddddd", linewidth=0.6)
        panel.title.set_fontsize(11)
        panel.spines[["top", "right"]].set_visible(False)
    keys = [Line2D([], [], color=c, marker=m, markersize=7, label=f"{NAMES[a]}, measured") for a, (c, m) in STYLES.items()]
    for label, style in (("lower bound", "--"), ("upper bound", ":"), ("exact", "-")):
        keys.append(Line2D([], [], color="#555555", linestyle=style, linewidth=1.4, label=label))
    figure.legend(handles=keys, loc="lower center", ncols=3, frameon=False)
    figure.tight_layout(rect=(0, 0.07, 1, 1))
    figure.savefig(path, metadata={"Date": None})


def one(panel: Any, architecture: str, what: tuple[Any, Any, Any], where: tuple[str, int]) -> None:
    """The measured numbers of one architecture, and the curves they belong to."""
    (experiment, found, curves), (along, fixed) = what, where
    colour, marker = STYLES[architecture]
    cells = sorted((k, d) for name, k, d in found if name == architecture and (d if along == "k" else k) == fixed)
    x = np.array([k if along == "k" else d for k, d in cells])
    runs = [found[architecture, k, d] for k, d in cells]
    face = ["white" if run.at_the_edge() else colour for run in runs]
    if hasattr(runs[0], "samples_exactly"):
        panel.plot(x, [run.samples_exactly() for run in runs], color=colour, linewidth=1.2)
        measured_style = ""
    else:
        bounds = np.array([curves(experiment, architecture, k, d) for k, d in cells])
        panel.plot(x, bounds[:, 0], color=colour, linestyle=DASHES[architecture], linewidth=1.6)
        panel.plot(x, bounds[:, 1], color=colour, linestyle=":", linewidth=1.8)
        measured_style = "-"
    samples = [run.samples() for run in runs]
    panel.plot(x, samples, color=colour, linestyle=measured_style, linewidth=0.7)
    for place, count, fill in zip(x, samples, face, strict=True):
        panel.plot([place], [count], marker=marker, markersize=7, markerfacecolor=fill, markeredgecolor=colour, linestyle="")
