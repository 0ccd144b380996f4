"""Second-order steps, their equations and Hessians: against least squares, difference quotients and matrix recursions."""

from fractions import Fraction

import numpy as np
import pytest

from numerics.networks import FullyConnected
from numerics.training import LOSSES, OPTIMISERS, Recipe, hessian, pseudo_inverse, rest, solve, train

LINEAR = FullyConnected("identity")


def rationals(rng, *shape):
    return np.array([Fraction(int(p), 7) for p in rng.integers(-9, 10, int(np.prod(shape)))], object).reshape(shape)


def floats(matrix):
    return matrix.astype(float)


def test_one_newton_step_solves_least_squares_exactly():
    rng = np.random.default_rng(1)
    data, labels, start = rationals(rng, 2, 5), rationals(rng, 1, 5), rationals(rng, 1, 2)
    (found,) = train([start], data, labels, Recipe("newton", 1, 1, network=LINEAR))
    assert ((found @ data - labels) @ data.T == 0).all()


def test_a_pseudo_inverse_step_from_zero_is_interpolation_of_least_norm():
    rng = np.random.default_rng(2)
    data, labels = rationals(rng, 4, 2), rationals(rng, 1, 2)
    (found,) = train([0 * rationals(rng, 1, 4)], data, labels, Recipe("pseudo-inverse newton", 1, 1, network=LINEAR))
    assert (found @ data == labels).all()
    assert floats(found) == pytest.approx(floats(labels) @ np.linalg.pinv(floats(data)), rel=1e-9)


def test_a_damped_step_from_zero_is_ridge_regression():
    """(2 XX'/n + 1/10)^(-1) 2 X y'/n, with n = 6."""
    rng = np.random.default_rng(3)
    data, labels = rationals(rng, 3, 6), rationals(rng, 1, 6)
    (found,) = train([0 * rationals(rng, 1, 3)], data, labels, Recipe("damped newton", 1, 1, network=LINEAR))
    x, y = floats(data), floats(labels)
    assert floats(found) == pytest.approx(y @ x.T @ np.linalg.inv(x @ x.T + 0.3 * np.eye(3)), rel=1e-9)


def test_two_loops_are_the_recursion_of_the_inverse_hessian_exactly():
    """B' = (1 - r s y')B(1 - r y s') + r s s', r = 1/(y's), from the identity."""
    rng = np.random.default_rng(4)
    root = rationals(rng, 3, 3)
    curve, weights, rate = root @ root.T, rationals(rng, 1, 3), Fraction(1, 50)
    unit = np.array([[Fraction(int(i == j)) for j in range(3)] for i in range(3)], object)
    state, guess, last = rest([weights]), unit, None
    for _ in range(4):
        gradient = weights @ curve
        if last is not None:
            s, y = (weights - last[0]).T, (gradient - last[1]).T
            r = 1 / (s * y).sum()
            guess = (unit - r * s @ y.T) @ guess @ (unit - r * y @ s.T) + r * s @ s.T
        state, (update,) = OPTIMISERS["l-bfgs"](state._replace(weights=[weights]), [gradient])
        assert (update == gradient @ guess).all()
        last, weights = (weights, gradient), weights - rate * update


def test_pairs_of_negative_curvature_are_left_out():
    state = rest([np.array([1.0])])
    for weights, gradient in ((1.0, 2.0), (0.0, 3.0)):
        state, (update,) = OPTIMISERS["l-bfgs"](state._replace(weights=[np.array([weights])]), [np.array([gradient])])
        assert update == [gradient]


def test_the_hessian_of_a_linear_unit_is_that_of_least_squares_exactly():
    rng = np.random.default_rng(5)
    data, labels, weights = rationals(rng, 3, 4), rationals(rng, 1, 4), rationals(rng, 1, 3)
    slopes = lambda w: LINEAR.gradients(w, data, lambda outputs: LOSSES["squared"].slope(outputs, labels))
    assert (hessian(slopes, [weights]) == data @ data.T / 2).all()


@pytest.mark.parametrize("activation", ["tanh", "square"])
def test_hessians_are_difference_quotients_of_gradients(activation):
    rng = np.random.default_rng(6)
    net, weights = FullyConnected(activation), [rng.standard_normal((2, 3)), rng.standard_normal((1, 2))]
    data, labels = rng.standard_normal((3, 4)), rng.standard_normal((1, 4))
    slopes = lambda w: net.gradients(w, data, lambda outputs: LOSSES["squared"].slope(outputs, labels))
    found, flat = hessian(slopes, weights), lambda arrays: np.concatenate([a.ravel() for a in arrays])
    assert found == pytest.approx(found.T, rel=1e-12)
    step = 1e-5
    for i in range(8):
        move = step * np.eye(8)[i]
        there, back = ([w + s * move[a:b].reshape(w.shape) for w, a, b in zip(weights, (0, 6), (6, 8), strict=True)]
                       for s in (1, -1))
        assert found[i] == pytest.approx((flat(slopes(there)) - flat(slopes(back))) / (2 * step), rel=1e-6, abs=1e-7)


def test_hessians_keep_extended_precision():
    rng = np.random.default_rng(7)
    weights = [rng.standard_normal((2, 2)).astype(np.longdouble), rng.standard_normal((1, 2)).astype(np.longdouble)]
    data, net = rng.standard_normal((2, 3)).astype(np.longdouble), FullyConnected("tanh")
    slopes = lambda w: net.gradients(w, data, lambda outputs: 2 * outputs / 3)
    wide, narrow = hessian(slopes, weights), hessian(slopes, [w.astype(float) for w in weights])
    assert wide.dtype == np.longdouble
    assert np.abs(wide - wide.T).max() < 1e-17 and np.abs(wide - narrow).max() < 1e-14


def test_equations_are_solved_exactly_and_singular_ones_refused():
    rng = np.random.default_rng(8)
    matrix, right = rationals(rng, 4, 4), rationals(rng, 4, 2)
    assert (matrix @ solve(matrix, right) == right).all()
    singular = matrix.copy()
    singular[3] = singular[0] + singular[1]
    with pytest.raises(ZeroDivisionError, match="rank 3, not 4"):
        solve(singular, right)
    swapped = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert solve(swapped, np.array([2.0, 3.0])).tolist() == [3, 2]


def test_the_pseudo_inverse_satisfies_penroses_equations_exactly():
    rng = np.random.default_rng(9)
    matrix = rationals(rng, 4, 2) @ rationals(rng, 2, 5)
    found = pseudo_inverse(matrix)
    assert (matrix @ found @ matrix == matrix).all() and (found @ matrix @ found == found).all()
    assert ((matrix @ found).T == matrix @ found).all() and ((found @ matrix).T == found @ matrix).all()
    assert pseudo_inverse(floats(matrix)) == pytest.approx(np.linalg.pinv(floats(matrix)), abs=1e-9)
    assert (pseudo_inverse(0 * matrix) == np.zeros((5, 4))).all()


def test_newton_needs_a_hessian():
    with pytest.raises(ValueError, match="Hessian"):
        OPTIMISERS["newton"](rest([np.ones(1)]), [np.ones(1)])
