"""Learners of labellings, by enumeration: against a linear program over all learners, and against closed forms."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from numerics.groups import orbit, shifts
from numerics.learners import (
    error_of_symmetric_learner,
    least_equivariant_error,
    least_mean_failure,
    least_worst_error,
    mean_patterns,
    uniform,
)


def by_linear_program(targets, law, n):
    """The least worst error over all randomised learners, as a linear program in the chances of the answer 1."""
    from scipy.optimize import linprog

    seen = sorted({(x, tuple(t[i] for i in x)) for t in targets for x in product(range(len(law)), repeat=n)})
    number = {(s, x): i for i, (s, x) in enumerate(product(seen, range(len(law))))}
    rows, constants = [], []
    for target in targets:
        row, constant = np.zeros(len(number) + 1), 0.0
        row[-1] = -1
        for inputs in product(range(len(law)), repeat=n + 1):
            *sample, x = inputs
            chance = float(np.prod([float(law[i]) for i in inputs]))
            at = number[((tuple(sample), tuple(target[i] for i in sample)), x)]
            constant += chance * target[x]
            row[at] += chance * (1 - 2 * target[x])
        rows.append(row)
        constants.append(-constant)
    goal = np.eye(len(number) + 1)[-1]
    return linprog(goal, rows, constants, bounds=[(0, 1)] * len(number) + [(None, None)]).fun


CYCLIC = [((1, 0, 0, 0, 0), 1), ((1, 0, 0, 0, 0), 2), ((1, 1, 0, 1, 0, 0), 1), ((1, 0, 1, 0, 1, 0), 1), ((1, 1, 0, 0), 1)]


@pytest.mark.parametrize(("target", "n"), CYCLIC)
def test_symmetric_learners_against_a_linear_program_on_the_orbit(target, n):
    size = len(target)
    group = list(shifts(size))
    own = error_of_symmetric_learner(target, uniform(size), n, [g.order for g in group])
    assert float(own) == pytest.approx(by_linear_program(orbit(target, group), uniform(size), n), abs=1e-9)


@pytest.mark.parametrize(("target", "n", "error"), [
    ((1, 0, 0, 0, 0), 1, "4/25"), ((1, 0, 0, 0, 0), 2, "16/125"), ((1, 1, 0, 1, 0, 0), 1, "5/18"),
    ((1, 1, 0, 1, 0, 0), 2, "19/108"), ((1, 0, 1, 0, 1, 0), 1, "0"),
])
def test_known_values(target, n, error):
    group = [g.order for g in shifts(len(target))]
    assert error_of_symmetric_learner(target, uniform(len(target)), n, group) == Fraction(error)


def test_two_enumerations_of_symmetric_learners_agree():
    target = (1, 1, 0, 1)
    by_points = [((i,), 2 * label - 1) for i, label in enumerate(target)]
    turns = [lambda point, s=s: ((point[0] + s) % 4,) for s in range(4)]
    for n in range(3):
        own = error_of_symmetric_learner(target, uniform(4), n, [g.order for g in shifts(4)])
        assert own == least_equivariant_error(by_points, n, turns)


@pytest.mark.parametrize("law", [(1, 1, 1, 1), (4, 2, 2, 0), (1, 2, 3, 4)])
@pytest.mark.parametrize("n", [0, 1])
def test_the_ends_hold_the_value_of_the_linear_program(law, n):
    law = tuple(Fraction(a, sum(law)) for a in law)
    targets = orbit((1, 0, 0, 0), list(shifts(4)))
    low, high = least_worst_error(targets, law, n, rounds=40)
    value = by_linear_program(targets, law, n)
    assert float(low) - 1e-9 <= value <= float(high) + 1e-9
    assert high - low < Fraction(1, 50)


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_patterns_of_thresholds(n):
    thresholds = [(1,) * i + (0,) * (4 - i) for i in range(5)]
    # A sample of k different inputs cuts the thresholds into k + 1 groups; an input is missed with chance (3/4)^n.
    assert mean_patterns(thresholds, n) == 1 + 4 * (1 - Fraction(3, 4) ** n)


def test_far_apart_targets_are_served_one_by_one():
    labellings = list(product((0, 1), repeat=3))
    for n in range(3):
        assert least_mean_failure(labellings, n, Fraction(1, 7)) == 1 - mean_patterns(labellings, n) / 8


def test_an_output_half_way_serves_two_targets():
    targets = [(0, 0, 0, 0), (1, 1, 0, 0)]
    assert least_mean_failure(targets, 0, Fraction(1, 5)) == Fraction(1, 2)
    assert least_mean_failure(targets, 0, Fraction(1, 4)) == 0
