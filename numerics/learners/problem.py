"""Training problems and their images under a linear map of the inputs."""

from dataclasses import dataclass, replace

from numerics.networks import Array
from numerics.training import Recipe, train

__all__ = ["Problem"]


@dataclass(frozen=True)
class Problem:
    """Weights to start from, data and labels to train on, and fresh inputs to predict at; samples are columns."""

    weights: tuple[Array, ...]
    data: Array
    labels: Array
    fresh: Array

    def turned(self, by: Array) -> "Problem":
        """The problem whose inputs, fresh ones included, are by @ x; ``by`` has shape (inputs, inputs)."""
        return replace(self, data=by @ self.data, fresh=by @ self.fresh)

    def from_first_layer(self, first: Array) -> "Problem":
        """The problem whose first layer starts elsewhere."""
        return replace(self, weights=(first, *self.weights[1:]))

    def predictions(self, recipe: Recipe) -> Array:
        """What the recipe's network, trained on the data, says at the fresh inputs, shape (outputs, points)."""
        return recipe.network.outputs(train(self.weights, self.data, self.labels, recipe), self.fresh)
