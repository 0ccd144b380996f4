"""Forward passes against the formulas written out in loops."""

import math
from fractions import Fraction

import numpy as np
import pytest

from numerics.networks import (
    Convolutional,
    FullyConnected,
    FullyConnectedSignal,
    LocallyConnected,
    soft_threshold,
    soft_threshold_slope,
)

SCALAR = {"tanh": math.tanh, "relu": lambda z: max(z, 0.0), "identity": lambda z: z, "square": lambda z: z * z}


@pytest.mark.parametrize("activation", list(SCALAR))
def test_fully_connected_net_in_loops(activation):
    rng = np.random.default_rng(1)
    weights = [rng.standard_normal(shape) for shape in ((3, 4), (5, 3), (2, 5))]
    data = rng.standard_normal((4, 6))
    outputs = FullyConnected(activation).outputs(weights, data)
    assert outputs.shape == (2, 6)
    for sample in range(6):
        state = list(data[:, sample])
        for number, layer in enumerate(weights):
            state = [sum(w * z for w, z in zip(row, state, strict=True)) for row in layer.tolist()]
            if number < 2:
                state = [SCALAR[activation](z) for z in state]
        assert outputs[:, sample] == pytest.approx(state, rel=1e-12, abs=1e-12)


def by_cases(z, b):
    """relu(z - b) - relu(-z - b), each half line by itself."""
    above = z - b if z > b else 0
    below = -z - b if -z > b else 0
    return above - below


@pytest.mark.parametrize("b", [Fraction(0), Fraction(1, 3), Fraction(-1, 2)])
def test_soft_threshold_by_cases_is_exact_on_rationals(b):
    z = [Fraction(p, 6) for p in range(-12, 13)]
    values = soft_threshold(np.array(z, object), b)
    assert list(values) == [by_cases(t, b) for t in z]
    assert list(values) == [-t for t in values[::-1]]


def test_soft_threshold_shrinks_towards_zero():
    z = np.array([-2.0, -0.5, -0.1, 0.0, 0.2, 1.5])
    assert soft_threshold(z, 0.25) == pytest.approx(np.sign(z) * np.maximum(np.abs(z) - 0.25, 0))
    assert (soft_threshold(z, 0.0) == z).all()


def test_slope_of_a_negative_threshold_is_two_around_zero():
    assert soft_threshold_slope(np.array([-1.0, -0.2, 0.2, 1.0]), -0.5).tolist() == [1, 2, 2, 1]


@pytest.mark.parametrize("b", [0.0, 0.4, -0.3])
def test_signal_networks_in_loops(b):
    rng = np.random.default_rng(2)
    k, d, samples = 3, 4, 5
    local, shared, full = (rng.standard_normal(shape) for shape in ((k, d), (1, d), (6, k * d)))
    data = rng.standard_normal((k * d, samples))
    for s in range(samples):
        patches = [data[i * d : (i + 1) * d, s] for i in range(k)]
        wanted = {
            LocallyConnected: (local, sum(by_cases(sum(local[i] * patches[i]), b) for i in range(k))),
            Convolutional: (shared, sum(by_cases(sum(shared[0] * patch), b) for patch in patches)),
            FullyConnectedSignal: (full, sum(by_cases(sum(w * data[:, s]), b) for w in full)),
        }
        for network, (w, value) in wanted.items():
            assert network(b).outputs([w], data)[0, s] == pytest.approx(value, rel=1e-12, abs=1e-12)


def test_without_threshold_the_networks_are_linear_functionals():
    rng = np.random.default_rng(3)
    local, data = rng.standard_normal((3, 4)), rng.standard_normal((12, 5))
    assert LocallyConnected().outputs([local], data)[0] == pytest.approx(local.ravel() @ data)
    assert Convolutional().outputs([local[:1]], data)[0] == pytest.approx(np.tile(local[0], 3) @ data)


def test_misfits_are_refused():
    data = np.zeros((12, 2))
    with pytest.raises(ValueError, match="patches"):
        LocallyConnected().outputs([np.zeros((1, 4))], data)
    with pytest.raises(ValueError, match="patches"):
        Convolutional().outputs([np.zeros((1, 5))], data)
    with pytest.raises(ValueError, match="one node"):
        Convolutional().outputs([np.zeros((3, 4))], data)
    with pytest.raises(ValueError, match="activation is one of"):
        FullyConnected("sine")
