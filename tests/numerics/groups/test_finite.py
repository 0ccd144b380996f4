"""Finite groups: orders, group laws and orbits counted by other means."""

from fractions import Fraction
from math import comb, factorial

import numpy as np
import pytest

from numerics.groups import hyperoctahedral, orbit, permutations, sign_flips

ORDERS = [
    (sign_flips, lambda d: 2**d),
    (permutations, factorial),
    (hyperoctahedral, lambda d: 2**d * factorial(d)),
]


@pytest.mark.parametrize("group, order", ORDERS)
@pytest.mark.parametrize("d", [1, 2, 3])
def test_elements_form_a_group_of_orthogonal_integer_matrices(group, order, d):
    matrices = [g.matrix() for g in group(d)]
    known = {m.tobytes() for m in matrices}
    assert len(known) == len(matrices) == order(d)
    assert (matrices[0] == np.eye(d)).all()
    assert all((m @ m.T == np.eye(d)).all() for m in matrices)
    assert all((a @ b).tobytes() in known for a in matrices for b in matrices)


@pytest.mark.parametrize("group", [sign_flips, permutations, hyperoctahedral])
def test_matrix_and_map_agree(group):
    point = (3, -1, Fraction(1, 2))
    for g in group(3):
        assert tuple(g.matrix().astype(object) @ np.array(point, object)) == g(point)


def test_hyperoctahedral_elements_are_the_integer_matrices_that_are_orthogonal():
    entries = np.array(np.meshgrid(*[[-1, 0, 1]] * 9)).reshape(9, -1).T.reshape(-1, 3, 3)
    orthogonal = {m.tobytes() for m in entries if (m @ m.T == np.eye(3)).all()}
    assert {g.matrix().tobytes() for g in hyperoctahedral(3)} == orthogonal


def test_orbit_of_a_balanced_sign_vector_is_all_balanced_sign_vectors():
    assert len(orbit((1, -1, 1, -1, 1, -1), permutations(6))) == comb(6, 3)


def test_orbit_of_a_unit_vector_under_the_cube():
    units = {tuple(s * int(i == j) for j in range(4)) for i in range(4) for s in (1, -1)}
    images = orbit((1, 0, 0, 0), hyperoctahedral(4))
    assert images[0] == (1, 0, 0, 0)
    assert set(images) == units and len(images) == 8


def test_orbit_and_stabiliser_multiply_to_the_order():
    point = (2, 2, -1, 0)
    stabiliser = sum(g(point) == point for g in hyperoctahedral(4))
    assert len(orbit(point, hyperoctahedral(4))) * stabiliser == 2**4 * factorial(4)
