"""Power: how often a violation is refuted by so many samples."""

from collections.abc import Iterator, Sequence
from math import log

import numpy as np
from scipy.special import ndtr, ndtri

from numerics.sequential.bets import GUARD, log_capital
from numerics.sequential.cases import Case
from numerics.sequential.laws import Array, Law
from numerics.sequential.monitoring import schedule
from numerics.sequential.totals import Totals

BATCH = 256                                      # runs at once


def level(totals: Totals, mean: float, law: Law) -> Array:
    """The least level at which the two-sided interval leaves ``mean`` out, at each time and in each run; at most 1.

    Each bound spends half of a level, and moves past the mean when the capital that bets on its side reaches the inverse
    of that.
    """
    capital = np.maximum(log_capital(totals, mean, law, "lower"), log_capital(totals, mean, law, "upper"))
    return np.exp(np.minimum(log(2) + GUARD - capital, 0))


def refuted(
    case: Case, violation: float, sizes: Sequence[int], alphas: Sequence[float], runs: int, rng: np.random.Generator
) -> Array:
    """Fraction of ``runs`` that are refuted at levels ``alphas`` by ``sizes`` samples (sizes, alphas).

    ``violation``: of the true mean, in standard deviations of a value.  The runs are looked at when ``monitor`` looks,
    and at each of ``sizes``.
    """
    times = sorted({*schedule(max(sizes)), *sizes})
    counts = np.zeros((len(sizes), len(alphas)))
    for batch in batches(runs):
        least = levels(case, violation, times, min(alphas), batch, rng)[:, [times.index(n) for n in sizes]]
        counts += (least[..., None] <= np.array(alphas)).sum(axis=0)
    return counts / runs


def levels(
    case: Case, violation: float, times: Sequence[int], enough: float, runs: int, rng: np.random.Generator
) -> Array:
    """The least level at which a run was refuted at one of the times so far (runs, times); goes on down to ``enough``."""
    found = np.ones((runs, 0))
    for totals in case.watched(violation, times, runs, rng):
        found = np.concatenate((found, level(totals, case.target, case.law)), axis=-1)
        if found.min(axis=-1).max() <= enough:
            break
    rest = np.ones((runs, len(times) - found.shape[-1]))
    return np.minimum.accumulate(np.concatenate((found, rest), axis=-1), axis=-1)


def batches(runs: int) -> Iterator[int]:
    yield from (min(BATCH, runs - at) for at in range(0, runs, BATCH))


def single_look(n: int, alpha: float, violation: float) -> float:
    """The power of a two-sided z-test of known variance with a single look at n samples, in the normal limit."""
    edge, shift = ndtri(alpha / 2), violation * n**0.5
    return float(ndtr(edge + shift) + ndtr(edge - shift))


def needed(n: int, alpha: float, power: float) -> float:
    """The violation, in standard deviations, of which ``single_look`` has this power; without its other side."""
    return float((ndtri(power) - ndtri(alpha / 2)) / n**0.5)
