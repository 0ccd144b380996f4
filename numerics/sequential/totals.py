"""Running totals: all that the tests remember of the samples."""

from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from numerics.sequential.laws import Array, Bernoulli, Bounded, Law

EPSILON = float(np.finfo(np.float64).eps)
BETS = 16
# Tilts halve from one bet to the next.
TILTS = 4.0 * 2.0 ** -np.arange(BETS)
BLOCK = 1 << 17


@dataclass(frozen=True)
class Totals:
    """Totals of samples x in the units of their law, at some times (last axis), in parallel runs (axes before).

    ``count`` samples (times,); their ``sum``, the sum of |x| (``size``) and, for values in [0, 1], of x^2
    (``squares``) (..., times); and ``growth`` (..., times, 2, bets), for Bounded only: the sums of log(1 + l x) and of
    log(1 + l (1 - x)).
    """

    count: Array
    sum: Array
    size: Array
    squares: Array
    growth: Array

    @classmethod
    def none(cls, law: Law, runs: tuple[int, ...] = ()) -> "Totals":
        """Nothing seen yet."""
        zero = np.zeros((*runs, 1))
        kept = BETS if isinstance(law, Bounded) else 0
        return cls(np.zeros(1), zero, zero, zero, np.zeros((*runs, 1, 2, kept)))

    @property
    def last(self) -> "Totals":
        """The totals at the last time, the axis of time kept."""
        count, sum_, size, squares = (each[..., -1:] for each in (self.count, self.sum, self.size, self.squares))
        return Totals(count, sum_, size, squares, self.growth[..., -1:, :, :])

    @property
    def slack(self) -> Array:
        """How far rounding may have moved ``sum``: n floats summed in any order err by less than n eps sum|x|."""
        return (self.count + 8) * EPSILON * self.size


def accumulate(start: Totals, values: Array, law: Law, times: npt.NDArray[np.int_] | None = None) -> Totals:
    """Totals going on from ``start`` after the first ``times`` (increasing, 1 to n) of ``values`` (..., n), checked.

    By default after each of them.
    """
    units = (values - law.origin) / law.unit
    stops = np.arange(1, units.shape[-1] + 1) if times is None else times
    starts = np.concatenate(([0], stops[:-1]))
    units = units[..., : stops[-1]]

    def running(before: Array, terms: Array) -> Array:
        return np.asarray(before + np.cumsum(np.add.reduceat(terms, starts, axis=-1), axis=-1))

    growth = np.empty((*units.shape[:-1], stops.size, 2, start.growth.shape[-1]))
    if isinstance(law, Bounded):
        units = np.clip(units, 0, 1)
        logs = np.empty_like(units)
        for side, gain in enumerate((units, 1 - units)):
            for bet, tilt in enumerate(TILTS):
                np.multiply(gain, np.expm1(tilt), out=logs)
                np.log(np.add(logs, 1, out=logs), out=logs)
                growth[..., side, bet] = running(start.growth[..., side, bet], logs)
    size, squares = (units, units * units) if isinstance(law, (Bounded, Bernoulli)) else (np.abs(units), np.abs(units))
    return Totals(
        start.count + stops,
        running(start.sum, units),
        running(start.size, size),
        running(start.squares, squares),
        growth,
    )


def blocks(shape: tuple[int, ...]) -> list[slice]:
    """Slices of the axis of time such that totals of values of ``shape`` (..., n) take bounded memory for few runs."""
    step = max(BLOCK // (2 * BETS * max(prod(shape[:-1]), 1)), 64)
    return [slice(at, at + step) for at in range(0, shape[-1], step)]
