"""Gaussian integrals of soft thresholds against quadrature over the noise, at random points."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.networks import soft_threshold
from numerics.risks import soft_threshold_mean, soft_threshold_product, soft_threshold_square

NODES, SHARES = np.polynomial.legendre.leggauss(60)
levels = st.floats(-3, 3)
deviations = st.floats(0.02, 3)
thresholds = st.floats(-2, 2)


def over_noise(function, kinks):
    """Integral of function(g) phi(g), by Gauss's rule between -10, the kinks and 10, panels no longer than 1."""
    edges = np.unique(np.clip(np.concatenate([np.linspace(-10, 10, 21), kinks]), -10, 10))
    g = (edges[:-1, None] + np.diff(edges)[:, None] * (NODES + 1) / 2).ravel()
    shares = (np.diff(edges)[:, None] * SHARES / 2).ravel() / np.sqrt(2 * np.pi)
    return (function(g) * np.exp(-(g**2) / 2) * shares).sum()


def kinks(m, s, b):
    return [(b - m) / s, (-b - m) / s]


@settings(max_examples=60, deadline=None)
@given(levels, deviations, thresholds)
def test_mean_and_square_by_quadrature(m, s, b):
    response = lambda g: soft_threshold(m + s * g, b)
    scale = 1 + abs(m) + s + abs(b)
    assert soft_threshold_mean(m, s, b) == pytest.approx(over_noise(response, kinks(m, s, b)), abs=1e-12 * scale)
    square = over_noise(lambda g: response(g) ** 2, kinks(m, s, b))
    assert soft_threshold_square(m, s, b) == pytest.approx(square, abs=1e-12 * scale**2)


@settings(max_examples=60, deadline=None)
@given(levels, levels, deviations, deviations, st.floats(-0.99, 0.99), thresholds)
def test_product_by_conditioning_on_one_of_the_two(m, n, s, t, rho, b):
    given_one = lambda g: soft_threshold(m + s * g, b) * soft_threshold_mean(n + t * rho * g, t * (1 - rho**2) ** 0.5, b)
    # Given g the other's mean response bends fast where its own kinks are in the conditional noise's width.
    bends = [(side * b - n) / (t * rho) for side in (1, -1)] if abs(rho) > 1e-3 else []
    near = [bend + shift for bend in bends for shift in np.linspace(-1, 1, 41)]
    wanted = over_noise(given_one, kinks(m, s, b) + near)
    scale = (1 + abs(m) + s + abs(b)) * (1 + abs(n) + t + abs(b))
    assert soft_threshold_product((m, n), (s, t), rho, b) == pytest.approx(wanted, abs=1e-11 * scale)


@settings(max_examples=40, deadline=None)
@given(levels, levels, deviations, deviations, thresholds, st.sampled_from([1.0, -1.0]))
def test_product_of_a_pair_that_shares_its_noise(m, n, s, t, b, rho):
    both = lambda g: soft_threshold(m + s * g, b) * soft_threshold(n + t * rho * g, b)
    wanted = over_noise(both, kinks(m, s, b) + [rho * kink for kink in kinks(n, t, b)])
    scale = (1 + abs(m) + s + abs(b)) * (1 + abs(n) + t + abs(b))
    assert soft_threshold_product((m, n), (s, t), rho, b) == pytest.approx(wanted, abs=1e-12 * scale)


@settings(max_examples=40, deadline=None)
@given(levels, deviations, thresholds, levels, deviations)
def test_product_with_oneself_is_the_square_and_with_a_stranger_the_product_of_means(m, s, b, n, t):
    scale = (1 + abs(m) + s + abs(b)) ** 2 * (1 + abs(n) + t + abs(b))
    assert soft_threshold_product((m, m), (s, s), 1.0, b) == pytest.approx(soft_threshold_square(m, s, b), abs=1e-12 * scale)
    apart = soft_threshold_product((m, n), (s, t), 0.0, b)
    assert apart == pytest.approx(soft_threshold_mean(m, s, b) * soft_threshold_mean(n, t, b), abs=1e-12 * scale)


@settings(max_examples=40, deadline=None)
@given(levels, levels, thresholds)
def test_without_noise_the_thresholds_themselves(m, n, b):
    one, other = soft_threshold(np.array([m, n]), b)
    assert soft_threshold_mean(m, 0.0, b) == pytest.approx(one)
    assert soft_threshold_square(m, 0.0, b) == pytest.approx(one**2)
    assert soft_threshold_product((m, n), (0.0, 0.0), 0.0, b) == pytest.approx(one * other)
    half_still = soft_threshold_product((m, n), (0.0, 0.7), 0.0, b)
    assert half_still == pytest.approx(one * soft_threshold_mean(n, 0.7, b))


def test_far_thresholds_and_signals_neither_overflow_nor_lose_the_answer():
    assert soft_threshold_mean(1.0, 1e-6, 0.25) == pytest.approx(0.75, rel=1e-14)
    assert soft_threshold_square(1.0, 1e-6, 0.25) == pytest.approx(0.5625, rel=1e-11)
    assert soft_threshold_mean(0.0, 1e-3, 1.0) == 0 and soft_threshold_square(0.0, 1e-3, 1.0) == 0
    assert soft_threshold_product((1.0, -1.0), (1e-6, 1e-6), -0.5, 0.25) == pytest.approx(-0.5625, rel=1e-11)


def test_arguments_broadcast():
    m, s, b = np.array([[0.3], [1.0]]), np.array([0.2, 0.5, 0.0]), 0.1
    table = soft_threshold_square(m, s, b)
    assert table.shape == (2, 3) and table[1, 2] == pytest.approx(0.81)
    assert table[0, 1] == soft_threshold_square(0.3, 0.5, b)
