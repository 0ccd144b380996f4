"""Claims of which everything is known, one for each law: on them the tests themselves are tried.

Each claims that a mean is ``target``; the true mean is a number of standard deviations away from it, or is it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from numerics.sequential.bets import is_ranged
from numerics.sequential.laws import Array, Bernoulli, Bounded, Gaussian, Law, SubGaussian
from numerics.sequential.totals import Totals, accumulate

Sampler = Callable[[float, tuple[int, int], np.random.Generator], Array]

STRETCH = 1 << 20                                # values held at once, unless a single look takes more


@dataclass(frozen=True)
class Case:
    """A claim "the mean is ``target``" on values of ``law``, and how values of any mean are drawn.

    ``sample(mean, shape, rng)``; ``deviation`` is the standard deviation of a value where the mean is ``target``, which
    no test is told; ``room`` is how many of them a mean may lie above the target.
    """

    title: str
    law: Law
    target: float
    deviation: float
    sample: Sampler
    room: float = float("inf")

    @property
    def looseness(self) -> float:
        """How many times its true spread a test must allow a value; 1 where the values themselves show their spread."""
        return 1.0 if is_ranged(self.law) else self.law.unit / self.deviation

    def watched(self, violation: float, times: Sequence[int], runs: int, rng: np.random.Generator) -> Iterator[Totals]:
        """Totals of fresh values at ``times`` (increasing), some of the times in each, for ``runs`` at once.

        The true mean lies ``violation`` standard deviations above the target.  ValueError if the law has no such mean.
        """
        if not 0 <= violation < self.room:
            raise ValueError(f"a violation from 0 to less than {self.room:.4g} needed, got {violation}")
        mean, totals, seen = self.target + violation * self.deviation, Totals.none(self.law, (runs,)), 0
        for some in stretches(times, STRETCH // runs):
            values = self.sample(mean, (runs, some[-1] - seen), rng)
            found = accumulate(totals, values, self.law, np.array(some) - seen)
            yield found
            totals, seen = found.last, some[-1]


def stretches(times: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """Consecutive times in parts, each spanning at most ``most`` samples or holding a single time."""
    start, before = 0, 0
    for i, at in enumerate(times):
        if i > start and at - before > most:
            yield times[start:i]
            start, before = i, times[i - 1]
    yield times[start:]


def beta(mean: float, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """Beta(4 mean, 4 - 4 mean), of variance mean (1 - mean) / 5."""
    return rng.beta(4 * mean, 4 * (1 - mean), shape)


def zero_or_one(mean: float, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    return (rng.random(shape) < mean).astype(np.float64)


def normal(mean: float, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    return mean + rng.standard_normal(shape)


def absolute(mean: float, shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """|Z| moved to the mean: a 1-Lipschitz function of Gaussian noise, of variance 1 - 2/pi."""
    return np.asarray(mean - sqrt(2 / pi) + np.abs(rng.standard_normal(shape)))


# By the names under which claim files declare their laws.
CASES = {
    "bounded": Case("Beta on [0, 1], mean 0.3", Bounded(0.0, 1.0), 0.3, sqrt(0.3 * 0.7 / 5), beta, 0.7 / sqrt(0.042)),
    "bernoulli": Case("mean 0.3", Bernoulli(), 0.3, sqrt(0.3 * 0.7), zero_or_one, 0.7 / sqrt(0.21)),
    "gaussian": Case("variance 1", Gaussian(1.0), 0.0, 1.0, normal),
    "sub-gaussian": Case("|Z|, proxy 1, variance 0.36", SubGaussian(1.0), 0.0, sqrt(1 - 2 / pi), absolute),
}
