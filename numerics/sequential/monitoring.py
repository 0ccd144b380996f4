"""One claimed mean under watch until it is refuted, supported, or the budget is spent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite, nextafter, sqrt
from typing import Any, Literal, TypeAlias

import numpy as np

from numerics.sequential.bets import is_ranged
from numerics.sequential.intervals import interval
from numerics.sequential.laws import Array, BadSample, Law, samples
from numerics.sequential.totals import Totals, accumulate

Relation: TypeAlias = Literal["=", "<=", ">="]
Enclosure: TypeAlias = tuple[float, float]

FIRST = 64
GROWTH = 1.5
# A draw never asks for more: a sampler's memory is bounded whatever the budget.
LARGEST_DRAW = 32768


@dataclass(frozen=True)
class Budget:
    """Stop at ``samples``, or as soon as half the width of the interval is below ``relative`` times a scale.

    The scale is the larger of |target| and the standard deviation of one sample: the square root of the declared
    variance, or, for Bounded and Bernoulli values, what the samples show.  About 2 log(2/alpha) / relative^2 samples
    always suffice for this.  0 never stops early.  ValueError unless samples >= 1 and 0 <= relative < oo.
    """

    samples: int
    relative: float

    def __post_init__(self) -> None:
        if self.samples < 1 or not 0 <= self.relative < float("inf"):
            raise ValueError(f"samples >= 1 and relative >= 0 needed, got {self.samples} and {self.relative}")


@dataclass(frozen=True)
class Outcome:
    """How watching ended.

    (low, high) encloses the mean with probability at least 1 - alpha, although it was looked at repeatedly and the end
    was chosen by the samples.  ``detectable``: with that probability the violation of the claim, in the units of the
    samples, is at most this; it is the distance from the target to the far end of the interval (for "<=" and ">=" to
    the end on the violating side, 0 if that end does not violate).  ``looks``: how many samples there were at each
    look, and the interval then; all these intervals hold together.
    """

    stopped: Literal["refuted", "supported", "budget"]
    estimate: float
    low: float
    high: float
    samples: int
    alpha: float
    detectable: float
    looks: tuple[tuple[int, float, float], ...] = ()


def monitor(
    draw: Callable[[int], Any], law: Law, target: Enclosure, relation: Relation, alpha: float, budget: Budget
) -> Outcome:
    """Watch the claim "E[value] ``relation`` target" on fresh samples of ``law``.

    ``draw(size)`` gives ``size`` samples of shape (size,), not seen before, whose mean given all earlier ones is the
    same; ``target`` encloses the claimed value.  Refuted if the interval lies strictly on the wrong side of all of
    ``target``: of a true claim that happens with probability at most ``alpha``.  Supported, for an inequality only, if
    it lies strictly on the claim's side of all of it: of a false claim with probability at most ``alpha``.
    BadSample if the samples break the law; ValueError if target, relation or alpha make no sense.
    """
    _check(target, relation)
    totals, seen = Totals.none(law), 0
    looks: list[tuple[int, float, float]] = []
    for at in schedule(budget.samples):
        totals = accumulate(totals, _drawn(draw, at - seen, law), law, np.array([at - seen]))
        low, high = (float(end[0]) for end in interval(totals, law, alpha))
        seen = at
        stopped = _judged(low, high, target, relation)
        looks.append((seen, low, high))
        if stopped or (high - low) / 2 < budget.relative * _scale(totals, law, target):
            break
    estimate = law.origin + law.unit * float(totals.sum[0]) / seen
    far = _violation(low, high, target, relation)
    return Outcome(stopped or "budget", min(max(estimate, low), high), low, high, seen, alpha, far, tuple(looks))


def schedule(samples: int) -> Iterator[int]:
    """How many samples there are at each look, if there are ``samples`` at most and nothing stops the watch."""
    seen = min(FIRST, samples)
    while True:
        yield seen
        if seen >= samples:
            return
        seen += min(max(int(seen * (GROWTH - 1)), 1), LARGEST_DRAW, samples - seen)


def _check(target: Enclosure, relation: Relation) -> None:
    low, high = target
    if not (isfinite(low) and isfinite(high) and low <= high):
        raise ValueError(f"target must be finite, low <= high, got {target}")
    if relation not in ("=", "<=", ">="):
        raise ValueError(f'relation must be "=", "<=" or ">=", got {relation!r}')


def _drawn(draw: Callable[[int], Any], size: int, law: Law) -> Array:
    values = samples(draw(size), law)
    if values.shape != (size,):
        raise BadSample(f"{size} samples asked for, got shape {values.shape}")
    return values


def _judged(low: float, high: float, target: Enclosure, relation: Relation) -> Literal["refuted", "supported"] | None:
    below, above = high < target[0], low > target[1]
    match relation:
        case "=":
            return "refuted" if below or above else None
        case "<=":
            return "refuted" if above else "supported" if below else None
        case ">=":
            return "refuted" if below else "supported" if above else None


def _scale(totals: Totals, law: Law, target: Enclosure) -> float:
    if is_ranged(law):
        mean, square = (float(each[0]) / float(totals.count[0]) for each in (totals.sum, totals.squares))
        deviation = law.unit * sqrt(max(square - mean**2, 0))
    else:
        deviation = law.unit
    return max(min(map(abs, target)), deviation)


def _violation(low: float, high: float, target: Enclosure, relation: Relation) -> float:
    over, under = nextafter(high - target[0], np.inf), nextafter(target[1] - low, np.inf)
    match relation:
        case "=":
            return max(over, under)
        case "<=":
            return over if high > target[0] else 0.0
        case ">=":
            return under if low < target[1] else 0.0
