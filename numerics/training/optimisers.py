"""Optimisers as pure functions (state, gradients) -> (state, updates), by name.

A step of size ``rate`` goes from w to w - rate * update.  States and updates are lists of arrays shaped like the
weights.  "descent", "momentum" and "sign descent" are exact on rationals; "adam" needs roots.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import numpy as np

from numerics.networks import Array, Weights

__all__ = ["OPTIMISERS", "Optimiser", "State", "rest"]

MEAN_DECAY, SQUARE_DECAY, DAMPING = 0.9, 0.999, 1e-8


class State(NamedTuple):
    """Steps taken, and running means of the gradients and of their squares where an optimiser keeps them."""

    steps: int
    means: list[Array]
    squares: list[Array]


Optimiser: TypeAlias = Callable[[State, Weights], tuple[State, list[Array]]]


def rest(weights: Weights) -> State:
    """The state before the first step, for every optimiser."""
    # w - w is zero in the weights' own kind of number, which the integer zeros of an object array are not.
    return State(0, [w - w for w in weights], [w - w for w in weights])


def descent(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient itself."""
    return state._replace(steps=state.steps + 1), list(gradients)


def momentum(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Heavy ball: v <- (9/10) v + g.  Source: B. T. Polyak (1964)."""
    # 9 / 10 as a quotient of integers, so that rationals stay rationals.
    velocity = [9 * v / 10 + g for v, g in zip(state.means, gradients, strict=True)]
    return state._replace(steps=state.steps + 1, means=velocity), velocity


def sign_descent(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The sign of each coordinate; 0 at 0."""
    return state._replace(steps=state.steps + 1), [np.sign(g) for g in gradients]


def adam(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Adam with bias correction and its usual constants.  Source: D. P. Kingma, J. Ba (2015), algorithm 1."""
    steps = state.steps + 1
    means = [MEAN_DECAY * m + (1 - MEAN_DECAY) * g for m, g in zip(state.means, gradients, strict=True)]
    squares = [SQUARE_DECAY * v + (1 - SQUARE_DECAY) * g**2 for v, g in zip(state.squares, gradients, strict=True)]
    mean_weight, square_weight = 1 - MEAN_DECAY**steps, 1 - SQUARE_DECAY**steps
    updates = [
        (m / mean_weight) / (np.sqrt(v / square_weight) + DAMPING) for m, v in zip(means, squares, strict=True)
    ]
    return State(steps, means, squares), updates


OPTIMISERS: Mapping[str, Optimiser] = MappingProxyType({
    "descent": descent,
    "momentum": momentum,
    "sign descent": sign_descent,
    "adam": adam,
})
