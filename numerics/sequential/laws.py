"""What is known of the law of a sample, and whether samples agree with it.

Each law works in units of its own: a bounded value becomes a fraction of its range, a Gaussian value a number of
standard deviations.  Only the mean is unknown, and it may be the *conditional* mean: the laws need not be the same from
sample to sample, as long as the mean given the past is.
"""

from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]


class BadSample(ValueError):
    """A sample that its declared law does not allow."""


@dataclass(frozen=True)
class Bounded:
    """Values in [low, high], nothing else known.  ValueError unless low < high, both finite."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (self.low < self.high and isfinite(self.high - self.low)):
            raise ValueError(f"Bounded needs finite low < high, got [{self.low}, {self.high}]")

    @property
    def origin(self) -> float:
        return self.low

    @property
    def unit(self) -> float:
        return self.high - self.low

    def check(self, values: Array) -> None:
        if values.min() < self.low or values.max() > self.high:
            found = f"values from {values.min()} to {values.max()}"
            raise BadSample(f"{found}, declared to lie in [{self.low}, {self.high}]")


@dataclass(frozen=True)
class Bernoulli:
    """Values 0 and 1."""

    @property
    def origin(self) -> float:
        return 0.0

    @property
    def unit(self) -> float:
        return 1.0

    def check(self, values: Array) -> None:
        other = values[(values != 0) & (values != 1)]
        if other.size:
            raise BadSample(f"value {other.flat[0]} where only 0 and 1 are declared")


@dataclass(frozen=True)
class _OfVariance:
    """Real values with light tails of known variance, or variance proxy.  ValueError unless 0 < variance < oo.

    A value of variance 0 is no random number, and is to be compared exactly.
    """

    variance: float

    def __post_init__(self) -> None:
        if not 0 < self.variance < float("inf"):
            raise ValueError(f"{type(self).__name__} needs a positive finite variance, got {self.variance}")

    @property
    def origin(self) -> float:
        return 0.0

    @property
    def unit(self) -> float:
        return sqrt(self.variance)

    def check(self, values: Array) -> None:
        """Every finite value is possible."""


@dataclass(frozen=True)
class Gaussian(_OfVariance):
    """Gaussian values whose variance is ``variance``, or less."""


@dataclass(frozen=True)
class SubGaussian(_OfVariance):
    """E exp(l (X - mean)) <= exp(l^2 variance / 2) for all real l; an L-Lipschitz function of N(0, I) has variance L^2.

    The test is that of ``Gaussian``; the weaker assumption has a name of its own so that a report can state it.
    """


Law: TypeAlias = Bounded | Bernoulli | Gaussian | SubGaussian


def samples(raw: Any, law: Law) -> Array:
    """``raw`` as floats of the same shape, or BadSample if no such ``law`` gives them."""
    if raw is None:
        raise BadSample("nothing returned")
    found = np.asarray(raw)
    if found.dtype.kind not in "biuf":
        raise BadSample(f"real numbers wanted, got {found.dtype}")
    if found.size == 0 or found.ndim == 0:
        raise BadSample(f"an array of samples wanted, got shape {found.shape}")
    values = found.astype(np.float64)
    if not np.isfinite(values).all():
        raise BadSample(f"{np.count_nonzero(~np.isfinite(values))} of {values.size} values are not finite")
    law.check(values)
    return values
