"""0-1 errors by characteristic functions against samples, linear nets, convolution of densities and silence."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import ndtr

from numerics.networks import Convolutional, FullyConnectedSignal, LocallyConnected
from numerics.risks import error_rates
from numerics.tasks import SignalTask

FALSE_ALARM_DEVIATIONS = 6


@pytest.mark.parametrize("threshold", [0.0, 0.2, 0.8])
@pytest.mark.parametrize("architecture, shape", [(LocallyConnected, (4, 3)), (Convolutional, (1, 3))])
def test_against_samples(architecture, shape, threshold):
    rng = np.random.default_rng(1)
    task, net, weights = SignalTask(4, 3, 0.5), architecture(threshold), [0.8 * rng.standard_normal(shape)]
    exact = error_rates(net, weights, task)
    for t in range(4):
        images, labels = task.static(t, 50_000, rng)
        wrong = 0.5 - np.sign(net.outputs(weights, images) * labels) / 2
        assert abs(wrong.mean() - exact[t]) < FALSE_ALARM_DEVIATIONS * max(wrong.std(), 1e-3) / 50_000**0.5


@pytest.mark.parametrize("sigma", [0.05, 0.3, 2.0])
def test_a_net_without_threshold_errs_as_its_vector_does(sigma):
    """Phi(-<v, mu_t> / (sigma |v|))."""
    (w,) = weights = [np.random.default_rng(2).standard_normal((6, 3))]
    wanted = ndtr(-w[:, 0] / (sigma * np.linalg.norm(w)))
    assert error_rates(LocallyConnected(0.0), weights, SignalTask(6, 3, sigma)) == pytest.approx(wanted, abs=1e-12)


def two_patches(signal, noise, b):
    """P(S < 0) + P(S = 0) / 2 for S = phi_b(z) + phi_b(z'), from the density of z and the distribution of z' alone."""
    (m, s), r = signal, noise
    density = lambda z: np.exp(-(((z - m) / s) ** 2) / 2) / (s * np.sqrt(2 * np.pi))
    below = lambda x: ndtr((x - b) / r) if x < 0 else ndtr((x + b) / r)
    above = quad(lambda z: density(z) * below(b - z), b, m + 9 * s, epsabs=1e-13)[0]
    under = quad(lambda z: density(z) * below(-b - z), m - 9 * s, -b, epsabs=1e-13)[0]
    silent = ndtr((b - m) / s) - ndtr((-b - m) / s)
    # A silent signal leaves the noise, wrong half of the time.
    return above + under + silent / 2


@pytest.mark.parametrize("m, s, r, b", [
    (0.9, 0.5, 0.5, 0.3), (0.4, 0.3, 0.8, 0.35), (0.2, 0.4, 0.1, 0.5), (-0.3, 0.5, 0.2, 0.1),
    (1.0, 0.01, 0.7, 0.1), (0.5, 0.5, 0.003, 0.1), (0.1, 0.004, 0.05, 0.1),
])
def test_two_patches_by_quadrature_over_the_signal(m, s, r, b):
    sigma = s / (2 * abs(m))
    w = np.array([[m, np.sqrt((s / sigma) ** 2 - m**2)], [0.0, r / sigma]])
    exact = error_rates(LocallyConnected(b), [w], SignalTask(2, 2, sigma))
    assert exact[0] == pytest.approx(two_patches((m, s), r, b), abs=1e-11)
    assert exact[1] == pytest.approx(0.5, abs=1e-12)


def test_sixteen_patches_as_once_measured_by_ten_million_samples():
    """alpha = 0.9, sigma = 0.5, k = 16, b = 0.9: 0.30808 by convolution on the finest grid, and by 1e7 samples."""
    w = np.array([[0.9, np.sqrt(1 - 0.81)]])
    assert error_rates(Convolutional(0.9), [w], SignalTask(16, 2, 0.5)).mean() == pytest.approx(0.30808, abs=2e-5)


def test_all_silent_is_a_coin_and_an_error_never_made_is_zero():
    aligned = [np.eye(1, 4)]
    assert error_rates(Convolutional(30.0), aligned, SignalTask(5, 4, 0.3)) == pytest.approx(np.full(5, 0.5), abs=1e-12)
    assert error_rates(Convolutional(0.3), aligned, SignalTask(5, 4, 0.01)) == pytest.approx(np.zeros(5), abs=1e-12)
    assert (error_rates(Convolutional(0.3), aligned, SignalTask(5, 4, 0.0)) == 0).all()
    assert (error_rates(Convolutional(2.0), aligned, SignalTask(5, 4, 0.0)) == 0.5).all()


def test_a_node_at_zero_is_not_heard():
    w = np.array([[0.5, 0.2], [0.0, 0.0], [0.3, -0.4]])
    without = error_rates(LocallyConnected(0.1), [w[[0, 2]]], SignalTask(2, 2, 0.3))
    assert error_rates(LocallyConnected(0.1), [w], SignalTask(3, 2, 0.3))[[0, 2]] == pytest.approx(without, abs=1e-12)


def test_what_the_formula_does_not_cover_is_refused():
    with pytest.raises(ValueError, match="threshold >= 0"):
        error_rates(Convolutional(-0.1), [np.eye(1, 2)], SignalTask(2, 2, 0.1))
    with pytest.raises(ValueError, match="independent nodes"):
        error_rates(FullyConnectedSignal(0.1), [np.ones((2, 4))], SignalTask(2, 2, 0.1))
