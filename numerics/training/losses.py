"""Losses of outputs against labels, both of shape (outputs, samples), by name; means over the samples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from numerics.networks import Array

__all__ = ["LOSSES", "Loss"]


@dataclass(frozen=True)
class Loss:
    """A number for outputs and labels, and its slopes in the outputs, shape (outputs, samples)."""

    value: Callable[[Array, Array], Any]
    slope: Callable[[Array, Array], Array]


def squared(outputs: Array, labels: Array) -> Any:
    """(1/n) sum |f(x) - y|^2, without a half; exact on rationals."""
    return ((outputs - labels) ** 2).sum() / outputs.shape[-1]


def squared_slope(outputs: Array, labels: Array) -> Array:
    """2 (f - y) / n."""
    return np.asarray(2 * (outputs - labels) / outputs.shape[-1])


def half_squared(outputs: Array, labels: Array) -> Any:
    """(1/2n) sum |f(x) - y|^2; exact on rationals."""
    return ((outputs - labels) ** 2).sum() / (2 * outputs.shape[-1])


def half_squared_slope(outputs: Array, labels: Array) -> Array:
    """(f - y) / n."""
    return np.asarray((outputs - labels) / outputs.shape[-1])


def logistic(outputs: Array, labels: Array) -> Any:
    """(1/n) sum ln(1 + exp(-y f(x))), in nats, for labels +1 and -1; safe at any margin."""
    return np.logaddexp(0, -labels * outputs).sum() / outputs.shape[-1]


def logistic_slope(outputs: Array, labels: Array) -> Array:
    """-y / (1 + exp(y f)) / n."""
    return np.asarray(-labels * np.exp(-np.logaddexp(0, labels * outputs)) / outputs.shape[-1])


LOSSES: Mapping[str, Loss] = MappingProxyType({
    "squared": Loss(squared, squared_slope),
    "half squared": Loss(half_squared, half_squared_slope),
    "logistic": Loss(logistic, logistic_slope),
})
