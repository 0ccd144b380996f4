"""Activations and their slopes, by name; at a kink the slope is the flatter one (relu'(0) = 0)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from numerics.networks.network import Array

__all__ = ["ACTIVATIONS", "Activation", "soft_threshold", "soft_threshold_slope"]


@dataclass(frozen=True)
class Activation:
    """A scalar function and its derivative, both elementwise."""

    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]


def relu(z: Array) -> Array:
    """max(z, 0), exact on integers and rationals."""
    return np.asarray(np.maximum(z, 0))


def soft_threshold(z: Array, b: Any) -> Array:
    """phi_b(z) = relu(z - b) - relu(-z - b), for any real b: sign(z) max(|z| - b, 0) if b >= 0, steep at 0 if b < 0."""
    return np.asarray(relu(z - b) - relu(-z - b))


def soft_threshold_slope(z: Array, b: Any) -> Array:
    """Derivative of phi_b: how many of z > b and -z > b hold (0, 1, or, if b < 0, 2); phi_0 is linear and has slope 1."""
    # Only b = 0 brings the two kinks together, at a point where phi_0 has a derivative after all.
    return np.asarray((z > b) * 1 + (-z > b) * 1 + (z == b) * (z == -b))


ACTIVATIONS: Mapping[str, Activation] = MappingProxyType({
    "tanh": Activation(np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": Activation(relu, lambda z: z > 0),
    "identity": Activation(lambda z: z, np.ones_like),
    "square": Activation(lambda z: z * z, lambda z: 2 * z),
    "cube": Activation(lambda z: z**3, lambda z: 3 * z**2),
})
