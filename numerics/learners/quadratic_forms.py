"""Quadratic forms x'Ax learnt from labelled inputs: what pins a form down, and the form of least mean square.

Inputs have their d entries on the last axis.  For standard Gaussian x and symmetric A, B the mean of (x'Ax)(x'Bx) is
2 <A, B> + tr A tr B; in ``coordinates`` it is the scalar product, which no orthogonal matrix changes.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["coordinates", "gaussian_forms", "pinning_inputs", "pins_down", "products", "squares", "unexplained"]


def products(inputs: NDArray[Any]) -> NDArray[Any]:
    """All x_i x_j with i <= j, shape (..., d(d + 1)/2): every x'Ax is a combination of them."""
    rows, columns = np.triu_indices(inputs.shape[-1])
    return np.asarray(inputs[..., rows] * inputs[..., columns])


def squares(inputs: NDArray[Any]) -> NDArray[Any]:
    """All x_i^2, shape (..., d): every x'Ax with diagonal A is a combination of them."""
    return np.asarray(inputs**2)


def pinning_inputs(d: int) -> NDArray[np.int64]:
    """The d(d + 1)/2 inputs e_i and e_i + e_j, i < j, as rows of integers: they tell A_ii, then A_ij.

    Raises ValueError unless d >= 1.
    """
    if d < 1:
        raise ValueError(f"needs d >= 1, got d = {d}")
    unit = np.eye(d, dtype=np.int64)
    rows, columns = np.triu_indices(d, 1)
    return np.vstack([unit, unit[rows] + unit[columns]])


def pins_down(inputs: NDArray[np.int64], features: Callable[[NDArray[Any]], NDArray[Any]]) -> bool:
    """Whether labels at these integer inputs, one a row, leave one combination of the features only; an exact rank.

    If they do, so do the labels at as many inputs of any law with a density, almost surely: some minor of the matrix of
    features is a polynomial in the inputs, and it is not identically 0.
    """
    from flint import fmpz_mat

    rows = features(inputs)
    return bool(fmpz_mat(rows.tolist()).rank() == rows.shape[1]) if len(rows) else False


def coordinates(inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    """z(x), shape (..., d, d): for each symmetric A there is one B with x'Ax = <B, z(x)>, and |B|^2 = E (x'Ax)^2.

    z(Ux) = U z(x) U' for orthogonal U.  The diagonal of z alone does the same for diagonal A.
    """
    d = inputs.shape[-1]
    outer = inputs[..., :, None] * inputs[..., None, :]
    trace = (inputs**2).sum(-1)[..., None, None] * np.eye(d) / d
    return np.asarray((outer - trace) / np.sqrt(2) + trace / np.sqrt(d + 2))


def gaussian_forms(d: int, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Symmetric matrices B, shape (size, d, d), with standard Gaussian <B, C> for |C| = 1; UBU' has the law of B."""
    square = rng.standard_normal((size, d, d))
    return np.asarray((square + square.swapaxes(1, 2)) / 2)


def unexplained(targets: NDArray[np.float64], shown: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of each target's square, targets (size, D), outside the span of its points (size, n, D), n <= D; in [0, 1].

    With targets and points in ``coordinates`` it is the relative mean square error of the form of least mean square
    among those that agree with the target at the points.  The points of one target have to be linearly independent.
    """
    frame = np.linalg.qr(shown.swapaxes(1, 2))[0]
    rest = targets - np.einsum("sij,skj,sk->si", frame, frame, targets, optimize=True)
    return np.asarray((rest**2).sum(1) / (targets**2).sum(1))
