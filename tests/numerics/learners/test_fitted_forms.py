"""Fitted forms against kernel ridge regression, against their own normal equations, and on turned inputs."""

import numpy as np
import pytest

from numerics.groups import haar
from numerics.learners import fitted_form, form_values


def problem(d, n, seed):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((d, n)), rng.standard_normal((1, n)), rng.standard_normal((d, 7))


@pytest.mark.parametrize("d, n", [(3, 4), (3, 6), (3, 20), (5, 9000)])
def test_it_is_kernel_ridge_regression(d, n):
    """The n x n system for few samples; for many, its dual by Woodbury's identity on all d^2 products."""
    x, y, fresh = problem(d, n, d + n)
    if n < 100:
        said = y @ np.linalg.solve((x.T @ x) ** 2 + 0.7 * np.eye(n), (x.T @ fresh) ** 2)
    else:
        outer = np.einsum("is,js->ijs", x, x).reshape(d * d, n)
        entries = np.linalg.solve(outer @ outer.T + 0.7 * np.eye(d * d), outer @ y[0])
        said = np.einsum("is,ij,js->s", fresh, entries.reshape(d, d), fresh)[None]
    form = fitted_form(x, y, 0.7)
    np.testing.assert_allclose(form_values(form, fresh), said, rtol=1e-9)
    np.testing.assert_allclose(form, form.T, rtol=1e-13)


@pytest.mark.parametrize("n", [4, 40])
def test_the_slope_of_the_penalised_square_is_zero(n):
    x, y, _ = problem(4, n, n)
    form = fitted_form(x, y, 0.3)
    slope = (x * (form_values(form, x) - y)) @ x.T + 0.3 * form
    np.testing.assert_allclose(slope, 0, atol=1e-10 * n)


@pytest.mark.parametrize("n", [5, 50])
def test_turned_inputs_give_the_turned_form(n):
    x, y, _ = problem(4, n, n)
    turn = haar(4, np.random.default_rng(n))
    np.testing.assert_allclose(fitted_form(turn @ x, y, 0.5), turn @ fitted_form(x, y, 0.5) @ turn.T, atol=1e-11)


def test_no_ridge_is_refused():
    x, y, _ = problem(2, 3, 0)
    with pytest.raises(ValueError, match="ridge > 0"):
        fitted_form(x, y, 0.0)
