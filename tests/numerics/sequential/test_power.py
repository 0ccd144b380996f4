"""Power on cases of which all is known: against runs of ``monitor`` one by one, intervals, and the normal limit."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from numerics.sequential import Budget, Totals, accumulate, interval, monitor
from numerics.sequential.cases import CASES, stretches
from numerics.sequential.monitoring import schedule
from numerics.sequential.power import level, levels, needed, refuted, single_look


def given(case, values):
    """The case, drawing the columns of ``values`` (runs, n) one after the other."""
    seen = [0]

    def next_of(mean, shape, rng):
        seen[0] += shape[1]
        return values[:, seen[0] - shape[1] : seen[0]]

    return replace(case, sample=next_of)


@pytest.mark.parametrize("name", CASES)
def test_fractions_are_those_of_runs_that_are_monitored_one_by_one(name):
    case, rng, runs, n = CASES[name], np.random.default_rng(1), 16, 500
    violation = case.looseness * needed(n, 0.01, 0.6)
    values = case.sample(case.target + violation * case.deviation, (runs, n), rng)
    sizes = [at for at in schedule(n) if at >= 200]
    found = refuted(given(case, values), violation, sizes, (0.05, 0.001), runs, rng)
    for i, size in enumerate(sizes):
        for j, alpha in enumerate((0.05, 0.001)):
            count = 0
            for row in values:
                rest = iter(row)
                draw = lambda size, rest=rest: np.array([next(rest) for _ in range(size)])
                outcome = monitor(draw, case.law, (case.target, case.target), "=", alpha, Budget(n, 0.0))
                count += outcome.stopped == "refuted" and outcome.samples <= size
            assert found[i, j] == count / runs
    assert found[-1, 1] < found[-1, 0] and (np.diff(found, axis=0) >= 0).all()


@pytest.mark.parametrize("name", CASES)
def test_the_level_is_where_the_interval_leaves_the_mean(name):
    case, rng, times = CASES[name], np.random.default_rng(2), np.array([1, 5, 64, 300])
    values = case.sample(case.target + 0.2 * case.deviation, (50, 300), rng)
    totals = accumulate(Totals.none(case.law, (50,)), values, case.law, times)
    found = level(totals, case.target, case.law)
    for alpha in (0.9, 0.3, 0.05, 1e-3):
        low, high = interval(totals, case.law, alpha)
        out = (low > case.target) | (high < case.target)
        apart = abs(np.log(found / alpha)) > 1e-3
        assert apart.mean() > 0.95 and ((found <= alpha) == out)[apart].all()


@pytest.mark.parametrize("name", CASES)
def test_cases_have_the_mean_and_deviation_that_they_say(name):
    case, size = CASES[name], 40_000
    for violation in (0.0, 0.3):
        values = case.sample(case.target + violation * case.deviation, (1, size), np.random.default_rng(3))
        case.law.check(values)
        assert abs(values.mean() - case.target - violation * case.deviation) < 5 * case.deviation / sqrt(size)
        assert violation or values.std() == pytest.approx(case.deviation, rel=0.03)
    assert case.looseness >= 1 and case.looseness * case.deviation <= case.law.unit * (1 + 1e-12)


def test_a_law_has_no_mean_beyond_its_values():
    for name in ("bounded", "bernoulli"):
        case = CASES[name]
        assert case.target + case.room * case.deviation == pytest.approx(1)
        with pytest.raises(ValueError, match="a violation from 0"):
            next(case.watched(case.room, [10], 2, np.random.default_rng(0)))


def test_values_are_drawn_once_and_levels_only_fall():
    case = CASES["gaussian"]
    values = np.random.default_rng(4).standard_normal((3, 90))
    times = [1, 2, 40, 41, 90]
    parts = list(given(case, values).watched(0.0, times, 3, np.random.default_rng(0)))
    assert np.concatenate([part.count for part in parts]).tolist() == times
    sums = np.concatenate([part.sum for part in parts], axis=-1)
    assert sums == pytest.approx(values.cumsum(axis=1)[:, np.array(times) - 1])
    found = levels(given(case, values), 0.0, times, 0.0, 3, np.random.default_rng(0))
    assert found.shape == (3, 5) and (np.diff(found, axis=1) <= 0).all() and (found > 0).all()


@pytest.mark.parametrize("most", [1, 7, 50, 10**6])
def test_stretches_cover_the_times_in_order_and_are_short(most):
    times = sorted({*range(1, 12), *schedule(500)})
    parts = list(stretches(times, most))
    assert [at for part in parts for at in part] == times
    starts = [0, *(part[-1] for part in parts)]
    assert all(len(part) == 1 or part[-1] - start <= most for start, part in zip(starts, parts, strict=False))


@pytest.mark.parametrize("samples", [1, 63, 64, 65, 5_000, 200_000])
def test_the_schedule_starts_grows_by_half_and_ends(samples):
    found = list(schedule(samples))
    assert found[0] == min(64, samples) and found[-1] == samples
    assert all(0 < b - a <= min(a // 2, 32768) for a, b in zip(found, found[1:], strict=False))


def test_a_single_look_has_the_power_of_a_z_test():
    n, alpha, rng = 50, 0.01, np.random.default_rng(5)
    for power in (0.2, 0.9):
        violation = needed(n, alpha, power)
        assert single_look(n, alpha, violation) == pytest.approx(power, abs=1e-4)
        means = rng.standard_normal(20_000) / sqrt(n) + violation
        rejected = (abs(means) * sqrt(n) > 2.5758293035489004).mean()
        assert abs(rejected - power) < 5 * sqrt(power * (1 - power) / 20_000)
    assert single_look(n, alpha, 0.0) == pytest.approx(alpha)
