"""Optimisers whose steps are gradients and weights with numbers before them that depend on scalar products alone.

Exact on rationals: descent, momentum, nesterov, weight decay.  The others take roots.
"""

from typing import Any

from numerics.networks import Array, Weights
from numerics.training.optimisers.state import State, root, total

__all__ = ["adagrad_norm", "descent", "lars", "momentum", "nesterov", "norm_clipping", "normalised", "weight_decay"]

LARGEST_NORM, DAMPING, TRUST = 1, 1e-10, 1e-3


def descent(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient itself."""
    return state._replace(steps=state.steps + 1), list(gradients)


def momentum(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Heavy ball: v <- (9/10) v + g.  Source: B. T. Polyak (1964)."""
    # 9 / 10 as a quotient of integers, so that rationals stay rationals.
    velocity = [9 * v / 10 + g for v, g in zip(state.means, gradients, strict=True)]
    return state._replace(steps=state.steps + 1, means=velocity), velocity


def nesterov(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """v <- (9/10) v + g, and (9/10) v + g once more.  Source: I. Sutskever et al. (2013), shifted to its look-ahead."""
    state, velocity = momentum(state, gradients)
    return state, [9 * v / 10 + g for v, g in zip(velocity, gradients, strict=True)]


def weight_decay(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient with that of |w|^2 / 200 added."""
    return state._replace(steps=state.steps + 1), [g + w / 100 for g, w in zip(gradients, state.weights, strict=True)]


def norm_clipping(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient of all layers together, shortened to length 1 if it is longer."""
    scale = at_most(LARGEST_NORM / (root(total(gradients)) + DAMPING), 1)
    return state._replace(steps=state.steps + 1), [scale * g for g in gradients]


def normalised(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient of all layers together, at length 1."""
    length = root(total(gradients)) + DAMPING
    return state._replace(steps=state.steps + 1), [g / length for g in gradients]


def adagrad_norm(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient over the root of the sum of all squared norms.  Source: R. Ward, X. Wu, L. Bottou (2019)."""
    (before,) = state.past or (0,)
    now = before + total(gradients)
    return state._replace(steps=state.steps + 1, past=(now,)), [g / (root(now) + DAMPING) for g in gradients]


def lars(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Each layer's step as long as a thousandth of its weights, then momentum; no weights, no rescaling.

    Source: Y. You, I. Gitman, B. Ginsburg (2017), algorithm 1, weight decay 1/10000.
    """
    decayed = [g + w / 10_000 for g, w in zip(gradients, state.weights, strict=True)]
    scaled = [trusted(w, g) * u for w, g, u in zip(state.weights, gradients, decayed, strict=True)]
    return momentum(state, scaled)


def trusted(weights: Array, gradient: Array) -> Any:
    """|w| / (|g| + |w| / 10000) / 1000, or 1 where the weights are zero."""
    squared = (weights * weights).sum()
    if squared == 0:
        return 1
    length = root(squared)
    return TRUST * length / (root((gradient * gradient).sum()) + length / 10_000)


def at_most(number: Any, bound: Any) -> Any:
    """The smaller of two numbers, without a comparison, so that balls may overlap."""
    return (number + bound - abs(number - bound)) / 2
