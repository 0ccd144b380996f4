"""The rotations that shatter, and nets that fit, by other roads than the claims take."""

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.linalg import expm

from numerics.networks import CyclicConvolution
from theorems.core.registry import load
from theorems.papers.orthogonal_equivariance import form_shattering, textures_convolution

# The claim's world, without its formulas.
AS_CLAIMED = {"step": form_shattering.FormShattering().step, "second": "-"}


def generator(signs):
    """K for a matrix of signs."""
    zero = np.zeros_like(signs)
    return np.block([[zero, signs], [-signs.T, zero]])


def least_margin(signs):
    d = len(signs)
    turned = expm(generator(signs) / (2 * d))
    form = turned.T @ np.diag(np.repeat([1.0, -1.0], d)) @ turned
    points = [np.concatenate([np.eye(d)[i], np.eye(d)[j]]) for i, j in product(range(d), repeat=2)]
    return min(s * (z @ form @ z) for s, z in zip(signs.ravel(), points, strict=True))


@pytest.mark.parametrize("d", [5, 8, 16])
def test_margins_stay_above_the_claimed_one_where_patterns_cannot_be_enumerated(d):
    rng = np.random.default_rng(d)
    patterns = [rng.choice([-1.0, 1.0], (d, d)) for _ in range(5)] + [np.ones((d, d))]
    assert min(map(least_margin, patterns)) >= 19 / (12 * d)


def test_margins_in_balls_and_in_floats_agree():
    enclosed = form_shattering.margins(SimpleNamespace(d=2, **AS_CLAIMED))
    floats = min(least_margin(np.array(p, float).reshape(2, 2)) for p in product((1, -1), repeat=4))
    assert float(enclosed.mid()) == pytest.approx(floats, abs=1e-12)


def test_the_gap_of_two_textures_is_a_correlation():
    rng = np.random.default_rng(1)
    u, v = rng.integers(-5, 6, 2)
    for d in (5, 8):
        near = np.eye(d, dtype=int)[0] + np.eye(d, dtype=int)[1]
        far = np.eye(d, dtype=int)[0] + np.eye(d, dtype=int)[2]
        # The net is x'Tx for the matrix T of products of shifted filters.
        shifts = [np.roll(np.concatenate([[u, v], np.zeros(d - 2, int)]), i) for i in range(d)]
        form = sum(np.outer(w, w) for w in shifts)
        gap = near @ form @ near - far @ form @ far
        net = CyclicConvolution("square").outputs([np.array([[u, v]]), np.array([[1]])], np.stack([near, far], axis=1))[0]
        assert gap == net[0] - net[1] == 2 * u * v
        found = textures_convolution.differences(SimpleNamespace(d=d, u=int(u), v=int(v), activation="square"))
        assert found == (gap, gap)


def test_a_minimiser_with_a_bias_may_be_wrong_after_d_samples():
    d, rng = 6, np.random.default_rng(0)
    inputs, fresh = rng.standard_normal((d, d)), rng.standard_normal((1000, d))
    target = rng.standard_normal(d)
    columns = lambda x: np.column_stack([np.ones(len(x)), x**2])
    fitted = np.linalg.lstsq(columns(inputs), inputs**2 @ target, rcond=None)[0]
    assert np.allclose(columns(inputs) @ fitted, inputs**2 @ target)
    assert np.mean((columns(fresh) @ fitted - fresh**2 @ target) ** 2) > 1e-4
    assert load("orthogonal_equivariance/quadratic_convolution_printed").expected == "refuted"
