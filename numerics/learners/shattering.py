"""Shattered sets and VC dimensions by exhaustion: of all classes on a few inputs, and of the signs of function spaces."""

import itertools
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from numerics.certificates import Infeasible, feasible_point

__all__ = ["dimensions", "largest_class", "sign_dimension"]

MOST_INPUTS = 4


@cache
def dimensions(inputs: int) -> NDArray[np.int8]:
    """VC dimension of every class of functions from ``inputs`` points to {0, 1}; -1 for the empty class.

    A class is a number: bit f says whether it holds function f, whose value at point i is bit i of f.  Shape
    (2 ** 2 ** inputs,).  ValueError unless 0 <= inputs <= 4: five points have 2^32 classes.
    """
    if not 0 <= inputs <= MOST_INPUTS:
        raise ValueError(f"needs 0 <= inputs <= {MOST_INPUTS}, got {inputs}")
    functions = range(2**inputs)
    classes = np.arange(2 ** len(functions), dtype=np.int64)
    found = np.where(classes > 0, 0, -1).astype(np.int8)
    for size in range(1, inputs + 1):
        for points in itertools.combinations(range(inputs), size):
            mask = sum(1 << i for i in points)
            shattered = np.ones(len(classes), bool)
            for pattern in {f & mask for f in functions}:
                shattered &= classes & sum(1 << f for f in functions if f & mask == pattern) != 0
            found[shattered] = size
    found.flags.writeable = False
    return found


def largest_class(inputs: int, dimension: int) -> int:
    """The most functions on ``inputs`` points in a class that shatters no ``dimension`` + 1 of them."""
    classes = np.arange(2 ** 2**inputs, dtype=np.uint32)[dimensions(inputs) <= dimension]
    return int(np.bitwise_count(classes).max()) if hasattr(np, "bitwise_count") else max(bin(c).count("1") for c in classes)


def sign_dimension(features: Sequence[Sequence[int]]) -> int:
    """VC dimension, on the points listed, of the classes {x: f(x) > 0} of all combinations f of the features.

    ``features`` has a row for each point.  Each set of points and each pattern on it is a system of linear
    inequalities, decided exactly.
    """
    dimension = 0
    for size in range(1, len(features) + 1):
        if not any(_shattered(rows) for rows in itertools.combinations(features, size)):
            break
        dimension = size
    return dimension


def _shattered(rows: Sequence[Sequence[int]]) -> bool:
    """Whether combinations of the features are above 0 on every subset of the points, and at most 0 on the others."""
    for signs in itertools.product((1, -1), repeat=len(rows)):
        system = [((Fraction(0), *(Fraction(s * a) for a in row)), s > 0) for s, row in zip(signs, rows, strict=True)]
        if isinstance(feasible_point(system, len(rows[0])), Infeasible):
            return False
    return True
