"""Confidence sequences: as narrow as fixed-n intervals allow, sound in rounding, indifferent to units."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.special import betaincinv, ndtri

from numerics.sequential import (
    BadSample,
    Bernoulli,
    Bounded,
    Gaussian,
    SubGaussian,
    Totals,
    accumulate,
    confidence_sequence,
    interval,
)


def at_end(values, law, alpha):
    totals = accumulate(Totals.none(law), values, law, np.array([values.size]))
    low, high = interval(totals, law, alpha)
    return float(low[0]), float(high[0])


@pytest.mark.parametrize("alpha", [1e-6, 1e-9, 1e-11])
def test_gaussian_width_against_the_fixed_n_interval(alpha):
    n = np.geomspace(30, 3_000_000, 60).astype(int)
    totals = accumulate(Totals.none(Gaussian(1.0)), np.zeros(n[-1]), Gaussian(1.0), n)
    ratio = interval(totals, Gaussian(1.0), alpha)[1] / (-ndtri(alpha / 2) / np.sqrt(n))
    assert 1 < ratio.min() and ratio.max() < 1.26


@pytest.mark.parametrize("law", ["uniform", "beta", "two-point"])
def test_bounded_width_follows_the_variance_not_the_range(law):
    rng, n, alpha = np.random.default_rng(1), 100_000, 1e-9
    values = {
        "uniform": rng.random(n),
        "beta": rng.beta(50, 50, n),
        "two-point": (rng.random(n) < 0.01) * 1.0,
    }[law]
    fixed = -ndtri(alpha / 2) * values.std() / np.sqrt(n)
    assert 1 < np.ptp(at_end(values, Bounded(0.0, 1.0), alpha)) / 2 / fixed < 1.2


@pytest.mark.parametrize("p", [0.001, 0.3, 0.97])
@pytest.mark.parametrize("n", [300, 10_000, 1_000_000])
def test_bernoulli_encloses_clopper_pearson_and_is_not_much_wider(p, n):
    alpha, ones = 1e-9, round(p * n)
    values = np.zeros(n)
    values[np.random.default_rng(2).permutation(n)[:ones]] = 1
    low, high = at_end(values, Bernoulli(), alpha)
    exact_low = betaincinv(ones, n - ones + 1, alpha / 2) if ones else 0.0
    exact_high = betaincinv(ones + 1, n - ones, 1 - alpha / 2)
    assert low <= exact_low and high >= exact_high
    assert high - low < 1.3 * (exact_high - exact_low)


def test_constant_values_are_pinned_down_at_rate_one_over_n():
    low, high = confidence_sequence(np.full(100_000, 0.7), Bounded(0.0, 1.0), 1e-9)
    assert low[-1] < 0.7 < high[-1] and high[-1] - low[-1] < 80 / 100_000


@pytest.mark.parametrize(
    "values, law",
    [
        (np.zeros(1000), Bernoulli()),
        (np.ones(1000), Bernoulli()),
        (np.zeros(1000), Bounded(0.0, 1.0)),
        (np.full(1000, 1e150), Gaussian(1e300)),
        (np.full(1000, -1e-200), SubGaussian(1e-300)),
    ],
)
def test_extreme_values_and_levels_neither_overflow_nor_exclude_the_sample_mean(values, law):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        low, high = confidence_sequence(values, law, 1e-300)
    assert np.isfinite(low).all() and np.isfinite(high).all()
    assert (low <= values[0]).all() and (values[0] <= high).all()


def test_one_side_spends_all_of_alpha_on_it():
    values = np.random.default_rng(5).random(5000)
    for law in (Bounded(0.0, 1.0), Gaussian(1.0)):
        low, high = confidence_sequence(values, law, 2e-6)
        assert confidence_sequence(values, law, 1e-6, "lower")[0] == pytest.approx(low)
        assert confidence_sequence(values, law, 1e-6, "upper")[1] == pytest.approx(high)
    assert (confidence_sequence(values, Bounded(0.0, 1.0), 1e-6, "lower")[1] == 1).all()
    assert np.isinf(confidence_sequence(values, Gaussian(1.0), 1e-6, "upper")[0]).all()


def test_reflection_shift_and_scale_do_not_matter():
    values = np.random.default_rng(6).beta(2, 7, (3, 2000))
    low, high = confidence_sequence(values, Bounded(0.0, 1.0), 1e-6)
    mirrored = confidence_sequence(1 - values, Bounded(0.0, 1.0), 1e-6)
    moved = confidence_sequence(5 * values - 7, Bounded(-7.0, -2.0), 1e-6)
    np.testing.assert_allclose((1 - mirrored[1], 1 - mirrored[0]), (low, high), atol=1e-9)
    np.testing.assert_allclose(((moved[0] + 7) / 5, (moved[1] + 7) / 5), (low, high), atol=1e-9)
    ones = (values < 0.2).astype(float)
    low, high = confidence_sequence(ones, Bernoulli(), 1e-6)
    mirrored = confidence_sequence(1 - ones, Bernoulli(), 1e-6)
    np.testing.assert_allclose((1 - mirrored[1], 1 - mirrored[0]), (low, high), atol=1e-12)


def test_rounding_of_long_sums_is_outward():
    """Around 10^9 the float sum of 20,000 values is wrong by far more than the width; the exact mean stays inside."""
    values = 1e9 + np.random.default_rng(7).random(20_000) * 1e-3
    exact = sum(map(Fraction, values.tolist())) / values.size
    low, high = confidence_sequence(values, Gaussian(1e-24), 1e-6)
    assert Fraction(low[-1]) < exact < Fraction(high[-1])


def test_prefix_and_batches_see_only_the_past():
    values = np.random.default_rng(8).random(3000)
    full = confidence_sequence(values, Bounded(0.0, 1.0), 1e-6)
    part = confidence_sequence(values[:700], Bounded(0.0, 1.0), 1e-6)
    np.testing.assert_array_equal(full[0][:700], part[0])
    np.testing.assert_array_equal(full[1][:700], part[1])
    np.testing.assert_allclose(at_end(values, Bounded(0.0, 1.0), 1e-6), (full[0][-1], full[1][-1]), rtol=1e-12)


@pytest.mark.parametrize(
    "values, law, says",
    [
        ([0.5, 1.5], Bounded(0.0, 1.0), "declared to lie in"),
        ([0.0, 0.5], Bernoulli(), "only 0 and 1"),
        ([0.0, np.nan], Gaussian(1.0), "1 of 2 values are not finite"),
        ([np.inf], SubGaussian(1.0), "not finite"),
        ([], Bernoulli(), "shape"),
        (1.0, Bernoulli(), "shape"),
        (None, Bernoulli(), "nothing returned"),
        (["a"], Bernoulli(), "real numbers wanted"),
        ([1j], Gaussian(1.0), "real numbers wanted"),
        ([1.7e308] * 9, Gaussian(1.0), "too large"),
    ],
)
def test_bad_samples_are_one_line_each(values, law, says):
    with pytest.raises(BadSample, match=says) as caught, np.errstate(all="ignore"):
        confidence_sequence(values, law, 0.05)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "broken",
    [lambda: Bounded(1.0, 1.0), lambda: Bounded(0.0, np.inf), lambda: Gaussian(0.0), lambda: SubGaussian(np.nan)],
)
def test_laws_that_are_none_are_refused(broken):
    with pytest.raises(ValueError):
        broken()


@pytest.mark.parametrize("alpha", [0.0, 1.0, np.nan])
def test_alpha_is_a_probability(alpha):
    with pytest.raises(ValueError):
        confidence_sequence([0.5], Bounded(0.0, 1.0), alpha)
