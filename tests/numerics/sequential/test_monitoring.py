"""Watching one claim: what is refuted, supported or left open, and how many samples that takes."""

import numpy as np
import pytest
from scipy.special import ndtri

from numerics.sequential import (
    BadSample,
    Bernoulli,
    Bounded,
    Budget,
    Gaussian,
    SubGaussian,
    confidence_sequence,
    monitor,
)


class Draws:
    """A sampler that keeps what it gave."""

    def __init__(self, sample, seed=0):
        self.sample, self.rng, self.given = sample, np.random.default_rng(seed), []

    def __call__(self, size):
        self.given.append(self.sample(self.rng, size))
        return self.given[-1]

    @property
    def values(self):
        return np.concatenate(self.given)


def coin(p):
    return lambda rng, size: (rng.random(size) < p).astype(float)


def normal(mean, sd):
    return lambda rng, size: mean + sd * rng.standard_normal(size)


@pytest.mark.parametrize(
    "law, sample, target, relation, stopped",
    [
        (Bernoulli(), coin(0.3), 0.3, "=", "budget"),
        (Bernoulli(), coin(0.3), 0.33, "=", "refuted"),
        (Bernoulli(), coin(0.3), 0.27, "=", "refuted"),
        (Bernoulli(), coin(0.3), 0.27, "<=", "refuted"),
        (Bernoulli(), coin(0.3), 0.33, "<=", "supported"),
        (Bernoulli(), coin(0.3), 0.27, ">=", "supported"),
        (Bernoulli(), coin(0.3), 0.33, ">=", "refuted"),
        (Bernoulli(), coin(0.3), 0.3, "<=", "budget"),
        (Bernoulli(), coin(0.3), 1.2, "=", "refuted"),
        (Gaussian(4.0), normal(-1.0, 2.0), -1.0, "=", "budget"),
        (Gaussian(4.0), normal(-1.0, 2.0), -1.1, "<=", "refuted"),
        (SubGaussian(9.0), normal(-1.0, 2.0), -0.8, "<=", "supported"),
        (Bounded(-1.0, 1.0), lambda rng, size: rng.uniform(-1, 1, size), 0.02, "=", "refuted"),
        (Bounded(-1.0, 1.0), lambda rng, size: rng.uniform(-1, 1, size), 0.0, ">=", "budget"),
    ],
)
def test_verdicts(law, sample, target, relation, stopped):
    draws = Draws(sample)
    outcome = monitor(draws, law, (target, target), relation, 1e-9, Budget(200_000, 0.0))
    assert outcome.stopped == stopped
    assert outcome.samples == draws.values.size <= 200_000
    assert outcome.samples == 200_000 or stopped != "budget"
    assert outcome.low < outcome.estimate < outcome.high
    assert outcome.estimate == pytest.approx(draws.values.mean())
    if stopped == "refuted":
        assert not outcome.low <= target <= outcome.high


@pytest.mark.parametrize(
    "law, sample", [(Bernoulli(), coin(0.4)), (Gaussian(1.0), normal(0.4, 1)), (Bounded(0, 1), coin(0.4))]
)
def test_the_interval_is_the_confidence_sequence_at_the_last_look(law, sample):
    draws = Draws(sample)
    outcome = monitor(draws, law, (0.5, 0.5), "=", 1e-6, Budget(20_000, 0.0))
    low, high = confidence_sequence(draws.values, law, 1e-6)
    assert (outcome.low, outcome.high) == pytest.approx((low[-1], high[-1]), rel=1e-12)
    looks = np.cumsum([len(each) for each in draws.given])
    excluded = (low[looks - 1] > 0.5) | (high[looks - 1] < 0.5)
    assert not excluded[:-1].any() and excluded[-1] == (outcome.stopped == "refuted")


def test_the_whole_enclosure_of_the_target_must_be_missed():
    def stopped(target, relation):
        return monitor(Draws(coin(0.3)), Bernoulli(), target, relation, 1e-6, Budget(50_000, 0.0)).stopped

    assert stopped((0.2, 0.31), "=") == stopped((0.2, 0.31), "<=") == stopped((0.29, 0.4), ">=") == "budget"
    assert stopped((0.2, 0.25), "=") == stopped((0.2, 0.25), "<=") == stopped((0.35, 0.4), ">=") == "refuted"
    assert stopped((0.35, 0.4), "<=") == stopped((0.2, 0.25), ">=") == "supported"


def test_a_draw_never_exceeds_budget_or_memory_and_looks_grow_geometrically():
    for budget in (1, 63, 64, 65, 1000, 300_001):
        draws = Draws(normal(0, 1))
        outcome = monitor(draws, Gaussian(1.0), (0.0, 0.0), "=", 1e-9, Budget(budget, 0.0))
        sizes = [len(each) for each in draws.given]
        assert sum(sizes) == outcome.samples == budget and max(sizes) <= 32768 and len(sizes) < 32


@pytest.mark.parametrize(
    "law, sample, target, scale",
    [
        (Gaussian(4.0), normal(0.0, 2.0), 0.0, 2.0),
        (Gaussian(4.0), normal(50.0, 2.0), 50.0, 50.0),
        (Bernoulli(), coin(0.01), 0.01, np.sqrt(0.01 * 0.99)),
        (Bounded(-1, 1), lambda rng, size: rng.uniform(-1, 1, size), 0.0, np.sqrt(1 / 3)),
    ],
)
def test_precise_enough_is_the_end(law, sample, target, scale):
    outcome = monitor(Draws(sample), law, (target, target), "=", 1e-9, Budget(10**6, 0.05))
    half = (outcome.high - outcome.low) / 2
    assert outcome.stopped == "budget" and outcome.samples < 3.5 * (ndtri(0.5e-9) / 0.05) ** 2
    assert half < 0.055 * scale and (half > 0.03 * scale or outcome.samples == 64)


def test_detectable_is_the_largest_violation_left():
    draws = Draws(coin(0.3))
    same, below, above = (
        monitor(Draws(coin(0.3)), Bernoulli(), (0.3, 0.31), relation, 1e-9, Budget(10_000, 0.0))
        for relation in ("=", "<=", ">=")
    )
    assert same.detectable == pytest.approx(max(same.high - 0.3, 0.31 - same.low))
    assert below.detectable == pytest.approx(below.high - 0.3)
    assert above.detectable == pytest.approx(0.31 - above.low)
    supported = monitor(draws, Bernoulli(), (0.5, 0.5), "<=", 1e-9, Budget(10_000, 0.0))
    assert supported.stopped == "supported" and supported.detectable == 0


def test_a_violation_of_twice_the_detectable_one_is_caught():
    """By coverage: an interval that holds the mean and is narrower than the violation excludes the claim."""
    silent = monitor(Draws(coin(0.3)), Bernoulli(), (0.3, 0.3), "=", 1e-3, Budget(5000, 0.0))
    broken = coin(0.3 + 2 * silent.detectable)
    for seed in range(50):
        outcome = monitor(Draws(broken, seed), Bernoulli(), (0.3, 0.3), "=", 1e-3, Budget(5000, 0.0))
        assert outcome.stopped == "refuted"


@pytest.mark.parametrize(
    "given, law, says",
    [
        (lambda size: None, Bernoulli(), "nothing returned"),
        (lambda size: np.ones(size - 1), Bernoulli(), "64 samples asked for"),
        (lambda size: np.ones((size, 1)), Bernoulli(), "64 samples asked for"),
        (lambda size: np.full(size, np.nan), Gaussian(1.0), "64 of 64 values are not finite"),
        (lambda size: np.full(size, 1 + 1e-9), Bounded(0.0, 1.0), "declared to lie in"),
        (lambda size: np.full(size, 0.5), Bernoulli(), "only 0 and 1"),
    ],
)
def test_a_sampler_that_breaks_its_law_is_named(given, law, says):
    with pytest.raises(BadSample, match=says):
        monitor(given, law, (0.5, 0.5), "=", 0.05, Budget(1000, 0.0))


@pytest.mark.parametrize(
    "target, relation, alpha",
    [
        ((1.0, 0.0), "=", 0.05),
        ((np.nan, 1.0), "=", 0.05),
        ((0.0, np.inf), "=", 0.05),
        ((0.0, 0.0), "<", 0.05),
        ((0.0, 0.0), "=", 0.0),
    ],
)
def test_senseless_claims_are_refused(target, relation, alpha):
    with pytest.raises(ValueError):
        monitor(Draws(coin(0.5)), Bernoulli(), target, relation, alpha, Budget(100, 0.0))


@pytest.mark.parametrize("samples, relative", [(0, 0.1), (10, -0.1), (10, np.nan), (10, np.inf)])
def test_senseless_budgets_are_refused(samples, relative):
    with pytest.raises(ValueError):
        Budget(samples, relative)
