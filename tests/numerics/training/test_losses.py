"""Losses against high precision, slopes against central differences."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest

from numerics.training import LOSSES

OUTPUTS = np.array([[-800.0, -3.0, -0.1, 0.0, 0.7, 40.0, 900.0]])


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_logistic_loss_and_slope_at_any_margin(sign):
    labels = np.full(OUTPUTS.shape, sign)
    with mpmath.workdps(60):
        margins = [mpmath.mpf(sign * f) for f in OUTPUTS[0].tolist()]
        value = sum(mpmath.log(1 + mpmath.exp(-m)) for m in margins) / len(margins)
        slopes = [float(-sign / (1 + mpmath.exp(m)) / len(margins)) for m in margins]
    assert LOSSES["logistic"].value(OUTPUTS, labels) == pytest.approx(float(value), rel=1e-14)
    assert LOSSES["logistic"].slope(OUTPUTS, labels)[0] == pytest.approx(slopes, rel=1e-13, abs=0)


def test_squared_loss_and_slope_are_exact_on_rationals():
    outputs = np.array([[Fraction(1, 3), Fraction(2), Fraction(-1, 2)]])
    labels = np.array([[Fraction(1), Fraction(-1), Fraction(1)]])
    assert LOSSES["squared"].value(outputs, labels) == (Fraction(4, 9) + 9 + Fraction(9, 4)) / 3
    step = Fraction(1, 7)  # a central difference of a quadratic is its slope, whatever the step
    for i, slope in enumerate(LOSSES["squared"].slope(outputs, labels)[0]):
        above, below = outputs.copy(), outputs.copy()
        above[0, i] += step
        below[0, i] -= step
        difference = LOSSES["squared"].value(above, labels) - LOSSES["squared"].value(below, labels)
        assert difference / (2 * step) == slope


def test_half_squared_is_half_of_squared_exactly():
    outputs = np.array([[Fraction(1, 3), Fraction(-2)]])
    labels = np.array([[Fraction(1), Fraction(-1)]])
    assert LOSSES["half squared"].value(outputs, labels) == (Fraction(4, 9) + 1) / 4
    assert LOSSES["half squared"].slope(outputs, labels)[0].tolist() == [Fraction(-1, 3), Fraction(-1, 2)]
