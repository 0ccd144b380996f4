"""How many samples fully connected, locally connected and convolutional nets need on the dynamic signal task.

Run from the repository root: ``python docs/scripts/signal_separation.py [--out docs]``; some two minutes on one core.
Rewrites ``_static/signal_separation.svg`` and the part of ``separation.md`` between the markers of this script.
The same seed gives the same numbers.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import measured
import numpy as np
from signal_curves import fully_connected_floor, lower, upper
from signal_figure import draw
from signal_runs import ARCHITECTURES, Revealed, Search, descent_learner, revealed, two_step_learner

from numerics.tasks import SignalTask

RESAMPLES = 400
KS = (4, 8, 16)
LOWER = {"FCN": "2, 1", "LCN": "1, 1", "CNN": "0, 1 (ours)"}      # σ²k²d, σ²kd; for CNN the paper has none
UPPER: dict[str, Callable[[int, int], float]] = {
    "LCN": lambda k, d: k * (k + d) * np.log(k * d),
    "CNN": lambda k, d: (k + d) * np.log(k * d),
}


@dataclass(frozen=True)
class Experiment:
    """What is measured on which grid: the patch sizes are an architecture's own, so that none needs a handful only."""

    name: str
    sigma: float
    sizes: dict[str, tuple[int, ...]]
    measure: Callable[[str, SignalTask], Search | Revealed]
    places: tuple[int, ...] = KS

    def run(self) -> dict[tuple[str, int, int], Search | Revealed]:
        return {
            (architecture, k, d): self.measure(architecture, SignalTask(k, d, self.sigma))
            for architecture in ARCHITECTURES for d in self.sizes[architecture] for k in self.places
        }


def two_steps_to(target: float, threshold: float, seeds: int) -> Callable[[str, SignalTask], Search]:
    learner = partial(two_step_learner, threshold)
    return lambda architecture, task: Search(architecture, task, learner, target, seeds).run()


def descent_to(target: float) -> Callable[[str, SignalTask], Search]:
    seeds = {"FCN": 3, "LCN": 8, "CNN": 8}
    return lambda architecture, task: Search(architecture, task, descent_learner, target, seeds[architecture]).run()


SMALL = dict.fromkeys(ARCHITECTURES, (4, 8, 16))
REVEALED = Experiment("places revealed: E cos² ≥ 1/2", 2.0, SMALL, revealed)
QUIET = Experiment(
    "two steps, risk ≤ 0.25", 0.03,
    {"FCN": (32, 128, 512), "LCN": (256, 1024, 4096), "CNN": (4096, 8192, 16384)}, two_steps_to(0.25, 0.0, 6),
)
LOUD = Experiment(
    "two steps, risk ≤ 0.25", 0.1,
    {"FCN": (32, 128, 512), "LCN": (32, 128, 512), "CNN": (128, 512, 2048)}, two_steps_to(0.25, 0.0, 6),
)
DESCENT = Experiment("144 steps, risk ≤ 0.4", 0.2, SMALL, descent_to(0.4))
BETWEEN = Experiment(
    "two steps, risk ≤ 0.25", 0.03,
    dict.fromkeys(ARCHITECTURES, (64, 256, 1024, 4096, 16384)), two_steps_to(0.25, 0.2, 10), (4,),
)


def exponents(counts: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Least squares p, q, c of ln n = p ln k + q ln d + c; cells of shape (cells, 2) hold k and d."""
    design = np.column_stack([np.log(cells), np.ones(len(cells))])
    return np.linalg.lstsq(design, np.log(counts), rcond=None)[0]


def fitted(found: dict[tuple[int, int], Search | Revealed]) -> str:
    """The cells of a table row: exponents with intervals over resampled seeds, the worst cell, and how many there are."""
    kept = {cell: runs for cell, runs in found.items() if not runs.at_the_edge()}
    cells = np.array(list(kept))
    if len({k for k, _ in kept}) < 2 or len({d for _, d in kept}) < 2:
        return f"– | – | – | {len(kept)} of {len(found)}"
    counts = np.array([runs.samples() for runs in kept.values()])
    best = exponents(counts, cells)
    rng, drawn = np.random.default_rng(0), []
    for _ in range(RESAMPLES):
        again = [runs.samples(rng.integers(runs.seeds, size=runs.seeds)) for runs in kept.values()]
        drawn.append(exponents(np.array(again), cells))
    ends = np.percentile(drawn, (2.5, 97.5), axis=0)
    residual = np.log(counts) - np.column_stack([np.log(cells), np.ones(len(cells))]) @ best
    powers = [f"{best[i]:.2f} [{ends[0, i]:.2f}, {ends[1, i]:.2f}]" for i in range(2)]
    return f"{powers[0]} | {powers[1]} | {np.exp(np.abs(residual).max()):.2f} | {len(kept)} of {len(found)}"


def rows(experiment: Experiment, found: dict[tuple[str, int, int], Search | Revealed]) -> list[str]:
    """A line of the table of exponents for each architecture."""
    lines = []
    for architecture in ARCHITECTURES:
        own = {(k, d): runs for (name, k, d), runs in found.items() if name == architecture}
        cells = np.array(list(own))
        above = "–"
        if architecture in UPPER and experiment is not REVEALED:
            p, q, _ = exponents(np.array([UPPER[architecture](k, d) for k, d in own]), cells)
            above = f"{p:.2f}, {q:.2f}"
        sizes = ", ".join(map(str, experiment.sizes[architecture]))
        lines.append(
            f"| {experiment.name} | {experiment.sigma:g} | {architecture} | {sizes} | {LOWER[architecture]} | {above} "
            f"| {fitted(own)} |"
        )
    return lines


def counted(runs: Search | Revealed) -> str:
    return f"{'≤ ' if runs.at_the_edge() else ''}{runs.samples():,.0f}"


def revealed_rows(found: dict[tuple[str, int, int], Search | Revealed]) -> list[str]:
    """Simulated and exact least numbers, cell by cell."""
    lines = ["| k, d | FCN | LCN | CNN |", "|---|---:|---:|---:|"]
    for k in KS:
        for d in REVEALED.sizes["FCN"]:
            cells = [found[architecture, k, d] for architecture in ARCHITECTURES]
            numbers = [f"{counted(runs)} / {runs.samples_exactly():,}" for runs in cells if isinstance(runs, Revealed)]
            lines.append(f"| {k}, {d} | {' | '.join(numbers)} |")
    return lines


def descent_rows(found: dict[tuple[str, int, int], Search | Revealed]) -> list[str]:
    """Measured numbers, cell by cell."""
    lines = ["| k, d | FCN | LCN | CNN |", "|---|---:|---:|---:|"]
    for k in KS:
        for d in DESCENT.sizes["FCN"]:
            lines.append(f"| {k}, {d} | {' | '.join(counted(found[name, k, d]) for name in ARCHITECTURES)} |")
    return lines


def between_rows(found: dict[tuple[str, int, int], Search | Revealed]) -> list[str]:
    """Floor, measured number and guarantee over the patch size."""
    lines = ["| d | FCN | LCN | CNN |", "|---:|---:|---:|---:|"]
    for d in BETWEEN.sizes["FCN"]:
        cells = []
        for architecture in ARCHITECTURES:
            floor, ceiling = curves(BETWEEN, architecture, 4, d)
            top = "" if np.isinf(ceiling) else f" ≤ {ceiling:,.0f}"
            cells.append(f"{floor:.2g} ≤ **{counted(found[architecture, 4, d])}**{top}")
        lines.append(f"| {d:,} | {' | '.join(cells)} |")
    return lines


def curves(experiment: Experiment, architecture: str, k: int, d: int) -> tuple[float, float]:
    """Floor and guarantee for the number of samples, infinite where there is none."""
    target = 0.4 if experiment is DESCENT else 0.25
    if experiment is BETWEEN and architecture == "FCN":
        return fully_connected_floor(k, d, experiment.sigma, target, 0.2), float("inf")
    guaranteed = architecture != "FCN" and experiment is not DESCENT
    ceiling = upper(architecture, k, d, experiment.sigma, target) if guaranteed else float("inf")
    return lower(architecture, k, d, experiment.sigma, target), ceiling


def page(found: dict[str, dict[tuple[str, int, int], Search | Revealed]], spent: float) -> list[str]:
    """What stands between the markers."""
    experiments = {"revealed": REVEALED, "quiet": QUIET, "loud": LOUD, "descent": DESCENT}
    head = "| learner and target | σ | net | d | lower, claimed | upper, claimed | p of k | q of d | worst cell | cells |"
    lines = ["`python docs/scripts/signal_separation.py`", "", f"{spent:.0f} s of processor time.", ""]
    lines += ["## Exponents of n* ~ k^p d^q", "", head, "|---|---:|---|---|---|---|---|---|---:|---|"]
    for key, experiment in experiments.items():
        lines += rows(experiment, found[key])
    lines += ["", "## Places revealed: simulated / exact", "", *revealed_rows(found["revealed"])]
    lines += ["", "## 144 steps: n* cell by cell", "", *descent_rows(found["descent"])]
    lines += ["", "## Between the bounds: k = 4, σ = 0.03, risk ≤ 0.25", "", *between_rows(found["between"])]
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--out", type=Path, default=Path("docs"))
    chosen = options.parse_args()
    started = time.process_time()
    experiments = {"revealed": REVEALED, "quiet": QUIET, "loud": LOUD, "descent": DESCENT, "between": BETWEEN}
    found = {}
    for key, experiment in experiments.items():
        found[key] = experiment.run()
        print(f"{key}: {time.process_time() - started:.0f} s", flush=True)
    draw(experiments, found, curves, chosen.out / "_static" / "signal_separation.svg")
    measured.write(chosen.out / "separation.md", "signal_separation", page(found, time.process_time() - started))


if __name__ == "__main__":
    main()
