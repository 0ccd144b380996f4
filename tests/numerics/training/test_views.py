"""What steps see of the data: against steps by hand and training on the part that is seen."""

from fractions import Fraction

import numpy as np

from numerics.networks import FullyConnected
from numerics.training import Recipe, dropped_inputs, minibatches, train

LINEAR = FullyConnected("identity")


def exact(rows):
    return np.array([[Fraction(a) for a in row] for row in rows], dtype=object)


DATA, LABELS, START = exact([[1, 3, -1], [2, 1, 0]]), exact([[1, -1, 2]]), [exact([[1, 0]])]


def test_minibatches_come_in_turn_and_again():
    recipe = Recipe("descent", Fraction(1, 7), 3, network=LINEAR, view=minibatches([[0, 2], [1]]))
    weights = START
    for batch in ([0, 2], [1], [0, 2]):
        weights = train(weights, DATA[:, batch], LABELS[:, batch], Recipe("descent", Fraction(1, 7), 1, network=LINEAR))
    assert (train(START, DATA, LABELS, recipe)[0] == weights[0]).all()


def test_the_whole_batch_is_seen_unless_said_otherwise():
    one = train(START, DATA, LABELS, Recipe("descent", Fraction(1, 7), 2, network=LINEAR))
    two = train(START, DATA, LABELS, Recipe("descent", Fraction(1, 7), 2, network=LINEAR, view=minibatches([[0, 1, 2]])))
    assert (one[0] == two[0]).all()


def test_dropped_inputs_have_no_slope_by_hand():
    """First step, second input dropped: residuals 0, 4, -3, so slopes 2/3 (0*1 + 4*3 + 3*1) = 10 and 0."""
    masks = [np.array([[1], [0]]), np.array([[0], [1]])]
    recipe = Recipe("descent", Fraction(1, 10), 1, network=LINEAR, view=dropped_inputs(masks))
    (found,) = train(START, DATA, LABELS, recipe)
    assert found.tolist() == [[0, 0]]
    two = Recipe("descent", Fraction(1, 10), 2, network=LINEAR, view=dropped_inputs(masks))
    # Then from (0, 0) with the first dropped: residuals -1, 1, -2, slopes 0 and 2/3 (-2 + 1 + 0) = -2/3.
    assert train(START, DATA, LABELS, two)[0].tolist() == [[0, Fraction(2, 30)]]
