"""Kernel regression against regression on the features that the kernel is a scalar product of."""

from fractions import Fraction

import numpy as np
import pytest

from numerics.learners import KERNELS, kernel_ridge


def features(data):
    """phi with phi(x)'phi(z) = 1 + x'z + sum_j x_j^3 z_j^3."""
    return np.concatenate([np.ones((1, data.shape[1])), data, data**3])


@pytest.mark.parametrize("ridge", [0.1, 3.0])
def test_it_is_ridge_regression_on_features(ridge):
    rng = np.random.default_rng(1)
    data, labels, fresh = rng.standard_normal((3, 8)), rng.standard_normal((1, 8)), rng.standard_normal((3, 4))
    phi = features(data)
    weights = labels @ phi.T @ np.linalg.inv(phi @ phi.T + ridge * np.eye(7))
    found = kernel_ridge("of coordinates", ridge, data, labels, fresh)
    assert found == pytest.approx(weights @ features(fresh), rel=1e-9)


def test_without_ridge_it_interpolates_exactly():
    data = np.array([[Fraction(1), Fraction(2), Fraction(-1)], [Fraction(0), Fraction(1, 3), Fraction(2)]], object)
    labels = np.array([[Fraction(5), Fraction(-1), Fraction(1, 7)]], object)
    assert (kernel_ridge("of products", 0, data, labels, data) == labels).all()


def test_the_kernel_of_products_by_hand():
    x, z = np.array([[1], [2]]), np.array([[3], [-1]])
    assert KERNELS["of products"](x, z).tolist() == [[(1 + 1) ** 2 + 1 * 5 * 10]]
