"""Learners and searches for ``signal_separation.py``: each run ends in an exact risk, none uses a test set."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from scipy.optimize import minimize_scalar
from signal_curves import FAILURE, binomial

from numerics.networks import FullyConnectedSignal
from numerics.risks import squared_alignment, squared_risks
from numerics.tasks import SignalTask
from numerics.training import Recipe, Schedule, train, two_steps
from numerics.training.descending import ARCHITECTURES as NETWORKS
from numerics.training.descending import Stages, descended, node_shape, starting

ARCHITECTURES = tuple(NETWORKS)
SEED = 0
Learner = Callable[[str, SignalTask, int, np.random.Generator], float]


def population(architecture: str, threshold: float, weights: list[np.ndarray], task: SignalTask) -> float:
    return float(squared_risks(NETWORKS[architecture](threshold), weights, task).mean())


def two_step_learner(final: float, architecture: str, task: SignalTask, m: int, rng: np.random.Generator) -> float:
    """Two steps from zero.  LCN, CNN: rates as published, b_2 = 10^-4, b_1 the best of five.

    FCN: from zero all nodes stay one, so a second step has nothing to tell apart; one step on all samples, the
    threshold ``final`` and the best common length up to 1.  What is best is judged by the population, as no learner can.
    """
    images, labels, _ = task.dynamic(m, rng)
    start = [np.zeros(node_shape(architecture, task))]
    if architecture == "FCN":
        once = Recipe("descent", 1.0, 1, "half squared", FullyConnectedSignal(0.0), "sphere")
        (w,) = train(start, images, labels, once)
        by_length = lambda length: population("FCN", final, [length * w], task)
        return float(minimize_scalar(by_length, bounds=(0, 1), method="bounded", options={"xatol": 1e-3}).fun)
    filters = len(start[0])
    reached = []
    for threshold in (1 / 16, 1 / 8, 1 / 4, 1 / 2, twice_the_noise(task, m)):
        schedule = Schedule((0.0, threshold, 1e-4), (1.0, 1e3 * filters))
        network, visited = two_steps(NETWORKS[architecture], start, images, labels, schedule)
        reached.append(squared_risks(network, visited[-1], task).mean())
    return float(min(reached))


def twice_the_noise(task: SignalTask, m: int) -> float:
    """b_1 = 2 tau of the guarantee for locally connected nets."""
    return 2 * task.sigma * float(np.sqrt(2 * np.log(8 * task.k * m / 2 / FAILURE)))


def descent_learner(architecture: str, task: SignalTask, m: int, rng: np.random.Generator) -> float:
    """144 full-batch steps with nodes capped at norm 1, the threshold raised from 0 over the first half.

    The last threshold is the best of three and training stops where it is best, both judged by the population.
    """
    images, labels, _ = task.dynamic(m, rng)
    # Single precision is enough for descent; risks are in double.
    images, labels = images.astype(np.float32), labels.astype(np.float32)
    start = starting(architecture, task, rng).astype(np.float32)
    runs = (descended(architecture, task, (images, labels), start, Stages(last)) for last in (0.0, 0.1, 0.2))
    return min(1.0, *(risk for run in runs for _, risk in run))


@dataclass
class Search:
    """The least number of samples at which the mean risk over the seeds is at most ``target``."""

    architecture: str
    task: SignalTask
    learner: Learner
    target: float
    seeds: int
    largest: int = 20_000
    risks: dict[int, np.ndarray] = field(default_factory=dict)

    def sizes(self) -> list[int]:
        """Even numbers from 2 on, each about a sixth above the one before."""
        return sorted({2 * round(2 ** (step / 4)) for step in range(80) if 2 ** (step / 4 + 1) <= self.largest})

    def at(self, m: int) -> np.ndarray:
        if m not in self.risks:
            key = [SEED, ARCHITECTURES.index(self.architecture), self.task.k, self.task.d, m]
            draws = (np.random.default_rng([*key, seed]) for seed in range(self.seeds))
            self.risks[m] = np.array([self.learner(self.architecture, self.task, m, rng) for rng in draws])
        return self.risks[m]

    def run(self) -> "Search":
        """Doubling, bisection, then two neighbours on either side, so that other draws have room to cross.

        Raises ValueError if not even the largest number is enough.
        """
        sizes = self.sizes()
        low, high, last = -1, 0, len(sizes) - 1
        while self.at(sizes[high]).mean() > self.target:
            if high == last:
                raise ValueError(f"{self.architecture}, {self.task}: {sizes[last]} samples do not reach {self.target}")
            low, high = high, min(high + 4, last)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.at(sizes[middle]).mean() <= self.target else (middle, high)
        for step in range(max(high - 2, 0), min(high + 3, len(sizes))):
            self.at(sizes[step])
        return self

    def samples(self, chosen: np.ndarray | None = None) -> float:
        """Where the mean risk of the chosen seeds first falls to the target, log-linear between neighbouring sizes."""
        sizes = sorted(self.risks)
        means = [float(self.risks[m][slice(None) if chosen is None else chosen].mean()) for m in sizes]
        below = next((i for i, mean in enumerate(means) if mean <= self.target), len(sizes) - 1)
        if below == 0:
            return float(sizes[0])
        before, after = means[below - 1], means[below]
        share = (before - self.target) / (before - after) if before > after else 1.0
        return float(sizes[below - 1] ** (1 - min(share, 1)) * sizes[below] ** min(share, 1))

    def at_the_edge(self) -> bool:
        """Whether already the least number tried was enough, so that the answer is only an upper bound."""
        return self.samples() <= self.sizes()[0]


def revealed(architecture: str, task: SignalTask) -> "Revealed":
    """Alignment of the best estimate of one turned signal when the places, and to FCN the other signals, are given."""
    k, d = task.k, task.d
    dimension = k * (d - 1) + 1 if architecture == "FCN" else d
    share = 1 if architecture == "CNN" else k
    expected = task.sigma**2 * share * dimension
    sizes = np.unique(np.round(expected * np.geomspace(0.4, 1.8, 40)).astype(int))
    seeds = int(np.clip(8e6 / (sizes[-1] * k * d), 4, 400))
    squares = np.zeros((seeds, len(sizes)))
    for seed in range(seeds):
        rng = np.random.default_rng([SEED, 9, ARCHITECTURES.index(architecture), k, d, seed])
        sums, counts = np.zeros((k * d, k)), np.zeros(k)
        for i, (before, m) in enumerate(zip([0, *sizes[:-1]], sizes, strict=True)):
            images, labels, places = task.dynamic(int(m - before), rng)
            at = np.eye(k)[places]
            sums, counts = sums + (labels * images) @ at, counts + at.sum(0)
            squares[seed, i] = alignments(architecture, sums, counts, d).mean()
    exact = partial(known_alignment, dimension=dimension, share=share, sigma=task.sigma)
    return Revealed(sizes, squares, exact)


def alignments(architecture: str, sums: np.ndarray, counts: np.ndarray, d: int) -> np.ndarray:
    """cos^2 of the angle between each signal and its estimate from the sums of signed images by place."""
    k = len(counts)
    own = sums.reshape(k, d, k)[np.arange(k), :, np.arange(k)]     # patch t of the sum over images with the signal in t
    if architecture == "CNN":
        total = own.sum(0)
        return np.array([total[0] ** 2 / (total @ total)])
    # Orthogonal to the other signals are all coordinates but the first of each other patch.
    others = (sums.reshape(k, d, k)[:, 0] ** 2).sum(0) - own[:, 0] ** 2
    length = (sums**2).sum(0) - others if architecture == "FCN" else (own**2).sum(1)
    blind = 1 / (k * (d - 1) + 1 if architecture == "FCN" else d)
    return np.where(counts > 0, own[:, 0] ** 2 / np.where(length > 0, length, 1), blind)


def known_alignment(m: int, dimension: int, share: int, sigma: float) -> float:
    """E cos^2 in closed form, the number of copies being Bin(m, 1/share)."""
    return float(binomial(m, share) @ squared_alignment(np.arange(m + 1), dimension, sigma))


@dataclass
class Revealed:
    """Mean cos^2 by seed and number of samples, and the exact mean."""

    sizes: np.ndarray
    squares: np.ndarray
    exact: Callable[[int], float]

    def samples(self, chosen: np.ndarray | None = None) -> float:
        """Where a cubic in the logarithm of the samples, fitted to the mean alignments, first passes 1/2."""
        means = self.squares[slice(None) if chosen is None else chosen].mean(0)
        fit = np.polynomial.Polynomial.fit(np.log(self.sizes), means, 3)
        fine = np.geomspace(self.sizes[0], self.sizes[-1], 4001)
        return float(fine[np.argmax(fit(np.log(fine)) >= 0.5)])

    def samples_exactly(self) -> int:
        """The least number at which the exact mean is at least 1/2."""
        low, high = 0, 2 * int(self.sizes[-1])
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.exact(middle) >= 0.5 else (middle, high)
        return high

    def at_the_edge(self) -> bool:
        """Never: the crossing lies inside the numbers tried."""
        return False

    @property
    def seeds(self) -> int:
        return len(self.squares)
