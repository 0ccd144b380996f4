"""Laws of the signal tasks at random k, d, sigma and frames; beside each, a neighbouring statement that is false."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.special import logsumexp

from numerics.groups import haar
from numerics.networks import (
    Convolutional,
    EachPatch,
    FullyConnectedSignal,
    LocallyConnected,
    SharedPatch,
    WholeImage,
)
from numerics.risks import error_rates, squared_alignment, squared_risks
from numerics.tasks import SignalTask
from numerics.training import Schedule, two_steps

FALSE_ALARM_DEVIATIONS = 7
G = np.linspace(-10, 10, 4001)
SHARES = np.exp(-(G**2) / 2) / np.sqrt(2 * np.pi) * (G[1] - G[0])
ARCHITECTURES = {
    WholeImage(): (FullyConnectedSignal, lambda k, d: (3, k * d)),
    EachPatch(): (LocallyConnected, lambda k, d: (k, d)),
    SharedPatch(): (Convolutional, lambda k, d: (1, d)),
}

places = st.integers(1, 4)
dimensions = st.integers(1, 4)
noises = st.floats(0.25, 2)
seeds = st.integers(0, 2**32 - 1)


def log_cosh(z):
    return np.logaddexp(z, -z) - np.log(2)


def turned_tasks(k, d, sigma, rng):
    return [SignalTask(k, d, sigma, haar(k * d, rng)) for _ in range(2)]


def joint_divergence(one, other, t=0, s=0):
    """KL of U SSD_t from V SSD_s with labels, (1 - cos) / sigma^2."""
    return (1 - one.signals()[:, t] @ other.signals()[:, s]) / one.sigma**2


def image_divergence(cosine, sigma):
    """KL of the images alone: given the direction, log p is log cosh(<u, x> / sigma^2) plus what both tasks share."""
    own, others = ((mean + sigma * G) / sigma**2 for mean in (1.0, cosine))
    return (SHARES * (log_cosh(own) - log_cosh(others))).sum()


@settings(max_examples=25, deadline=None)
@given(places, dimensions, noises, seeds)
def test_labels_carry_information_that_images_do_not(k, d, sigma, seed):
    """KL(x, y) = KL(x) + E KL(y | x) >= KL(x) >= 0; the first also on drawn samples."""
    rng = np.random.default_rng(seed)
    one, other = turned_tasks(k, d, sigma, rng)
    u, v = one.signals()[:, 0], other.signals()[:, 0]
    joint, marginal = joint_divergence(one, other), image_divergence(u @ v, sigma)
    assert -1e-9 <= marginal <= joint + 1e-9
    beliefs = [-np.logaddexp(0, -2 * (mean + sigma * G) / sigma**2) for mean in (1.0, u @ v)]
    assert joint - marginal == pytest.approx((SHARES * (beliefs[0] - beliefs[1])).sum(), abs=1e-8)
    images, labels = one.static(0, 4000, rng)
    ratios = labels[0] * ((u - v) @ images) / sigma**2
    alone = log_cosh(u @ images / sigma**2) - log_cosh(v @ images / sigma**2)
    for values, exact in ((ratios, joint), (alone, marginal)):
        assert abs(values.mean() - exact) <= FALSE_ALARM_DEVIATIONS * values.std() / 4000**0.5 + 1e-9


def test_half_of_the_divergence_is_less_than_what_images_carry():
    assert image_divergence(0.8, 0.3) > (1 - 0.8) / (2 * 0.3**2)


def matched(one, other):
    """Least mean divergence over the matchings of places, by the Hungarian method, and that of the identity."""
    costs = np.array([[joint_divergence(one, other, t, s) for s in range(one.k)] for t in range(one.k)])
    best = costs[linear_sum_assignment(costs)].mean()
    by_hand = min(costs[np.arange(one.k), list(p)].mean() for p in itertools.permutations(range(one.k)))
    assert best == pytest.approx(by_hand, abs=1e-9)
    return best, np.diag(costs).mean()


def mixture_divergence(one, other, size, rng):
    """KL of U DSD from V DSD, and its standard error, over drawn samples."""
    images, labels, _ = one.dynamic(size, rng)
    said = [logsumexp(labels * (task.signals().T @ images) / task.sigma**2, axis=0) for task in (one, other)]
    ratios = said[0] - said[1]
    return ratios.mean(), ratios.std() / size**0.5


@settings(max_examples=25, deadline=None)
@given(places, dimensions, noises, seeds)
def test_mixing_places_brings_tasks_closer_than_any_matching(k, d, sigma, seed):
    rng = np.random.default_rng(seed)
    one, other = turned_tasks(k, d, sigma, rng)
    best, identity = matched(one, other)
    divergence, deviation = mixture_divergence(one, other, 4000, rng)
    assert divergence <= best + FALSE_ALARM_DEVIATIONS * deviation + 1e-9
    assert best <= identity <= 2 / sigma**2 + 1e-9
    assert divergence >= -FALSE_ALARM_DEVIATIONS * deviation
    if k == 1:
        assert abs(divergence - best) <= FALSE_ALARM_DEVIATIONS * deviation + 1e-9


def test_weights_of_one_over_k_squared_would_be_too_small():
    rng = np.random.default_rng(1)
    one, other = turned_tasks(4, 4, 0.5, rng)
    divergence, deviation = mixture_divergence(one, other, 4000, rng)
    assert divergence - FALSE_ALARM_DEVIATIONS * deviation > matched(one, other)[0] / 4


def envelope(z):
    """Greatest convex function below (1 - z_+)^2 on [-1, 1]."""
    return np.where(z >= np.sqrt(3) - 1, (1 - z) ** 2, 1 - 2 * (2 - np.sqrt(3)) * (1 + z))


def test_the_envelope_is_the_least_two_point_mixture():
    grid = np.linspace(-1, 1, 401)
    values = (1 - np.maximum(grid, 0)) ** 2
    for z in (-1.0, -0.5, 0.0, 0.3, 0.7, 0.75, 0.9, 1.0):
        left, right = grid[grid <= z + 1e-12, None], grid[None, grid >= z - 1e-12]
        width = right - left
        share = np.divide(z - left, width, out=np.zeros_like(width), where=width > 1e-9)
        mixtures = (1 - share) * values[grid <= z + 1e-12, None] + share * values[None, grid >= z - 1e-12]
        assert envelope(z) == pytest.approx(mixtures.min(), abs=1e-4)


def capped(shape, rng):
    """Nodes of norms uniform on [0, 1]."""
    w = rng.standard_normal(shape)
    return rng.random((shape[0], 1)) * w / np.linalg.norm(w, axis=1, keepdims=True)


@settings(max_examples=60, deadline=None)
@given(places, dimensions, noises, seeds, st.floats(0, 1), st.sampled_from([EachPatch(), SharedPatch()]))
def test_risk_is_at_least_the_envelope_of_the_mean_alignment(k, d, sigma, seed, threshold, symmetry):
    rng = np.random.default_rng(seed)
    architecture, shape = ARCHITECTURES[symmetry]
    task = SignalTask(k, d, sigma, symmetry.draw(k, d, rng))
    weights, net = [capped(shape(k, d), rng)], architecture(threshold)
    # A node is zero outside its patch, and a signal stands in one.
    alignments = (net.nodes(weights, k) @ task.signals()).sum(0)
    risks = squared_risks(net, weights, task)
    assert (risks >= (1 - np.maximum(alignments, 0)) ** 2 - 1e-12).all()
    assert risks.mean() >= envelope(alignments.mean()) - 1e-12


def test_amplifiers_long_nodes_and_answers_of_the_wrong_sign_beat_what_is_not_the_envelope():
    quiet = SignalTask(1, 1, 0.01)
    amplifier = squared_risks(Convolutional(-0.25), [np.array([[0.5]])], quiet)[0]
    assert amplifier < envelope(0.5)
    silenced = squared_risks(Convolutional(1.0), [np.array([[-0.5]])], quiet)[0]
    assert envelope(-0.5) <= silenced < (1 + 0.5) ** 2
    beyond = squared_risks(Convolutional(0.5), [np.array([[1.5]])], quiet)[0]
    assert beyond < (1.5 - 1) ** 2


@settings(max_examples=40, deadline=None)
@given(places, dimensions, noises, seeds, st.floats(-0.5, 1), st.sampled_from(list(ARCHITECTURES)))
def test_risk_is_the_same_on_the_orbit(k, d, sigma, seed, threshold, symmetry):
    rng = np.random.default_rng(seed)
    architecture, shape = ARCHITECTURES[symmetry]
    frame, weights, net = symmetry.draw(k, d, rng), [rng.standard_normal(shape(k, d))], architecture(threshold)
    here, there = SignalTask(k, d, sigma), SignalTask(k, d, sigma, frame)
    moved = symmetry.turned(weights, frame)
    assert squared_risks(net, moved, there) == pytest.approx(squared_risks(net, weights, here), rel=1e-9)
    if threshold >= 0 and architecture is not FullyConnectedSignal:
        assert error_rates(net, moved, there) == pytest.approx(error_rates(net, weights, here), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(places, dimensions, noises, seeds, st.sampled_from(list(ARCHITECTURES)))
def test_training_on_a_turned_task_ends_with_the_risk_of_the_old_one(k, d, sigma, seed, symmetry):
    rng = np.random.default_rng(seed)
    architecture, shape = ARCHITECTURES[symmetry]
    frame, start = symmetry.draw(k, d, rng), [0.1 * rng.standard_normal(shape(k, d))]
    reached = []
    for task, weights in ((SignalTask(k, d, sigma), start), (SignalTask(k, d, sigma, frame), symmetry.turned(start, frame))):
        images, labels, _ = task.dynamic(24, np.random.default_rng([seed, 1]))
        net, visited = two_steps(architecture, weights, images, labels, Schedule((0.0, 0.2, 0.1), (1.0, 3.0)))
        reached.append(squared_risks(net, visited[-1], task))
    assert reached[0] == pytest.approx(reached[1], rel=1e-7)


def test_a_frame_outside_the_group_changes_the_risk():
    rng = np.random.default_rng(2)
    frame, weights = haar(12, rng), [rng.standard_normal((3, 4))]
    here, there = SignalTask(3, 4, 0.3), SignalTask(3, 4, 0.3, frame)
    moved, net = EachPatch().turned(weights, frame), LocallyConnected(0.2)
    assert abs(squared_risks(net, moved, there).mean() - squared_risks(net, weights, here).mean()) > 0.01


def plug_in_risk(copies, sizes, sigma):
    """Least mean risk, over c, of f(x) = c sum_i <mean of N signed patches with the signal, x^(i)>, and that c."""
    k, d = sizes
    squares = 1 + sigma**2 / copies + k * sigma**2 * (1 + sigma**2 * d / copies)
    return 1 - 1 / squares, 1 / squares


@settings(max_examples=12, deadline=None)
@given(places, dimensions, noises, seeds, st.integers(1, 20))
def test_more_samples_help(k, d, sigma, seed, copies):
    """Alignment rises and the plug-in net's risk falls in the number of copies; the risk also as its learners have it."""
    rng = np.random.default_rng(seed)
    counts = np.arange(0, 12 * copies, copies)
    aligned = squared_alignment(counts, d + 1, sigma)
    assert (np.diff(aligned) > 0).all() and aligned[0] == pytest.approx(1 / (d + 1))
    risks = [plug_in_risk(n, (k, d), sigma) for n in (copies, 2 * copies)]
    assert risks[1][0] < risks[0][0]
    for n, (risk, length) in zip((copies, 2 * copies), risks, strict=True):
        nodes = length * (np.eye(1, d) + sigma / n**0.5 * rng.standard_normal((40, d)))
        reached = np.array([squared_risks(Convolutional(0.0), [w[None]], SignalTask(k, d, sigma)).mean() for w in nodes])
        assert abs(reached.mean() - risk) <= FALSE_ALARM_DEVIATIONS * reached.std() / 40**0.5 + 1e-12


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(2, 40), noises, seeds)
def test_alignment_is_less_in_more_dimensions_and_as_drawn(copies, dimension, sigma, seed):
    means = np.eye(1, dimension) + sigma / copies**0.5 * np.random.default_rng(seed).standard_normal((2000, dimension))
    squares = means[:, 0] ** 2 / (means**2).sum(1)
    exact = squared_alignment(copies, dimension, sigma)
    assert abs(squares.mean() - exact) <= FALSE_ALARM_DEVIATIONS * squares.std() / 2000**0.5
    assert squared_alignment(copies, dimension + 1, sigma) < exact < squared_alignment(copies + 1, dimension, sigma)
