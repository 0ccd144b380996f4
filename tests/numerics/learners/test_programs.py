"""The linear program over all learners, reduced, against the one with a variable for every sample and input."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from numerics.certificates import Rejected, find_code, find_optimum
from numerics.groups import orbit, shifts
from numerics.learners import least_worst_error_shown, uniform, worst_error_program

F = Fraction


def by_all_variables(targets, law, n):
    """The least worst error, with the chance of the answer 1 for every ordered sample with its labels and every input."""
    seen = sorted({(x, tuple(t[i] for i in x)) for t in targets for x in product(range(len(law)), repeat=n)})
    number = {(s, x): i for i, (s, x) in enumerate(product(seen, range(len(law))))}
    rows, constants = [], []
    for target in targets:
        row, constant = np.zeros(len(number) + 1), 0.0
        row[-1] = -1
        for *sample, x in product(range(len(law)), repeat=n + 1):
            chance = float(np.prod([float(law[i]) for i in (*sample, x)]))
            constant += chance * target[x]
            row[number[((tuple(sample), tuple(target[i] for i in sample)), x)]] += chance * (1 - 2 * target[x])
        rows.append(row)
        constants.append(-constant)
    goal = np.eye(len(number) + 1)[-1]
    return linprog(goal, rows, constants, bounds=[(0, 1)] * len(number) + [(None, None)]).fun


CASES = [
    ((1, 0, 0, 0, 0), 1, uniform(5)), ((1, 0, 0, 0, 0), 2, uniform(5)), ((1, 1, 0, 1, 0, 0), 1, uniform(6)),
    ((1, 1, 0, 0), 0, uniform(4)), ((1, 1, 0, 1), 2, uniform(4)),
    ((1, 0, 0, 0), 1, (F(1, 10), F(2, 10), F(3, 10), F(4, 10))),
]


@pytest.mark.parametrize(("target", "n", "law"), CASES)
def test_the_reduced_program_has_the_same_value(target, n, law):
    targets = orbit(target, shifts(len(target)))
    found = find_optimum(*worst_error_program(targets, law, n))
    value = least_worst_error_shown(found, targets, law, n)
    assert float(value) == pytest.approx(by_all_variables(targets, law, n), abs=1e-9)


def test_the_values_of_the_notes():
    known = (((1, 0, 0, 0, 0), 1, F(4, 25)), ((1, 0, 0, 0, 0), 2, F(16, 125)), ((1, 1, 0, 1, 0, 0), 1, F(5, 18)))
    for target, n, error in known:
        targets, law = orbit(target, shifts(len(target))), uniform(len(target))
        assert find_optimum(*worst_error_program(targets, law, n)).bound == error


def test_an_optimum_of_another_program_is_rejected():
    targets, law = orbit((1, 0, 0, 0), shifts(4)), uniform(4)
    found = find_optimum(*worst_error_program(targets, law, 1))
    assert least_worst_error_shown(found, targets, law, 1) == F(3, 16)
    for others in ((targets[:3], law, 1), (targets, law, 0), (targets, (F(1, 2), F(1, 6), F(1, 6), F(1, 6)), 1)):
        with pytest.raises(Rejected, match="not that of all learners"):
            least_worst_error_shown(found, *others)
    with pytest.raises(Rejected):
        least_worst_error_shown(replace(found, bound=F(1, 8)), targets, law, 1)
    with pytest.raises(Rejected, match="an optimum wanted"):
        least_worst_error_shown(find_code(3, 2, 3), targets, law, 1)
