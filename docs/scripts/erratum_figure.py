"""Relative loss of an equivariant learner of quadratic targets against two bounds: as printed, and corrected.

Run from the repository root: ``python docs/scripts/erratum_figure.py [--runs N] [--out docs]``.
Writes ``_static/erratum.svg``; the same seed gives the same figure.
"""

import argparse
from pathlib import Path

import numpy as np

from numerics.learners import coordinates, gaussian_forms, unexplained

SEED = 0
SIZES = (4, 6)
MEASURED, CORRECTED, PRINTED = "#0072B2", "#009E73", "#D55E00"


def measured(d: int, n: int, runs: int, rng: np.random.Generator) -> float:
    """Mean relative loss after n samples, over targets drawn from the rotation-invariant prior."""
    targets = gaussian_forms(d, runs, rng).reshape(runs, -1)
    shown = coordinates(rng.standard_normal((runs, n, d))).reshape(runs, n, targets.shape[1])
    return float(unexplained(targets, shown).mean())


def draw(runs: int, out: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "lemmata", "font.size": 10, "svg.fonttype": "path"}
    from matplotlib import pyplot

    rng = np.random.default_rng(SEED)
    figure, panes = pyplot.subplots(1, 2, figsize=(9, 3.4), sharey=True, layout="constrained")
    for pane, d in zip(panes, SIZES, strict=True):
        corrected, printed = d * (d + 1) / 2, d * (d + 3) / 2
        n = np.arange(int(printed) + 1)
        pane.fill_between(n, np.maximum(1 - (n + 1) / printed, 0), color=PRINTED, alpha=0.10, lw=0)
        pane.plot(n, np.maximum(1 - (n + 1) / printed, 0), color=PRINTED, ls="--", label="no learner below, as printed")
        pane.plot(n, np.maximum(1 - n / corrected, 0), color=CORRECTED, label="no learner below, corrected")
        tried = n[n <= corrected]
        losses = [measured(d, int(i), runs, rng) for i in tried]
        pane.plot(tried, losses, "o", color=MEASURED, ms=5, label=f"an equivariant learner, {runs} runs")
        pane.annotate(
            f"zero loss at n = {int(corrected)}\nwhere {1 - (corrected + 1) / printed:.2f} was claimed",
            (corrected, 0), (corrected * 0.42, 0.72), arrowprops={"arrowstyle": "->", "color": "0.3"}, color="0.2",
        )
        pane.set(title=f"d = {d}", xlabel="samples n", xlim=(0, None), ylim=(0, 1.02))
        pane.spines[["top", "right"]].set_visible(False)
    panes[0].set_ylabel("loss relative to that of 0")
    panes[0].legend(frameon=False, fontsize=8, loc="lower left", bbox_to_anchor=(0.0, 0.0))
    figure.savefig(out / "_static" / "erratum.svg", metadata={"Date": None})


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=400)
    options.add_argument("--out", type=Path, default=Path("docs"))
    chosen = options.parse_args()
    draw(chosen.runs, chosen.out)
