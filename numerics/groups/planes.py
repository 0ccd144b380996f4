"""Orthogonal matrices at a given distance from the identity, and how they act on random bilinear forms."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["rotation_at", "signs_differ"]


def rotation_at(d: int, distance: float) -> NDArray[np.float64]:
    """A rotation W, shape (d, d), with |W - 1| = ``distance`` (Frobenius): as few planes as can be turn, all by one angle.

    Raises ValueError unless 0 < distance^2 <= 8 floor(d / 2).
    """
    planes = int(np.ceil(distance**2 / 8 - 1e-9))
    if distance <= 0 or 2 * planes > d:
        raise ValueError(f"needs 0 < distance^2 <= 8 floor(d / 2), got d = {d}, distance = {distance}")
    # Each plane turned by an angle adds 8 sin(angle / 2)^2 to the squared distance.
    angle = 2 * np.arcsin(min(distance / np.sqrt(8 * planes), 1.0))
    turn = np.eye(d)
    for i in range(0, 2 * planes, 2):
        turn[i : i + 2, i : i + 2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    return turn


def signs_differ(
    one: NDArray[np.float64], other: NDArray[np.float64], size: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Whether x'Uy and x'Vy differ in sign, for ``size`` fresh pairs of standard Gaussian vectors x and y."""
    x, y = rng.standard_normal((2, size, len(one)))
    return np.asarray(((x @ one) * y).sum(1) * ((x @ other) * y).sum(1) < 0)
