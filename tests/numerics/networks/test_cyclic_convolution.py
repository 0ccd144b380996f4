"""Cyclic convolutions against loops over positions, and their gradients against difference quotients."""

from fractions import Fraction

import numpy as np
import pytest

from numerics.networks import CyclicConvolution


def looped(filters, readout, x, activation, blocks):
    channels, k = filters.shape
    d = len(x)
    total = 0
    for c in range(channels):
        for i in range(d):
            response = sum(filters[c, j] * x[(i + j) % d] for j in range(k))
            total += readout[0, c * blocks + i // (d // blocks)] * activation(response)
    return total


@pytest.mark.parametrize("blocks", [1, 2, 3])
def test_outputs_are_sums_over_positions_exactly(blocks):
    rng = np.random.default_rng(blocks)
    draw = lambda *shape: np.array([Fraction(int(a), 5) for a in rng.integers(-9, 9, np.prod(shape))], object).reshape(shape)
    filters, readout, data = draw(2, 3), draw(1, 2 * blocks), draw(6, 4)
    found = CyclicConvolution("relu", blocks).outputs([filters, readout], data)
    wanted = [looped(filters, readout, x, lambda z: max(z, 0), blocks) for x in data.T]
    assert found.tolist() == [wanted]


@pytest.mark.parametrize("blocks", [1, 2])
def test_gradients_are_difference_quotients(blocks):
    rng = np.random.default_rng(3)
    net, data = CyclicConvolution("tanh", blocks), rng.standard_normal((4, 5))
    weights = [rng.standard_normal((2, 3)), rng.standard_normal((1, 2 * blocks))]
    target = rng.standard_normal((1, 5))
    value = lambda w: ((net.outputs(w, data) - target) ** 2).sum()
    found = net.gradients(weights, data, lambda outputs: 2 * (outputs - target))
    for layer, slopes in enumerate(found):
        assert slopes.shape == weights[layer].shape
        for place in np.ndindex(slopes.shape):
            moved = [[w.copy() for w in weights] for _ in range(2)]
            moved[0][layer][place] += 1e-6
            moved[1][layer][place] -= 1e-6
            assert slopes[place] == pytest.approx((value(moved[0]) - value(moved[1])) / 2e-6, rel=1e-6, abs=1e-7)


def test_a_shift_changes_nothing_with_one_block_and_something_with_two():
    rng = np.random.default_rng(4)
    data, filters = rng.integers(-5, 5, (4, 3)), rng.integers(-5, 5, (2, 2))
    shifted = data[[3, 0, 1, 2]]
    one, two = np.array([[2, -3]]), np.array([[2, -3, 1, 5]])
    assert (CyclicConvolution("square").outputs([filters, one], shifted)
            == CyclicConvolution("square").outputs([filters, one], data)).all()
    assert (CyclicConvolution("square", 2).outputs([filters, two], shifted)
            != CyclicConvolution("square", 2).outputs([filters, two], data)).any()


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="activation is one of"):
        CyclicConvolution("sigmoid")
    with pytest.raises(ValueError, match="do not divide"):
        CyclicConvolution("relu", 3).outputs([np.ones((1, 2)), np.ones((1, 3))], np.ones((4, 1)))
