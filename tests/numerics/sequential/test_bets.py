"""The capital processes: expectation at most one, exactly, and agreement with the intervals that invert them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.sequential import (
    BETS,
    Bernoulli,
    Bounded,
    Gaussian,
    SubGaussian,
    Totals,
    accumulate,
    interval,
    log_capital,
)

unit = st.floats(0, 1)


def growth(past, atoms, weights, mean, law, side):
    """Expected capital after one more sample of a discrete law, and the capital before it."""
    start = accumulate(Totals.none(law), np.asarray(past, dtype=float), law).last
    after = [float(log_capital(accumulate(start, np.array([x]), law), mean, law, side)[0]) for x in atoms]
    return float(np.dot(weights, np.exp(after))), float(np.exp(log_capital(start, mean, law, side)[0]))


@given(
    st.lists(unit, min_size=1, max_size=30),
    st.lists(st.tuples(unit, st.floats(0.01, 1)), min_size=1, max_size=4),
    st.sampled_from(["lower", "upper", "both"]),
)
@settings(max_examples=200, deadline=None)
def test_bounded_capital_is_a_martingale_whatever_the_past_and_the_law(past, law, side):
    atoms, weights = (np.array(each) for each in zip(*law, strict=True))
    weights = weights / weights.sum()
    expected, before = growth(past, atoms, weights, float(weights @ atoms), Bounded(0.0, 1.0), side)
    assert expected == pytest.approx(before, rel=1e-9)


@given(
    st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=30), unit, st.sampled_from(["lower", "upper", "both"])
)
@settings(max_examples=100, deadline=None)
def test_bernoulli_capital_is_a_martingale(past, p, side):
    expected, before = growth(past, [0.0, 1.0], [1 - p, p], p, Bernoulli(), side)
    assert expected == pytest.approx(before, rel=1e-12)


@pytest.mark.parametrize("law", [Gaussian(2.25), SubGaussian(2.25)])
@pytest.mark.parametrize("side", ["lower", "upper", "both"])
def test_gaussian_capital_is_a_martingale_by_quadrature(law, side):
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    past = 4 + 1.5 * np.random.default_rng(0).standard_normal(20)
    expected, before = growth(past, 4 + 1.5 * nodes, weights / weights.sum(), 4.0, law, side)
    assert expected == pytest.approx(before, rel=1e-10)


@pytest.mark.parametrize("mean", [0.001, 0.02, 0.3, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("alpha", [0.05, 1e-4])
def test_bernoulli_false_alarm_by_dynamic_programming(mean, alpha):
    """The exact probability that the interval misses the mean within 400 looks, by recursion over (t, successes)."""
    law, alive = Bernoulli(), np.array([1.0])
    for t in range(1, 401):
        alive = np.append(alive * (1 - mean), 0) + np.append(0, alive * mean)
        ones = np.arange(t + 1.0)
        low, high = interval(Totals(np.full(t + 1, float(t)), ones, ones, ones, np.empty((t + 1, 2, 0))), law, alpha)
        alive[(low > mean) | (high < mean)] = 0
    assert 1 - alive.sum() <= alpha


@pytest.mark.parametrize("mean", [0.001, 0.3, 0.999])
def test_bernoulli_capital_at_its_first_crossing_or_the_end_has_expectation_one(mean):
    """Optional stopping, exactly: stopped capital summed over all paths, by recursion."""
    law, alive, stopped = Bernoulli(), np.array([1.0]), 0.0
    for t in range(1, 401):
        alive = np.append(alive * (1 - mean), 0) + np.append(0, alive * mean)
        ones = np.arange(t + 1.0)
        capital = log_capital(Totals(np.full(t + 1, float(t)), ones, ones, ones, np.empty((t + 1, 2, 0))), mean, law)
        crossed = (alive > 0) & ((capital >= np.log(20)) | (t == 400))
        stopped += float(np.exp(np.log(alive[crossed]) + capital[crossed]).sum())
        alive[crossed] = 0
    assert stopped == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize("alpha", [0.05, 1e-6, 1e-11, 1e-300])
@pytest.mark.parametrize("law", [Bounded(-1.0, 3.0), Bernoulli(), Gaussian(0.01), SubGaussian(100.0)], ids=str)
def test_every_mean_outside_has_capital_enough_and_the_ends_just_so(law, alpha):
    rng = np.random.default_rng(3)
    values = (rng.random(30_000) < 0.3).astype(float)
    for n in (10, 100, 1000, 30_000):
        one = accumulate(Totals.none(law), values, law, np.array([n]))
        for (end,), side in zip(interval(one, law, alpha), ("lower", "upper"), strict=True):
            if isinstance(law, Bernoulli) and end in (0, 1) or isinstance(law, Bounded) and end in (law.low, law.high):
                continue
            capital = float(log_capital(one, float(end), law, side)[0])
            needed = np.log(2) - np.log(alpha)
            assert needed <= capital <= needed + 0.1


def test_capital_is_the_mean_of_the_products_of_tilted_likelihood_ratios():
    values, p = np.array([1.0, 0, 0, 1, 1, 1, 0, 1, 1, 1]), 0.3
    bets = 4.0 * 2.0 ** -np.arange(BETS)
    tilted = p * np.exp(bets) / (1 - p + p * np.exp(bets))
    ratios = np.where(values[:, None] == 1, tilted / p, (1 - tilted) / (1 - p))
    totals = accumulate(Totals.none(Bernoulli()), values, Bernoulli()).last
    assert np.exp(log_capital(totals, p, Bernoulli(), "lower")[0]) == pytest.approx(ratios.prod(axis=0).mean())
