"""Optimisers that act on the singular values of gradients, or of their sums.  All of them take roots.

Roots of matrices come from products of matrices alone, so that every kind of number goes through that has square roots.
"""

from collections.abc import Sequence

import numpy as np

from numerics.networks import Array, Weights
from numerics.training.optimisers.state import State, root

__all__ = ["full_adagrad", "inverse_root", "muon", "newton_schulz", "shampoo", "shampoo_in_blocks"]

DAMPING, SMALLEST_NORM, ITERATIONS = 1e-4, 1e-7, 30


def muon(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Momentum 19/20 with Nesterov's look-ahead, its singular values brought near 1 by five iterations.

    Source: K. Jordan et al. (2024).
    """
    velocity = [19 * v / 20 + g for v, g in zip(state.means, gradients, strict=True)]
    ahead = [19 * v / 20 + g for v, g in zip(velocity, gradients, strict=True)]
    return state._replace(steps=state.steps + 1, means=velocity), [newton_schulz(m) for m in ahead]


def newton_schulz(matrix: Array) -> Array:
    """Five steps of X -> a X + b XX'X + c XX'XX'X from M / |M|: the singular values come to lie between 0.7 and 1.2.

    Zero singular values stay zero.  Source: K. Jordan et al. (2024).
    """
    found = matrix / (root((matrix * matrix).sum()) + SMALLEST_NORM)
    for _ in range(5):
        square = found @ found.T
        found = (34445 * found + (-47750 * square + 20315 * square @ square) @ found) / 10_000
    return np.asarray(found)


def shampoo(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """L^(-1/4) G R^(-1/4), L and R the sums of GG' and G'G, damped.  Source: V. Gupta, T. Koren, Y. Singer (2018)."""
    past, updates = [], []
    for g, (left, right) in zip(gradients, state.past or [(0, 0)] * len(gradients), strict=True):
        left, right = left + g @ g.T, right + g.T @ g
        past.append((left, right))
        updates.append(inverse_root(left, 4) @ g @ inverse_root(right, 4))
    return state._replace(steps=state.steps + 1, past=tuple(past)), updates


def shampoo_in_blocks(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """Shampoo on each column of each layer by itself: blocks of one column."""
    columns = [g[:, [j]] for g in gradients for j in range(g.shape[1])]
    state, updates = shampoo(state, columns)
    return state, joined(updates, gradients)


def joined(columns: Sequence[Array], like: Sequence[Array]) -> list[Array]:
    found = iter(columns)
    return [np.concatenate([next(found) for _ in range(g.shape[1])], axis=1) for g in like]


def full_adagrad(state: State, gradients: Weights) -> tuple[State, list[Array]]:
    """S^(-1/2) g layer by layer, S the sum of all gg', damped.  Source: J. Duchi, E. Hazan, Y. Singer (2011)."""
    past, updates = [], []
    for g, before in zip(gradients, state.past or [0] * len(gradients), strict=True):
        vector = g.reshape(-1)
        now = before + np.outer(vector, vector)
        past.append(now)
        updates.append((inverse_root(now, 2) @ vector).reshape(g.shape))
    return state._replace(steps=state.steps + 1, past=tuple(past)), updates


def inverse_root(matrix: Array, order: int) -> Array:
    """(A + damping)^(-1/2) or (A + damping)^(-1/4) of a positive semidefinite matrix A, by coupled iterations.

    Raises ValueError for another order.  Source: N. Higham, Functions of matrices (2008), chapter 6.
    """
    if order not in (2, 4):
        raise ValueError(f"order is 2 or 4, got {order}")
    damped = matrix + DAMPING * np.eye(len(matrix)).astype(matrix.dtype)
    upper, lower = roots(damped)
    return lower if order == 2 else roots(upper)[1]


def roots(matrix: Array) -> tuple[Array, Array]:
    """The square root of a positive definite matrix, and its inverse."""
    # |A| bounds the eigenvalues, so that those of A / |A| lie in (0, 1], where the iteration converges.
    size = root((matrix * matrix).sum())
    unit = np.eye(len(matrix)).astype(matrix.dtype)
    upper, lower = matrix / size, unit
    for _ in range(ITERATIONS):
        middle = (3 * unit - lower @ upper) / 2
        upper, lower = upper @ middle, middle @ lower
    return upper * root(size), lower / root(size)
