"""Learners of which half of a Gaussian vector is longer, and the search for how many samples they need."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from numerics.learners import fitted_form, form_values
from numerics.networks import Array, FullyConnected
from numerics.tasks import opposed_blocks
from numerics.training import Recipe, train

TESTS = 4000                                     # fresh inputs a run is judged on
NETWORK = Recipe("momentum", 0.05, 300, "logistic", FullyConnected("square"))
READOUT = Recipe("momentum", 2.0, 200, "logistic", FullyConnected("identity"))

Predictor = Callable[[Array], Array]


def kernel(x: Array, y: Array, _: np.random.Generator) -> Predictor:
    """Ridge regression with the kernel (x'z)^2 and ridge D/10; it commutes with all rotations of R^D."""
    form = fitted_form(x, y, len(x) / 10)
    return lambda fresh: form_values(form, fresh)


def fully_connected(x: Array, y: Array, rng: np.random.Generator) -> Predictor:
    """2D squared units between two trained layers, Gaussian start, 300 steps of heavy ball on the logistic loss."""
    inputs = len(x)
    units = 2 * inputs
    first, last = rng.standard_normal((units, inputs)) / np.sqrt(inputs), rng.standard_normal((1, units)) / np.sqrt(units)
    # Single precision is enough for descent.
    weights = train([first.astype(np.float32), last.astype(np.float32)], x, y, NETWORK)
    return lambda fresh: NETWORK.network.outputs(weights, fresh.astype(np.float32))


def convolutional(x: Array, y: Array, _: np.random.Generator) -> Predictor:
    """A convolutional net of one frozen filter of size 1, squares and sums over the two halves: its readout and bias.

    The sums are centred and scaled by their known mean d and deviation, so that the rate means the same for all d.
    """
    weights = train([np.zeros((1, 3))], block_sums(x), y, READOUT)
    return lambda fresh: READOUT.network.outputs(weights, block_sums(fresh))


def block_sums(x: Array) -> Array:
    d = len(x) // 2
    sums = (x**2).reshape(2, d, -1).sum(1)
    return np.vstack([(sums - d) / np.sqrt(2 * d), np.ones((1, x.shape[1]))])


LEARNERS = {"kernel": kernel, "FCN": fully_connected, "CNN": convolutional}


def error(learner: str, inputs: int, n: int, key: tuple[int, ...]) -> float:
    """Share of wrong answers on fresh inputs of one run; everything in it is drawn from the key."""
    rng = np.random.default_rng([list(LEARNERS).index(learner), inputs, n, *key])
    predictor = LEARNERS[learner](*opposed_blocks(inputs // 2, n, rng), rng)
    fresh, labels = opposed_blocks(inputs // 2, TESTS, rng)
    return float((np.where(predictor(fresh) > 0, 1, -1) != labels).mean())


def errors(learner: str, inputs: int, n: int, stage: int, seeds: int) -> Array:
    return np.array([error(learner, inputs, n, (stage, seed)) for seed in range(seeds)])


@dataclass
class Search:
    """The number of samples at which the mean error falls to ``target``: by bisection, then by a fit about that place.

    The fit takes five numbers, up to the factor ``spread`` on either side; its runs share no draw with those of the
    bisection, so that the place is not chosen by what is measured.
    """

    learner: str
    inputs: int
    target: float
    seeds: int
    start: int
    spread: float = 1.25
    tried: dict[int, Array] = field(default_factory=dict)

    def run(self) -> "Search":
        few = max(2, self.seeds // 3)
        above: Callable[[int], bool] = lambda n: errors(self.learner, self.inputs, n, 1, few).mean() > self.target
        low = high = self.start
        while above(high):
            low, high = high, ceil(1.4 * high)
        while low == high or (low > 1 and not above(low)):
            low, high = max(1, int(low / 1.4)), low
        while high > max(low + 1, 1.15 * low):
            middle = round((low * high) ** 0.5)
            low, high = (middle, high) if above(middle) else (low, middle)
        for n in sorted({round((low * high) ** 0.5 * self.spread ** (step / 2)) for step in range(-2, 3)}):
            self.tried[n] = errors(self.learner, self.inputs, n, 2, self.seeds)
        return self

    def samples(self) -> float:
        """Where a power law, fitted to the mean errors, is the target."""
        return float(self._crossing(np.array([runs.mean() for runs in self.tried.values()])))

    def resampled(self, times: int, rng: np.random.Generator) -> Array:
        """The same from as many runs drawn with replacement, number by number; shape (times,)."""
        means = []
        for runs in self.tried.values():
            drawn = runs[rng.integers(len(runs), size=(times, len(runs)))].mean(1)
            # Few runs scatter less about their own mean than about the true one.
            means.append(runs.mean() + (drawn - runs.mean()) * np.sqrt(len(runs) / (len(runs) - 1)))
        return self._crossing(np.array(means))

    def _crossing(self, means: Array) -> Array:
        slope, level = np.polyfit(np.log(list(self.tried)), np.log(means), 1)
        return np.asarray(np.exp((np.log(self.target) - level) / slope))
