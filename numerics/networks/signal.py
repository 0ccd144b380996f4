r"""Networks with one hidden layer of soft thresholds, for images of patches that may hold a signal.

.. math:: f(x) = \sum_j \phi_b(\langle w_j, x \rangle), \qquad
          f(x) = \sum_i \phi_b(\langle w_i, x^{(i)} \rangle), \qquad
          f(x) = \sum_i \phi_b(\langle w, x^{(i)} \rangle):

fully connected, locally connected, convolutional.  An image is a column of k patches of d coordinates each; b is any
real number and is not trained.  Weights are a list of one matrix.  No norm cap is imposed here: training may impose one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from numerics.networks.activations import soft_threshold, soft_threshold_slope
from numerics.networks.network import Array, Network, Weights

__all__ = ["Convolutional", "FullyConnectedSignal", "LocallyConnected", "SignalNetwork"]


class SignalNetwork(Network, Protocol):
    """A sum of soft thresholds of the images' products with some nodes."""

    @property
    def threshold(self) -> Any:
        """b."""
        ...

    def nodes(self, weights: Weights, k: int) -> Array:
        """The nodes, shape (nodes, kd), such that f(x) = sum_j phi_b(<node_j, x>) on images of k patches."""
        ...


@dataclass(frozen=True)
class FullyConnectedSignal:
    """Weights [w] with w of shape (width, kd): each node sees the whole image."""

    threshold: Any = 0.0

    def nodes(self, weights: Weights, k: int) -> Array:
        """What each node is multiplied with, on the whole image of k patches: w itself, shape (width, kd)."""
        (w,) = weights
        return w

    def outputs(self, weights: Weights, data: Array) -> Array:
        """f(x) for each column x, shape (1, samples)."""
        (w,) = weights
        return _summed(w @ data, self.threshold)

    def gradients(self, weights: Weights, data: Array, loss_slope: Callable[[Array], Array]) -> list[Array]:
        """The loss's slope in w, shape (width, kd)."""
        (w,) = weights
        matches = w @ data
        active = loss_slope(_summed(matches, self.threshold)) * soft_threshold_slope(matches, self.threshold)
        return [active @ data.T]


@dataclass(frozen=True)
class LocallyConnected:
    """Weights [w] with w of shape (k, d): each patch has its own node."""

    threshold: Any = 0.0

    def nodes(self, weights: Weights, k: int) -> Array:
        """What each node is multiplied with, on the whole image of k patches, zero outside its own; shape (k, kd)."""
        (w,) = weights
        if len(w) != k:
            raise ValueError(f"needs a node for each of k = {k} patches, got {len(w)}")
        return _in_place(w)

    def outputs(self, weights: Weights, data: Array) -> Array:
        """f(x) for each column x, shape (1, samples).  Raises ValueError unless the images have kd coordinates."""
        (w,) = weights
        return _summed(_matches(w, _patches(data, *w.shape)), self.threshold)

    def gradients(self, weights: Weights, data: Array, loss_slope: Callable[[Array], Array]) -> list[Array]:
        """The loss's slope in w, shape (k, d)."""
        (w,) = weights
        return [_slopes(w, _patches(data, *w.shape), loss_slope, self.threshold)]


@dataclass(frozen=True)
class Convolutional:
    """Weights [w] with w of shape (1, d): one node visits every patch."""

    threshold: Any = 0.0

    def nodes(self, weights: Weights, k: int) -> Array:
        """The node at each of the k patches it visits, zero outside the patch; shape (k, kd)."""
        return _in_place(np.repeat(_single(weights), k, axis=0))

    def outputs(self, weights: Weights, data: Array) -> Array:
        """f(x) for each column x, shape (1, samples).  Raises ValueError unless d divides an image's coordinates."""
        w = _single(weights)
        return _summed(_matches(w, _patches(data, len(data) // w.size, w.size)), self.threshold)

    def gradients(self, weights: Weights, data: Array, loss_slope: Callable[[Array], Array]) -> list[Array]:
        """The loss's slope in w, shape (1, d): what a locally connected net would have, summed over the patches."""
        w = _single(weights)
        patchwise = _slopes(w, _patches(data, len(data) // w.size, w.size), loss_slope, self.threshold)
        return [np.asarray(patchwise.sum(0, keepdims=True))]


def _single(weights: Weights) -> Array:
    (w,) = weights
    if w.shape[0] != 1:
        raise ValueError(f"needs one node shared by all patches, w of shape (1, d), got {w.shape}")
    return w


def _in_place(w: Array) -> Array:
    """The rows of w, shape (k, d), each on its own d of the kd coordinates."""
    k, d = w.shape
    nodes = np.zeros((k, k, d), dtype=w.dtype)
    nodes[np.arange(k), np.arange(k)] = w
    return nodes.reshape(k, k * d)


def _patches(data: Array, k: int, d: int) -> Array:
    """The images cut into patches, shape (k, d, samples)."""
    if len(data) != k * d:
        raise ValueError(f"needs images of k = {k} patches of d = {d} coordinates, got {len(data)} coordinates")
    return data.reshape(k, d, -1)


def _matches(w: Array, patches: Array) -> Array:
    """<w_i, x^(i)>, shape (k, samples); a single w serves every patch."""
    return np.asarray((w[:, None, :] @ patches)[:, 0, :])


def _summed(matches: Array, threshold: Any) -> Array:
    """The sum of the nodes, shape (1, samples)."""
    return np.asarray(soft_threshold(matches, threshold).sum(0, keepdims=True))


def _slopes(w: Array, patches: Array, loss_slope: Callable[[Array], Array], threshold: Any) -> Array:
    """The loss's slope in the node of each patch, shape (k, d)."""
    matches = _matches(w, patches)
    active = loss_slope(_summed(matches, threshold)) * soft_threshold_slope(matches, threshold)
    return np.asarray((active[:, None, :] @ patches.swapaxes(1, 2))[:, 0, :])
