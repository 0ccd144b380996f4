"""Codes, Delsarte's bound and packings of the sphere, against known sizes; what is spoilt is rejected."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.certificates import (
    Code,
    Delsarte,
    NotFound,
    Packing,
    Rejected,
    find_code,
    find_delsarte,
    find_packing,
    find_simplex,
)
from numerics.certificates.codes import krawtchouk
from numerics.certificates.packings import rational_point

F = Fraction


@pytest.mark.parametrize(
    ("length", "letters", "distance", "size"), [(7, 2, 3, 16), (8, 2, 4, 16), (5, 2, 3, 4), (4, 3, 3, 9)]
)
def test_known_largest_codes_are_found_and_bounded(length, letters, distance, size):
    code, bound = find_code(length, letters, distance), find_delsarte(length, letters, distance)
    code.check()
    bound.check()
    assert len(code.words) == size == bound.most
    assert Code.from_json(code.to_json()) == code and Delsarte.from_json(bound.to_json()) == bound


@pytest.mark.parametrize(("length", "letters"), [(5, 2), (4, 3)])
def test_krawtchouk_numbers_are_sums_of_characters(length, letters):
    root = np.exp(2j * np.pi / letters)
    words = np.array(list(product(range(letters), repeat=length)))
    weights = (words != 0).sum(1)
    for i in range(length + 1):
        word = np.array([1] * i + [0] * (length - i))
        for k in range(length + 1):
            assert (root ** (words[weights == k] @ word)).sum() == pytest.approx(krawtchouk(k, i, length, letters))


def test_the_sphere_packing_bound_is_no_better():
    for length in range(3, 9):
        assert find_delsarte(length, 2, 3).most <= F(2**length, 1 + comb(length, 1))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 15), st.integers(0, 6))
def test_a_code_with_one_letter_turned_is_rejected(word, place):
    code = find_code(7, 2, 3)
    words = [list(w) for w in code.words]
    words[word][place] ^= 1
    with pytest.raises(Rejected):
        replace(code, words=tuple(map(tuple, words))).check()  # the code is perfect


@pytest.mark.parametrize("change", [{"distance": 4}, {"letters": 1}, {"words": ()}, {"distance": 0}])
def test_a_code_that_claims_more_is_rejected(change):
    with pytest.raises(Rejected):
        replace(find_code(5, 2, 3), **change).check()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 6), st.fractions(-2, 2, max_denominator=9).filter(bool))
def test_delsartes_optimum_leaves_no_room(place, change):
    bound = find_delsarte(7, 2, 3)
    moved = (*bound.multipliers[:place], bound.multipliers[place] + change, *bound.multipliers[place + 1 :])
    with pytest.raises(Rejected):
        replace(bound, multipliers=moved, most=F(15)).check()
    with pytest.raises(Rejected):
        replace(bound, most=bound.most - F(1, 100)).check()


def test_the_kissing_number_of_space_has_a_rational_witness():
    found = find_packing(12, 3, F(1), np.random.default_rng(0))
    found.check()
    assert Packing.from_json(found.to_json()) == found
    floats = np.array(found.points, dtype=float)
    gaps = ((floats[:, None] - floats) ** 2).sum(-1) + 4 * np.eye(12)
    assert gaps.min() >= 1 and np.allclose((floats**2).sum(1), 1)
    with pytest.raises(Rejected):
        replace(found, apart=F(6, 5)).check()
    with pytest.raises(NotFound):
        find_packing(4, 2, F(21, 10), np.random.default_rng(0))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 11), st.integers(0, 2), st.fractions(-1, 1, max_denominator=7).filter(bool))
def test_a_point_moved_off_the_sphere_is_rejected(which, place, change):
    axes = [tuple(F(s * (i == k)) for i in range(6)) for k in range(6) for s in (1, -1)]
    packing = Packing(tuple(axes), F(2))
    packing.check()
    points = [list(p) for p in packing.points]
    points[which][place] += change
    if sum(x * x for x in points[which]) != 1:
        with pytest.raises(Rejected):
            replace(packing, points=tuple(map(tuple, points))).check()


def test_rational_points_lie_on_the_sphere_near_the_float_ones():
    rng = np.random.default_rng(1)
    for p in rng.standard_normal((20, 4)):
        p /= np.linalg.norm(p)
        near = rational_point(p)
        assert sum(x * x for x in near) == 1
        assert np.allclose([float(x) for x in near], p, atol=1e-3)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_simplex_leaves_no_room_for_another_point(k):
    found = find_simplex(k)
    found.check()
    points = np.array(found.points, dtype=float)
    products = points @ points.T
    assert np.allclose(products[~np.eye(2**k, dtype=bool)], -1 / (2**k - 1))
    # The points sum to zero: another point has products with them that sum to zero, so one that is at least 0.
    assert np.allclose(points.sum(0), 0)
