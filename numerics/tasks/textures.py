"""The task of telling two textures apart: e_i + e_{i+1}, label -1, from e_i + e_{i+2}, label +1, indices modulo d."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["textures"]


def textures(d: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All 2d points as columns, shape (d, 2d), first those with label -1, and their labels, shape (1, 2d).

    The task is uniform on them.  Raises ValueError unless d >= 5: below, two points coincide.
    """
    if d < 5:
        raise ValueError(f"needs d >= 5, got d = {d}")
    unit = np.eye(d, dtype=np.int64)
    near, far = unit + np.roll(unit, 1, axis=0), unit + np.roll(unit, 2, axis=0)
    return np.hstack([near, far]), np.repeat(np.array([[-1, 1]]), d, axis=1)
