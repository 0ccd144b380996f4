"""The task of telling which half of a Gaussian vector is longer: the sign of a quadratic form of signature (d, d)."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["opposed_blocks"]


def opposed_blocks(d: int, size: int, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Columns x ~ N(0, I), shape (2d, size), and y = sign(|first d entries|^2 - |last d entries|^2), shape (1, size).

    Raises ValueError unless d >= 1.
    """
    if d < 1:
        raise ValueError(f"needs d >= 1, got d = {d}")
    inputs = rng.standard_normal((2 * d, size))
    first, last = (inputs.reshape(2, d, size) ** 2).sum(1)
    return inputs, np.where(first > last, 1.0, -1.0)[None]
