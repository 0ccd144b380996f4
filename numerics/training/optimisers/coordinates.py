"""Optimisers that treat each coordinate by itself, by one formula that is odd in the past gradients and the weight.

Exact on rationals: sign descent, value clipping, lion, l1 proximal.  The others take roots.  LAMB and Adafactor
rescale what they do to the coordinates by norms of layers, rows and columns.
"""

import numpy as np

from numerics.networks import Array, Weights
from numerics.training.optimisers.state import State, root

__all__ = [
    "adafactor", "adagrad", "adam", "adamw", "l1_proximal", "lamb", "lion", "rmsprop", "sign_descent", "value_clipping",
]

MEAN_DECAY, SQUARE_DECAY, DAMPING = 0.9, 0.999, 1e-8
ADAGRAD_DAMPING, RMS_DECAY, ADAFACTOR_FLOOR, ADAFACTOR_POWER = 1e-10, 0.99, 1e-30, 0.8


def sign_descent(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The sign of each coordinate; 0 at 0."""
    return state._replace(steps=state.steps + 1), [np.sign(g) for g in gradients]


def value_clipping(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Each coordinate of the gradient, brought to the nearest number in [-1, 1]."""
    return state._replace(steps=state.steps + 1), [np.minimum(np.maximum(g, -1), 1) for g in gradients]


def l1_proximal(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """A step of descent, then each weight brought nearer to 0 by a tenth of the rate.

    Source: I. Daubechies, M. Defrise, C. De Mol (2004).
    """
    moved = [w - state.rate * g for w, g in zip(state.weights, gradients, strict=True)]
    shrunk = [np.sign(w) * np.maximum(np.abs(w) - state.rate / 10, 0) for w in moved]
    updates = [(w - new) / state.rate for w, new in zip(state.weights, shrunk, strict=True)]
    return state._replace(steps=state.steps + 1), updates


def lion(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The sign of (9/10) m + (1/10) g, with m a slower mean.  Source: X. Chen et al. (2023), without weight decay."""
    updates = [np.sign(9 * m / 10 + g / 10) for m, g in zip(state.means, gradients, strict=True)]
    means = [99 * m / 100 + g / 100 for m, g in zip(state.means, gradients, strict=True)]
    return state._replace(steps=state.steps + 1, means=means), updates


def adagrad(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient over the root of the sum of its squares, coordinate by coordinate.

    Source: J. Duchi, E. Hazan, Y. Singer (2011), diagonal matrices.
    """
    squares = [v + g * g for v, g in zip(state.squares, gradients, strict=True)]
    updates = [g / (np.sqrt(v) + ADAGRAD_DAMPING) for g, v in zip(gradients, squares, strict=True)]
    return state._replace(steps=state.steps + 1, squares=squares), updates


def rmsprop(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient over the root of a running mean of its squares.  Source: T. Tieleman, G. Hinton (2012)."""
    squares = [RMS_DECAY * v + (1 - RMS_DECAY) * g * g for v, g in zip(state.squares, gradients, strict=True)]
    updates = [g / (np.sqrt(v) + DAMPING) for g, v in zip(gradients, squares, strict=True)]
    return state._replace(steps=state.steps + 1, squares=squares), updates


def adam(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Adam with bias correction and its usual constants.  Source: D. P. Kingma, J. Ba (2015), algorithm 1."""
    steps = state.steps + 1
    means = [MEAN_DECAY * m + (1 - MEAN_DECAY) * g for m, g in zip(state.means, gradients, strict=True)]
    squares = [SQUARE_DECAY * v + (1 - SQUARE_DECAY) * g * g for v, g in zip(state.squares, gradients, strict=True)]
    mean_weight, square_weight = 1 - MEAN_DECAY**steps, 1 - SQUARE_DECAY**steps
    updates = [
        (m / mean_weight) / (np.sqrt(v / square_weight) + DAMPING) for m, v in zip(means, squares, strict=True)
    ]
    return state._replace(steps=steps, means=means, squares=squares), updates


def adamw(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Adam's step and a hundredth of the weights.  Source: I. Loshchilov, F. Hutter (2019), algorithm 2."""
    state, updates = adam(state, gradients)
    return state, [u + w / 100 for u, w in zip(updates, state.weights, strict=True)]


def lamb(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The step of AdamW, each layer's as long as its weights; no weights, no rescaling.  Source: Y. You et al. (2020)."""
    state, updates = adamw(state, gradients)
    scaled = []
    for w, u in zip(state.weights, updates, strict=True):
        squared = (w * w).sum()
        scaled.append(u if squared == 0 else u * (root(squared) / root((u * u).sum())))
    return state, scaled


def adafactor(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """The gradient over the root of a matrix of rank one: means of its squares by rows and by columns.

    Source: N. Shazeer, M. Stern (2018), algorithm 4, without clipping and relative steps; layers are matrices.
    """
    steps = state.steps + 1
    decay = 1 - steps**-ADAFACTOR_POWER
    past, updates = [], []
    for g, (rows, columns) in zip(gradients, state.past or [(0, 0)] * len(gradients), strict=True):
        square = g * g + ADAFACTOR_FLOOR
        rows = decay * rows + (1 - decay) * square.sum(1, keepdims=True)
        columns = decay * columns + (1 - decay) * square.sum(0, keepdims=True)
        past.append((rows, columns))
        updates.append(g / np.sqrt(rows * columns / rows.sum()))
    return state._replace(steps=steps, past=tuple(past)), updates
