r"""Deep networks of filters that downsample, with shared weights (CNN) or without (LCN), exact on integers.

With z^(0) = x, layer l maps the windows of s neighbouring positions (stride = filter size) to one position each,

.. math:: z^{(l)}_{p,c} = \sigma\Big(b^{(l)}_c + \sum_{j<s} \sum_{c'} W^{(l)}_{j,c',c}\, z^{(l-1)}_{sp+j,\,c'}\Big),
          \qquad f(x) = \langle v, \mathrm{vec}\, z^{(L)} \rangle.

In an LCN, W and b also depend on the position p.
"""

from dataclasses import dataclass

import numpy as np

from numerics.networks.activations import ACTIVATIONS
from numerics.networks.network import Array

__all__ = ["DeepConvolution", "Layer"]

NON_EXPANSIVE = ("relu", "identity")


@dataclass(frozen=True, eq=False)
class Layer:
    """Filters of shape (s, channels below, channels), one for all positions, or (positions, s, ...), one for each.

    The bias has shape (channels,) or (positions, channels) accordingly, or is None.
    """

    filters: Array
    bias: Array | None = None

    def apply(self, below: Array) -> Array:
        """Shape (positions, channels, samples) from (s * positions, channels below, samples), before the activation.

        Raises ValueError if the positions or the channels below do not fit the filters.
        """
        *own, window, channels_below, channels = self.filters.shape
        positions = len(below) // window
        if below.shape[:2] != (window * positions, channels_below) or own not in ([], [positions]):
            raise ValueError(f"filters of shape {self.filters.shape} do not fit {below.shape[:2]} positions, channels")
        # Windows do not overlap, so cutting them out is a reshape and the convolution one matrix product a position.
        windows = below.reshape(positions, window * channels_below, -1)
        sums = self.filters.reshape(*own, window * channels_below, channels).swapaxes(-1, -2) @ windows
        return np.asarray(sums if self.bias is None else sums + self.bias[..., None])

    def astype(self, dtype: type) -> "Layer":
        """The same layer in another dtype."""
        return Layer(self.filters.astype(dtype), None if self.bias is None else self.bias.astype(dtype))

    def parameters(self) -> int:
        """How many numbers the layer holds."""
        return self.filters.size + (0 if self.bias is None else self.bias.size)


@dataclass(frozen=True, eq=False)
class DeepConvolution:
    """Layers, then the linear read-out v of shape (outputs, positions * channels): vec takes position by position.

    Raises ValueError if the activation has no entry in ``ACTIVATIONS``.
    """

    layers: tuple[Layer, ...]
    readout: Array
    activation: str = "relu"

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activation is one of {', '.join(ACTIVATIONS)}, got {self.activation!r}")

    def outputs(self, images: Array) -> Array:
        """f(x) for each column x of the images, of shape (d, samples); shape (outputs, samples).

        Without floats nothing is rounded: if all arrays hold integers, the result is int64 where no sum can leave its
        range, else Python's integers in an object array; object arrays of rationals may stand among them.  Raises
        ValueError for integers under an activation that is neither relu nor identity.
        """
        kinds = {array.dtype.kind for array in (images, *self._arrays())}
        if not kinds <= set("iuO"):
            return self._evaluate(images)
        if "O" in kinds:
            return self._astype(object)._evaluate(images.astype(object))
        if self.activation not in NON_EXPANSIVE:
            raise ValueError(f"integers need an activation in {NON_EXPANSIVE}, got {self.activation!r}")
        dtype = np.int64 if self._largest_sum(images) <= np.iinfo(np.int64).max else object
        return self._astype(dtype)._evaluate(images.astype(dtype))

    def parameters(self) -> int:
        """How many numbers the network holds, zeros included."""
        return sum(layer.parameters() for layer in self.layers) + self.readout.size

    def _evaluate(self, images: Array) -> Array:
        state = images[:, None, :]
        for layer in self.layers:
            state = ACTIVATIONS[self.activation].value(layer.apply(state))
        return np.asarray(self.readout @ state.reshape(-1, state.shape[-1]))

    def _arrays(self) -> list[Array]:
        biases = [layer.bias for layer in self.layers if layer.bias is not None]
        return [self.readout, *(layer.filters for layer in self.layers), *biases]

    def _astype(self, dtype: type) -> "DeepConvolution":
        layers = tuple(layer.astype(dtype) for layer in self.layers)
        return DeepConvolution(layers, self.readout.astype(dtype), self.activation)

    def _largest_sum(self, images: Array) -> int:
        """What no partial sum exceeds in absolute value, as activations do not expand: l1 norm times largest entry."""
        largest = _largest(images)
        for layer in self.layers:
            norms = np.abs(layer.filters.astype(object)).sum((-3, -2))
            bias = 0 if layer.bias is None else _largest(layer.bias)
            largest = max(largest, _largest(layer.filters), _largest(norms) * largest + bias)
        norms = np.abs(self.readout.astype(object)).sum(-1)
        return max(largest, _largest(self.readout), _largest(norms) * largest)


def _largest(array: Array) -> int:
    return int(np.abs(array.astype(object)).max(initial=0))
