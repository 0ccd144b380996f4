"""Bounds that the figure of the separation draws, against numbers computed apart from them."""

import sys
from pathlib import Path

import numpy as np
import pytest

from numerics.networks import LocallyConnected
from numerics.risks import squared_risks
from numerics.tasks import SignalTask
from numerics.training import Schedule, two_steps

SCRIPTS = str(Path(__file__).resolve().parents[2] / "docs" / "scripts")


@pytest.fixture
def curves(monkeypatch):
    monkeypatch.syspath_prepend(SCRIPTS)
    import signal_curves

    yield signal_curves
    sys.modules.pop("signal_curves")


@pytest.mark.parametrize("share, d, floor", [
    (0.25, 64, 0.3004), (0.25, 16, 0.2846), (0.25, 4, 0.2178), (0.1, 16, 0.4651),
    (0.25, 10**7, 0.3056), (1.0, 10**7, 0.0858),
])
def test_floor_of_the_alignment(curves, share, d, floor):
    for sigma in (0.03, 2.0):
        assert curves.aligned_floor(share * sigma**2 * d, d, sigma) == pytest.approx(floor, abs=6e-5)


def test_the_least_number_is_where_the_floor_is_the_target(curves):
    m = curves.lower("LCN", 8, 4096, 0.1, 0.3)
    assert curves.aligned_floor(m / 8, 4096, 0.1) == pytest.approx(0.3, abs=1e-3)
    assert curves.lower("FCN", 8, 4, 0.1, 0.3) == pytest.approx(np.log(0.3) / np.log(7 / 8))
    assert curves.lower("CNN", 8, 4096, 0.1, 0.3) == pytest.approx(m / 8, rel=3e-3)


def test_overlap_bound_lies_above_the_overlap_and_its_own_data_sets(curves):
    """k = 16, d = 64, every place alike, N / (sigma^2 kd) = 1/4: overlap 0.238, root bound of realised data 0.270."""
    share, k, dimension = 1 / 63, 16, 1024
    squares, roots = curves.overlap_hull(share)
    assert (np.diff(np.diff(roots) / np.diff(squares)) <= 1e-9).all()
    kappa = dimension / 4
    size = (np.sqrt(dimension + kappa + 2 * np.sqrt(kappa * k)) + np.sqrt(k)) ** 2 + 1
    bound = np.interp(kappa * size / (dimension - k) ** 2, squares, roots)
    assert 0.270 <= bound <= 0.310
    for x in (0.05, 0.3, 0.9):
        square = ((x - share) ** 2 / (x**1.5 * (1 - x))) ** 2
        assert np.interp(square, squares, roots) >= x - 1e-5


def test_no_learner_of_the_guarantee_does_worse(curves):
    k, d, sigma, n = 16, 16, 0.03, 1000
    bound = curves.guarantee("LCN", (k, d, sigma), n)
    assert curves.guarantee("LCN", (k, d, sigma), 500) == float("inf") == curves.guarantee("LCN", (k, d, 0.1), 10**6)
    threshold = 2 * sigma * np.sqrt(2 * np.log(8 * k * n / curves.FAILURE))
    reached = []
    for seed in range(5):
        images, labels, _ = SignalTask(k, d, sigma).dynamic(2 * n, np.random.default_rng(seed))
        schedule = Schedule((0.0, threshold, 1e-4), (1.0, 1e3 * k))
        network, visited = two_steps(LocallyConnected, [np.zeros((k, d))], images, labels, schedule)
        reached.append(squared_risks(network, visited[-1], SignalTask(k, d, sigma)).mean())
    assert k * sigma**2 * 0.99 < max(reached) <= bound < 2 * k * sigma**2


def test_binomial_shares(curves):
    assert curves.binomial(7, 3).sum() == pytest.approx(1) and curves.binomial(7, 3) @ np.arange(8) == pytest.approx(7 / 3)
    assert curves.binomial(2, 4) == pytest.approx([9 / 16, 6 / 16, 1 / 16]) and curves.binomial(3, 1)[3] == 1
