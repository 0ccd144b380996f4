"""Hand-written gradients against central differences in extended precision."""

import numpy as np
import pytest

from numerics.networks import Convolutional, FullyConnected, FullyConnectedSignal, LocallyConnected
from numerics.training import LOSSES

EPS = np.finfo(np.longdouble).eps
STEP = EPS ** np.longdouble(1 / 3)


def random(rng, *shape):
    return rng.standard_normal(shape).astype(np.longdouble)


def central_differences(loss, weights):
    """d loss / d w for each weight, error of order STEP^2."""
    slopes = [np.zeros_like(w) for w in weights]
    for w, slope in zip(weights, slopes, strict=True):
        for place in np.ndindex(w.shape):
            kept = w[place]
            w[place] = kept + STEP
            above = loss()
            w[place] = kept - STEP
            slope[place] = (above - loss()) / (2 * STEP)
            w[place] = kept
    return slopes


def check(network, weights, data, labels, loss):
    by_hand = network.gradients(weights, data, lambda outputs: loss.slope(outputs, labels))
    by_difference = central_differences(lambda: loss.value(network.outputs(weights, data), labels), weights)
    for hand, difference, w in zip(by_hand, by_difference, weights, strict=True):
        assert hand.shape == w.shape and hand.dtype == np.longdouble
        assert np.abs(hand - difference).max() < 1000 * STEP**2
        assert np.abs(hand).max() > 1e-3


@pytest.mark.parametrize("loss", ["squared", "logistic"])
@pytest.mark.parametrize("activation", ["tanh", "relu", "identity", "square"])
@pytest.mark.parametrize("widths", [(4, 1), (4, 3, 1), (4, 3, 5, 2)])
def test_fully_connected(widths, activation, loss):
    rng = np.random.default_rng(1)
    weights = [random(rng, b, a) / np.sqrt(np.longdouble(a)) for a, b in zip(widths, widths[1:], strict=False)]
    data, labels = random(rng, 4, 6), rng.choice([-1.0, 1.0], (widths[-1], 6)).astype(np.longdouble)
    check(FullyConnected(activation), weights, data, labels, LOSSES[loss])


@pytest.mark.parametrize("threshold", [0.0, 0.3, -0.4])
@pytest.mark.parametrize("network, shape", [
    (FullyConnectedSignal, (5, 12)), (LocallyConnected, (3, 4)), (Convolutional, (1, 4)),
])
def test_signal_networks(network, shape, threshold):
    rng = np.random.default_rng(2)
    data, labels = random(rng, 12, 7), rng.choice([-1.0, 1.0], (1, 7)).astype(np.longdouble)
    check(network(threshold), [random(rng, *shape)], data, labels, LOSSES["squared"])
