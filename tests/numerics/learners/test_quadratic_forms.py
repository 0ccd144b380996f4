"""Forms in coordinates against Gauss-Hermite quadrature, least mean squares by another road, exact ranks."""

import itertools

import numpy as np
import pytest
from flint import fmpz_mat

from numerics.groups import haar
from numerics.learners import (
    coordinates,
    gaussian_forms,
    pinning_inputs,
    pins_down,
    products,
    squares,
    unexplained,
)


def quadrature(d):
    """Points and weights that are exact, for standard Gaussian x, on polynomials of degree 5 in each entry."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(3)
    points = np.array(list(itertools.product(nodes, repeat=d)))
    return points, np.array([np.prod(w) for w in itertools.product(weights / weights.sum(), repeat=d)])


def values(forms, inputs):
    return np.einsum("...ni,...ij,...nj->...n", inputs, forms, inputs)


@pytest.mark.parametrize("d", [1, 2, 3])
def test_coordinates_turn_the_mean_of_products_into_the_scalar_product(d):
    points, weights = quadrature(d)
    one, two = gaussian_forms(d, 2, np.random.default_rng(d))
    z = coordinates(points)
    mean = (weights * np.einsum("ij,nij->n", one, z) * np.einsum("ij,nij->n", two, z)).sum()
    assert mean == pytest.approx((one * two).sum(), rel=1e-12)


def test_coordinates_of_a_turned_input_are_the_turned_coordinates():
    rng = np.random.default_rng(3)
    turn, inputs = haar(4, rng), rng.standard_normal((5, 4))
    np.testing.assert_allclose(coordinates(inputs @ turn.T), turn @ coordinates(inputs) @ turn.T, atol=1e-12)


@pytest.mark.parametrize("features, count", [(products, 6), (squares, 3)])
def test_every_form_is_a_combination_of_its_features(features, count):
    rng = np.random.default_rng(4)
    form, inputs = gaussian_forms(3, 1, rng)[0], rng.standard_normal((20, 3))
    form = form if features is products else np.diag(np.diag(form))
    rows = features(inputs)
    assert rows.shape == (20, count)
    residual = np.linalg.lstsq(rows, values(form, inputs), rcond=None)[1]
    assert residual == pytest.approx(0, abs=1e-20)


@pytest.mark.parametrize("d, n", [(2, 2), (3, 1), (3, 4)])
def test_what_stays_unexplained_is_the_loss_of_the_form_of_least_mean_square(d, n):
    """The form by Lagrange multipliers in the entries of A and the closed moments, its loss by quadrature."""
    rng = np.random.default_rng(10 * d + n)
    inputs, target = rng.standard_normal((n, d)), gaussian_forms(d, 1, rng)[0]
    identity = np.eye(d).ravel()
    moments = 2 * np.eye(d * d) + np.outer(identity, identity)     # of symmetric A, as (d * d) vectors
    outer = np.einsum("ni,nj->nij", inputs, inputs).reshape(n, -1)
    labels = outer @ target.ravel()
    weighted = np.linalg.solve(moments, outer.T)
    learnt = (weighted @ np.linalg.solve(outer @ weighted, labels)).reshape(d, d)
    points, weights = quadrature(d)
    loss = (weights * values(learnt - target, points) ** 2).sum() / (weights * values(target, points) ** 2).sum()

    z = coordinates(points)
    inverse = np.linalg.lstsq(z.reshape(len(z), -1), values(target, points), rcond=None)[0]   # B with <B, z(x)> = x'Ax
    share = unexplained(inverse[None], coordinates(inputs).reshape(1, n, -1))[0]
    assert share == pytest.approx(loss, rel=1e-9)


@pytest.mark.parametrize("d", [2, 3])
def test_the_mean_share_falls_by_one_over_the_dimension_with_each_sample(d):
    rng, size, dimension = np.random.default_rng(d), 4000, d * (d + 1) // 2
    for n in range(dimension + 1):
        targets = gaussian_forms(d, size, rng).reshape(size, -1)
        shares = unexplained(targets, coordinates(rng.standard_normal((size, n, d))).reshape(size, n, d * d))
        assert abs(shares.mean() - (1 - n / dimension)) <= 6 * shares.std() / np.sqrt(size) + 1e-9


@pytest.mark.parametrize("d", [1, 2, 4, 6])
def test_labels_at_the_pinning_inputs_tell_every_form(d):
    inputs = pinning_inputs(d)
    assert abs(fmpz_mat(products(inputs).tolist()).det()) == 1
    assert pins_down(inputs, products) and not pins_down(inputs[:-1], products)
    assert pins_down(inputs[:d], squares) and not pins_down(inputs[: d - 1], squares)
    form = np.random.default_rng(d).integers(-9, 10, (d, d))
    form += form.T
    labels = values(form, inputs)
    for k, (i, j) in enumerate(itertools.combinations(range(d), 2), start=d):
        assert labels[k] - labels[i] - labels[j] == 2 * form[i, j]
    np.testing.assert_array_equal(labels[:d], np.diag(form))


def test_gaussian_inputs_pin_a_form_down_as_integers_do():
    rng = np.random.default_rng(0)
    for d in (2, 4):
        dimension = len(pinning_inputs(d))
        assert np.linalg.matrix_rank(products(rng.standard_normal((dimension, d)))) == dimension
        assert np.linalg.matrix_rank(products(rng.standard_normal((dimension - 1, d)))) == dimension - 1


def test_no_dimension_is_refused():
    with pytest.raises(ValueError, match="d >= 1"):
        pinning_inputs(0)
