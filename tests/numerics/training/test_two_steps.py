"""Two steps against their formulas in loops, projections, and the guarantee's ingredients on one set of samples."""

import math

import numpy as np
import pytest

from numerics.groups import haar
from numerics.networks import (
    Convolutional,
    EachPatch,
    FullyConnectedSignal,
    LocallyConnected,
    SharedPatch,
    WholeImage,
    soft_threshold_slope,
)
from numerics.tasks import SignalTask
from numerics.training import PROJECTIONS, Recipe, Schedule, published_schedule, train, two_steps

K, D, SAMPLES = 4, 3, 24
SCHEDULE = Schedule((0.0, 0.2, 0.05), (1.0, 40.0))
ARCHITECTURES = [
    (WholeImage(), FullyConnectedSignal, (5, K * D)), (EachPatch(), LocallyConnected, (K, D)),
    (SharedPatch(), Convolutional, (1, D)),
]


def draw(seed):
    images, labels, places = SignalTask(K, D, 0.3).dynamic(SAMPLES, np.random.default_rng(seed))
    return images, labels, places


def unit(vector):
    return vector / np.linalg.norm(vector)


def sample_by_sample(nodes, images, labels, b):
    """The mean over samples of (y - f) phi_b'(<w_i, x^(i)>) x^(i), minus the slope of the half squared loss."""
    pull = np.zeros_like(nodes)
    for x, y in zip(images.T, labels[0], strict=True):
        patches = x.reshape(K, D)
        matches = [float(w @ p) for w, p in zip(nodes, patches, strict=True)]
        f = sum(math.copysign(max(abs(z) - b, 0), z) for z in matches)
        for i, z in enumerate(matches):
            if abs(z) > b or b == 0:
                pull[i] += (y - f) * patches[i] / labels.size
    return pull


def test_the_first_step_from_zero_is_the_mean_of_signed_patches():
    images, labels, _ = draw(1)
    half = slice(SAMPLES // 2)
    means = (labels[:, half] * images[:, half]).mean(1).reshape(K, D)
    _, (start, first, _) = two_steps(LocallyConnected, [np.zeros((K, D))], images, labels, SCHEDULE)
    assert not start[0].any()
    assert first[0] == pytest.approx(means / np.linalg.norm(means, axis=1, keepdims=True), rel=1e-12)
    _, (_, shared, _) = two_steps(Convolutional, [np.zeros((1, D))], images, labels, SCHEDULE)
    assert shared[0][0] == pytest.approx(unit(means.sum(0)), rel=1e-12)


@pytest.mark.parametrize("architecture, shape", [(LocallyConnected, (K, D)), (Convolutional, (1, D))])
def test_both_steps_sample_by_sample(architecture, shape):
    images, labels, _ = draw(2)
    start = 0.1 * np.random.default_rng(3).standard_normal(shape)
    net, visited = two_steps(architecture, [start], images, labels, SCHEDULE)
    assert net == architecture(0.05)
    w = start
    for step, (b, rate) in enumerate(((0.0, 1.0), (0.2, 40.0))):
        half = slice(step * SAMPLES // 2, (step + 1) * SAMPLES // 2)
        pull = sample_by_sample(np.broadcast_to(w, (K, D)), images[:, half], labels[:, half], b)
        w = w + rate * (pull if len(w) == K else pull.sum(0, keepdims=True))
        w = w / np.linalg.norm(w, axis=1, keepdims=True)
        assert visited[step + 1][0] == pytest.approx(w, rel=1e-10)


@pytest.mark.parametrize("symmetry, architecture, shape", ARCHITECTURES)
def test_two_steps_are_equivariant(symmetry, architecture, shape):
    rng = np.random.default_rng(4)
    images, labels, _ = draw(5)
    frame, start = symmetry.draw(K, D, rng), [0.1 * rng.standard_normal(shape)]
    _, visited = two_steps(architecture, start, images, labels, SCHEDULE)
    _, turned = two_steps(architecture, symmetry.turned(start, frame), frame @ images, labels, SCHEDULE)
    for here, there in zip(visited, turned, strict=True):
        assert there[0] == pytest.approx(symmetry.turned(here, frame)[0], abs=1e-10)


def test_descent_in_a_turned_coordinate_system_of_all_pixels_is_another_for_patches():
    images, labels, _ = draw(6)
    frame = haar(K * D, np.random.default_rng(7))
    start = [0.1 * np.random.default_rng(8).standard_normal((K, D))]
    _, visited = two_steps(LocallyConnected, start, images, labels, SCHEDULE)
    _, turned = two_steps(LocallyConnected, EachPatch().turned(start, frame), frame @ images, labels, SCHEDULE)
    assert np.abs(turned[2][0] - EachPatch().turned(visited[2], frame)[0]).max() > 0.01


def test_without_noise_two_steps_find_the_signal_of_every_patch_seen():
    images, labels, places = SignalTask(3, 4, 0.0).dynamic(40, np.random.default_rng(9))
    assert set(places[:20]) == set(places[20:]) == {0, 1, 2}
    _, visited = two_steps(LocallyConnected, [np.zeros((3, 4))], images, labels, SCHEDULE)
    assert visited[2][0] == pytest.approx(np.eye(1, 4).repeat(3, 0), abs=1e-15)


def test_a_patch_never_seen_without_noise_stays_at_zero():
    images, labels = SignalTask(2, 2, 0.0).static(0, 8, np.random.default_rng(10))
    _, visited = two_steps(LocallyConnected, [np.zeros((2, 2))], images, labels, SCHEDULE)
    assert visited[2][0].tolist() == [[1.0, 0.0], [0.0, 0.0]]


def test_published_constants():
    schedule = published_schedule(16, 64, 16)
    assert schedule.rates == (1.0, 16_000.0) and published_schedule(16, 64, 1).rates == (1.0, 1000.0)
    assert schedule.thresholds == pytest.approx((0.0, 0.0229963, 1e-4), abs=1e-7)
    assert schedule.projection == "sphere"


@pytest.mark.parametrize("samples", [0, 7])
def test_samples_that_cannot_be_halved_are_refused(samples):
    with pytest.raises(ValueError, match="even number"):
        two_steps(LocallyConnected, [np.zeros((K, D))], np.zeros((K * D, samples)), np.zeros((1, samples)), SCHEDULE)


def test_projections():
    w = np.array([[3.0, 4.0], [0.3, 0.4], [0.0, 0.0], [3e-200, -4e-200]])
    assert PROJECTIONS["sphere"]([w])[0] == pytest.approx(np.array([[0.6, 0.8], [0.6, 0.8], [0, 0], [0.6, -0.8]]))
    assert PROJECTIONS["ball"]([w])[0] == pytest.approx(np.array([[0.6, 0.8], [0.3, 0.4], [0, 0], [3e-200, -4e-200]]))
    assert PROJECTIONS["none"]([w])[0] is w


@pytest.mark.parametrize("projection, low, high", [("ball", 0.0, 1.0), ("sphere", 1.0, 1.0)])
def test_the_norm_cap_holds_along_training_and_is_no_more_than_rescaling(projection, low, high):
    images, labels, _ = draw(11)
    start = [np.random.default_rng(12).standard_normal((K, D))]
    recipe = Recipe("descent", 2.0, 1, "half squared", LocallyConnected(0.1), projection)
    free = train(start, images, labels, Recipe("descent", 2.0, 1, "half squared", LocallyConnected(0.1)))[0]
    capped = train(start, images, labels, recipe)[0]
    norms = np.linalg.norm(capped, axis=1)
    assert (norms >= low - 1e-12).all() and (norms <= high + 1e-12).all()
    lengths = np.linalg.norm(free, axis=1)
    assert lengths.max() > 1
    divisors = np.maximum(lengths, 1) if projection == "ball" else lengths
    assert capped == pytest.approx(free / divisors[:, None], rel=1e-12)
    far = train(start, images, labels, Recipe("descent", 2.0, 30, "squared", LocallyConnected(0.1), projection))[0]
    assert (np.linalg.norm(far, axis=1) <= 1 + 1e-12).all()


def test_an_unknown_projection_is_refused():
    with pytest.raises(ValueError, match="projection is one of none, sphere, ball"):
        Recipe("descent", 1.0, 1, projection="cube")


def test_threshold_zero_is_linear_with_slope_one_at_zero_too():
    assert soft_threshold_slope(np.array([-1.0, 0.0, 2.0]), 0).tolist() == [1, 1, 1]
    assert soft_threshold_slope(np.array([-1.0, 0.0, 2.0]), 0.5).tolist() == [1, 0, 1]
