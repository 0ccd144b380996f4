"""Exact squared risks against samples, and where the nets are linear against the formula for one vector."""

import numpy as np
import pytest
from scipy.special import ndtr

from numerics.groups import haar
from numerics.networks import Convolutional, FullyConnectedSignal, LocallyConnected
from numerics.risks import squared_risks
from numerics.tasks import SignalTask

K, D, SIGMA, SIZE = 3, 2, 0.4, 60_000
SHAPES = {FullyConnectedSignal: (4, K * D), LocallyConnected: (K, D), Convolutional: (1, D)}
FALSE_ALARM_DEVIATIONS = 6


@pytest.fixture(params=list(SHAPES), ids=lambda architecture: architecture.__name__)
def architecture(request):
    return request.param


def weights_for(architecture, rng):
    return [0.7 * rng.standard_normal(SHAPES[architecture])]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("threshold", [0.3, -0.2])
def test_against_samples(architecture, threshold, turned):
    rng = np.random.default_rng([1, turned, *SHAPES[architecture]])
    task = SignalTask(K, D, SIGMA, haar(K * D, rng) if turned else None)
    net, weights = architecture(threshold), weights_for(architecture, rng)
    exact = squared_risks(net, weights, task)
    assert exact.shape == (K,)
    for t in range(K):
        images, labels = task.static(t, SIZE, rng)
        losses = (net.outputs(weights, images) - labels) ** 2
        assert abs(losses.mean() - exact[t]) < FALSE_ALARM_DEVIATIONS * losses.std() / SIZE**0.5
    images, labels, _ = task.dynamic(SIZE, rng)
    losses = (net.outputs(weights, images) - labels) ** 2
    assert abs(losses.mean() - exact.mean()) < FALSE_ALARM_DEVIATIONS * losses.std() / SIZE**0.5


@pytest.mark.parametrize("turned", [False, True])
def test_a_net_without_threshold_is_one_vector(architecture, turned):
    """f = <v, x>: risk (<v, U mu_t> - 1)^2 + sigma^2 |v|^2."""
    rng = np.random.default_rng(2)
    task = SignalTask(K, D, SIGMA, haar(K * D, rng) if turned else None)
    (w,) = weights_for(architecture, rng)
    v = {FullyConnectedSignal: w.sum(0), LocallyConnected: w.ravel(), Convolutional: np.tile(w[0], K)}[architecture]
    wanted = (v @ task.signals() - 1) ** 2 + SIGMA**2 * v @ v
    assert squared_risks(architecture(0.0), [w], task) == pytest.approx(wanted, rel=1e-12)


def test_a_frame_that_is_not_orthogonal_colours_the_noise():
    rng = np.random.default_rng(3)
    task = SignalTask(K, D, SIGMA, rng.standard_normal((K * D, K * D)))
    (w,) = weights_for(LocallyConnected, rng)
    wanted = (w.ravel() @ task.signals() - 1) ** 2 + SIGMA**2 * ((w.ravel() @ task.frame) ** 2).sum()
    assert squared_risks(LocallyConnected(0.0), [w], task) == pytest.approx(wanted, rel=1e-12)
    images, labels = task.static(1, SIZE, rng)
    losses = (LocallyConnected(0.3).outputs([w], images) - labels) ** 2
    exact = squared_risks(LocallyConnected(0.3), [w], task)[1]
    assert abs(losses.mean() - exact) < FALSE_ALARM_DEVIATIONS * losses.std() / SIZE**0.5


def test_equal_nodes_answer_as_one():
    """k phi_b(<w, x>) has the risk of one node with its mean and variance multiplied; opposite nodes cancel."""
    rng = np.random.default_rng(4)
    task, node = SignalTask(2, 3, 0.5), rng.standard_normal((1, 6))
    g = np.linspace(-9, 9, 200_001)
    shares = np.gradient(ndtr(g))
    for t in range(2):
        z = (node @ task.signals())[0, t] + 0.5 * np.linalg.norm(node) * g
        f = 5 * np.sign(z) * np.maximum(np.abs(z) - 0.4, 0)
        exact = squared_risks(FullyConnectedSignal(0.4), [np.repeat(node, 5, axis=0)], task)[t]
        assert exact == pytest.approx((shares * (f - 1) ** 2).sum(), rel=1e-7)
    assert squared_risks(FullyConnectedSignal(0.4), [np.vstack([node, -node])], task) == pytest.approx(np.ones(2))


def test_the_linear_oracle_pays_for_the_noise_of_every_patch():
    aligned = [np.eye(1, 5)]
    assert squared_risks(Convolutional(0.0), aligned, SignalTask(16, 5, 0.25)) == pytest.approx(np.full(16, 16 * 0.25**2))


def test_risk_of_silence_is_one(architecture):
    nothing = [np.zeros(SHAPES[architecture])]
    assert (squared_risks(architecture(0.1), nothing, SignalTask(K, D, SIGMA)) == 1).all()


def test_nodes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="k = 4"):
        squared_risks(LocallyConnected(0.1), [np.ones((3, 2))], SignalTask(4, 2, 0.1))
    with pytest.raises(ValueError, match="kd = 8"):
        squared_risks(FullyConnectedSignal(0.1), [np.ones((3, 6))], SignalTask(4, 2, 0.1))
