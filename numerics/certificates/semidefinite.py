"""Semidefinite programs in floats: the y at which the least eigenvalue of all blocks is largest.

A block is origin + sum y_i directions_i.  What these solvers return is a guess, to be rounded and checked exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from numerics.certificates.certificate import NotFound

Array = NDArray[np.float64]
Blocks = Sequence[tuple[Array, Array]]  # for each block its origin (size, size) and its directions (count, size, size)

WEIGHTS = 10.0 ** np.arange(0, 9)
STEPS = 60


def by_newton(blocks: Blocks) -> tuple[Array, float]:
    """y and the least eigenvalue t, by Newton's method on -weight t - sum log det(block - t).

    The minimisers follow the central path as the weight grows; their matrices keep the largest possible rank.
    """
    count = len(blocks[0][1])
    x = np.zeros(count + 1)
    x[-1] = least_eigenvalue(blocks, x[:-1]) - 1.0
    moves = [np.concatenate([d, -np.eye(len(o))[None]]) for o, d in blocks]
    origins = [o for o, _ in blocks]
    for weight in WEIGHTS:
        for _ in range(STEPS):
            gradient, curvature = derivatives(origins, moves, x)
            gradient[-1] -= weight
            step: Array = np.linalg.lstsq(curvature, -gradient, rcond=1e-14)[0].astype(np.float64)
            decrease = float(-gradient @ step)
            length = longest(origins, moves, x, step, 1.0 if decrease < 0.25 else 1 / (1 + np.sqrt(decrease)))
            if length is None:
                return x[:-1], least_eigenvalue(blocks, x[:-1])
            x = x + length * step
            if decrease < 1e-9:
                break
    return x[:-1], least_eigenvalue(blocks, x[:-1])


def least_eigenvalue(blocks: Blocks, y: Array) -> float:
    """Of all blocks at y."""
    return min(float(np.linalg.eigvalsh(o + np.tensordot(y, d, 1))[0]) for o, d in blocks)


def derivatives(origins: Sequence[Array], moves: Sequence[Array], x: Array) -> tuple[Array, Array]:
    """Gradient and Hessian of -sum log det of the blocks at x."""
    gradient, curvature = np.zeros(len(x)), 1e-12 * np.eye(len(x))
    for origin, move in zip(origins, moves, strict=True):
        root = np.linalg.inv(np.linalg.cholesky(origin + np.tensordot(x, move, 1)))
        seen = np.einsum("ab,kbc,dc->kad", root, move, root)
        gradient -= np.trace(seen, axis1=1, axis2=2)
        flat = seen.reshape(len(x), -1)
        curvature += flat @ flat.T
    return gradient, curvature


def longest(origins: Sequence[Array], moves: Sequence[Array], x: Array, step: Array, first: float) -> float | None:
    """The first of ``first``, half of it, … at which all blocks stay positive definite; None if none does."""
    for length in first * 0.5 ** np.arange(40):
        ahead = x + length * step
        if all(positive(o + np.tensordot(ahead, m, 1)) for o, m in zip(origins, moves, strict=True)):
            return float(length)
    return None


def positive(matrix: Array) -> bool:
    """Whether it is positive definite, as far as floats tell."""
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return bool(np.isfinite(matrix).all())


def by_cvxpy(blocks: Blocks) -> tuple[Array, float]:
    """The same by cvxpy with Clarabel.  Raises NotFound where it ends without an answer."""
    import cvxpy

    count = len(blocks[0][1])
    y, least = cvxpy.Variable(count), cvxpy.Variable()
    constraints = []
    for origin, directions in blocks:
        gram = origin + cvxpy.reshape(directions.reshape(count, -1).T @ y, origin.shape, order="C")
        symmetric = cvxpy.Variable(origin.shape, symmetric=True)
        constraints += [symmetric == gram, symmetric - least * np.eye(len(origin)) >> 0]
    problem = cvxpy.Problem(cvxpy.Maximize(least), constraints)
    try:
        problem.solve(solver=cvxpy.CLARABEL)
    except cvxpy.SolverError as error:
        raise NotFound(f"cvxpy: {error}") from None
    if y.value is None or least.value is None:
        raise NotFound(f"cvxpy ends with {problem.status}")
    return np.asarray(y.value, dtype=float), float(least.value)
