"""Power and calibration of the sequential tests, as the tables of ``power.md``; its figures are drawn by the build.

Run from the repository root: ``python docs/scripts/power_table.py [--runs N] [--out docs]``; minutes on one core.
Rewrites the part of ``power.md`` between the markers of this script.  The same seed gives the same numbers.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import measured
import numpy as np

from numerics.sequential.calibration import every_look, false_alarms, frequency
from numerics.sequential.cases import CASES, Case
from numerics.sequential.power import needed, refuted

SEED, POWER = 0, 0.9
SIZES, ALPHAS, STEPS = (1_000, 10_000, 100_000), (1e-6, 1e-9), 41
LOOKED, LEVELS = (100, 10_000), (0.05, 0.001)


def violations(case: Case) -> np.ndarray:
    """From one that is hardly refuted by the most samples to one that always is by the fewest."""
    return np.geomspace(
        needed(SIZES[-1], ALPHAS[0], 0.5), 1.6 * case.looseness * needed(SIZES[0], ALPHAS[-1], POWER), STEPS
    )


def crossing(tried: np.ndarray, curve: np.ndarray) -> float:
    """The violation refuted with probability ``POWER``, log-linear between the two beside it."""
    above = int(np.argmax(curve >= POWER))
    share = (POWER - curve[above - 1]) / (curve[above] - curve[above - 1])
    return float(np.exp((1 - share) * np.log(tried[above - 1]) + share * np.log(tried[above])))


def powers(runs: int) -> Iterator[str]:
    yield f"| law | n | α | violation refuted in {POWER:.0%} of runs | one look at n | ratio |"
    yield "|---|---:|---:|---:|---:|---:|"
    for place, (name, case) in enumerate(CASES.items()):
        tried, rngs = violations(case), np.random.default_rng([SEED, place]).spawn(STEPS)
        found = np.array([refuted(case, v, SIZES, ALPHAS, runs, rng) for v, rng in zip(tried, rngs, strict=True)])
        for i, n in enumerate(SIZES):
            for j, alpha in enumerate(ALPHAS):
                ours, single = crossing(tried, found[:, i, j]), needed(n, alpha, POWER)
                level = f"{alpha:.0e}".replace("e-0", "e-")
                yield f"| {name} | {n:,} | {level} | {ours:.4f} | {single:.4f} | {ours / single:.2f} |"


def alarms(runs: int) -> Iterator[str]:
    yield "| law | watched up to n | α | sequential test | z-test at each look |"
    yield "|---|---:|---:|---:|---:|"
    for place, (name, case) in enumerate(CASES.items()):
        for n in LOOKED:
            found = false_alarms(case, every_look(n), runs, np.random.default_rng([SEED, place, n]))
            for alpha in LEVELS:
                both = " | ".join(said(levels, alpha) for levels in (found.sequential, found.repeated))
                yield f"| {name} | {n:,} | {alpha:g} | {both} |"


def said(levels: np.ndarray, alpha: float) -> str:
    """A fraction and its interval."""
    count = int(np.count_nonzero(levels <= alpha))
    low, high = frequency(count, levels.size, 0.01)
    return f"{count / levels.size:.2%} ({low:.2%} to {high:.2%})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--out", type=Path, default=Path("docs"))
    options = parser.parse_args()
    started = time.process_time()
    tables = [*powers(options.runs), "", *alarms(20 * options.runs)]
    lines = [
        f"`python docs/scripts/power_table.py --runs {options.runs}`", "",
        f"{options.runs} runs a point for the power, {20 * options.runs} for the calibration, seed {SEED}; "
        f"{time.process_time() - started:.0f} s of processor time.", "", *tables,
    ]
    measured.write(options.out / "power.md", "power_table", lines)


if __name__ == "__main__":
    main()
