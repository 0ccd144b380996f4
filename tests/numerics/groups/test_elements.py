"""Elements of named groups: the equations that define the groups, and that nothing smaller is drawn."""

import numpy as np
import pytest

from numerics.groups import ELEMENTS


def drawn(group, d=3, count=60):
    rng = np.random.default_rng(1)
    return [ELEMENTS[group](d, rng) for _ in range(count)]


def rows(matrix):
    return [[int(a) for a in row] for row in matrix.tolist()]


@pytest.mark.parametrize("group", [g for g in ELEMENTS if g != "general linear"])
def test_all_but_one_are_orthogonal(group):
    for element in drawn(group):
        product = element * element.transpose()
        assert all(product[i, j] == (i == j) for i in range(3) for j in range(3))


def test_invertible_matrices_have_a_determinant_and_are_not_all_orthogonal():
    found = drawn("general linear")
    assert all(element.det() != 0 for element in found)
    assert any(abs(element.det()) != 1 for element in found)


@pytest.mark.parametrize("group, size", [
    ("permutations", 6), ("sign flips", 8), ("hyperoctahedral", 48), ("cyclic shifts", 3),
])
def test_finite_groups_are_reached_whole_and_are_as_large_as_they_should_be(group, size):
    assert len({str(rows(element)) for element in drawn(group, count=600)}) == size


def test_shifts_move_neighbours_to_neighbours():
    for element in drawn("cyclic shifts", d=5):
        places = [row.index(1) for row in rows(element)]
        assert all((b - a) % 5 == 1 for a, b in zip(places, places[1:] + places[:1], strict=True))


def test_permutations_have_no_signs_and_sign_flips_no_order():
    assert all(a >= 0 for element in drawn("permutations") for row in rows(element) for a in row)
    assert all(row[i] != 0 for element in drawn("sign flips") for i, row in enumerate(rows(element)))
