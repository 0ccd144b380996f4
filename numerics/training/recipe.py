"""How a network is trained, from given weights and without randomness."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from numerics.networks import Array, FullyConnected, Network, Weights
from numerics.training.hessians import hessian
from numerics.training.losses import LOSSES
from numerics.training.optimisers import OPTIMISERS, rest
from numerics.training.projections import PROJECTIONS
from numerics.training.views import View, everything

__all__ = ["Recipe", "train", "trajectory"]


@dataclass(frozen=True)
class Recipe:
    """Optimiser, loss and projection by name, size and number of the steps, and the network whose weights are trained.

    The projection is applied to the weights after each step, not to those training starts from.  The view says what of
    the data a step sees: all of them unless said otherwise.

    Raises ValueError for an unknown name or a negative number of steps.
    """

    optimiser: str
    rate: Any
    steps: int
    loss: str = "squared"
    network: Network = field(default_factory=FullyConnected)
    projection: str = "none"
    view: View = everything

    def __post_init__(self) -> None:
        if self.optimiser not in OPTIMISERS:
            raise ValueError(f"optimiser is one of {', '.join(OPTIMISERS)}, got {self.optimiser!r}")
        if self.loss not in LOSSES:
            raise ValueError(f"loss is one of {', '.join(LOSSES)}, got {self.loss!r}")
        if self.projection not in PROJECTIONS:
            raise ValueError(f"projection is one of {', '.join(PROJECTIONS)}, got {self.projection!r}")
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
    project = PROJECTIONS[recipe.projection]
    yield current
    for step in range(recipe.steps):
        seen, said = (part.astype(dtype) for part in recipe.view(step, data, labels))

        def gradients(at: Weights, seen: Array = seen, said: Array = said) -> list[Array]:
            return recipe.network.gradients(at, seen, lambda outputs: loss.slope(outputs, said))

        state = state._replace(weights=current, rate=rate, hessian=partial(hessian, gradients, current))
        state, updates = optimiser(state, gradients(current))
        current = project([w - rate * u for w, u in zip(current, updates, strict=True)])
        yield current
