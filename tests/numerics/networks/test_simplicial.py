"""The layer on simplicial complexes: against NumPy's pseudo-inverse, and by hand on one triangle."""

from fractions import Fraction

import numpy as np
import pytest

from numerics.networks import MAPS, SimplicialComplex, SimplicialLayer


def in_floats(complex_, features, weights, sigma):
    """The layer from its definition, with dense diagonal matrices."""
    b_1, b_2 = (b.astype(float) for b in (complex_.nodes_of_edges, complex_.edges_of_triangles))
    x_0, x_1, x_2 = (x.astype(float) for x in features)
    w = {ab: theta.astype(float) for ab, theta in weights.items()}
    d_2 = np.diag(np.maximum(np.abs(b_2).sum(1), 1))
    d_1 = np.linalg.pinv(2 * np.diag(np.abs(b_1) @ np.diag(d_2)))
    d_5 = np.linalg.pinv(np.diag(np.abs(b_2).sum(1)))
    hodge = d_2 @ b_1.T @ d_1 @ b_1 + b_2 @ b_2.T @ np.linalg.inv(d_2) / 3
    return (
        sigma(b_1 @ d_2 @ b_1.T @ d_1 @ x_0 @ w["00"] + d_1 @ b_1 @ x_1 @ w["10"]),
        sigma(hodge @ x_1 @ w["11"] + d_2 @ b_1.T @ d_1 @ x_0 @ w["01"] + b_2 @ x_2 @ w["21"] / 3),
        sigma(b_2.T @ d_5 @ b_2 @ x_2 @ w["22"] + b_2.T @ d_5 @ x_1 @ w["12"]),
    )


@pytest.mark.parametrize("seed", range(5))
def test_layer_is_its_definition(seed):
    rng = np.random.default_rng(seed)
    complex_ = SimplicialComplex.drawn(7, 0.7, rng)
    drawn = lambda rows: np.array([Fraction(int(rng.integers(-3, 4)), 2) for _ in range(2 * rows)], object).reshape(rows, 2)
    features, weights = tuple(map(drawn, complex_.sizes)), {ab: drawn(2) for ab in MAPS}
    found = SimplicialLayer("cube").outputs(complex_, features, weights)
    for exact, floats in zip(found, in_floats(complex_, features, weights, lambda z: z**3), strict=True):
        assert np.allclose(exact.astype(float), floats, rtol=1e-10, atol=1e-10)


def test_one_triangle():
    one = SimplicialComplex.drawn(3, 1.0, np.random.default_rng(0))
    assert one.sizes == (3, 3, 1)
    assert one.edges_of_triangles.ravel().tolist() == [1, -1, 1]    # the edges 01, 02, 12 around the triangle 012
    unit = np.array([[Fraction(1)]], object)
    zero = {ab: np.array([[Fraction(0)]], object) for ab in MAPS}
    features = np.zeros((3, 1), object), np.array([[1], [0], [0]], object), np.zeros((1, 1), object)
    # With Theta_10 alone: D_1 = 2 diag(2), and the edge 01 takes 1 from node 0 and gives it to node 1.
    nodes, *_ = SimplicialLayer("identity").outputs(one, features, {**zero, "10": unit})
    assert nodes.ravel().tolist() == [Fraction(-1, 4), Fraction(1, 4), 0]


def test_refuses_what_is_no_complex():
    with pytest.raises(ValueError, match="columns of B_1"):
        SimplicialComplex(np.zeros((3, 2), int), np.zeros((3, 1), int))
    with pytest.raises(ValueError, match="boundary of a boundary"):
        SimplicialComplex(np.array([[-1], [1]]), np.array([[1]]))
