"""What training needs to know of a network."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

from numpy.typing import NDArray

__all__ = ["Array", "Network", "Weights"]

Array: TypeAlias = NDArray[Any]
Weights: TypeAlias = Sequence[Array]


class Network(Protocol):
    """A function of weights and data; samples are columns.

    Any dtype goes through: float32 to longdouble, and object arrays of exact rationals where the formulas allow it.
    """

    def outputs(self, weights: Weights, data: Array) -> Array:
        """Shape (outputs, samples), for data of shape (inputs, samples)."""
        ...

    def gradients(self, weights: Weights, data: Array, loss_slope: Callable[[Array], Array]) -> list[Array]:
        """Slopes of the loss in each weight matrix; ``loss_slope`` maps the outputs to the loss's slopes in them."""
        ...
