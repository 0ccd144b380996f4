r"""Squared risk E (f(x) - y)^2 of sums of soft thresholds on images that hold a signed signal.

Given the place t of the signal and the label, the nodes' matches are jointly Gaussian with means y <w_j, U mu_t> and
covariances sigma^2 <U' w_i, U' w_j>.  As phi_b is odd the label may be taken to be 1, and

.. math:: R(f, U \circ \mathrm{SSD}_t) = \Big(\sum_j \mathbb{E}\varphi_b(z_j) - 1\Big)^2
          + \sum_{i,j} \mathrm{Cov}(\varphi_b(z_i), \varphi_b(z_j)), \qquad
          R(f, U \circ \mathrm{DSD}) = \frac1k \sum_t R(f, U \circ \mathrm{SSD}_t).

Nodes on different patches are independent, so that only fully connected nets have covariances to add up.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from numerics.networks import SignalNetwork, Weights
from numerics.risks.soft_threshold import soft_threshold_mean, soft_threshold_product, soft_threshold_square
from numerics.tasks import SignalTask

__all__ = ["Matches", "matches", "squared_risks"]

Array = NDArray[np.float64]
ROUNDING = 1e-14


class Matches(NamedTuple):
    """Law of the nodes' matches when the label is 1.

    Means of shape (nodes, k), by place of the signal; standard deviations (nodes,) and correlations (nodes, nodes),
    which no place changes; a correlation with a node at 0 is 0.
    """

    means: Array
    deviations: Array
    correlations: Array


def matches(network: SignalNetwork, weights: Weights, task: SignalTask) -> Matches:
    """The law of what the thresholds are applied to, exact for any frame of the task, orthogonal or not."""
    nodes = np.asarray(network.nodes(weights, task.k), dtype=float)
    if nodes.shape[1] != task.k * task.d:
        raise ValueError(f"needs nodes on kd = {task.k * task.d} coordinates, got {nodes.shape[1]}")
    means = nodes @ task.signals()
    pulled = nodes if task.frame is None else nodes @ np.asarray(task.frame, dtype=float)
    gram = pulled @ pulled.T
    norms = np.sqrt(np.diag(gram))
    scale = np.where(norms > 0, norms, 1.0)
    return Matches(means, task.sigma * norms, np.clip(gram / np.outer(scale, scale), -1, 1))


def squared_risks(network: SignalNetwork, weights: Weights, task: SignalTask) -> Array:
    """R(f, U SSD_t) for t = 0, ..., k - 1, shape (k,); the dynamic task's risk is their mean.

    Exact to rounding.  Costs O(nodes k) special functions for patchwise nets, O(nodes^2 k) for nets of correlated nodes.
    """
    law, b = matches(network, weights, task), float(network.threshold)
    noise = law.deviations[:, None]
    means = soft_threshold_mean(law.means, noise, b)
    variances = soft_threshold_square(law.means, noise, b) - means**2
    return np.asarray((means.sum(0) - 1) ** 2 + variances.sum(0) + 2 * _covariances(law, means, b))


def _covariances(law: Matches, means: Array, b: float) -> Array:
    """Sum of the covariances of all pairs of responses, by place of the signal, shape (k,)."""
    one, other = np.nonzero(np.triu(np.abs(law.correlations) > ROUNDING, 1))
    if not one.size:
        return np.zeros(means.shape[1])
    pair = [(matched[one], matched[other]) for matched in (law.means, law.deviations[:, None])]
    products = soft_threshold_product(pair[0], pair[1], law.correlations[one, other][:, None], b)
    return np.asarray((products - means[one] * means[other]).sum(0))
