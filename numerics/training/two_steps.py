r"""The two steps by which the upper bounds for locally connected and convolutional nets train.

Half of the samples serve each step.  From weights w^0,

.. math:: w^s_i = \frac{w^{s-1}_i - \eta_s \nabla_i L_s}{\| w^{s-1}_i - \eta_s \nabla_i L_s \|}, \qquad
          L_s = \frac{1}{2n} \sum_{j \in \text{half } s} (f_{b_{s-1}}(x_j) - y_j)^2, \qquad s = 1, 2,

and the network handed back has threshold b_2.  Source: A. Lahoti et al., arXiv:2403.15707, as reported of its appendix.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

from numerics.networks import Array, SignalNetwork, Weights
from numerics.training.recipe import Recipe, train

__all__ = ["Schedule", "published_schedule", "two_steps"]


@dataclass(frozen=True)
class Schedule:
    """Thresholds (b_0, b_1, b_2), rates (eta_1, eta_2) and what becomes of the nodes after each step."""

    thresholds: tuple[Any, Any, Any]
    rates: tuple[Any, Any]
    projection: str = "sphere"


def published_schedule(k: int, d: int, filters: int) -> Schedule:
    """The constants printed for k filters of their own; 1 filter shared by all patches has 1 in place of that k.

    b_0 = 0, b_1 = (1/32) sqrt((k + d) ln(kd) / (kd)), b_2 = 10^-4, eta_1 = 1, eta_2 = 10^3 filters.
    """
    threshold = sqrt((k + d) * log(k * d) / (k * d)) / 32
    return Schedule((0.0, threshold, 1e-4), (1.0, 1e3 * filters))


def two_steps(
    architecture: Callable[[Any], SignalNetwork], weights: Weights, data: Array, labels: Array, schedule: Schedule
) -> tuple[SignalNetwork, list[list[Array]]]:
    """The network with the last threshold, and the weights after 0, 1 and 2 steps.

    ``architecture`` makes a network from a threshold (a class of ``numerics.networks`` does).  Data has shape
    (kd, m) and labels (1, m); the first m / 2 samples serve the first step.  Nodes at 0 start as well as tiny random
    ones if b_0 = 0.  Raises ValueError unless m is even and positive.
    """
    samples = data.shape[1]
    if samples < 2 or samples % 2:
        raise ValueError(f"needs an even number of samples, got {samples}")
    halves = (slice(samples // 2), slice(samples // 2, samples))
    visited = [[w.copy() for w in weights]]
    for half, threshold, rate in zip(halves, schedule.thresholds[:2], schedule.rates, strict=True):
        step = Recipe("descent", rate, 1, "half squared", architecture(threshold), schedule.projection)
        visited.append(train(visited[-1], data[:, half], labels[:, half], step))
    return architecture(schedule.thresholds[2]), visited
