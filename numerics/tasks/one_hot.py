"""The task of telling e_i from -e_i, uniform on its 2d points (y e_i, y)."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["one_hot", "one_hot_points"]


def one_hot(d: int, size: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Inputs y e_i of shape (d, size) and labels y of shape (1, size), exact integers.  ValueError unless d >= 1."""
    inputs, labels = one_hot_points(d)
    drawn = rng.integers(2 * d, size=size)
    return inputs[:, drawn], labels[:, drawn]


def one_hot_points(d: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All 2d points, e_1, ..., e_d, -e_1, ..., -e_d, shape (d, 2d), and their labels, shape (1, 2d)."""
    if d < 1:
        raise ValueError(f"needs d >= 1, got d = {d}")
    unit = np.eye(d, dtype=np.int64)
    return np.hstack([unit, -unit]), np.repeat(np.array([[1, -1]]), d, axis=1)
