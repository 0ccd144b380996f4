"""Random matrices of exact rationals, among them exactly orthogonal ones, as `flint.fmpq_mat`.

Their laws are not uniform in any sense: they serve to hunt for exact counterexamples, not to average over a group.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from flint import fmpq, fmpq_mat

__all__ = ["rational_invertible", "rational_matrix", "rational_orthogonal"]

LARGEST_NUMERATOR, LARGEST_DENOMINATOR = 4, 3


def rational_orthogonal(n: int, rng: np.random.Generator) -> "fmpq_mat":
    """Orthogonal n x n matrix of rationals: a Cayley transform whose rows change sign independently.

    Every orthogonal matrix is D (1 - A)^{-1} (1 + A) for some skew A and some diagonal matrix D of signs; drawn are
    those with small rationals in A.  Both determinants have probability 1/2.  Raises ValueError unless n >= 1.
    """
    from flint import fmpq_mat

    _require_positive("n", n)
    skew = fmpq_mat(n, n)
    for row in range(n):
        for column in range(row):
            skew[row, column] = _rational(rng)
            skew[column, row] = -skew[row, column]
    # 1 - A is invertible: the eigenvalues of a real skew matrix are imaginary.
    rotation = (_identity(n) - skew).solve(_identity(n) + skew)
    signs = fmpq_mat(n, n)
    for row in range(n):
        signs[row, row] = 1 - 2 * int(rng.integers(2))
    return signs * rotation


def rational_invertible(n: int, rng: np.random.Generator) -> "fmpq_mat":
    """Invertible n x n matrix of small rationals: draws until the determinant is not 0.  ValueError unless n >= 1."""
    matrix = rational_matrix(n, n, rng)
    while matrix.det() == 0:
        matrix = rational_matrix(n, n, rng)
    return matrix


def rational_matrix(rows: int, cols: int, rng: np.random.Generator) -> "fmpq_mat":
    """Matrix of independent small rationals p/q with |p| <= 4, 1 <= q <= 3.  ValueError unless both sizes are >= 1."""
    from flint import fmpq_mat

    _require_positive("rows", rows)
    _require_positive("cols", cols)
    return fmpq_mat(rows, cols, [_rational(rng) for _ in range(rows * cols)])


def _rational(rng: np.random.Generator) -> "fmpq":
    from flint import fmpq

    numerator = rng.integers(-LARGEST_NUMERATOR, LARGEST_NUMERATOR, endpoint=True)
    return fmpq(int(numerator), int(rng.integers(1, LARGEST_DENOMINATOR, endpoint=True)))


def _identity(n: int) -> "fmpq_mat":
    from flint import fmpq_mat

    return fmpq_mat(n, n, [int(row == column) for row in range(n) for column in range(n)])


def _require_positive(name: str, size: int) -> None:
    if size < 1:
        raise ValueError(f"needs {name} >= 1, got {name} = {size}")
