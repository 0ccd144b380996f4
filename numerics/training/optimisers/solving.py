"""Linear equations by elimination, in floats of any precision, rationals or balls."""

import numpy as np

from numerics.networks import Array

__all__ = ["pseudo_inverse", "solve"]

NEGLIGIBLE = 1e-10                               # of the largest entry, in floats


def solve(matrix: Array, right: Array) -> Array:
    """A^(-1) b for a square A and a vector or matrix b.  Raises ZeroDivisionError if A is, or may be, singular."""
    columns = right.reshape(len(matrix), -1)
    reduced, pivots = eliminated(np.concatenate([matrix, columns], axis=1), matrix.shape[1])
    if len(pivots) < len(matrix):
        raise ZeroDivisionError(f"the matrix has rank {len(pivots)}, not {len(matrix)}")
    return np.asarray(reduced[:, matrix.shape[1]:].reshape(right.shape))


def pseudo_inverse(matrix: Array) -> Array:
    """The Moore-Penrose inverse, from A = B C with B the pivotal columns of A and C the reduced rows."""
    reduced, pivots = eliminated(matrix, matrix.shape[1])
    if not pivots:
        return np.asarray(matrix.T)
    left, right = matrix[:, pivots], reduced[: len(pivots)]
    return np.asarray(right.T @ solve(right @ right.T, solve(left.T @ left, left.T)))


def eliminated(matrix: Array, width: int) -> tuple[Array, list[int]]:
    """Reduced rows, pivots being sought in the first ``width`` columns; and the columns of the pivots."""
    rows, pivots = matrix.copy(), list[int]()
    exact = matrix.dtype == object
    floor = 0 if exact else NEGLIGIBLE * np.abs(matrix[:, :width]).max(initial=0)
    for column in range(width):
        top = len(pivots)
        below = np.abs(rows[top:, column])
        # For balls "greater than 0" means certainly so; among floats the largest pivot is the safest.
        fit = [i for i, size in enumerate(below) if size > floor]
        if not fit:
            continue
        best = top + (fit[0] if exact else int(below.argmax()))
        rows[[top, best]] = rows[[best, top]]
        rows[top] = rows[top] / rows[top, column]
        for other in range(len(rows)):
            if other != top:
                rows[other] = rows[other] - rows[other, column] * rows[top]
        pivots.append(column)
    return rows, pivots
