"""Training from given weights: losses, optimisers and the loop that joins them to a network are separate pieces."""

from numerics.training.losses import LOSSES, Loss
from numerics.training.optimisers import OPTIMISERS, Optimiser, State, rest
from numerics.training.recipe import Recipe, train, trajectory

__all__ = ["LOSSES", "OPTIMISERS", "Loss", "Optimiser", "Recipe", "State", "rest", "train", "trajectory"]
