r"""Networks of one layer of cyclic convolutions, pooled by sums over all positions or over blocks of them.

.. math:: f(x) = \sum_c \sum_r a_{cr} \sum_{i \in \text{block } r} \sigma\Big(\sum_{j<k} w_{cj}\, x_{i+j \bmod d}\Big).

With one block a cyclic shift of x changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from numerics.networks.activations import ACTIVATIONS
from numerics.networks.network import Array, Weights

__all__ = ["CyclicConvolution"]


@dataclass(frozen=True)
class CyclicConvolution:
    """Weights [w, a]: filters of shape (channels, k), and a read-out of shape (outputs, channels * blocks).

    Raises ValueError if the activation has no entry in ``ACTIVATIONS``.
    """

    activation: str = "relu"
    blocks: int = 1

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activation is one of {', '.join(ACTIVATIONS)}, got {self.activation!r}")

    def outputs(self, weights: Weights, data: Array) -> Array:
        """f(x) for each column x, shape (outputs, samples).  Raises ValueError unless the blocks divide d."""
        _, readout = weights
        return np.asarray(readout @ self._pooled(self._responses(weights, data)))

    def gradients(self, weights: Weights, data: Array, loss_slope: Callable[[Array], Array]) -> list[Array]:
        """Slopes of the loss in w and a; ``loss_slope`` maps the outputs to the loss's slopes in them."""
        filters, readout = weights
        responses = self._responses(weights, data)
        pooled = self._pooled(responses)
        slopes = loss_slope(readout @ pooled)
        # Each position of a block passes the block's slope on.
        spread = np.repeat((readout.T @ slopes).reshape(len(filters), self.blocks, -1), len(data) // self.blocks, axis=1)
        back = spread * ACTIVATIONS[self.activation].slope(responses)
        windows = self._windows(data, filters.shape[1])
        by_filter = [[(b * windows[:, j]).sum() for j in range(filters.shape[1])] for b in back]
        return [np.array(by_filter, dtype=back.dtype), np.asarray(slopes @ pooled.T)]

    def _responses(self, weights: Weights, data: Array) -> Array:
        """Before the activation, shape (channels, positions, samples)."""
        filters = weights[0]
        windows = self._windows(data, filters.shape[1])
        return np.asarray(sum(filters[:, j, None, None] * windows[None, :, j] for j in range(filters.shape[1])))

    def _pooled(self, responses: Array) -> Array:
        """Shape (channels * blocks, samples)."""
        channels, positions, samples = responses.shape
        if positions % self.blocks:
            raise ValueError(f"{self.blocks} blocks do not divide {positions} positions")
        values = ACTIVATIONS[self.activation].value(responses)
        return np.asarray(values.reshape(channels * self.blocks, -1, samples).sum(1))

    def _windows(self, data: Array, k: int) -> Array:
        """What a filter sees at each position, shape (positions, k, samples)."""
        return np.stack([np.roll(data, -j, axis=0) for j in range(k)], axis=1)
