"""Least errors by enumeration against a linear program over randomised learners, and against closed forms."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from numerics.groups import SignedPermutation, hyperoctahedral, permutations, sign_flips
from numerics.learners import least_equivariant_error


def shifts(size):
    return [SignedPermutation(tuple((i + k) % size for i in range(size)), (1,) * size) for k in range(size)]


def indicator(labels):
    """The unit vectors, labelled in order."""
    return [(tuple(np.eye(len(labels), dtype=int)[i].tolist()), 1 if c == "1" else -1) for i, c in enumerate(labels)]


def one_hot(d):
    return [(tuple((y * np.eye(d, dtype=int)[i]).tolist()), y) for i in range(d) for y in (1, -1)]


def by_linear_program(task, n, group):
    """The chance of saying 1 at each pair of sample and test point, equal where a group element joins two pairs."""
    labels = dict(task)
    pairs = list(itertools.product(itertools.product(task, repeat=n), labels))
    index = {pair: i for i, pair in enumerate(pairs)}
    rows = []
    for g in group:
        for sample, x in pairs:
            image = tuple((g(z), y) for z, y in sample), g(x)
            if index.get(image, index[sample, x]) != index[sample, x]:
                row = np.zeros(len(pairs))
                row[index[sample, x]], row[index[image]] = 1, -1
                rows.append(row)
    says_one_costs = np.array([-labels[x] for _, x in pairs])
    joined = {"A_eq": np.array(rows), "b_eq": np.zeros(len(rows))} if rows else {}
    found = linprog(says_one_costs, bounds=(0, 1), **joined)
    return (found.fun + sum(y == 1 for y in labels.values()) * len(task) ** n) / len(pairs)


TASKS = {
    "one of five, shifted": (indicator("10000"), shifts(5)),
    "three of six, shifted": (indicator("110100"), shifts(6)),
    "one-hot, flips": (one_hot(2), list(sign_flips(2))),
    "one-hot, both": (one_hot(2), list(hyperoctahedral(2))),
    "one-hot, permutations": (one_hot(3), list(permutations(3))),
    "mixed": ([((1, 0), 1), ((-1, 0), 1), ((0, 1), -1), ((0, -1), 1)], list(hyperoctahedral(2))),
}


@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("task, group", TASKS.values(), ids=TASKS)
def test_enumeration_finds_the_value_of_the_linear_program(task, group, n):
    found = least_equivariant_error(task, n, group)
    assert float(found) == pytest.approx(by_linear_program(task, n, group), abs=1e-9)


@pytest.mark.parametrize("labels, n, error", [
    ("10000", 1, Fraction(4, 25)), ("10000", 2, Fraction(16, 125)),
    ("110100", 1, Fraction(5, 18)), ("110100", 2, Fraction(19, 108)), ("101010", 1, Fraction(0)),
])
def test_shifted_indicators_have_known_errors(labels, n, error):
    assert least_equivariant_error(indicator(labels), n, shifts(len(labels))) == error


@pytest.mark.parametrize("d, n", [(2, 3), (3, 2), (4, 1)])
def test_flips_leave_a_coin_on_unseen_axes_and_permutations_leave_nothing(d, n):
    assert least_equivariant_error(one_hot(d), n, sign_flips(d)) == Fraction(1, 2) * Fraction(d - 1, d) ** n
    assert least_equivariant_error(one_hot(d), n, permutations(d)) == 0


@pytest.mark.parametrize("task, n", [
    ([((1,), 1)], -1), ([((1,), 1), ((1,), -1)], 1), ([((1,), 0)], 1),
])
def test_no_task_is_refused(task, n):
    with pytest.raises(ValueError, match="different inputs"):
        least_equivariant_error(task, n, sign_flips(1))
