"""Rational draws: exact orthogonality, both components, and the sets from which entries come."""

import numpy as np
import pytest
from flint import fmpq, fmpq_mat

from numerics.groups import rational_invertible, rational_matrix, rational_orthogonal


def identity(n):
    return fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])


@pytest.mark.parametrize("n", [1, 2, 3, 5, 9])
def test_orthogonal_matrices_are_exactly_orthogonal_and_reach_both_components(n):
    rng = np.random.default_rng(n)
    determinants = []
    for _ in range(40):
        u = rational_orthogonal(n, rng)
        assert u.transpose() * u == identity(n)
        determinants.append(u.det())
    assert set(map(str, determinants)) == {"1", "-1"}


def test_orthogonal_matrices_are_mostly_no_signed_permutations():
    rng = np.random.default_rng(0)
    matrices = [rational_orthogonal(3, rng) for _ in range(50)]
    assert sum(any(a not in (0, 1, -1) for a in u.entries()) for u in matrices) > 40


def test_a_draw_in_the_plane_has_a_pythagorean_triple():
    a, b = rational_orthogonal(2, np.random.default_rng(8)).entries()[:2]
    size = a.q * b.q
    assert (a * size) ** 2 + (b * size) ** 2 == size**2


@pytest.mark.parametrize("n", [1, 2, 4])
def test_invertible_matrices_have_an_inverse_and_are_not_orthogonal_in_general(n):
    rng = np.random.default_rng(n)
    matrices = [rational_invertible(n, rng) for _ in range(40)]
    assert all(m * m.inv() == identity(n) for m in matrices)
    assert sum(m.transpose() * m != identity(n) for m in matrices) > 20


def test_entries_are_small_rationals_and_all_of_them_occur():
    entries = rational_matrix(60, 50, np.random.default_rng(1)).entries()
    small = {str(fmpq(p, q)) for p in range(-4, 5) for q in (1, 2, 3)}
    assert set(map(str, entries)) == small


def test_the_same_seed_draws_the_same_matrix():
    first, second = (rational_orthogonal(4, np.random.default_rng(7)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("draw", [rational_orthogonal, rational_invertible])
def test_empty_matrices_are_refused(draw):
    with pytest.raises(ValueError, match=">= 1"):
        draw(0, np.random.default_rng(0))
