"""Angles of uniform skew matrices: against skew matrices drawn entry by entry, kept if their norm is at most 1."""

import numpy as np
import pytest

from numerics.groups.skew_spectra import uniform_angles


def by_rejection(d, size, rng):
    rows, columns = np.triu_indices(d, 1)
    found = np.empty((0, d // 2))
    while len(found) < size:
        skew = np.zeros((40_000, d, d))
        skew[:, rows, columns] = rng.uniform(-1, 1, (len(skew), len(rows)))
        angles = np.linalg.svd(skew - skew.swapaxes(1, 2), compute_uv=False)[:, 0 : 2 * (d // 2) : 2]
        found = np.concatenate([found, angles[angles[:, 0] <= 1]])
    return found[:size]


@pytest.mark.parametrize("d", [3, 4, 5])
def test_moments_are_those_of_skew_matrices_kept_by_their_norm(d):
    rng = np.random.default_rng(0)
    drawn, kept = uniform_angles(d, 0.5, 6000, rng) / 0.5, by_rejection(d, 2000, rng)
    for power in (2, 4):
        difference = (drawn**power).mean(0) - (kept**power).mean(0)
        deviation = np.sqrt((drawn**power).var(0) / len(drawn) + (kept**power).var(0) / len(kept))
        assert (np.abs(difference) < 5 * deviation).all()


def test_the_norm_of_a_uniform_matrix_has_the_law_of_a_power():
    """The share of the ball within a factor t is t^(d(d-1)/2)."""
    largest = uniform_angles(16, 1.0, 4000, np.random.default_rng(1)).max(1)
    assert abs(np.mean(largest**120) - 0.5) < 5 / np.sqrt(12 * 4000)


def test_what_is_no_ball_is_refused():
    with pytest.raises(ValueError, match="needs d >= 2"):
        uniform_angles(1, 1.0, 3, np.random.default_rng(0))
