"""Training from given weights: losses, optimisers, projections, what a step sees, and the loop that joins them."""

from numerics.training.hessians import hessian
from numerics.training.losses import LOSSES, Loss
from numerics.training.optimisers import OPTIMISERS, ROOTLESS, Optimiser, State, pseudo_inverse, rest, solve
from numerics.training.projections import PROJECTIONS, Projection
from numerics.training.recipe import Recipe, train, trajectory
from numerics.training.two_steps import Schedule, published_schedule, two_steps
from numerics.training.views import View, dropped_inputs, everything, minibatches

__all__ = [
    "LOSSES",
    "OPTIMISERS",
    "PROJECTIONS",
    "ROOTLESS",
    "Loss",
    "Optimiser",
    "Projection",
    "Recipe",
    "Schedule",
    "State",
    "View",
    "dropped_inputs",
    "everything",
    "hessian",
    "minibatches",
    "pseudo_inverse",
    "published_schedule",
    "rest",
    "solve",
    "train",
    "trajectory",
    "two_steps",
]
