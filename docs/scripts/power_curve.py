"""Power of the sequential tests: how large a violation is refuted by how many samples.

Run from the repository root: ``python docs/scripts/power_curve.py [--runs N] [--out docs]``.
Writes ``power.md`` and ``_static/power.svg`` under the folder given; the same seed gives the same files.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import ndtri

from numerics.sequential import Bernoulli, Bounded, Gaussian, Law, Totals, accumulate, interval

SEED = 0
ALPHAS = (1e-6, 1e-9)
SIZES = (1_000, 10_000, 100_000)
VIOLATIONS = np.geomspace(0.005, 1.28, 41)
COLOURS = ("#0072B2", "#D55E00", "#009E73")


@dataclass(frozen=True)
class Case:
    """A claim "E = target" on values of ``law``.

    ``sample(mean, shape, rng)`` draws values of any mean, whose standard deviation at the target is ``deviation``.
    """

    name: str
    law: Law
    target: float
    deviation: float
    sample: Callable[[float, tuple[int, int], np.random.Generator], np.ndarray]


CASES = (
    Case(
        "Bounded: Beta on [0, 1], mean 0.3",
        Bounded(0.0, 1.0),
        0.3,
        (0.3 * 0.7 / 5) ** 0.5,
        lambda mean, shape, rng: rng.beta(4 * mean, 4 * (1 - mean), shape),
    ),
    Case(
        "Bernoulli, mean 0.3",
        Bernoulli(),
        0.3,
        (0.3 * 0.7) ** 0.5,
        lambda mean, shape, rng: (rng.random(shape) < mean).astype(float),
    ),
    Case(
        "Gaussian, mean 1, variance 1",
        Gaussian(1.0),
        1.0,
        1.0,
        lambda mean, shape, rng: mean + rng.standard_normal(shape),
    ),
)


def looks(size: int) -> list[int]:
    """Times to look at the samples, half as many again each time, every one of SIZES up to ``size`` among them."""
    growing = {int(64 * 1.5**step) for step in range(30)}
    return sorted(at for at in growing | set(SIZES) if at <= size)


def refuted_by(case: Case, violation: float, runs: int, rng: np.random.Generator) -> np.ndarray:
    """The first look that refutes, 0 if none (runs x ALPHAS)."""
    law, mean = case.law, case.target * (1 + violation)
    totals, seen = Totals.none(law, (runs,)), 0
    first = np.zeros((runs, len(ALPHAS)), dtype=int)
    for at in looks(SIZES[-1]):
        for start in range(seen, at, 5000):
            size = min(5000, at - start)
            totals = accumulate(totals, case.sample(mean, (runs, size), rng), law, np.array([size]))
        seen = at
        for column, alpha in enumerate(ALPHAS):
            low, high = interval(totals, law, alpha)
            missed = ((low > case.target) | (high < case.target))[:, 0]
            first[missed & (first[:, column] == 0), column] = at
        if first.all():
            break
    return first


def power(case: Case, runs: int) -> np.ndarray:
    """Fraction of runs refuted (SIZES x ALPHAS x VIOLATIONS)."""
    found = np.empty((len(SIZES), len(ALPHAS), VIOLATIONS.size))
    for column, violation in enumerate(VIOLATIONS):
        rng = np.random.default_rng([SEED, CASES.index(case), column])
        first = refuted_by(case, violation, runs, rng)
        for row, size in enumerate(SIZES):
            found[row, :, column] = ((first > 0) & (first <= size)).mean(axis=0)
    return found


def violation_at(curve: np.ndarray, level: float) -> float:
    """The violation refuted with probability ``level``, log-linear between the two beside it."""
    above = int(np.argmax(curve >= level))
    low, high = curve[above - 1], curve[above]
    share = (level - low) / (high - low)
    return float(np.exp((1 - share) * np.log(VIOLATIONS[above - 1]) + share * np.log(VIOLATIONS[above])))


def level(alpha: float) -> str:
    return f"{alpha:.0e}".replace("e-0", "e-")


def table(curves: dict[str, np.ndarray], runs: int) -> Iterator[str]:
    """Lines of the Markdown page."""
    yield "# Power of the sequential tests"
    yield ""
    yield "The claim is `E = target`, the true mean `target * (1 + violation)`.  Shown is the violation refuted by `n`"
    yield "samples in 90 % of runs, by the two-sided test at level `alpha`, watched from the 64th sample on.  Beside it"
    yield "stands what a z-test of the same level, of known variance and with a single look at `n`, would need in the"
    yield "normal limit.  The ratio is the price of looking at any time."
    yield ""
    yield f"Made, with its figure, by `python docs/scripts/power_curve.py --runs {runs}`: {runs} runs a point,"
    yield f"seed {SEED}; the standard error of a violation is about {0.275 / runs**0.5:.0%} of it."
    yield ""
    yield "![Power against violation](_static/power.svg)"
    yield ""
    yield "| law | n | alpha | violation refuted in 90 % of runs | one look at n | ratio |"
    yield "|---|---:|---:|---:|---:|---:|"
    for case in CASES:
        for row, size in enumerate(SIZES):
            for column, alpha in enumerate(ALPHAS):
                ours = violation_at(curves[case.name][row, column], 0.9)
                single = (ndtri(0.9) - ndtri(alpha / 2)) * case.deviation / case.target / size**0.5
                yield f"| {case.name} | {size:,} | {level(alpha)} | {ours:.2%} | {single:.2%} | {ours / single:.2f} |"


def draw(curves: dict[str, np.ndarray], path: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "power", "svg.fonttype": "path", "font.size": 10})
    from matplotlib import pyplot
    from matplotlib.lines import Line2D
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    figure, panels = pyplot.subplots(1, len(CASES), figsize=(11, 3.9), sharey=True, facecolor="white")
    for case, panel in zip(CASES, panels, strict=True):
        for row, colour in enumerate(COLOURS):
            for column, style in enumerate(("-", (0, (4, 2)))):
                panel.plot(VIOLATIONS, curves[case.name][row, column], color=colour, linestyle=style, linewidth=1.8)
        panel.set(xscale="log", title=case.name, xlabel="violation, relative to the target", ylim=(-0.03, 1.03))
        panel.set_xlim(VIOLATIONS[0], VIOLATIONS[-1])
        panel.xaxis.set_major_locator(FixedLocator([0.01, 0.03, 0.1, 0.3, 1]))
        panel.xaxis.set_minor_locator(NullLocator())
        panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:.0%}"))
        panel.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:.0%}"))
        panel.grid(color="#dddddd", linewidth=0.6)
        panel.title.set_fontsize(11)
        panel.spines[["top", "right"]].set_visible(False)
    panels[0].set_ylabel("runs refuted by n samples")
    sizes = [Line2D([], [], color=c, linewidth=1.8, label=f"n = {n:,}") for n, c in zip(SIZES, COLOURS, strict=True)]
    styles = ((ALPHAS[0], "-"), (ALPHAS[1], (0, (4, 2))))
    levels = [Line2D([], [], color="#444444", linestyle=s, label=f"alpha = {level(a)}") for a, s in styles]
    figure.legend(handles=sizes + levels, loc="lower center", ncols=5, frameon=False)
    figure.tight_layout(rect=(0, 0.09, 1, 1))
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--out", type=Path, default=Path("docs"))
    options = parser.parse_args()
    curves = {case.name: power(case, options.runs) for case in CASES}
    (options.out / "_static").mkdir(parents=True, exist_ok=True)
    (options.out / "power.md").write_text("\n".join(table(curves, options.runs)) + "\n", encoding="utf-8")
    draw(curves, options.out / "_static" / "power.svg")


if __name__ == "__main__":
    main()
