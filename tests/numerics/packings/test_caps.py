"""The measure of caps, against closed forms in low dimensions and against sampling."""

from fractions import Fraction
from math import acos, pi

import numpy as np
import pytest

from numerics.packings import cap


@pytest.mark.parametrize("height", [Fraction(0), Fraction(1, 3), Fraction(9, 10), Fraction(1)])
def test_on_the_circle_the_measure_is_an_angle(height):
    assert float(cap(2, height).mid()) == pytest.approx(acos(height) / pi, abs=1e-14)


@pytest.mark.parametrize("height", [Fraction(0), Fraction(1, 3), Fraction(9, 10)])
def test_archimedes(height):
    assert float(cap(3, height).mid()) == pytest.approx(float(1 - height) / 2, abs=1e-14)


def test_the_sphere_of_the_line_is_two_points():
    assert float(cap(1, Fraction(1, 2))) == 1 / 2


def test_a_share_of_gaussian_directions():
    rng = np.random.default_rng(5)
    vectors = rng.standard_normal((40_000, 7))
    hit = vectors[:, 0] >= 0.3 * np.linalg.norm(vectors, axis=1)
    assert hit.mean() == pytest.approx(float(cap(7, Fraction(3, 10)).mid()), abs=0.012)


@pytest.mark.parametrize(("k", "height"), [(0, 0), (3, Fraction(11, 10)), (3, -1)])
def test_hypotheses(k, height):
    with pytest.raises(ValueError, match="needs k >= 1"):
        cap(k, height)
