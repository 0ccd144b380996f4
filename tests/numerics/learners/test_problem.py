"""Predictions of trained nets against a step by hand, and their images under maps of the inputs."""

from fractions import Fraction

import numpy as np

from numerics.learners import Problem
from numerics.networks import FullyConnected
from numerics.training import Recipe

LINEAR = FullyConnected("identity")


def exact(rows):
    return np.array([[Fraction(a) for a in row] for row in rows], dtype=object)


def problem(first):
    return Problem((exact([first]),), exact([[1, 3], [2, 1]]), exact([[1, -1]]), exact([[1], [-10]]))


def test_one_step_of_descent_by_hand():
    """Slopes of ((w1 + 2 w2 - 1)^2 + (3 w1 + w2 + 1)^2)/2 at (1, 0) are 0 + 4 * 3 and 0 + 4 * 1."""
    found = problem([1, 0]).predictions(Recipe("descent", Fraction(1, 4), 1, network=LINEAR))
    assert found[0, 0] == (1 - Fraction(12, 4)) * 1 + (0 - Fraction(4, 4)) * -10


def test_a_turned_problem_from_the_turned_layer_gives_one_prediction_exactly():
    turn = exact([["4/5", "-3/5"], ["3/5", "4/5"]])
    start, recipe = problem([1, 2]), Recipe("descent", Fraction(1, 7), 3, network=LINEAR)
    turned = start.turned(turn).from_first_layer(start.weights[0] @ turn.T)
    assert turned.predictions(recipe) == start.predictions(recipe)
    assert start.turned(turn).predictions(recipe) != start.predictions(recipe)


def test_maps_of_the_inputs_reach_data_and_fresh_inputs_and_leave_labels_and_layers():
    start, swap = problem([1, 2]), exact([[0, 1], [1, 0]])
    swapped = start.turned(swap)
    np.testing.assert_array_equal(swapped.data, start.data[::-1])
    np.testing.assert_array_equal(swapped.fresh, start.fresh[::-1])
    assert swapped.labels is start.labels and swapped.weights is start.weights
    assert start.from_first_layer(swap).weights == (swap,)
