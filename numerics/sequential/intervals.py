"""Confidence sequences: intervals for the mean that hold at all times at once."""

import numpy as np
import numpy.typing as npt

from numerics.sequential.bets import Side, is_ranged, lower_bound, reflected
from numerics.sequential.laws import Array, BadSample, Bernoulli, Bounded, Law, samples
from numerics.sequential.totals import EPSILON, Totals, accumulate, blocks


def interval(totals: Totals, law: Law, alpha: float, side: Side = "both") -> tuple[Array, Array]:
    """(low, high), rounded outward, of the shape of the totals.

    With probability at least 1 - alpha the mean lies within at *every* time.  "both" spends alpha / 2 on each bound;
    "lower" and "upper" spend all on one and leave the other at the end of the law's range.
    ValueError unless 0 < alpha < 1.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"0 < alpha < 1 needed, got {alpha}")
    each = alpha / 2 if side == "both" else alpha
    shape = np.broadcast_shapes(totals.count.shape, totals.sum.shape)
    ranged = is_ranged(law)
    if not np.isfinite(totals.size).all():
        raise BadSample("values too large to be summed")
    low, high = np.full(shape, 0.0 if ranged else -np.inf), np.full(shape, 1.0 if ranged else np.inf)
    if side != "upper":
        low = np.maximum(lower_bound(totals, law, each), low)
    if side != "lower":
        mirrored = lower_bound(reflected(totals, law), law, each)
        high = np.minimum((1 - mirrored) if ranged else -mirrored, high)
    return _outward(low, law, -1), _outward(high, law, 1)


def confidence_sequence(values: npt.ArrayLike, law: Law, alpha: float, side: Side = "both") -> tuple[Array, Array]:
    """(low, high) after each of ``values`` (..., n), samples along the last axis and runs along the others.

    Error as in ``interval``; BadSample if ``law`` does not allow the values.
    """
    found = samples(values, law)
    totals, bounds = Totals.none(law, found.shape[:-1]), []
    for block in blocks(found.shape):
        running = accumulate(totals, found[..., block], law)
        bounds.append(interval(running, law, alpha, side))
        totals = running.last
    low, high = (np.concatenate(ends, axis=-1) for ends in zip(*bounds, strict=True))
    return low, high


def _outward(bound: Array, law: Law, direction: int) -> Array:
    """From units of the law to those of the samples, rounded away from the interval but not beyond a sure range."""
    found = law.origin + law.unit * bound
    found = found + direction * 4 * EPSILON * (abs(law.origin) + np.abs(law.unit * bound))
    match law:
        case Bounded(low, high):
            return np.clip(found, low, high)
        case Bernoulli():
            return np.clip(found, 0, 1)
        case _:
            return np.asarray(found)
