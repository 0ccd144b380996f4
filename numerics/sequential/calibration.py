"""Calibration: how often a true claim is refuted by who looks again and again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, ndtr

from numerics.sequential.cases import Case
from numerics.sequential.laws import Array
from numerics.sequential.power import batches, level
from numerics.sequential.totals import Totals

EACH, RATIO = 100, 1.02


@dataclass(frozen=True)
class Alarms:
    """The least level at which each run (runs,) of a true claim was refuted at some look.

    By the sequential test, and by a z-test made anew at each look.
    """

    sequential: Array
    repeated: Array


def every_look(samples: int) -> list[int]:
    """After each of the first hundred samples, then after every fiftieth part more."""
    times, at = list(range(1, min(EACH, samples) + 1)), float(EACH)
    while (at := at * RATIO) < samples:
        times.append(int(at))
    return sorted({*times, samples})


def false_alarms(case: Case, times: Sequence[int], runs: int, rng: np.random.Generator) -> Alarms:
    """Both tests of the true claim, on the same values, looked at ``times`` (increasing)."""
    found: list[tuple[Array, Array]] = []
    for batch in batches(runs):
        sequential, repeated = np.ones(batch), np.ones(batch)
        for totals in case.watched(0.0, times, batch, rng):
            sequential = np.minimum(sequential, level(totals, case.target, case.law).min(axis=-1))
            repeated = np.minimum(repeated, z_level(totals, case).min(axis=-1))
        found.append((sequential, repeated))
    return Alarms(*(np.concatenate(each) for each in zip(*found, strict=True)))


def z_level(totals: Totals, case: Case) -> Array:
    """The least level at which a two-sided z-test refutes, told the standard deviation, as if this were its only look."""
    law = case.law
    excess = law.unit * totals.sum - totals.count * (case.target - law.origin)
    return np.asarray(2 * ndtr(-np.abs(excess) / (case.deviation * np.sqrt(totals.count))))


def frequency(count: int, trials: int, alpha: float) -> tuple[float, float]:
    """Clopper and Pearson's interval: each end errs with probability alpha / 2 at most."""
    low = betaincinv(count, trials - count + 1, alpha / 2) if count else 0.0
    high = betaincinv(count + 1, trials - count, 1 - alpha / 2) if count < trials else 1.0
    return float(low), float(high)
