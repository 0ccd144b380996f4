"""The parts of the lower bound for fully connected nets, each against the thing itself: images, matrices, roots."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import ndtr
from sympy import Rational

from numerics.groups import stiefel
from numerics.networks import FullyConnectedSignal
from numerics.tasks import SignalTask
from theorems.core.registry import load
from theorems.papers.dynamic_signal import alignment_needed, fully_connected_floor, overlap_bound, threshold_free_constant
from theorems.papers.dynamic_signal.overlap_root import root
from theorems.papers.dynamic_signal.weighed_frames import overlaps

CAPPED = SimpleNamespace(cap=1)


def right(id, **values):
    """The claimed bound at a point, as a float."""
    statement = load(id).statement
    named = {str(s): s for s in statement.domain().symbols}
    return float(statement.conclusion().right.subs({named[name]: value for name, value in values.items()}).evalf())


def mean_of(values):
    return np.mean(values), 5 * np.std(values) / np.sqrt(len(values))


def scored(net, samples, task, rng):
    """Mean of y f(x) and of (f(x) - y)^2 over fresh images, for a net built from samples."""
    images, labels, _ = task.dynamic(samples, rng)
    nodes, threshold = net((images * labels).sum(1), task)
    fresh, truth, _ = task.dynamic(400, rng)
    outputs = FullyConnectedSignal(threshold).outputs([nodes], fresh)
    return (outputs * truth).mean(), ((outputs - truth) ** 2).mean()


def test_equal_nodes_along_the_sum_have_the_risk_of_the_reduced_draws():
    task, rng = SignalTask(4, 5, 0.3), np.random.default_rng(0)
    equal = lambda total, task: (np.tile(total / np.linalg.norm(total), (4, 1)), 0.1)
    drawn, margin = mean_of([scored(equal, 12, task, rng)[1] for _ in range(500)])
    reduced, _ = threshold_free_constant.risks(SimpleNamespace(k=4, d=5, sigma=0.3, m=12, b=0.1), 4000, rng)
    assert reduced.mean() == pytest.approx(drawn, abs=margin + 5 * reduced.std() / 60)


def test_grouped_nodes_have_the_mean_scores_of_the_reduced_draws():
    p = SimpleNamespace(k=4, d=6, sigma=0.3, m=40, b=0.35, learners=CAPPED, threshold="at least b")
    group, rng = fully_connected_floor.group_size(p, 1), np.random.default_rng(1)
    assert 1 < group < 4

    scores = []
    for _ in range(500):
        task = SignalTask(p.k, p.d, p.sigma)
        images, labels, places = task.dynamic(p.m, rng)
        sums = np.array([(images * labels)[:, places // group == i].sum(1) for i in range(p.k // group)])
        nodes = np.repeat(sums / np.linalg.norm(sums, axis=1, keepdims=True), group, axis=0)
        fresh, truth, _ = task.dynamic(400, rng)
        scores.append((FullyConnectedSignal(p.b).outputs([nodes], fresh) * truth).mean())
    drawn, margin = mean_of(scores)
    reduced, _ = fully_connected_floor.scores(p, 4000, rng)
    assert reduced.mean() == pytest.approx(drawn, abs=margin + 5 * reduced.std() / 60)


def test_own_nodes_have_the_risk_of_the_formula():
    p = SimpleNamespace(k=3, aligned=Rational(1, 2), b=Rational(1, 10), sigma=Rational(1, 5))
    task, rng = SignalTask(p.k, 4, 0.2), np.random.default_rng(2)
    fresh, truth, _ = task.dynamic(200_000, rng)
    outputs = FullyConnectedSignal(0.1).outputs([task.signals().T * np.sqrt(0.5)], fresh)
    drawn, margin = mean_of((outputs - truth)[0] ** 2)
    assert float(alignment_needed.risk_of_own_nodes(p)) == pytest.approx(drawn, abs=margin)


@pytest.mark.parametrize(("k", "d", "kap"), [(2, 3, 4.0), (4, 8, 8.0)])
def test_the_overlap_is_that_of_the_whole_matrix(k, d, kap):
    rng, whole = np.random.default_rng(3), []
    for _ in range(2000):
        frame = stiefel(k * d, k, rng)
        top = np.linalg.svd(np.sqrt(kap) * frame + rng.standard_normal((k * d, k)))[0][:, 0]
        whole.append(np.sum((frame.T @ top) ** 2))
    reduced = overlap_bound.overlaps(SimpleNamespace(k=k, d=d, kap=kap), 20_000, rng)
    drawn, margin = mean_of(whole)
    assert reduced.mean() == pytest.approx(drawn, abs=margin + 5 * reduced.std() / 141)
    assert drawn < right("dynamic_signal/overlap_bound", k=k, d=d, kap=int(kap))


@pytest.mark.parametrize("rho", [Rational(1, 20), Rational(1, 4), Rational(2)])
def test_the_overlap_bound_tends_to_its_limit(rho):
    bounds = [right("dynamic_signal/overlap_bound", k=4, d=4**i, kap=rho * 4 ** (i + 1)) for i in (4, 8, 12)]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == pytest.approx(float(rho / (1 + rho)), abs=1e-2)
    assert bounds[-1] > float(rho / (1 + rho))


@pytest.mark.parametrize("theta", [0.05, 0.5, 3.0])
@pytest.mark.parametrize("defect", [1e-6, 0.01, 0.2])
def test_a_defect_moves_the_root_by_at_most_twice_as_much(theta, defect):
    excess = lambda x: x - theta * np.sqrt(x) * (1 - x) - defect
    limit = float(root(Rational(theta)).evalf())
    assert limit == pytest.approx(theta**2 * (1 - limit) ** 2, rel=1e-9)
    assert limit < brentq(excess, limit, 1 + defect) <= limit + 2 * defect


def test_the_reduced_frames_are_those_of_the_definition():
    """At s = 0 and equal weights: averages of uniform frames, of squares and of products."""
    p, rng = SimpleNamespace(k=3, d=2, s=0.0), np.random.default_rng(4)
    drawn = overlaps(p, 40_000, rng)
    v, r, whole = np.eye(6)[0], np.eye(3)[0], []
    for _ in range(6000):
        u = stiefel(6, 3, rng)
        c, p_ = u.T @ np.eye(6)[:, :3], u.T @ v
        free = np.eye(3) - c @ c.T
        whole.append((r @ p_, p_ @ p_, r @ free @ r, p_ @ free @ r, np.trace(free), np.exp(u[1, 1] + u[2, 2] - 2)))
    first = np.array([drawn.along, drawn.reach, drawn.outside, drawn.mixed, drawn.spare, drawn.weight])
    second = np.array(whole).T
    # The mean of each, and of each times the weight: the weight does not depend on the first pair here, as s = 0.
    for one, other in [(first, second), (first * first[-1], second * second[-1])]:
        spread = 5 * np.sqrt(one.var(1) / one.shape[1] + other.var(1) / other.shape[1])
        assert np.all(np.abs(one.mean(1) - other.mean(1)) < spread + 1e-12)


@pytest.mark.parametrize("threshold", [0.3, 0.5])
def test_the_floor_is_that_of_its_parts_in_floats(threshold):
    k, d, sigma, m, h, z = 8, 1000, 0.1, 160, 0.25, 1
    kappa = (1 + z) * m / (k * sigma**2)
    strength = kappa * ((np.sqrt(k * d + kappa + 2 * np.sqrt(kappa * k)) + np.sqrt(k)) ** 2 + 1) / (k * d - k) ** 2
    share = brentq(lambda x: x - strength * (1 - x) ** 2, 0, 1) + 4 / (d - 1) + k * np.exp(-m / (3 * k))
    heard = share / (4 * (threshold - h)) + 2 * ndtr(-h / sigma) * np.sqrt(k * share)
    at = dict(k=k, d=d, sigma=Rational(1, 10), m=m, h=Rational(1, 4), z=z, b=Rational(threshold).limit_denominator(10))
    assert right("dynamic_signal/fully_connected_floor", **at) == pytest.approx(max(1 - heard, 0) ** 2, rel=1e-9)
