"""Muon, Shampoo and full-matrix AdaGrad against singular values and eigenvalues."""

import numpy as np
import pytest

from numerics.training import OPTIMISERS, rest
from numerics.training.optimisers.spectra import inverse_root, newton_schulz


def positive(rng, size):
    root = rng.standard_normal((size, size))
    return root @ root.T


def power(matrix, exponent):
    values, vectors = np.linalg.eigh(matrix + 1e-4 * np.eye(len(matrix)))
    return vectors @ np.diag(values**exponent) @ vectors.T


def updates_of(name, gradients):
    state, found = rest([gradients[0]]), []
    for gradient in gradients:
        state, (update,) = OPTIMISERS[name](state, [gradient])
        found.append(update)
    return found


@pytest.mark.parametrize("order", [2, 4])
@pytest.mark.parametrize("scale", [1e-3, 1, 1e3])
def test_roots_from_products_are_those_from_eigenvalues(order, scale):
    matrix = scale * positive(np.random.default_rng(order), 4)
    assert inverse_root(matrix, order) == pytest.approx(power(matrix, -1 / order), rel=1e-6, abs=1e-7)


def test_a_singular_matrix_has_the_root_of_its_damping_where_it_is_zero():
    vector = np.array([3.0, 4.0])
    found = inverse_root(np.outer(vector, vector), 2)
    assert found @ [4, -3] == pytest.approx([400, -300], rel=1e-6)
    assert found @ vector == pytest.approx(vector / np.sqrt(25 + 1e-4), rel=1e-6)


def test_other_roots_are_refused():
    with pytest.raises(ValueError, match="2 or 4"):
        inverse_root(np.eye(2), 3)


def test_roots_have_more_digits_in_extended_precision():
    matrix = positive(np.random.default_rng(5), 3).astype(np.longdouble)
    found = inverse_root(matrix, 2)
    gap = found @ found @ (matrix + np.longdouble(1e-4) * np.eye(3, dtype=np.longdouble)) - np.eye(3)
    assert found.dtype == np.longdouble and np.abs(gap).max() < 1e-15


def test_muons_iteration_acts_on_singular_values_alone_and_leaves_zeros():
    rng = np.random.default_rng(1)
    left, _ = np.linalg.qr(rng.standard_normal((5, 5)))
    right, _ = np.linalg.qr(rng.standard_normal((3, 3)))
    values = np.array([2.0, 0.7, 0.0])
    expected = values / (np.linalg.norm(values) + 1e-7)
    for _ in range(5):
        expected = 3.4445 * expected - 4.775 * expected**3 + 2.0315 * expected**5
    found = newton_schulz(left[:, :3] @ np.diag(values) @ right.T)
    assert found == pytest.approx(left[:, :3] @ np.diag(expected) @ right.T, abs=1e-12)
    assert (0.65 < expected[:2]).all() and (expected[:2] < 1.25).all() and expected[2] == 0


def test_the_iteration_turns_along_where_a_full_decomposition_of_a_singular_matrix_does_not():
    """Singular vectors to the value 0 are the routine's choice, and it chooses by coordinates."""
    rng = np.random.default_rng(7)
    matrix = np.outer(rng.standard_normal(3), rng.standard_normal(3))

    def full(m):
        left, _, right = np.linalg.svd(m)
        return left @ right

    gaps = {full: 0.0, newton_schulz: 0.0}
    for _ in range(10):
        turn, _ = np.linalg.qr(rng.standard_normal((3, 3)))
        gaps = {f: max(gap, np.abs(f(matrix @ turn.T) @ turn - f(matrix)).max()) for f, gap in gaps.items()}
    assert gaps[newton_schulz] < 1e-12 and gaps[full] > 0.5


def test_muon_iterates_from_the_momentum_seen_ahead():
    gradients = list(np.random.default_rng(2).standard_normal((2, 2, 3)))
    _, second = updates_of("muon", gradients)
    ahead = 0.95 * (0.95 * gradients[0] + gradients[1]) + gradients[1]
    left, values, right = np.linalg.svd(ahead, full_matrices=False)
    found = left.T @ second @ right.T
    expected = values / (np.linalg.norm(values) + 1e-7)
    for _ in range(5):
        expected = 3.4445 * expected - 4.775 * expected**3 + 2.0315 * expected**5
    assert found == pytest.approx(np.diag(expected), abs=1e-9)


def test_shampoo_multiplies_by_fourth_roots_on_both_sides():
    one, two = np.random.default_rng(3).standard_normal((2, 2, 3))
    found = updates_of("shampoo", [one, two])[1]
    left, right = one @ one.T + two @ two.T, one.T @ one + two.T @ two
    assert found == pytest.approx(power(left, -0.25) @ two @ power(right, -0.25), rel=1e-6)


def test_by_columns_shampoo_brings_each_column_to_length_one_at_first():
    gradient = np.array([[3.0, 0.0], [4.0, 2.0]])
    (found,) = updates_of("shampoo in blocks", [gradient])
    assert found == pytest.approx(gradient / np.sqrt([25.0001, 4.0001]), rel=1e-6)


def test_full_adagrad_multiplies_by_the_root_of_the_sum_of_outer_products():
    one, two = np.random.default_rng(4).standard_normal((2, 2, 2))
    found = updates_of("full adagrad", [one, two])[1]
    total = np.outer(one, one) + np.outer(two, two)
    assert found.ravel() == pytest.approx(power(total, -0.5) @ two.ravel(), rel=1e-6)
