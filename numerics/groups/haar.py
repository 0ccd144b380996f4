"""Uniform draws from the orthogonal group, its frames and its sphere."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["haar", "haar_direction", "polished", "stiefel"]


def haar(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Haar matrix of O(n), shape (n, n): rows and columns are orthonormal, both signs of the determinant occur.

    Raises ValueError unless n >= 1.
    """
    return stiefel(n, n, rng)


def stiefel(n: int, k: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Uniform k-frame of R^n, shape (n, k): the columns are orthonormal.

    Raises ValueError unless 1 <= k <= n.  Source: F. Mezzadri, Notices of the AMS 54 (2007), 592-604.
    """
    if not 1 <= k <= n:
        raise ValueError(f"needs 1 <= k <= n, got k = {k}, n = {n}")
    frame, triangle = np.linalg.qr(rng.standard_normal((n, k)))
    # Only with a positive diagonal of R is QR unique, so that rotating the Gaussian rotates the frame.
    return frame * np.where(np.diag(triangle) < 0, -1.0, 1.0)


def haar_direction(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Uniform unit vector of R^n, shape (n,).  Raises ValueError unless n >= 1."""
    if n < 1:
        raise ValueError(f"needs n >= 1, got n = {n}")
    gaussian = rng.standard_normal(n)
    return gaussian / np.linalg.norm(gaussian)


def polished(frame: NDArray[Any]) -> NDArray[Any]:
    """A nearly orthonormal frame, shape (n, k), made orthonormal to the last digits of its own dtype.

    Draws are orthonormal to double precision: ``polished(haar(n, rng).astype(np.longdouble))`` has the rest.
    """
    # Newton's iteration for the polar factor squares the defect: once from 1e-16 is beyond extended precision.
    return np.asarray((3 * frame - frame @ (frame.T @ frame)) / 2)
