"""What keeps the nodes, the rows of each weight matrix, from growing; by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from numerics.networks import Array, Weights

__all__ = ["PROJECTIONS", "Projection"]

Projection: TypeAlias = Callable[[Weights], list[Array]]


def unbounded(weights: Weights) -> list[Array]:
    """The weights as they are; exact on rationals."""
    return list(weights)


def onto_sphere(weights: Weights) -> list[Array]:
    """Each node divided by its norm; a node at 0, which has no direction, stays there."""
    return [w / np.where(_norms(w) > 0, _norms(w), 1) for w in weights]


def into_ball(weights: Weights) -> list[Array]:
    """Each node of norm above 1 divided by its norm, the others as they are: the norm cap."""
    return [w / np.maximum(_norms(w), 1) for w in weights]


def _norms(w: Array) -> Array:
    """Norms of the rows, shape (rows, 1), safe for rows too small to be squared."""
    largest = np.abs(w).max(1, keepdims=True)
    scale = np.where(largest > 0, largest, 1)
    return np.asarray(scale * np.sqrt(((w / scale) ** 2).sum(1, keepdims=True)))


PROJECTIONS: Mapping[str, Projection] = MappingProxyType({
    "none": unbounded,
    "sphere": onto_sphere,
    "ball": into_ball,
})
