"""False refutations of true claims, counted: never more than alpha allows, however often one looks.

Counts are compared with the binomial quantile at 1e-6 of what the guarantee allows, so a sound test passes whatever the
seed.
"""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from scipy.special import bdtr, bdtrc, ndtri
from scipy.stats import binomtest

from numerics.sequential import (
    Bernoulli,
    Bounded,
    Budget,
    Gaussian,
    SubGaussian,
    Totals,
    accumulate,
    confidence_sequence,
    interval,
    log_capital,
    monitor,
)
from numerics.sequential.calibration import every_look, false_alarms, frequency
from numerics.sequential.cases import CASES

ALPHA = 0.05
RUNS = 10_000
HORIZON = 500
TIMES = np.unique(np.concatenate((np.arange(1, 40), np.geomspace(40, HORIZON, 40).astype(int))))


def allowed(runs, alpha, doubt=1e-6):
    """The smallest count that Binomial(runs, alpha) exceeds with probability at most ``doubt``."""
    counts = np.arange(runs)
    return int(counts[bdtrc(counts, runs, alpha) <= doubt][0])


def skewed(rng, shape):
    """Values 0 or 1 with mean 0.02: rare and big."""
    return (rng.random(shape) < 0.02).astype(float)


def jump(rng, shape):
    """A value just above its mean 0.5 almost always, 0 rarely."""
    rare = 1 / 200
    return np.where(rng.random(shape) < rare, 0.0, 0.5 / (1 - rare))


LAWS = {
    "bernoulli": (Bernoulli(), lambda rng, shape: (rng.random(shape) < 0.3) * 1.0, 0.3),
    "bernoulli-rare": (Bernoulli(), skewed, 0.02),
    "uniform": (Bounded(0.0, 1.0), lambda rng, shape: rng.random(shape), 0.5),
    "beta": (Bounded(0.0, 1.0), lambda rng, shape: rng.beta(0.2, 1.8, shape), 0.1),
    "two-point": (Bounded(-1.0, 1.0), lambda rng, shape: np.where(rng.random(shape) < 0.25, 1.0, -1.0), -0.5),
    "rare-big": (Bounded(0.0, 1.0), skewed, 0.02),
    "rare-small": (Bounded(0.0, 1.0), jump, 0.5),
    "near-degenerate": (Bounded(0.0, 1.0), lambda rng, shape: 0.7 + 1e-6 * rng.choice([-1, 1], shape), 0.7),
    "gaussian": (Gaussian(4.0), lambda rng, shape: 7 + 2 * rng.standard_normal(shape), 7.0),
    "signs": (SubGaussian(1.0), lambda rng, shape: rng.choice([-1.0, 1.0], shape), 0.0),
}


def drifting(rng, shape):
    """Mean 1/2 given the past, but wide while the sum trails its mean and narrow while it leads."""
    values, lead = np.empty(shape), np.zeros(shape[0])
    for t in range(shape[1]):
        width = np.where(lead < 0, 0.5, 0.02)
        step = width * rng.choice([-1, 1], shape[0])
        values[:, t], lead = 0.5 + step, lead + step
    return values


def bold(rng, shape):
    """Mean 1/4 given the past; a leading run creeps down and rarely leaps up, a trailing one does the reverse."""
    values, lead = np.empty(shape), np.zeros(shape[0])
    for t in range(shape[1]):
        up = np.where(lead >= 0, 0.75, 0.01)
        down = np.where(lead >= 0, 0.01, 0.25)
        step = np.where(rng.random(shape[0]) < down / (up + down), up, -down)
        values[:, t], lead = 0.25 + step, lead + step
    return values


ADAPTIVE = {"drifting": (Bounded(0.0, 1.0), drifting, 0.5), "bold": (Bounded(0.0, 1.0), bold, 0.25)}


def crossings(law, sample, mean, side, alpha=ALPHA, runs=RUNS):
    """How many of ``runs`` have capital 1/alpha against the true mean at one of the times looked at."""
    rng, count = np.random.default_rng(20), 0
    for _ in range(runs // 500):
        totals = accumulate(Totals.none(law, (500,)), sample(rng, (500, HORIZON)), law, TIMES)
        count += int((log_capital(totals, mean, law, side) >= -np.log(alpha)).any(axis=-1).sum())
    return count


@pytest.mark.parametrize("name", [*LAWS, *ADAPTIVE])
def test_crossing_rate_of_true_claims(name):
    law, sample, mean = {**LAWS, **ADAPTIVE}[name]
    count = crossings(law, sample, mean, "both")
    assert count <= allowed(RUNS, ALPHA), f"{count / RUNS:.2%} of runs"


@pytest.mark.nightly
@pytest.mark.parametrize("side", ["lower", "upper"])
@pytest.mark.parametrize("name", [*LAWS, *ADAPTIVE])
def test_crossing_rate_of_each_side(name, side):
    law, sample, mean = {**LAWS, **ADAPTIVE}[name]
    count = crossings(law, sample, mean, side)
    assert count <= allowed(RUNS, ALPHA), f"{count / RUNS:.2%} of runs"


def false_refutations(name, relation, runs):
    law, sample, mean = LAWS[name]
    refuted = 0
    for run in range(runs):
        rng = np.random.default_rng([run, 21])
        outcome = monitor(lambda size, r=rng: sample(r, size), law, (mean, mean), relation, ALPHA, Budget(HORIZON, 0.0))
        refuted += outcome.stopped == "refuted"
    return refuted


@pytest.mark.parametrize("name, relation", [("bernoulli", "="), ("two-point", "<="), ("gaussian", ">=")])
def test_false_refutations_of_monitored_claims(name, relation):
    assert false_refutations(name, relation, 300) <= allowed(300, ALPHA)


@pytest.mark.nightly
@pytest.mark.parametrize("relation", ["=", "<=", ">="])
@pytest.mark.parametrize("name", ["bernoulli", "uniform", "two-point", "gaussian"])
def test_false_refutations_of_ten_thousand_monitored_claims(name, relation):
    refuted = false_refutations(name, relation, RUNS)
    assert refuted <= allowed(RUNS, ALPHA), f"{refuted / RUNS:.2%} of runs"


def test_the_guarantee_is_nearly_used_up_when_all_bets_play_out():
    """Watched from 1 to 10^11 samples, a true Gaussian claim falls nearly as often as allowed."""
    law, times, runs = Gaussian(1.0), np.geomspace(1, 1e11, 1500), 2000
    steps = np.random.default_rng(23).standard_normal((runs, times.size)) * np.sqrt(np.diff(times, prepend=0))
    sums = np.cumsum(steps, axis=1)
    totals = Totals(times, sums, np.zeros_like(sums), sums, np.empty((runs, times.size, 2, 0)))
    low, high = interval(totals, law, ALPHA)
    crossed = int(((low > 0) | (high < 0)).any(axis=1).sum())
    assert 0.5 * ALPHA * runs < crossed <= allowed(runs, ALPHA), f"{crossed / runs:.2%} of runs"


@pytest.mark.parametrize("alpha", [1e-6, 1e-9, 1e-11])
def test_false_alarms_far_too_rare_to_be_met_by_importance_sampling(alpha):
    """P(crossing | p) = E[dP/dQ; crossing | Q], Q drawing one of the larger tilts of p up or down at random."""
    law, p, runs = Bernoulli(), 0.3, 1000
    times = np.unique(np.geomspace(8, 3000, 120).astype(int))
    rng = np.random.default_rng(24)
    logits = np.concatenate((np.geomspace(0.05, 2, 12), -np.geomspace(0.05, 2, 12)))
    tilted = p * np.exp(logits) / (1 - p + p * np.exp(logits))
    values = (rng.random((runs, times[-1])) < rng.choice(tilted, runs)[:, None]).astype(float)
    low, high = interval(accumulate(Totals.none(law, (runs,)), values, law, times), law, alpha)
    missed = (low > p) | (high < p)
    crossed, at = missed.any(axis=1), times[missed.argmax(axis=1)]
    ones = np.cumsum(values, axis=1)[np.arange(runs), at - 1]
    zeros = at - ones
    ratios = np.exp(ones[:, None] * np.log(tilted / p) + zeros[:, None] * np.log((1 - tilted) / (1 - p))).mean(axis=1)
    estimate = (crossed / ratios).mean()
    error = (crossed / ratios).std() / np.sqrt(runs)
    assert crossed.mean() > 0.5 and 0.01 * alpha < estimate and estimate + 5 * error < alpha


def test_peeking_breaks_a_fixed_n_test_and_not_this_one():
    runs, horizon = 2000, 1000
    values = np.random.default_rng(22).standard_normal((runs, horizon))
    n = np.arange(1, horizon + 1)
    wrong = np.abs(np.cumsum(values, axis=1)) / np.sqrt(n) > -ndtri(ALPHA / 2)
    assert wrong[:, 29:].any(axis=1).mean() > 4 * ALPHA
    low, high = interval(accumulate(Totals.none(Gaussian(1.0), (runs,)), values, Gaussian(1.0)), Gaussian(1.0), ALPHA)
    assert ((low > 0) | (high < 0)).any(axis=1).sum() <= allowed(runs, ALPHA)


def test_the_quantile_used_here_is_the_binomial_one():
    count = allowed(RUNS, ALPHA)
    assert 1 - bdtr(count, RUNS, ALPHA) <= 1e-6 < 1 - bdtr(count - 1, RUNS, ALPHA)


@pytest.mark.parametrize("name", ["bounded", "bernoulli", "gaussian"])
def test_who_repeats_a_z_test_refutes_most_true_claims_and_we_do_not(name):
    found = false_alarms(CASES[name], every_look(2_000), 600, np.random.default_rng(25))
    for alpha in (0.5, 0.05, 0.01):
        ours, theirs = (int((levels <= alpha).sum()) for levels in (found.sequential, found.repeated))
        assert ours <= allowed(600, alpha)
        assert frequency(theirs, 600, 1e-6)[0] > 3 * alpha or alpha == 0.5
    assert (found.repeated <= 0.05).mean() > 0.4 > 0.05 > (found.sequential <= 0.05).mean()


def test_alarms_are_those_of_each_sequence_looked_at_again_and_again():
    case, times, runs = CASES["gaussian"], every_look(150), 40
    values = np.random.default_rng(26).standard_normal((runs, 150))
    found = false_alarms(replace(case, sample=lambda mean, shape, rng: values[:, : shape[1]]), times, runs, None)
    assert times[:101] == list(range(1, 101)) + [102] and times[-1] == 150
    for alpha in (0.5, 0.2):
        low, high = confidence_sequence(values, case.law, alpha)
        seen = np.array(times) - 1
        out = ((low > 0) | (high < 0))[:, seen].any(axis=1)
        assert (found.sequential <= alpha).tolist() == out.tolist() and 0 < out.sum() < runs
        z = abs(values.cumsum(axis=1) / np.sqrt(np.arange(1, 151)))[:, seen].max(axis=1)
        assert (found.repeated <= alpha).tolist() == (z >= NormalDist().inv_cdf(1 - alpha / 2)).tolist()


@pytest.mark.parametrize("count, trials", [(0, 50), (1, 4000), (20, 50), (50, 50)])
def test_intervals_of_frequencies_are_exact(count, trials):
    exact = binomtest(count, trials).proportion_ci(0.99, method="exact")
    assert frequency(count, trials, 0.01) == pytest.approx((exact.low, exact.high), rel=1e-9)


def test_a_hundred_looks_at_five_percent_are_wrong_as_often_as_is_known():
    """0.374: Armitage, McPherson and Rowe, Repeated significance tests on accumulating data, 1969."""
    found = false_alarms(CASES["gaussian"], every_look(100), 4_000, np.random.default_rng(27))
    assert (found.repeated <= 0.05).mean() == pytest.approx(0.374, abs=5 * np.sqrt(0.374 * 0.626 / 4_000))
