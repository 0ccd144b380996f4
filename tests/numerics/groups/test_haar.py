"""Haar draws against the exact moments of the orthogonal group (Collins and Sniady 2006)."""

import numpy as np
import pytest

from numerics.groups import haar, haar_direction, polished, stiefel

DRAWS, N = 20_000, 4
FALSE_ALARM = 1e-9


def radius(variance, spread, draws):
    """Bernstein: a mean of ``draws`` values within ``spread`` of their mean is farther off with chance FALSE_ALARM."""
    log = np.log(2 / FALSE_ALARM)
    return np.sqrt(2 * variance * log / draws) + 2 * spread * log / (3 * draws)


def even_moment(power, n):
    """E u_1^power on the sphere of R^n: 1 3 5 ... over n (n + 2) (n + 4) ..."""
    return np.prod([(2 * j + 1) / (n + 2 * j) for j in range(power // 2)])


@pytest.fixture(scope="module")
def matrices():
    rng = np.random.default_rng(1)
    return np.array([haar(N, rng) for _ in range(DRAWS)])


def test_rows_and_columns_are_orthonormal(matrices):
    assert np.abs(matrices @ matrices.swapaxes(1, 2) - np.eye(N)).max() < 1e-13
    assert np.abs(matrices.swapaxes(1, 2) @ matrices - np.eye(N)).max() < 1e-13


@pytest.mark.parametrize("power", [2, 4, 6])
@pytest.mark.parametrize("entry", [(0, 0), (0, 3), (2, 1), (3, 3)])
def test_even_moments_of_an_entry(matrices, entry, power):
    values = matrices[:, *entry] ** power
    mean = even_moment(power, N)
    assert abs(values.mean() - mean) < radius(even_moment(2 * power, N) - mean**2, 1, DRAWS)


def test_joint_moment_of_two_entries(matrices):
    values = (matrices[:, 0, 0] * matrices[:, 1, 1]) ** 2
    mean = (N + 1) / (N * (N - 1) * (N + 2))
    assert abs(values.mean() - mean) < radius(mean, 1, DRAWS)


def test_diagonal_has_mean_zero_which_plain_qr_has_not(matrices):
    diagonals = np.einsum("aii->ai", matrices)
    assert np.abs(diagonals.mean(0)).max() < radius(1 / N, 1, DRAWS)
    plain = np.array([np.linalg.qr(m)[0][0, 0] for m in np.random.default_rng(2).standard_normal((2000, N, N))])
    assert abs(plain.mean()) > 4 * radius(1 / N, 1, 2000)


def test_trace_has_variance_one_and_fourth_moment_three(matrices):
    trace = np.einsum("aii->a", matrices)
    assert abs((trace**2).mean() - 1) < radius(3 - 1, N**2, DRAWS)
    assert abs((trace**4).mean() - 3) < radius(N**4 * 3, N**4, DRAWS)


def test_both_components_are_equally_likely(matrices):
    assert abs(np.linalg.det(matrices).mean()) < radius(1, 1, DRAWS)


def test_direction_is_a_unit_vector_with_the_moments_of_the_sphere():
    rng = np.random.default_rng(3)
    directions = np.array([haar_direction(5, rng) for _ in range(DRAWS)])
    assert np.abs(np.linalg.norm(directions, axis=1) - 1).max() < 1e-14
    for power in (2, 4):
        mean = even_moment(power, 5)
        bound = radius(even_moment(2 * power, 5) - mean**2, 1, DRAWS)
        assert np.abs((directions**power).mean(0) - mean).max() < bound
    products = directions[:, :4] * directions[:, 1:]
    assert np.abs(products.mean(0)).max() < radius(1 / 35, 1, DRAWS)


def test_frames_have_orthonormal_columns_with_the_moments_of_the_sphere():
    rng = np.random.default_rng(4)
    frames = np.array([stiefel(5, 2, rng) for _ in range(DRAWS)])
    assert np.abs(frames.swapaxes(1, 2) @ frames - np.eye(2)).max() < 1e-13
    assert np.abs(frames.mean(0)).max() < radius(1 / 5, 1, DRAWS)
    projections = (frames**2).sum(2)
    assert np.abs(projections.mean(0) - 2 / 5).max() < radius(2 / 5, 1, DRAWS)


def test_one_dimension_is_a_fair_sign():
    rng = np.random.default_rng(5)
    signs = np.array([haar(1, rng)[0, 0] for _ in range(4000)])
    assert set(signs) == {-1.0, 1.0}
    assert abs(signs.mean()) < radius(1, 1, 4000)


@pytest.mark.parametrize("n, k", [(0, 0), (3, 4), (3, 0), (-1, 1)])
def test_impossible_frames_are_refused(n, k):
    with pytest.raises(ValueError, match="1 <= k <= n"):
        stiefel(n, k, np.random.default_rng(0))


@pytest.mark.parametrize("dtype", [np.float64, np.longdouble])
def test_polished_frames_are_orthonormal_to_the_last_digits_and_hardly_moved(dtype):
    rng = np.random.default_rng(6)
    for frame in (haar(9, rng), stiefel(9, 4, rng)):
        fine = polished(frame.astype(dtype))
        assert fine.dtype == dtype
        assert np.abs(fine.T @ fine - np.eye(frame.shape[1])).max() < 8 * np.finfo(dtype).eps
        assert np.abs(fine - frame).max() < 1e-14
