"""Shattered sets: exact rotations against SciPy's exponential and NumPy's inverse; what is spoilt is rejected."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from numerics.certificates import Rejected, Shattering, find_bilinear_shattering, find_form_shattering
from numerics.certificates.shattering import cayley, skew_unit, unit

F = Fraction


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.fractions(-2, 2, max_denominator=5), min_size=6, max_size=6),
    st.fractions(F(1, 9), 2, max_denominator=9),
)
def test_cayley_rotations_are_those_of_numpy(entries, step):
    skew = [[F(0)] * 4 for _ in range(4)]
    for x, (i, j) in zip(entries, combinations(range(4), 2), strict=True):
        skew[i][j], skew[j][i] = x, -x
    floats = float(step) / 2 * np.array(skew, dtype=float)
    assert np.allclose(
        np.array(cayley(skew, step), dtype=float), np.linalg.solve(np.eye(4) - floats, np.eye(4) + floats)
    )


def test_a_matrix_that_is_not_skew_gives_no_rotation():
    with pytest.raises(Rejected):
        cayley([[F(1)]], F(1))
    with pytest.raises(Rejected):
        cayley([[F(1)]], F(2))  # singular


def test_small_steps_are_close_to_the_exponential():
    found = find_form_shattering(2)
    skew = np.array(found.mixed((1, -1, 1, 1)), dtype=float)
    exact = np.array(cayley(found.mixed((1, -1, 1, 1)), found.step), dtype=float)
    assert np.abs(exact - expm(float(found.step) * skew)).max() < 1e-3


@pytest.mark.parametrize(
    "found",
    [find_form_shattering(1), find_form_shattering(2), find_bilinear_shattering(3), find_bilinear_shattering(4)],
)
def test_all_sign_patterns_are_taken(found):
    found.check()
    assert Shattering.from_json(found.to_json()) == found


def test_nine_points_are_shattered_in_six_dimensions():
    found = find_form_shattering(3)
    found.check()
    assert len(found.points) == 9 and found.size == 6 and 2 ** len(found.points) == 512


def test_all_pairs_with_one_skew_matrix_are_not_shattered():
    pairs = [(i, j) for i, j in product(range(3), repeat=2) if i != j]
    points = tuple(unit(3, i) + unit(3, j) for i, j in pairs)
    with pytest.raises(Rejected, match="missed"):
        Shattering("bilinear", (), points, tuple(skew_unit(3, i, j) for i, j in pairs), F(1, 9)).check()


@pytest.mark.parametrize("step", [F(0), F(1), F(-1, 8), F(4)])
def test_long_zero_and_backward_steps_miss_patterns(step):
    with pytest.raises(Rejected):
        find_form_shattering(2, step).check()


def test_a_form_without_minus_signs_takes_one_sign_only():
    with pytest.raises(Rejected):
        replace(find_form_shattering(2), form=(F(1),) * 4).check()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_one_change_is_rejected(data):
    found = find_form_shattering(2)
    what = data.draw(st.sampled_from(["twice", "turned", "not skew", "form", "point"]))
    i, j = data.draw(st.sampled_from([(i, j) for i in range(4) for j in range(4) if i != j]))
    directions, points = list(found.directions), list(found.points)
    if what == "twice":
        points[i], directions[i] = points[j], directions[j]
        spoilt = replace(found, points=tuple(points), directions=tuple(directions))
    elif what == "turned":
        directions[i] = tuple(tuple(-x for x in row) for row in directions[i])
        spoilt = replace(found, directions=tuple(directions))
    elif what == "not skew":
        rows = [list(row) for row in directions[0]]
        rows[i][j] += 1
        directions[0] = tuple(map(tuple, rows))
        spoilt = replace(found, directions=tuple(directions))
    elif what == "form":
        spoilt = replace(found, form=tuple(F(0) if k == i else x for k, x in enumerate(found.form)))
    else:
        points[i] = (F(0),) * 4
        spoilt = replace(found, points=tuple(points))
    with pytest.raises(Rejected):
        spoilt.check()
