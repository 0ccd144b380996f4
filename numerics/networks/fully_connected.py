"""Multilayer fully connected networks f(x) = W_L s(... s(W_1 x))."""

from collections.abc import Callable
from dataclasses import dataclass

from numerics.networks.activations import ACTIVATIONS
from numerics.networks.network import Array, Weights

__all__ = ["FullyConnected"]


@dataclass(frozen=True)
class FullyConnected:
    """f(x) = W_L s(... s(W_1 x)), of any depth; weights[l] has shape (width of layer l + 1, width of layer l).

    Raises ValueError if the activation s has no entry in ``ACTIVATIONS``.
    """

    activation: str = "tanh"

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activation is one of {', '.join(ACTIVATIONS)}, got {self.activation!r}")

    def outputs(self, weights: Weights, data: Array) -> Array:
        """f(x) for each column x of the data, shape (outputs, samples)."""
        return self._responses(weights, data)[-1]

    def gradients(self, weights: Weights, data: Array, loss_slope: Callable[[Array], Array]) -> list[Array]:
        """Slopes of the loss in W_1, ..., W_L; ``loss_slope`` maps the outputs to the loss's slopes in them."""
        value, slope = ACTIVATIONS[self.activation].value, ACTIVATIONS[self.activation].slope
        responses = self._responses(weights, data)
        inputs = [data, *(value(z) for z in responses[:-1])]
        slopes = [loss_slope(responses[-1])]
        for layer, z in zip(reversed(weights[1:]), reversed(responses[:-1]), strict=True):
            slopes.append((layer.T @ slopes[-1]) * slope(z))
        return [back @ below.T for back, below in zip(reversed(slopes), inputs, strict=True)]

    def _responses(self, weights: Weights, data: Array) -> list[Array]:
        """W_1 x, W_2 s(W_1 x), ..., f(x)."""
        responses = [weights[0] @ data]
        for layer in weights[1:]:
            responses.append(layer @ ACTIVATIONS[self.activation].value(responses[-1]))
        return responses
