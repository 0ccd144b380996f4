"""Regression with kernels that see scalar products of inputs, or their coordinates."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from numerics.networks import Array
from numerics.training import solve

__all__ = ["KERNELS", "kernel_ridge"]


def of_products(one: Array, other: Array) -> Array:
    """(1 + x'z)^2 + x'z |x|^2 |z|^2 for the columns x of one matrix and z of another."""
    products = one.T @ other
    return np.asarray((1 + products) ** 2 + products * np.multiply.outer((one * one).sum(0), (other * other).sum(0)))


def of_coordinates(one: Array, other: Array) -> Array:
    """1 + sum_j x_j^3 z_j^3: signed permutations do not change it, rotations do."""
    return np.asarray(1 + (one**3).T @ other**3 + one.T @ other)


KERNELS: Mapping[str, Callable[[Array, Array], Array]] = MappingProxyType({
    "of products": of_products,
    "of coordinates": of_coordinates,
})


def kernel_ridge(kernel: str, ridge: Any, data: Array, labels: Array, fresh: Array) -> Array:
    """y (K + ridge)^(-1) k(X, x) at each fresh column x, shape (outputs, points); exact on rationals.

    Labels have shape (outputs, samples).  With ridge 0 this interpolates, with the least norm.  Raises ZeroDivisionError
    if K + ridge is singular.
    """
    gram = KERNELS[kernel](data, data)
    for i in range(len(gram)):
        gram[i, i] = gram[i, i] + ridge
    return np.asarray(labels @ solve(gram, KERNELS[kernel](data, fresh)))
