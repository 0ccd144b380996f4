"""The first gradient on a parity, by the network's own gradient over all inputs, against Fourier coefficients."""

from itertools import product

import numpy as np
import pytest

from numerics.networks import FullyConnected
from theorems.papers.local_patterns.vanishing_gradient import spectrum


@pytest.mark.parametrize(("places", "k", "b"), [(4, 2, 1), (5, 3, 0), (6, 3, 2), (6, 1, -1)])
def test_slope_of_a_relu_unit_is_a_fourier_coefficient(places, k, b):
    inputs = np.array(list(product((1.0, -1.0), repeat=places))).T
    # The last input is always 1 and carries the bias; labels are the product of the first k signs.
    data, labels = np.vstack([inputs, np.ones(inputs.shape[1])]), np.prod(inputs[:k], axis=0, keepdims=True)
    weights = np.append(np.ones(places), b)[None, :], np.ones((1, 1))
    slope, _ = FullyConnected("relu").gradients(weights, data, lambda outputs: -labels / labels.size)
    expected = [-float(spectrum(places, k - 1, b))] * k + [-float(spectrum(places, k + 1, b))] * (places - k)
    assert np.allclose(slope[0, :-1], expected, atol=1e-15)
