"""Runs of the two steps on fresh samples, by the gradients themselves."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.networks import Convolutional, LocallyConnected
from numerics.risks import soft_threshold_mean, soft_threshold_square
from numerics.tasks import SignalTask
from numerics.training import Schedule, two_steps

NETS: dict[str, Any] = {"one for each patch": LocallyConnected, "one": Convolutional}


def alignments(p: Any, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Of the nodes of ``size`` trained nets with ``p.filters`` nodes with the signal, shape (size, nodes)."""
    net, nodes = NETS[p.filters], np.zeros((p.k if p.filters == "one for each patch" else 1, p.d))
    task, schedule = SignalTask(p.k, p.d, p.sigma), Schedule((0.0, p.b_1, p.b_2), (1.0, p.eta))
    found = np.empty((size, len(nodes)))
    for i in range(size):
        images, labels, _ = task.dynamic(2 * p.n, rng)
        _, (_, _, (trained,)) = two_steps(net, [nodes], images, labels, schedule)
        found[i] = trained[:, 0]
    return found


def risks(p: Any, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Squared risks of ``size`` trained nets, shape (size,), in closed form: nodes of length 1, noise of mean 0."""
    aligned = alignments(p, size, rng)
    signal = 1 - 2 * soft_threshold_mean(aligned, p.sigma, p.b_2) + soft_threshold_square(aligned, p.sigma, p.b_2)
    return np.asarray(signal.mean(1) + (p.k - 1) * soft_threshold_square(0.0, p.sigma, p.b_2))


def failures(p: Any, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Whether the risks are larger than they should be, 1 or 0; the noise of ``p.counted`` patches may add to them."""
    noises = p.k if p.counted == "all patches" else 1
    threshold = p.b_2 if p.final == "with its threshold" else 0
    return (risks(p, size, rng) > (p.eps**2 + threshold) ** 2 + noises * p.sigma**2).astype(np.float64)
