"""Training: against closed forms, and its symmetries, exactly on rationals and within measured rounding on floats."""

from fractions import Fraction

import numpy as np
import pytest

from numerics.groups import haar, hyperoctahedral, polished, rational_invertible, rational_orthogonal
from numerics.networks import Convolutional, FullyConnected, LocallyConnected
from numerics.training import LOSSES, OPTIMISERS, Recipe, train, trajectory


def problem(seed, outputs=1, d=5, width=7, samples=12):
    rng = np.random.default_rng(seed)
    shapes = (width, d), (width, width), (outputs, width)
    weights = [rng.standard_normal(shape) / np.sqrt(shape[1]) for shape in shapes]
    return rng, weights, rng.standard_normal((d, samples)), rng.choice([-1.0, 1.0], (outputs, samples))


def fractions(matrix):
    return np.array([[Fraction(int(a.p), int(a.q)) for a in row] for row in matrix.tolist()], object)


def rationals(rng, *shape):
    return np.array([Fraction(int(p), 7) for p in rng.integers(-9, 9, int(np.prod(shape)))], object).reshape(shape)


def test_descent_on_least_squares_has_the_closed_form_of_a_linear_recursion():
    rng = np.random.default_rng(1)
    data, labels, start = rng.standard_normal((3, 9)), rng.standard_normal((1, 9)), rng.standard_normal((1, 3))
    (w,) = train([start], data, labels, Recipe("descent", 0.1, 30, network=FullyConnected("identity")))
    best = np.linalg.lstsq(data.T, labels[0], rcond=None)[0]
    shrink = np.linalg.matrix_power(np.eye(3) - 0.2 * data @ data.T / 9, 30)
    assert w[0] == pytest.approx(best + shrink @ (start[0] - best), abs=1e-13)


SECOND_ORDER = {"newton", "damped newton", "pseudo-inverse newton", "l-bfgs"}


@pytest.mark.parametrize("name", [name for name in OPTIMISERS if name not in SECOND_ORDER | {"shampoo in blocks"}])
@pytest.mark.parametrize("loss", list(LOSSES))
def test_every_optimiser_of_first_order_lowers_the_loss(name, loss):
    _, weights, data, labels = problem(2)
    recipe = Recipe(name, {"lars": 10, "adagrad norm": 0.1}.get(name, 0.02), 30, loss)
    value = lambda w: LOSSES[loss].value(recipe.network.outputs(w, data), labels)
    assert value(train(weights, data, labels, recipe)) < 0.9 * value(weights)


@pytest.mark.parametrize("name, equivariant", [
    ("descent", True), ("momentum", True), ("sign descent", False), ("adam", False),
])
def test_training_commutes_with_rotations_within_rounding(name, equivariant):
    rng, weights, data, labels = problem(3)
    turn, fresh = haar(5, rng), rng.standard_normal((5, 9))
    net, found = FullyConnected("tanh"), {}
    for dtype in (np.float32, np.float64):
        w, x, u, new = ([a.astype(dtype) for a in weights], *(a.astype(dtype) for a in (data, turn, fresh)))
        recipe = Recipe(name, 0.05, 40)
        plain = net.outputs(train(w, x, labels, recipe), new)
        turned = net.outputs(train([w[0] @ u.T, *w[1:]], u @ x, labels, recipe), u @ new)
        found[dtype] = plain, turned
        assert plain.dtype == dtype
    rounding = max(np.abs(a - b).max() for a, b in zip(*found.values(), strict=True))
    plain, turned = found[np.float64]
    if equivariant:
        assert np.abs(plain - turned).max() < 1e-6 * rounding
    else:
        assert np.abs(plain - turned).max() > 0.05


@pytest.mark.parametrize("name", ["descent", "momentum"])
def test_more_digits_bring_the_rotated_training_closer(name):
    rng, weights, data, labels = problem(3)
    turn, recipe, gaps = haar(5, rng), Recipe(name, 0.05, 40), []
    for dtype in (np.float64, np.longdouble):
        w, x, u = [a.astype(dtype) for a in weights], data.astype(dtype), polished(turn.astype(dtype))
        turned = train([w[0] @ u.T, *w[1:]], u @ x, labels, recipe)[0]
        gaps.append(np.abs(turned @ u - train(w, x, labels, recipe)[0]).max() / np.finfo(dtype).eps)
    assert max(gaps) < 200


@pytest.mark.parametrize("activation", ["square", "relu", "identity"])
@pytest.mark.parametrize("name", ["descent", "momentum"])
def test_training_commutes_exactly_with_rational_rotations_only(name, activation):
    rng = np.random.default_rng(4)
    weights = [rationals(rng, 4, 3), rationals(rng, 1, 4)]
    data, labels, fresh = rationals(rng, 3, 5), rationals(rng, 1, 5), rationals(rng, 3, 2)
    recipe = Recipe(name, Fraction(1, 10), 2, network=FullyConnected(activation))

    def prediction(u, start):
        return recipe.network.outputs(train([start, weights[1]], u @ data, labels, recipe), u @ fresh)

    same = np.array([[Fraction(int(i == j)) for i in range(3)] for j in range(3)], object)
    turn, skewed = fractions(rational_orthogonal(3, rng)), rational_invertible(3, rng)
    plain = prediction(same, weights[0])
    assert (prediction(turn, weights[0] @ turn.T) == plain).all()
    assert (prediction(turn, weights[0]) != plain).any()
    assert (prediction(fractions(skewed), weights[0] @ fractions(skewed.inv())) != plain).any()
    assert all(isinstance(a, Fraction) for a in plain.ravel())


@pytest.mark.parametrize("name", ["sign descent", "adam"])
def test_coordinatewise_optimisers_commute_with_the_symmetries_of_the_cube(name):
    rng, weights, data, labels = problem(5, d=3)
    recipe = Recipe(name, 0.05, 20)
    plain = train(weights, data, labels, recipe)[0]
    for g in hyperoctahedral(3):
        moved = train([weights[0] @ g.matrix().T, *weights[1:]], g.matrix() @ data, labels, recipe)[0]
        assert np.abs(moved @ g.matrix() - plain).max() < 1e-9


@pytest.mark.parametrize("network, shape, same_turn", [
    (LocallyConnected, (3, 4), False), (Convolutional, (1, 4), True),
])
def test_local_networks_commute_with_rotations_of_their_patches(network, shape, same_turn):
    rng = np.random.default_rng(6)
    data, labels, start = rng.standard_normal((12, 10)), rng.choice([-1.0, 1.0], (1, 10)), rng.standard_normal(shape)
    recipe = Recipe("momentum", 0.02, 15, network=network(0.2))
    turns = [haar(4, rng)] * 3 if same_turn else [haar(4, rng) for _ in range(3)]
    images = np.vstack([u @ data[4 * i : 4 * i + 4] for i, u in enumerate(turns)])
    turned_start = np.stack([u @ w for u, w in zip(turns, start, strict=False)])
    turned = train([turned_start], images, labels, recipe)[0]
    plain = train([start], data, labels, recipe)[0]
    assert np.abs(turned - np.stack([u @ w for u, w in zip(turns, plain, strict=False)])).max() < 1e-12
    frame = haar(12, rng)
    mixed = recipe.network.outputs(train([start], frame @ data, labels, recipe), frame @ data)
    assert np.abs(mixed - recipe.network.outputs([plain], data)).max() > 0.05


def test_a_trajectory_starts_at_the_weights_and_its_prefixes_are_shorter_trainings():
    _, weights, data, labels = problem(7)
    kept = [w.copy() for w in weights]
    states = list(trajectory(weights, data, labels, Recipe("adam", 0.01, 4)))
    assert len(states) == 5
    assert all((a == b).all() for a, b in zip(weights, kept, strict=True))
    for steps, state in enumerate(states):
        shorter = train(weights, data, labels, Recipe("adam", 0.01, steps))
        assert all((a == b).all() for a, b in zip(state, shorter, strict=True))


def test_longdouble_stays_longdouble_and_integers_are_taken_over():
    _, weights, data, _ = problem(8)
    extended = [w.astype(np.longdouble) for w in weights]
    trained = train(extended, np.eye(5, dtype=np.int64), np.ones((1, 5), np.int64), Recipe("adam", 0.01, 3, "logistic"))
    assert all(w.dtype == np.longdouble for w in trained)
    double = train(weights, np.eye(5), np.ones((1, 5)), Recipe("adam", 0.01, 3, "logistic"))
    assert max(np.abs(a - b).max() for a, b in zip(trained, double, strict=True)) < 1e-13


def test_what_does_not_fit_is_refused():
    _, weights, data, labels = problem(9)
    with pytest.raises(ValueError, match="shape of the outputs"):
        train(weights, data, labels[0], Recipe("descent", 0.1, 1))
    with pytest.raises(ValueError, match="optimiser is one of"):
        Recipe("steepest", 0.1, 1)
    with pytest.raises(ValueError, match="loss is one of"):
        Recipe("descent", 0.1, 1, "hinge")
    with pytest.raises(ValueError, match="steps >= 0"):
        Recipe("descent", 0.1, -1)
