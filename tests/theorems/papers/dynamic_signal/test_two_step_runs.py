"""Two steps of descent: the gradients are what the claims say of them, and the risks those of another road."""

from types import SimpleNamespace

import numpy as np
import pytest

from numerics.networks import Convolutional, LocallyConnected
from numerics.risks import squared_risks
from numerics.tasks import SignalTask
from numerics.training import Recipe, Schedule, train, two_steps
from theorems.papers.dynamic_signal.two_step_runs import NETS, risks


@pytest.mark.parametrize("filters", sorted(NETS))
def test_the_risks_of_unit_nodes_are_those_of_any_nodes(filters):
    p = SimpleNamespace(k=4, d=3, sigma=0.2, n=30, b_1=0.4, b_2=0.1, eta=50.0, filters=filters)
    found = risks(p, 1, np.random.default_rng(3))
    task, nodes = SignalTask(p.k, p.d, p.sigma), np.zeros((p.k if NETS[filters] is LocallyConnected else 1, p.d))
    images, labels, _ = task.dynamic(2 * p.n, np.random.default_rng(3))
    network, (_, _, trained) = two_steps(NETS[filters], [nodes], images, labels, Schedule((0, p.b_1, p.b_2), (1, p.eta)))
    np.testing.assert_allclose(found[0], squared_risks(network, trained, task).mean(), rtol=1e-5)


@pytest.mark.parametrize("b", [0.0, 0.1, 0.7])
def test_unit_nodes_have_the_final_risk_at_most(b):
    rng, k, sigma = np.random.default_rng(4), 5, 0.3
    nodes = rng.standard_normal((k, 3))
    nodes /= np.linalg.norm(nodes, axis=1, keepdims=True)
    found = squared_risks(LocallyConnected(b), [nodes], SignalTask(k, 3, sigma))
    most = (1 - nodes[:, 0] + b) ** 2 + k * sigma**2
    assert (found <= most + 1e-9).all()
    if b == 0:
        np.testing.assert_allclose(found, most, rtol=1e-6)


@pytest.mark.parametrize(("net", "nodes"), [(LocallyConnected, 4), (Convolutional, 1)])
def test_the_first_gradient_is_the_mean_of_the_patches_times_their_labels(net, nodes):
    images, labels, _ = SignalTask(4, 3, 0.5).dynamic(20, np.random.default_rng(5))
    (moved,) = train([np.zeros((nodes, 3))], images, labels, Recipe("descent", 1.0, 1, "half squared", net(0.0)))
    patches = (images * labels).reshape(4, 3, 20).mean(2)
    np.testing.assert_allclose(moved, patches if nodes == 4 else patches.sum(0, keepdims=True), atol=1e-12)


@pytest.mark.parametrize(("net", "nodes"), [(LocallyConnected, 4), (Convolutional, 1)])
def test_the_second_gradient_comes_from_the_signals_alone(net, nodes):
    """It is the mean of (beta - z_j)(w + sigma e_j) over the samples, each in the patch of its signal."""
    k, d, size, b, rng = 4, 3, 40, 0.4, np.random.default_rng(6)
    task = SignalTask(k, d, 0.05)
    images, labels, places = task.dynamic(size, rng)
    weights = np.tile([0.96, 0.28, 0.0], (nodes, 1))
    (moved,) = train([weights], images, labels, Recipe("descent", 1.0, 1, "half squared", net(b)))
    shown = (images * labels).reshape(k, d, size)[places, :, np.arange(size)]
    signal = np.array([1.0, 0.0, 0.0])
    noises = (shown - signal) @ weights[0]
    terms = (1 - 0.96 + b - noises)[:, None] * shown
    patchwise = np.array([terms[places == i].sum(0) for i in range(k)]) / size
    np.testing.assert_allclose(moved - weights, patchwise if nodes == k else patchwise.sum(0, keepdims=True), atol=1e-12)
