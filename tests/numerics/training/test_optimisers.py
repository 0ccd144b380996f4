"""Optimisers against their formulas summed over the whole past, and against known special cases."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from numerics.training import OPTIMISERS, rest


def updates_of(name, gradients):
    """Updates of one array from its gradients in turn."""
    state, found = rest([gradients[0]]), []
    for gradient in gradients:
        state, (update,) = OPTIMISERS[name](state, [gradient])
        found.append(update)
    return found


def test_momentum_is_the_sum_of_past_gradients_with_falling_weights_exactly():
    gradients = [np.array([Fraction(t * t - 3, t + 1), Fraction(1, t + 2)]) for t in range(6)]
    for t, update in enumerate(updates_of("momentum", gradients)):
        wanted = sum(Fraction(9, 10) ** (t - s) * gradients[s] for s in range(t + 1))
        assert (update == wanted).all()


def test_adam_is_the_quotient_of_weighted_means_of_the_past():
    gradients = np.random.default_rng(1).standard_normal((8, 3)) * [1e-3, 1, 1e3]
    for t, update in enumerate(updates_of("adam", list(gradients))):
        for i, found in enumerate(update):
            slow = [0.9 ** (t - s) for s in range(t + 1)]
            slower = [0.999 ** (t - s) for s in range(t + 1)]
            mean = sum(w * g for w, g in zip(slow, gradients[:, i], strict=False)) / sum(slow)
            square = sum(w * g * g for w, g in zip(slower, gradients[:, i], strict=False)) / sum(slower)
            assert found == pytest.approx(mean / (sqrt(square) + 1e-8), rel=1e-10)


def test_first_step_of_adam_is_the_sign_of_the_gradient():
    gradient = np.array([3.0, -0.2, 0.0, 1e-3])
    (update,) = updates_of("adam", [gradient])
    assert update == pytest.approx(gradient / (np.abs(gradient) + 1e-8), rel=1e-12)
    assert updates_of("sign descent", [gradient])[0].tolist() == [1, -1, 0, 1]


def test_descent_is_the_gradient():
    gradient = np.array([3.0, -0.2])
    assert all((update == gradient).all() for update in updates_of("descent", [gradient] * 3))


@pytest.mark.parametrize("name", list(OPTIMISERS))
def test_optimisers_leave_state_and_gradients_alone(name):
    gradients = [np.array([[1.0, -2.0]]), np.array([0.5])]
    before = rest(gradients)
    first = OPTIMISERS[name](before, gradients)
    again = OPTIMISERS[name](before, gradients)
    assert [g.tolist() for g in gradients] == [[[1.0, -2.0]], [0.5]]
    assert not any(np.any(a) for a in before.means + before.squares) and before.steps == 0
    assert all((a == b).all() for a, b in zip(first[1], again[1], strict=True))
