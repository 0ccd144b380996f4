"""Signal tasks: exact laws of the noise, moments, and the frame."""

import numpy as np
import pytest
from scipy.special import gammaincc

from numerics.groups import haar
from numerics.tasks import SignalTask

K, D, SIGMA, SIZE = 4, 3, 0.5, 40_000
FALSE_ALARM = 1e-9


@pytest.fixture(scope="module", params=["plain", "turned"])
def task(request):
    return SignalTask(K, D, SIGMA, haar(K * D, np.random.default_rng(0)) if request.param == "turned" else None)


def chi_squared_is_plausible(total, degrees):
    above = gammaincc(degrees / 2, total / 2)
    return FALSE_ALARM < above < 1 - FALSE_ALARM


def test_signals_are_orthonormal_and_sit_in_their_patches():
    plain = SignalTask(K, D, SIGMA).signals()
    assert (plain.T @ plain == np.eye(K)).all()
    for t in range(K):
        assert not np.delete(plain[:, t], range(t * D, (t + 1) * D)).any()
    frame = haar(K * D, np.random.default_rng(1))
    assert SignalTask(K, D, SIGMA, frame).signals() == pytest.approx(frame[:, ::D])


def test_static_noise_is_white_gaussian_around_the_signed_signal(task):
    images, labels = task.static(2, SIZE, np.random.default_rng(2))
    assert images.shape == (K * D, SIZE) and labels.shape == (1, SIZE)
    noise = (images - labels * task.signals()[:, [2]]) / SIGMA
    assert chi_squared_is_plausible((noise**2).sum(), noise.size)
    assert chi_squared_is_plausible((noise.sum(1) ** 2).sum() / SIZE, K * D)
    assert chi_squared_is_plausible(((noise * labels).sum(1) ** 2).sum() / SIZE, K * D)


def test_dynamic_noise_is_white_gaussian_around_the_signal_at_its_place(task):
    images, labels, places = task.dynamic(SIZE, np.random.default_rng(3))
    noise = (images - labels * task.signals()[:, places]) / SIGMA
    assert chi_squared_is_plausible((noise**2).sum(), noise.size)
    for t in range(K):
        there = noise[:, places == t]
        assert chi_squared_is_plausible((there.sum(1) ** 2).sum() / there.shape[1], K * D)


def test_dynamic_moments(task):
    images, labels, places = task.dynamic(SIZE, np.random.default_rng(4))
    signals = task.signals()
    # Sub-Gaussian with variance proxy at most 1 + sigma^2; products of two such have heavier tails, hence a factor 2.
    width = np.sqrt(2 * np.log(2 * (K * D) ** 2 / FALSE_ALARM) / SIZE)
    assert np.abs((labels * images).mean(1) - signals.mean(1)).max() < np.sqrt(1 + SIGMA**2) * width
    covariance = SIGMA**2 * np.eye(K * D) + signals @ signals.T / K
    assert np.abs(images @ images.T / SIZE - covariance).max() < 2 * (1 + 2 * SIGMA**2) * width
    assert abs(labels.mean()) < width and set(labels[0]) == {-1.0, 1.0}
    assert np.abs(np.bincount(places, minlength=K) / SIZE - 1 / K).max() < width


def test_a_frame_turns_the_images_of_the_same_random_numbers():
    frame = haar(K * D, np.random.default_rng(5))
    plain = SignalTask(K, D, SIGMA).dynamic(50, np.random.default_rng(6))
    turned = SignalTask(K, D, SIGMA, frame).dynamic(50, np.random.default_rng(6))
    assert turned[0] == pytest.approx(frame @ plain[0])
    assert (turned[1] == plain[1]).all() and (turned[2] == plain[2]).all()


def test_without_noise_only_the_signal_is_left():
    images, labels, places = SignalTask(3, 2, 0.0).dynamic(20, np.random.default_rng(7))
    for s in range(20):
        wanted = np.zeros(6)
        wanted[2 * places[s]] = labels[0, s]
        assert (images[:, s] == wanted).all()


def test_one_patch_of_one_pixel():
    images, labels = SignalTask(1, 1, 0.0).static(0, 10, np.random.default_rng(8))
    assert (images == labels).all()


@pytest.mark.parametrize("wrong, match", [
    ({"k": 0, "d": 1, "sigma": 1.0}, "k >= 1"),
    ({"k": 1, "d": 0, "sigma": 1.0}, "d >= 1"),
    ({"k": 1, "d": 1, "sigma": -1.0}, "sigma >= 0"),
    ({"k": 1, "d": 1, "sigma": float("nan")}, "sigma >= 0"),
    ({"k": 2, "d": 2, "sigma": 1.0, "frame": np.eye(3)}, "frame of size kd"),
])
def test_impossible_tasks_are_refused(wrong, match):
    with pytest.raises(ValueError, match=match):
        SignalTask(**wrong)


def test_a_place_outside_the_image_is_refused():
    with pytest.raises(ValueError, match="t < k"):
        SignalTask(2, 2, 1.0).static(2, 1, np.random.default_rng(0))


@pytest.mark.parametrize("signal", [[1.0], [-1.0], [1.0, 0.0], [0.0, -1.0], [-1.0, 0.0, 0.0], [0.6, -0.48, 0.64]])
def test_any_unit_signal_can_be_carried(signal):
    task = SignalTask.carrying(np.array(signal), 3, 0.1)
    d = len(signal)
    assert task.frame.T @ task.frame == pytest.approx(np.eye(3 * d), abs=1e-12)
    for t in range(3):
        wanted = np.zeros((3, d))
        wanted[t] = signal
        assert task.signals()[:, t] == pytest.approx(wanted.ravel(), abs=1e-12)
    images, labels = task.static(1, 2000, np.random.default_rng(9))
    noise = (images[d : 2 * d] - np.outer(signal, labels)) / 0.1
    assert chi_squared_is_plausible((noise**2).sum(), noise.size)


def test_a_signal_of_another_length_is_refused():
    with pytest.raises(ValueError, match="unit vector"):
        SignalTask.carrying(np.array([0.6, 0.6]), 2, 0.1)
