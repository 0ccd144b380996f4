"""Samples needed to tell which half of a vector is longer, by learners that commute with rotations and one that does not.

Run from the repository root: ``python docs/scripts/orthogonal_separation.py [--out docs]``; under three minutes on one core.
Rewrites ``_static/orthogonal_separation.svg`` and the part of ``orthogonal_separation.md`` between the markers of this
script.  The same seed gives the same numbers.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import measured
import numpy as np
from orthogonal_figure import draw
from orthogonal_floor import floor
from orthogonal_runs import LEARNERS, Search, errors
from scipy.special import betaincinv, stdtrit

from numerics.learners import coordinates, gaussian_forms, unexplained
from numerics.networks import Array, CyclicConvolution
from numerics.tasks import textures

RESAMPLES = 1000
SHARES = (0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 8, 16)          # n / q
COLLAPSE = {4: 400, 8: 200, 16: 100, 32: 20}                      # D: seeds
FIFTH = {
    "kernel": {4: 600, 8: 300, 16: 150, 32: 30, 64: 3},
    "FCN": {4: 70, 8: 50, 16: 24, 32: 8, 64: 3},
    "CNN": {4: 250, 8: 250, 16: 200, 32: 150, 64: 120},
}
FIFTIETH = {
    "kernel": {4: 100, 8: 60, 16: 15, 32: 3},
    "FCN": {4: 40, 8: 16, 16: 5},
    "CNN": {4: 150, 8: 150, 16: 120, 32: 100, 64: 80},
}
# How far the numbers tried reach about the one sought: near 0.2 errors bend, and small numbers are few.
SPREAD = {("kernel", 0.2): 1.15, ("FCN", 0.2): 1.15, ("CNN", 0.2): 1.4}
START = {("kernel", 0.2): 2.0, ("FCN", 0.2): 2.0, ("kernel", 0.02): 130.0, ("FCN", 0.02): 22.0}    # guesses, in q
FORMS = {4: 4000, 8: 1000, 16: 200, 32: 20}                       # d: targets
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9, 1.0)                         # n / (d(d + 1)/2)
TEXTURES, TRIALS = 40, 4000


@dataclass(frozen=True)
class Estimate:
    """A mean and its 95 % interval."""

    value: float
    low: float
    high: float

    @classmethod
    def of_mean(cls, values: Array) -> "Estimate":
        """Student's interval."""
        mean, half = values.mean(), stdtrit(len(values) - 1, 0.975) * values.std(ddof=1) / np.sqrt(len(values))
        return cls(mean, mean - half, mean + half)

    @classmethod
    def of_frequency(cls, count: int, trials: int) -> "Estimate":
        """Clopper and Pearson's interval."""
        low = betaincinv(count, trials - count + 1, 0.025) if count else 0.0
        high = betaincinv(count + 1, trials - count, 0.975) if count < trials else 1.0
        return cls(count / trials, low, high)

    def holds(self, value: float) -> bool:
        return bool(self.low - 1e-9 <= value <= self.high + 1e-9)

    def said(self, digits: int) -> str:
        value, low, high = (f"{round(x, digits) + 0.0:.{digits}f}" for x in (self.value, self.low, self.high))
        return f"{value} [{low}, {high}]"


@dataclass(frozen=True)
class Samples:
    """A number of samples, and what resampled runs make of it."""

    estimate: Estimate
    drawn: Array

    @classmethod
    def of(cls, search: Search) -> "Samples":
        key = [7, round(1000 * search.target), list(LEARNERS).index(search.learner), search.inputs]
        drawn = search.resampled(RESAMPLES, np.random.default_rng(key))
        return cls(Estimate(search.samples(), *np.percentile(drawn, (2.5, 97.5))), drawn)


def unknowns(inputs: int) -> int:
    """q, the dimension of quadratic forms."""
    return inputs * (inputs + 1) // 2


def collapse() -> dict[tuple[int, float], Estimate]:
    """Mean errors of the kernel by D and n / q."""
    return {
        (inputs, share): Estimate.of_mean(errors("kernel", inputs, round(share * unknowns(inputs)), 0, seeds))
        for inputs, seeds in COLLAPSE.items() for share in SHARES
    }


def searches(target: float, grid: dict[str, dict[int, int]]) -> dict[tuple[str, int], Samples]:
    """Numbers of samples by learner and D."""
    found = {}
    for learner, sizes in grid.items():
        for inputs, seeds in sizes.items():
            start = round(START.get((learner, target), 0.0) * unknowns(inputs)) or round(0.8 / target)
            search = Search(learner, inputs, target, seeds, start, SPREAD.get((learner, target), 1.7))
            found[learner, inputs] = Samples.of(search.run())
    return found


def exponent(found: list[Samples], scale: list[float]) -> Estimate:
    """Of the power of ``scale`` that the numbers follow; the interval over resampled runs."""
    power = lambda counts: np.polyfit(np.log(scale), np.log(counts), 1)[0]
    low, high = np.percentile(power(np.array([one.drawn for one in found])), (2.5, 97.5))
    return Estimate(float(power(np.array([one.estimate.value for one in found]))), low, high)


def exponents(found: dict[tuple[str, int], Samples]) -> dict[str, tuple[Estimate, Estimate]]:
    """Against D and against q, by learner."""
    powers = {}
    for learner in LEARNERS:
        own = {inputs: samples for (name, inputs), samples in found.items() if name == learner}
        numbers = list(own.values())
        powers[learner] = exponent(numbers, [*map(float, own)]), exponent(numbers, [float(unknowns(s)) for s in own])
    return powers


def regressions() -> dict[tuple[int, float], tuple[int, Estimate, Estimate]]:
    """n and the relative losses of the form of least mean square on Gaussian forms, and on |x'|^2 - |x''|^2."""
    found = {}
    for d, size in FORMS.items():
        for level in LEVELS:
            rng = np.random.default_rng([13, d, round(100 * level)])
            n = round(level * unknowns(d))
            shown = coordinates(rng.standard_normal((size, n, d))).reshape(size, n, d * d)
            forms = gaussian_forms(d, size, rng).reshape(size, d * d)
            # A form of trace 0 is, up to a factor, its own matrix in these coordinates.
            fixed = np.tile(np.diag(np.repeat([1.0, -1.0], d // 2)).ravel(), (size, 1))
            found[d, level] = n, *(Estimate.of_mean(unexplained(t, shown)) for t in (forms, fixed))
    return found


def texture_failures(d: int, trials: int) -> dict[int, Estimate]:
    """How often a net that fits its n samples errs somewhere: a random filter of size 2, squares, their sum, a bias.

    The readout and the bias are those of least norm among the ones of least squares.
    """
    points, labels = textures(d)
    net = CyclicConvolution("square", 1)
    found = {}
    for n in range(1, 11):
        rng, failures = np.random.default_rng([17, n]), 0
        for _ in range(trials):
            pooled = net.outputs([rng.standard_normal((1, 2)), np.ones((1, 1))], points)
            features = np.vstack([pooled, np.ones((1, 2 * d))])
            seen = rng.integers(2 * d, size=n)
            readout = np.linalg.lstsq(features[:, seen].T, labels[0, seen].astype(float), rcond=None)[0]
            failures += bool((np.sign(readout @ features) != labels[0]).any())
        found[n] = Estimate.of_frequency(failures, trials)
    return found


def collapse_rows(found: dict[tuple[int, float], Estimate]) -> list[str]:
    lines = [f"| D | q | {' | '.join(f'{share:g} q' for share in SHARES)} |", f"|---:|---:|{'---:|' * len(SHARES)}"]
    for inputs in COLLAPSE:
        means = " | ".join(f"{found[inputs, share].value:.3f}" for share in SHARES)
        lines.append(f"| {inputs} | {unknowns(inputs)} | {means} |")
    return lines


def sample_rows(found: dict[tuple[str, int], Samples], target: float) -> list[str]:
    """The numbers cell by cell, and the floor."""
    lines = ["| D | q | kernel | FCN | CNN | lower bound |", "|---:|---:|---|---|---|---:|"]
    for inputs in FIFTH["CNN"]:
        cells = []
        for learner in LEARNERS:
            one = found.get((learner, inputs))
            cells.append("–" if one is None else one.estimate.said(1 if learner == "CNN" else 0))
        least = floor(inputs // 2, target)
        lines.append(f"| {inputs} | {unknowns(inputs)} | {' | '.join(cells)} | {f'{least:.1f}' if least > 0 else '–'} |")
    return lines


def exponent_rows(powers: dict[float, dict[str, tuple[Estimate, Estimate]]]) -> list[str]:
    lines = ["| error | learner | power of D | power of q |", "|---:|---|---|---|"]
    for target, by_learner in powers.items():
        for learner, (of_inputs, of_unknowns) in by_learner.items():
            last = "–" if learner == "CNN" else of_unknowns.said(2)
            lines.append(f"| {target:g} | {learner} | {of_inputs.said(2)} | {last} |")
    return lines


def regression_rows(found: dict[tuple[int, float], tuple[int, Estimate, Estimate]]) -> list[str]:
    lines = ["| d | n of m | 1 - n/m | Gaussian forms | ±1 in equal parts |", "|---:|---|---:|---|---|"]
    for (d, _), (n, forms, fixed) in found.items():
        lines.append(f"| {d} | {n} of {unknowns(d)} | {1 - n / unknowns(d):.4f} | {forms.said(4)} | {fixed.said(4)} |")
    held = sum(forms.holds(1 - n / unknowns(d)) for (d, _), (n, forms, _) in found.items())
    return [*lines, "", f"1 - n/m lies in {held} of {len(found)} intervals for Gaussian forms."]


def texture_rows(found: dict[int, Estimate]) -> list[str]:
    lines = ["| n | failures | 2^(1-n) |", "|---:|---|---:|"]
    lines += [f"| {n} | {seen.said(4)} | {2.0 ** (1 - n):.4f} |" for n, seen in found.items()]
    held = sum(seen.holds(2.0 ** (1 - n)) for n, seen in found.items())
    return [*lines, "", f"2^(1-n) lies in {held} of {len(found)} intervals."]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--out", type=Path, default=Path("docs"))
    chosen = options.parse_args()
    started = time.process_time()
    shown = {"collapse": collapse(), 0.2: searches(0.2, FIFTH), 0.02: searches(0.02, FIFTIETH)}
    shown |= {"regression": regressions(), "textures": texture_failures(TEXTURES, TRIALS)}
    powers = {target: exponents(shown[target]) for target in (0.2, 0.02)}
    draw(shown, powers, chosen.out / "_static" / "orthogonal_separation.svg")
    said = [
        "`python docs/scripts/orthogonal_separation.py`", "", f"{time.process_time() - started:.0f} s of processor time.",
        "", "## Error of the kernel by n / q", "", *collapse_rows(shown["collapse"]),
        "", "## Samples to error 0.2", "", *sample_rows(shown[0.2], 0.2),
        "", "## Samples to error 0.02", "", *sample_rows(shown[0.02], 0.02),
        "", "## Exponents", "", *exponent_rows(powers),
        "", "## Relative loss in regression", "", *regression_rows(shown["regression"]),
        "", f"## Failures on textures, d = {TEXTURES}", "", *texture_rows(shown["textures"]),
    ]
    measured.write(chosen.out / "orthogonal_separation.md", "orthogonal_separation", said)


if __name__ == "__main__":
    main()
