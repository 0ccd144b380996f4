"""The forms of the lower bound for locally connected nets agree where they must, and in the right order."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.special import ive
from sympy import Rational, log

from numerics.networks import LocallyConnected
from numerics.packings import cap
from numerics.tasks import SignalTask
from theorems.core.registry import load
from theorems.papers.dynamic_signal.rate_without_noise import risk_at_most
from theorems.papers.dynamic_signal.symbols import d, k, m, sigma

SAMPLES = [1, 4, 40, 400]
DIMENSIONS = [2, 3, 8, 64]


def aim(id, **values):
    """The claimed aim at a point, as a float."""
    statement = load(id).statement
    named = {str(s): s for s in statement.domain().symbols}
    return float(statement.aim.subs({named[name]: value for name, value in values.items()}).evalf())


@pytest.mark.parametrize("samples", SAMPLES)
@pytest.mark.parametrize("size", DIMENSIONS)
def test_the_rational_aim_is_above_the_one_with_roots_and_both_above_the_exact_one(samples, size):
    at = {"d": size, "k": 1, "sigma": Rational(3, 2), "m": samples}
    rational, rooted = aim("dynamic_signal/rational_floor", **at), aim("dynamic_signal/aligned_risk", **at)
    assert rational > rooted
    assert mean_bessel_ratio(size, 1.5, samples) < rooted


def mean_bessel_ratio(size, noise, samples, draws=100_000):
    """E A_d(|sum| / noise^2) for sum = samples w + noise sqrt(samples) zeta, by simulation, less 5 standard errors."""
    rng = np.random.default_rng([size, samples])
    along = samples + noise * np.sqrt(samples) * rng.standard_normal(draws)
    length = np.sqrt(along**2 + noise**2 * samples * rng.chisquare(size - 1, draws)) / noise**2
    ratio = ive(size / 2, length) / ive(size / 2 - 1, length)
    return ratio.mean() - 5 * ratio.std() / np.sqrt(draws)


@pytest.mark.parametrize("size", DIMENSIONS)
@pytest.mark.parametrize("share", [Rational(1, 10), Rational(1, 4), Rational(1)])
def test_at_its_own_dimension_and_last_sample_the_rate_is_the_aligned_risk(size, share):
    own = aim("dynamic_signal/rate_floor", d_0=size, r=share)
    whole = aim("dynamic_signal/aligned_risk", d=size, k=1, sigma=1, m=share * size)
    assert own == pytest.approx(whole, rel=1e-12)


def test_one_location_makes_both_nets_one():
    at = {"d": 8, "sigma": Rational(1, 2), "m": 5}
    local = aim("dynamic_signal/aligned_risk", k=1, **at)
    assert aim("dynamic_signal/convolutional_floor", **at) == pytest.approx(local, rel=1e-12)


@pytest.mark.parametrize("size", [2, 8, 64])
@pytest.mark.parametrize("product", [Rational(1, 4), Rational(1, 2), Rational(9, 10)])
def test_the_packing_is_not_larger_than_greedy_caps_are(size, product):
    """log M is at least -log of the exact share of a cap; the exponent of the claim is below that."""
    claim = load("dynamic_signal/sphere_packing")
    symbols = {str(s): s for s in claim.statement.domain().symbols}
    claimed = log(claim.statement.least).subs({symbols["N"]: size, symbols["c"]: product}).evalf()
    assert float(claimed) < -float(cap(size, product).log())


def test_fano_at_one_half_says_something_up_to_a_rate_of_one_thirty_second():
    claim = load("dynamic_signal/packing_floor")
    symbols = {str(s): s for s in claim.statement.domain().symbols}
    at = {symbols["c"]: Rational(1, 2), sigma: 1, k: 10, d: 10**4}
    value = lambda share: float(claim.statement.conclusion().right.subs({**at, m: share * 10**5}).evalf())
    apart = (1 - np.sqrt(3) / 2) ** 2
    assert value(Rational(1, 33)) > apart / 2 > value(Rational(1, 31))


def test_the_risk_that_refutes_the_rate_without_noise_is_an_upper_bound():
    """Against nets trained on images and tried on images, at a noise level where the bound is not loose by much."""
    patches, size, noise, samples, rng = 2, 4, 0.125, 16, np.random.default_rng(1)
    task, losses = SignalTask(patches, size, noise), []
    for _ in range(400):
        images, labels, _ = task.dynamic(samples, rng)
        nodes = (images * labels).mean(1).reshape(patches, size)
        nodes /= np.linalg.norm(nodes, axis=1, keepdims=True)
        fresh, truth, _ = task.dynamic(200, rng)
        losses.append(((LocallyConnected(0.0).outputs([nodes], fresh) - truth) ** 2).mean())
    bound = risk_at_most(SimpleNamespace(k=patches, d=size, sigma=Fraction(noise), m=samples))
    assert patches * noise**2 < np.mean(losses) < float(bound) < 0.5
