"""Bayes risks: two formulas for one number, quadrature in two dimensions, and the static task as a dynamic one."""

import numpy as np
import pytest

from numerics.risks import bayes_dynamic, bayes_static_error, bayes_static_squared, posterior_label

FALSE_ALARM_DEVIATIONS = 6
G = np.linspace(-9, 9, 1801)
SHARES = np.exp(-(G**2) / 2) / np.sqrt(2 * np.pi) * (G[1] - G[0])   # trapezoids: exact to rounding on such decay


@pytest.mark.parametrize("sigma", [0.2, 0.5, 1.0, 2.0, 5.0])
def test_static_risks_by_quadrature_of_the_posterior(sigma):
    """1 - E tanh^2 = 1 - E tanh: the label's mean square and its product with the label agree."""
    z = (1 + sigma * G) / sigma**2
    assert bayes_static_squared(sigma) == pytest.approx(1 - (SHARES * np.tanh(z) ** 2).sum(), abs=2e-10)
    assert bayes_static_squared(sigma) == pytest.approx(1 - (SHARES * np.tanh(z)).sum(), abs=2e-10)
    assert bayes_static_error(sigma) == pytest.approx((SHARES * (1 - np.abs(np.tanh(z))) / 2).sum(), abs=1e-5)


@pytest.mark.parametrize("sigma", [0.4, 1.0])
def test_two_places_by_quadrature_over_both_patches(sigma):
    z = np.stack(np.meshgrid((1 + sigma * G) / sigma**2, G / sigma, indexing="ij")).reshape(2, -1)
    shares = np.outer(SHARES, SHARES).ravel()
    belief = np.sinh(z).sum(0) / np.cosh(z).sum(0)
    found = bayes_dynamic(2, sigma, 40_000, np.random.default_rng(1))
    for value, deviation, wanted in (
        (found.error, found.error_deviation, (shares * (belief < 0)).sum()),
        (found.squared, found.squared_deviation, 1 - (shares * belief).sum()),
    ):
        # The jump of the sign costs the grid of the error up to 2e-4.
        assert abs(value - wanted) < FALSE_ALARM_DEVIATIONS * deviation + 2e-4


def test_one_place_is_the_static_task():
    found = bayes_dynamic(1, 0.5, 40_000, np.random.default_rng(2))
    assert abs(found.error - bayes_static_error(0.5)) < FALSE_ALARM_DEVIATIONS * found.error_deviation
    assert abs(found.squared - bayes_static_squared(0.5)) < FALSE_ALARM_DEVIATIONS * found.squared_deviation


@pytest.mark.parametrize("k, sigma, error, squared", [
    (4, 0.25, 0.0062, 0.0189), (16, 0.5, 0.2481, 0.6654), (64, 0.25, 0.0475, 0.1416),
])
def test_values_measured_before(k, sigma, error, squared):
    found = bayes_dynamic(k, sigma, 30_000, np.random.default_rng(3))
    assert found.error == pytest.approx(error, abs=5 * found.error_deviation + 1e-3)
    assert found.squared == pytest.approx(squared, abs=5 * found.squared_deviation + 2e-3)


def test_belief_of_huge_evidence_is_sure_and_not_a_quotient_of_infinities():
    assert posterior_label(np.array([[2000.0, -2000.0], [0.0, 1.0]])) == pytest.approx([1.0, -1.0])


@pytest.mark.parametrize("call", [
    lambda: bayes_static_error(0.0),
    lambda: bayes_static_squared(-1.0),
    lambda: bayes_dynamic(2, 0.0, 10, np.random.default_rng(0)),
    lambda: bayes_dynamic(0, 1.0, 10, np.random.default_rng(0)),
])
def test_impossible_tasks_are_refused(call):
    with pytest.raises(ValueError, match="needs"):
        call()
