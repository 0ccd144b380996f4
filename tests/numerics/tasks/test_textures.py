"""The texture task against its definition, pair by pair."""

import pytest

from numerics.tasks import textures


def test_points_are_pairs_at_distance_one_and_two():
    points, labels = textures(7)
    found = {(frozenset(column.nonzero()[0].tolist()), sign) for column, sign in zip(points.T, labels[0], strict=True)}
    near = {(frozenset({i, (i + 1) % 7}), -1) for i in range(7)}
    far = {(frozenset({i, (i + 2) % 7}), 1) for i in range(7)}
    assert found == near | far
    assert points.sum() == 4 * 7


def test_below_five_two_points_coincide():
    with pytest.raises(ValueError, match="d >= 5"):
        textures(4)
