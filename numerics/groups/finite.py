"""Sign flips, permutations and both together (the symmetries of the cube), element by element, for enumeration."""

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["SignedPermutation", "hyperoctahedral", "orbit", "permutations", "shifts", "sign_flips"]

Point = TypeVar("Point", bound=Hashable)


@dataclass(frozen=True)
class SignedPermutation:
    """The map x -> g x with (g x)_i = signs[i] * x[order[i]], exact on whatever numbers x holds."""

    order: tuple[int, ...]
    signs: tuple[int, ...]

    def __call__(self, point: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(sign * point[i] for sign, i in zip(self.signs, self.order, strict=True))

    def matrix(self) -> NDArray[np.int64]:
        """The same map as a (d, d) matrix with one entry +1 or -1 in each row and column."""
        matrix = np.zeros((len(self.order), len(self.order)), np.int64)
        matrix[np.arange(len(self.order)), self.order] = self.signs
        return matrix


def sign_flips(d: int) -> Iterator[SignedPermutation]:
    """The 2^d diagonal matrices of signs, the identity first."""
    same = tuple(range(d))
    return (SignedPermutation(same, signs) for signs in itertools.product((1, -1), repeat=d))


def permutations(d: int) -> Iterator[SignedPermutation]:
    """The d! permutation matrices in lexicographic order, the identity first."""
    return (SignedPermutation(order, (1,) * d) for order in itertools.permutations(range(d)))


def shifts(d: int) -> Iterator[SignedPermutation]:
    """The d cyclic shifts, the identity first."""
    return (SignedPermutation(tuple((i + s) % d for i in range(d)), (1,) * d) for s in range(d))


def hyperoctahedral(d: int) -> Iterator[SignedPermutation]:
    """The 2^d d! signed permutation matrices, the identity first."""
    for order in itertools.permutations(range(d)):
        for signs in itertools.product((1, -1), repeat=d):
            yield SignedPermutation(order, signs)


def orbit(point: Point, group: Iterable[Callable[[Point], Point]]) -> list[Point]:
    """The distinct images of a point, in the order in which the group reaches them."""
    return list(dict.fromkeys(act(point) for act in group))
