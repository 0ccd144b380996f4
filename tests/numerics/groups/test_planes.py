"""Rotations at a given distance, and how they act on signs of bilinear forms."""

import numpy as np
import pytest

from numerics.groups import haar, rotation_at, signs_differ


@pytest.mark.parametrize(("d", "distance"), [(2, 0.5), (2, 8**0.5), (3, 2.0), (5, 3.5), (4, 4.0)])
def test_a_rotation_at_the_distance(d, distance):
    turn = rotation_at(d, distance)
    assert np.linalg.norm(turn - np.eye(d)) == pytest.approx(distance)
    assert np.linalg.norm(turn @ turn.T - np.eye(d)) < 1e-14
    assert np.linalg.det(turn) == pytest.approx(1)


@pytest.mark.parametrize(("d", "distance"), [(2, 3.0), (3, 0.0), (5, 4.5)])
def test_hypotheses(d, distance):
    with pytest.raises(ValueError, match="needs 0 < distance"):
        rotation_at(d, distance)


def test_in_the_plane_signs_differ_with_the_angle():
    rng = np.random.default_rng(2)
    angle = 0.7
    turn = rotation_at(2, 8**0.5 * np.sin(angle / 2))
    first = haar(2, rng)
    assert signs_differ(turn @ first, first, 40_000, rng).mean() == pytest.approx(angle / np.pi, abs=0.01)


def test_opposite_matrices_always_differ():
    rng = np.random.default_rng(3)
    first = haar(5, rng)
    assert signs_differ(-first, first, 500, rng).all()
