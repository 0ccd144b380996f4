"""Learners on turned data: against values by hand, trajectories of other kinds of number, and known yes and no."""

from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq

from numerics.groups import ELEMENTS
from numerics.learners import Problem
from numerics.learners.equivariance import (
    OPTIMISED,
    apart_in_the_plane,
    conjugate,
    conjugate_gap,
    drawn,
    exact,
    rootless,
    squared_gap,
    turn_of,
)
from numerics.learners.other_symmetries import (
    convolution_gap,
    dropout_gap,
    dropout_law_gap,
    dropout_laws_differ,
    in_the_plane,
    kernel_gap,
)
from numerics.networks import FullyConnected
from numerics.training import LOSSES, OPTIMISERS, Recipe, rest

SIGNED = ("permutations", "sign flips", "hyperoctahedral", "cyclic shifts")


def test_every_optimiser_has_a_row():
    assert {name for name, _ in OPTIMISED.values()} == set(OPTIMISERS)


@pytest.mark.parametrize("algorithm, orthogonal, linear", [
    ("gradient descent", True, False), ("signSGD", False, False), ("Newton", True, True), ("Lion", False, False),
    ("L-BFGS", True, False),
])
def test_gaps_are_zero_exactly_where_theory_says(algorithm, orthogonal, linear):
    assert rootless(algorithm)
    assert (squared_gap(algorithm, "orthogonal", 3, 2) == 0) == orthogonal
    assert (squared_gap(algorithm, "general linear", 3, 2) == 0) == linear
    assert all(squared_gap(algorithm, group, 3, 2) == 0 for group in SIGNED)


@pytest.mark.parametrize("algorithm", ["Muon", "Adam", "LARS"])
def test_gaps_in_balls_hold_zero_and_are_narrow_or_leave_it_out(algorithm):
    narrow = squared_gap(algorithm, "hyperoctahedral", 3, 2)
    assert 0 in narrow and float(narrow.rad()) < 1e-300
    assert 0 not in squared_gap(algorithm, "general linear", 3, 2)


@pytest.mark.parametrize("algorithm", [a for a in OPTIMISED if a not in ("Newton", "minibatch descent")])
def test_gaps_in_floats_agree_with_gaps_in_the_plane(algorithm):
    """From 0 on (1, 0) with label 1: weights of the turned unit, taken back, against those of the unit, in floats."""
    name, _ = OPTIMISED[algorithm]
    recipe = Recipe(name, 0.25, 1, network=FullyConnected("identity"))
    problem = Problem((np.zeros((1, 2)),), np.array([[1.0], [0.0]]), np.ones((1, 1)), np.eye(2))
    for group in ELEMENTS:
        turn = np.array([[float(Fraction(str(a))) for a in row] for row in in_the_plane(group)])
        one, two = problem.predictions(recipe)[0], problem.turned(turn).predictions(recipe)[0]
        apart = abs(one[0] * two[1] - one[1] * two[0]) > 1e-6 * np.hypot(*one) * np.hypot(*two)
        assert apart == apart_in_the_plane(algorithm, group)


def test_the_sign_turns_one_zero_into_seven_fifths_one_fifth():
    turn = in_the_plane("orthogonal")
    assert (np.sign(turn @ [1, 0]) @ turn).tolist() == [fmpq(7, 5), fmpq(1, 5)]
    assert apart_in_the_plane("signSGD", "orthogonal")


@pytest.mark.parametrize("group", list(ELEMENTS))
def test_turns_show_their_group(group):
    turn = turn_of(group, 3, np.random.default_rng(1))
    rows = turn.tolist()
    mixing = any(sum(a != 0 for a in row) > 1 for row in rows)
    assert mixing == (group in ("orthogonal", "general linear"))
    assert any(rows[i][j] != (i == j) for i in range(3) for j in range(3))
    with pytest.raises(ValueError, match="d >= 2"):
        turn_of(group, 1, np.random.default_rng(1))


def test_the_conjugate_of_descent_moves_by_the_gradient_times_gram_matrix():
    turn = np.array([[1, 1], [0, 1]])
    back = np.array([[1, -1], [0, 1]])
    gradient = np.array([[2, 5]])
    state = rest([gradient])._replace(weights=[gradient])
    _, (update,) = conjugate(OPTIMISERS["descent"], turn, back)(state, [gradient])
    assert update.tolist() == (gradient @ turn.T @ turn).tolist() == [[7, 12]]


def test_training_by_the_conjugate_is_training_on_moved_data():
    assert conjugate_gap("Lion", "transpose", "moved", 3, 2) == 0
    assert conjugate_gap("gradient descent", "inverse", "moved", 3, 2) > 0
    assert conjugate_gap("gradient descent", "transpose", "the same", 3, 2) > 0


def test_problems_reach_both_sides_of_a_clipped_value():
    """Else value clipping would be tried as the gradient, or as its sign, alone."""
    rng = np.random.default_rng([3, 2, 1])
    first, last, data, labels, _ = (drawn(s, rng) for s in ((2, 3), (1, 2), (3, 3), (1, 3), (3, 2)))
    gradients = FullyConnected("square").gradients((first, last), data, lambda z: LOSSES["squared"].slope(z, labels))
    sizes = np.abs(np.concatenate([g.ravel() for g in gradients]))
    assert (sizes > 1).any() and (sizes < 1).any()


def test_kernels_of_products_do_not_see_rotations_and_those_of_coordinates_do():
    assert kernel_gap("orthogonal", "of products", 3) == 0 != kernel_gap("orthogonal", "of coordinates", 3)
    assert all(kernel_gap(group, "of coordinates", 3) == 0 for group in SIGNED)
    assert kernel_gap("general linear", "of products", 3) > 0


def test_convolutions_see_all_but_shifts_and_these_with_two_blocks():
    assert convolution_gap("cyclic shifts", "lion", 1, 4) == 0 != convolution_gap("cyclic shifts", "lion", 2, 4)
    assert all(convolution_gap(group, "lion", 1, 4) > 0 for group in ELEMENTS if group != "cyclic shifts")


def test_dropped_inputs_commute_by_run_in_law_or_not_at_all():
    assert dropout_gap("sign flips", 2) == 0
    assert all(dropout_law_gap(group, 2) == 0 < dropout_gap(group, 2) for group in ("permutations", "hyperoctahedral"))
    assert dropout_law_gap("orthogonal", 2) > 0
    assert [group for group in ELEMENTS if dropout_laws_differ(group)] == ["orthogonal", "general linear"]


def test_rationals_and_balls_are_what_they_are_made_of():
    third = ELEMENTS["sign flips"](2, np.random.default_rng(0)) / 3
    assert exact(third)[0, 0] ** 2 == fmpq(1, 9)
    assert type(exact(third, "Adam")[0, 0]).__name__ == "arb"
