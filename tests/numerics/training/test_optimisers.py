"""Optimisers against their formulas summed over the whole past, textbook forms, decompositions and values by hand."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from numerics.training import OPTIMISERS, ROOTLESS, rest


def updates_of(name, gradients, weights=None, rate=1):
    """Updates of one array from its gradients in turn, at the given weights, one array for each gradient or for all."""
    state, found = rest([gradients[0]]), []
    places = weights if isinstance(weights, list) else [weights] * len(gradients)
    for gradient, place in zip(gradients, places, strict=True):
        state, (update,) = OPTIMISERS[name](state._replace(weights=[place], rate=rate), [gradient])
        found.append(update)
    return found


def fractions(*rows):
    return np.array([[Fraction(a) for a in row] for row in rows], dtype=object)


def test_momentum_is_the_sum_of_past_gradients_with_falling_weights_exactly():
    gradients = [np.array([Fraction(t * t - 3, t + 1), Fraction(1, t + 2)]) for t in range(6)]
    for t, update in enumerate(updates_of("momentum", gradients)):
        wanted = sum(Fraction(9, 10) ** (t - s) * gradients[s] for s in range(t + 1))
        assert (update == wanted).all()


def test_nesterov_is_its_textbook_form_seen_from_where_it_looks_ahead():
    """x' = y - eta f'(y), y' = x' + (9/10)(x' - x), for f(w) = w^2/2 + w^3: the weights of the optimiser are the y."""
    eta, slope = Fraction(1, 8), lambda w: w + 3 * w**2
    x = y = w = Fraction(1, 3)
    state = rest([np.array([w], dtype=object)])
    for _ in range(4):
        state, (update,) = OPTIMISERS["nesterov"](state, [np.array([slope(w)], dtype=object)])
        w = w - eta * update[0]
        x, before = y - eta * slope(y), x
        y = x + Fraction(9, 10) * (x - before)
        assert w == y


def test_adam_is_the_quotient_of_weighted_means_of_the_past():
    gradients = np.random.default_rng(1).standard_normal((8, 3)) * [1e-3, 1, 1e3]
    for t, update in enumerate(updates_of("adam", list(gradients))):
        for i, found in enumerate(update):
            slow = [0.9 ** (t - s) for s in range(t + 1)]
            slower = [0.999 ** (t - s) for s in range(t + 1)]
            mean = sum(w * g for w, g in zip(slow, gradients[:, i], strict=False)) / sum(slow)
            square = sum(w * g * g for w, g in zip(slower, gradients[:, i], strict=False)) / sum(slower)
            assert found == pytest.approx(mean / (sqrt(square) + 1e-8), rel=1e-10)


def test_rmsprop_divides_by_the_root_of_a_mean_that_starts_at_zero():
    gradients = np.random.default_rng(2).standard_normal((5, 2))
    for t, update in enumerate(updates_of("rmsprop", list(gradients))):
        square = sum(0.01 * 0.99 ** (t - s) * gradients[s] ** 2 for s in range(t + 1))
        assert update == pytest.approx(gradients[t] / (np.sqrt(square) + 1e-8), rel=1e-10)


def test_first_step_of_adam_is_the_sign_of_the_gradient():
    gradient = np.array([3.0, -0.2, 0.0, 1e-3])
    (update,) = updates_of("adam", [gradient])
    assert update == pytest.approx(gradient / (np.abs(gradient) + 1e-8), rel=1e-12)
    assert updates_of("sign descent", [gradient])[0].tolist() == [1, -1, 0, 1]
    (decayed,) = updates_of("adamw", [gradient], weights=np.array([100.0, 0.0, 50.0, -1.0]))
    assert decayed == pytest.approx([2, -1, 0.5, 0.99], rel=1e-4)


def test_descent_is_the_gradient():
    gradient = np.array([3.0, -0.2])
    assert all((update == gradient).all() for update in updates_of("descent", [gradient] * 3))


def test_weight_decay_is_descent_on_the_loss_and_a_200th_of_the_squared_norm():
    weights, gradient = fractions([3, -1]), fractions([1, 2])
    step = Fraction(1, 10**6)
    penalty = lambda w: (w * w).sum() / 200
    (update,) = updates_of("weight decay", [gradient], weights)
    for i in range(2):
        moved = weights + step * fractions([int(j == i) for j in range(2)])
        back = weights - step * fractions([int(j == i) for j in range(2)])
        assert update[0, i] - gradient[0, i] == (penalty(moved) - penalty(back)) / (2 * step)


@pytest.mark.parametrize("name, wanted", [
    ("norm clipping", [[0.6, 0.0], [0.8, 0.0]]), ("normalised descent", [[0.6, 0.0], [0.8, 0.0]]),
    ("adagrad norm", [[0.6, 0.0], [0.8, 0.0]]),
])
def test_lengths_are_those_of_all_layers_together(name, wanted):
    layers = [np.array([[3.0, 0.0]]), np.array([[4.0], [0.0]])]
    _, updates = OPTIMISERS[name](rest(layers), layers)
    assert [u.ravel() for u in updates] == [pytest.approx(w, abs=1e-9) for w in wanted]


def test_short_gradients_are_not_clipped_and_all_are_normalised():
    gradient = np.array([0.03, -0.04])
    assert updates_of("norm clipping", [gradient])[0] == pytest.approx(gradient, rel=1e-12)
    assert updates_of("normalised descent", [gradient])[0] == pytest.approx([0.6, -0.8], rel=1e-7)
    assert updates_of("adagrad norm", [gradient, 20 * gradient])[1] == pytest.approx(
        20 * gradient / np.sqrt(0.05**2 + 1), rel=1e-7,
    )


def test_lars_moves_a_thousandth_of_the_weights_length():
    weights, gradient = np.array([3.0, 4.0]), np.array([0.0, 2.0])
    first, second = updates_of("lars", [gradient, gradient], weights)
    trust = 5e-3 / (2 + 5e-4)
    assert first == pytest.approx([trust * 3e-4, trust * 2.0004], rel=1e-12)
    assert second == pytest.approx(1.9 * first, rel=1e-12)
    assert updates_of("lars", [gradient], np.zeros(2))[0].tolist() == [0, 2]


def test_adagrad_divides_by_the_root_of_all_squares_so_far():
    one, two = updates_of("adagrad", [np.array([3.0, -1.0]), np.array([4.0, 0.0])])
    assert one == pytest.approx([1, -1], rel=1e-8)
    assert two == pytest.approx([0.8, 0], rel=1e-8)


def test_lamb_steps_as_far_as_its_weights_are_long():
    weights, gradient = np.array([[0.3, -0.4]]), np.array([[7.0, 2.0]])
    (update,) = updates_of("lamb", [gradient], weights)
    direction = np.array([1 + 0.003, 1 - 0.004])
    assert update[0] == pytest.approx(direction / np.hypot(*direction) / 2, rel=1e-6)


def test_first_step_of_adafactor_divides_by_the_matrix_of_rank_one_with_the_right_sums():
    gradient = np.array([[1.0, 2.0], [3.0, -4.0]])
    (update,) = updates_of("adafactor", [gradient])
    guess = gradient / update
    assert guess**2 == pytest.approx(np.outer([5, 25], [10, 20]) / 30, rel=1e-12)


def test_lion_by_hand():
    one, two = updates_of("lion", [fractions([5, -3, 0]), fractions(["-1/2", "1/5", 2])])
    assert one.tolist() == [[1, -1, 0]]
    # Means of a hundredth: 9/10 * 1/20 - 1/20 < 0, -9/10 * 3/100 + 1/50 < 0.
    assert two.tolist() == [[-1, -1, 1]]


def test_value_clipping_by_hand():
    assert updates_of("value clipping", [fractions([3, "-1/2", -7, 1])])[0].tolist() == [[1, Fraction(-1, 2), -1, 1]]


def test_a_proximal_step_satisfies_the_conditions_of_the_least_value_exactly():
    """x minimises (x - v)^2/(2 eta) + |x|/10, v = w - eta g: (v - x)/eta is sign(x)/10, or at most 1/10 where x = 0."""
    weights, gradient, rate = fractions([1, "1/100", "-1/3", 0]), fractions([2, "1/50", -1, "-1/20"]), Fraction(1, 4)
    (update,) = updates_of("l1 proximal", [gradient], weights, rate)
    found, moved = weights - rate * update, weights - rate * gradient
    for x, v in zip(found[0], moved[0], strict=True):
        pull = (v - x) / rate
        assert pull == Fraction(1, 10) * (1 if x > 0 else -1) if x else abs(pull) <= Fraction(1, 10)
    assert found[0, 1] == found[0, 3] == 0 != found[0, 0]


@pytest.mark.parametrize("name", list(OPTIMISERS))
def test_optimisers_leave_state_and_gradients_alone(name):
    gradients = [np.array([[1.0, -2.0]]), np.array([[0.5]])]
    square = np.array([[2.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 3.0]])
    before = rest(gradients)._replace(weights=[2 * g for g in gradients], rate=0.1, hessian=lambda: square)
    first = OPTIMISERS[name](before, gradients)
    again = OPTIMISERS[name](before, gradients)
    assert [g.tolist() for g in gradients] == [[[1.0, -2.0]], [[0.5]]]
    assert not any(np.any(a) for a in before.means + before.squares) and before.steps == 0 and before.past == ()
    assert square[0, 0] == 2.0
    assert first[0].steps == 1 and [u.shape for u in first[1]] == [(1, 2), (1, 1)]
    assert all((a == b).all() for a, b in zip(first[1], again[1], strict=True))


@pytest.mark.parametrize("name", sorted(ROOTLESS))
def test_optimisers_without_roots_stay_in_the_rationals(name):
    gradients = [fractions([1, "-2/3"])]
    state = rest(gradients)._replace(
        weights=[fractions([3, "1/7"])], rate=Fraction(1, 3), hessian=lambda: fractions([2, "1/3"], ["1/3", 1]),
    )
    for _ in range(3):
        state, (update,) = OPTIMISERS[name](state, gradients)
        assert all(isinstance(a, Fraction | int) for a in update.ravel())
        state = state._replace(weights=[state.weights[0] - update / 3])
