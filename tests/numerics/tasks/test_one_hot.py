"""The one-hot task: its points, its law, and what a convolution knows about it."""

import numpy as np
import pytest

from numerics.tasks import one_hot, one_hot_points


@pytest.mark.parametrize("d", [1, 2, 5])
def test_points_are_the_signed_unit_vectors_with_their_signs(d):
    inputs, labels = one_hot_points(d)
    wanted = {tuple(y if j == i else 0 for j in range(d)) + (y,) for i in range(d) for y in (1, -1)}
    assert {(*x, y) for x, y in zip(inputs.T.tolist(), labels[0].tolist(), strict=True)} == wanted
    assert inputs.shape == (d, 2 * d) and labels.shape == (1, 2 * d)


def test_draws_are_uniform_on_the_points():
    d, size = 4, 40_000
    inputs, labels = one_hot(d, size, np.random.default_rng(1))
    assert (inputs.sum(0) == labels[0]).all()  # the one-sample rule of a convolution with global pooling
    share = np.array([(inputs[i] == y).mean() for i in range(d) for y in (1, -1)])
    # Hoeffding, with false alarms once in 10^9.
    assert np.abs(share - 1 / (2 * d)).max() < np.sqrt(np.log(2 * 2 * d * 1e9) / (2 * size))


@pytest.mark.parametrize("d, n", [(4, 3), (8, 8)])
def test_share_of_unseen_places_is_as_counted(d, n):
    rng, runs = np.random.default_rng(2), 4000
    unseen = np.array([(~one_hot(d, n, rng)[0].any(1)).mean() for _ in range(runs)])
    assert abs(unseen.mean() - (1 - 1 / d) ** n) < np.sqrt(np.log(2e9) / (2 * runs))


def test_no_coordinates_are_refused():
    with pytest.raises(ValueError, match="d >= 1"):
        one_hot(0, 3, np.random.default_rng(0))
