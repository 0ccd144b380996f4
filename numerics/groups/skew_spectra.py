"""Angles of a skew matrix drawn uniformly from a ball of the operator norm."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["uniform_angles"]

CHUNK = 4096


def uniform_angles(d: int, r: float, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Shape (size, d // 2): the moduli of the eigenvalues of ``size`` uniform skew d x d matrices of operator norm <= r.

    Their squares over r^2 have the density prod |x_i - x_j|^2 prod x_i^a on the cube, a = -1/2 for even d and 1/2 for odd
    d: a Jacobi ensemble, which is the law of the squared singular values of a random bidiagonal matrix (Edelman and Sutton
    2008).  Raises ValueError unless d >= 2 and r > 0.
    """
    if d < 2 or r <= 0:
        raise ValueError(f"needs d >= 2 and r > 0, got d = {d}, r = {r}")
    parts = [_angles(d, min(CHUNK, size - start), rng) for start in range(0, size, CHUNK)]
    return r * np.concatenate([np.empty((0, d // 2)), *parts])


def _angles(d: int, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    planes, weight = d // 2, -0.5 if d % 2 == 0 else 0.5
    down, less = np.arange(planes, 0, -1), np.arange(planes - 1, 0, -1)
    first = rng.beta(weight + down, down, (size, planes))
    second = rng.beta(less, weight + 1 + less, (size, planes - 1))
    bidiagonal = np.zeros((size, planes, planes))
    i = np.arange(planes)
    bidiagonal[:, i, i] = np.sqrt(first)
    bidiagonal[:, i[1:], i[1:]] *= np.sqrt(1 - second)
    bidiagonal[:, i[:-1], i[1:]] = -np.sqrt((1 - first[:, :-1]) * second)
    return np.asarray(np.minimum(np.linalg.svd(bidiagonal, compute_uv=False), 1.0))
