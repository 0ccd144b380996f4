"""Random elements of groups of d x d matrices, by the group's name, in exact rationals; the identity may be drawn too."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from numerics.groups.finite import SignedPermutation
from numerics.groups.rational import rational_invertible, rational_orthogonal

if TYPE_CHECKING:
    from flint import fmpq_mat

__all__ = ["ELEMENTS"]


def permutation(d: int, rng: np.random.Generator) -> "fmpq_mat":
    """A permutation of the coordinates, uniform."""
    return _signed(rng.permutation(d), np.ones(d, int))


def sign_flip(d: int, rng: np.random.Generator) -> "fmpq_mat":
    """Independent signs, each uniform."""
    return _signed(np.arange(d), rng.choice([-1, 1], d))


def signed_permutation(d: int, rng: np.random.Generator) -> "fmpq_mat":
    """A permutation of the coordinates and independent signs."""
    return _signed(rng.permutation(d), rng.choice([-1, 1], d))


def shift(d: int, rng: np.random.Generator) -> "fmpq_mat":
    """A cyclic shift of the coordinates, uniform."""
    return _signed(np.roll(np.arange(d), int(rng.integers(d))), np.ones(d, int))


def _signed(order: NDArray[np.int64], signs: NDArray[np.int64]) -> "fmpq_mat":
    from flint import fmpq_mat

    matrix = SignedPermutation(tuple(map(int, order)), tuple(map(int, signs))).matrix()
    return fmpq_mat(len(matrix), len(matrix), [int(a) for a in matrix.ravel()])


ELEMENTS: Mapping[str, Callable[[int, np.random.Generator], "fmpq_mat"]] = MappingProxyType({
    "orthogonal": rational_orthogonal,
    "permutations": permutation,
    "sign flips": sign_flip,
    "hyperoctahedral": signed_permutation,
    "cyclic shifts": shift,
    "general linear": rational_invertible,
})
