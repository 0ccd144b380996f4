"""How a network is trained: full-batch, from given weights, without randomness."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from numerics.networks import Array, FullyConnected, Network, Weights
from numerics.training.losses import LOSSES
from numerics.training.optimisers import OPTIMISERS, rest

__all__ = ["Recipe", "train", "trajectory"]


@dataclass(frozen=True)
class Recipe:
    """Optimiser and loss by name, size and number of the steps, and the network whose weights are trained.

    Raises ValueError for an unknown name or a negative number of steps.
    """

    optimiser: str
    rate: Any
    steps: int
    loss: str = "squared"
    network: Network = field(default_factory=FullyConnected)

    def __post_init__(self) -> None:
        if self.optimiser not in OPTIMISERS:
            raise ValueError(f"optimiser is one of {', '.join(OPTIMISERS)}, got {self.optimiser!r}")
        if self.loss not in LOSSES:
            raise ValueError(f"loss is one of {', '.join(LOSSES)}, got {self.loss!r}")
        if self.steps < 0:
            raise ValueError(f"needs steps >= 0, got {self.steps}")


def train(weights: Weights, data: Array, labels: Array, recipe: Recipe) -> list[Array]:
    """The weights after the recipe's steps; the arguments are left as they are.

    Data has shape (inputs, samples), labels (outputs, samples).  Everything is computed in the dtype of the first
    weight matrix, which may be longdouble, or object holding exact rationals.  Raises ValueError if the shapes of
    labels and outputs differ.
    """
    *_, last = trajectory(weights, data, labels, recipe)
    return last


def trajectory(weights: Weights, data: Array, labels: Array, recipe: Recipe) -> Iterator[list[Array]]:
    """The weights after 0, 1, ..., steps steps, as in ``train``."""
    dtype = weights[0].dtype
    current = [w.astype(dtype) for w in weights]
    data, labels, rate = data.astype(dtype), labels.astype(dtype), np.asarray(recipe.rate).astype(dtype)[()]
    shape = recipe.network.outputs(current, data).shape
    if labels.shape != shape:
        raise ValueError(f"needs labels of the shape of the outputs, {shape}, got {labels.shape}")
    loss, optimiser, state = LOSSES[recipe.loss], OPTIMISERS[recipe.optimiser], rest(current)
    yield current
    for _ in range(recipe.steps):
        gradients = recipe.network.gradients(current, data, lambda outputs: loss.slope(outputs, labels))
        state, updates = optimiser(state, gradients)
        current = [w - rate * u for w, u in zip(current, updates, strict=True)]
        yield current
