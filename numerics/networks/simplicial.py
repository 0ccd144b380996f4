r"""A layer of features on the nodes, edges and triangles of a simplicial complex, exact on rationals.

With boundary matrices B_1, B_2 and their degrees (all made of absolute values |B|)

.. math:: D_2 = \max(\mathrm{diag}(|B_2| 1), 1), \quad D_1 = 2\,\mathrm{diag}(|B_1| D_2 1), \quad
          D_5 = \mathrm{diag}(|B_2| 1),

the layer sends features X_0, X_1, X_2 to sigma(Z_0), sigma(Z_1), sigma(Z_2), where (+ is the pseudo-inverse)

.. math::
    Z_0 &= B_1 D_2 B_1^\top D_1^+ X_0 \Theta_{00} + D_1^+ B_1 X_1 \Theta_{10}, \\
    Z_1 &= (D_2 B_1^\top D_1^+ B_1 + \tfrac13 B_2 B_2^\top D_2^{-1}) X_1 \Theta_{11} + D_2 B_1^\top D_1^+ X_0 \Theta_{01}
           + \tfrac13 B_2 X_2 \Theta_{21}, \\
    Z_2 &= B_2^\top D_5^+ B_2 X_2 \Theta_{22} + B_2^\top D_5^+ X_1 \Theta_{12}.

Source: Bunch et al. 2020, with the normalised Laplacians of Schaub et al. 2020.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from numerics.networks.activations import ACTIVATIONS

__all__ = ["MAPS", "SimplicialComplex", "SimplicialLayer"]

Matrix = NDArray[Any]

# The weights Theta_ab, from features on simplices of dimension a to those of dimension b.
MAPS = ("00", "10", "11", "01", "21", "22", "12")


@dataclass(frozen=True, eq=False)
class SimplicialComplex:
    """Boundary matrices B_1 of shape (nodes, edges) and B_2 of shape (edges, triangles); B_1 B_2 = 0.

    Raises ValueError if the shapes do not fit or a boundary has a boundary.
    """

    nodes_of_edges: Matrix
    edges_of_triangles: Matrix

    def __post_init__(self) -> None:
        b_1, b_2 = self.nodes_of_edges, self.edges_of_triangles
        if b_1.shape[1] != b_2.shape[0]:
            raise ValueError(f"needs as many columns of B_1 as rows of B_2, got shapes {b_1.shape} and {b_2.shape}")
        if (b_1 @ b_2).any():
            raise ValueError("needs B_1 B_2 = 0: the boundary of a boundary is empty")

    @classmethod
    def drawn(cls, nodes: int, chance: float, rng: np.random.Generator) -> "SimplicialComplex":
        """Each edge is there with this chance, and then each triangle of such edges, oriented by the order of nodes."""
        edges = [e for e in combinations(range(nodes), 2) if rng.random() < chance]
        place = {e: i for i, e in enumerate(edges)}
        triples = [t for t in combinations(range(nodes), 3) if all(e in place for e in combinations(t, 2))]
        triangles = [t for t in triples if rng.random() < chance]
        b_1, b_2 = np.zeros((nodes, len(edges)), object), np.zeros((len(edges), len(triangles)), object)
        for column, (i, j) in enumerate(edges):
            b_1[i, column], b_1[j, column] = -1, 1
        for column, (i, j, k) in enumerate(triangles):
            b_2[place[i, j], column], b_2[place[i, k], column], b_2[place[j, k], column] = 1, -1, 1
        return cls(b_1, b_2)

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many nodes, edges and triangles there are."""
        return (*self.nodes_of_edges.shape, self.edges_of_triangles.shape[1])

    def moved(self, moves: tuple[Matrix, Matrix, Matrix]) -> "SimplicialComplex":
        """Simplices renamed or turned by signed permutations: B_1 goes to P_0 B_1 P_1', B_2 to P_1 B_2 P_2'."""
        p_0, p_1, p_2 = moves
        return SimplicialComplex(p_0 @ self.nodes_of_edges @ p_1.T, p_1 @ self.edges_of_triangles @ p_2.T)


@dataclass(frozen=True)
class SimplicialLayer:
    """How the layer acts; the second choices of ``degrees`` and ``adjacency`` are mistakes one could make.

    ``activation`` is one of ``ACTIVATIONS``, ``bias`` is added to every feature before it.
    """

    activation: str = "cube"
    bias: Any = 0
    degrees: Literal["of absolute values", "of signed values"] = "of absolute values"
    adjacency: Literal["signed", "unsigned"] = "signed"

    def outputs(
        self, complex_: SimplicialComplex, features: tuple[Matrix, ...], weights: Mapping[str, Matrix]
    ) -> tuple[Matrix, Matrix, Matrix]:
        """The new features on nodes, edges and triangles, each of shape (simplices, channels)."""
        b_1, b_2 = complex_.nodes_of_edges, complex_.edges_of_triangles
        x_0, x_1, x_2 = features
        size = abs if self.degrees == "of absolute values" else lambda b: b
        triangles = size(b_2).sum(1)
        d_2, d_5_inverse = np.array([max(a, 1) for a in triangles], object), inverted(triangles)
        d_1_inverse = inverted(2 * (size(b_1) @ d_2))
        below = b_1 if self.adjacency == "signed" else abs(b_1)
        up = d_2[:, None] * b_1.T * d_1_inverse                            # D_2 B_1' D_1^+, from nodes to edges
        lower = d_2[:, None] * below.T * d_1_inverse @ below
        upper = Fraction(1, 3) * (b_2 @ b_2.T) * inverted(d_2)
        across = b_2.T * d_5_inverse                                       # B_2' D_5^+, from edges to triangles
        pushed = (
            b_1 * d_2 @ b_1.T * d_1_inverse @ x_0 @ weights["00"] + d_1_inverse[:, None] * b_1 @ x_1 @ weights["10"],
            (lower + upper) @ x_1 @ weights["11"] + up @ x_0 @ weights["01"] + Fraction(1, 3) * b_2 @ x_2 @ weights["21"],
            across @ b_2 @ x_2 @ weights["22"] + across @ x_1 @ weights["12"],
        )
        act = ACTIVATIONS[self.activation].value
        nodes, edges, faces = (act(z + self.bias) for z in pushed)
        return nodes, edges, faces


def inverted(values: Matrix) -> Matrix:
    """1 / v entry by entry, 0 where v is 0."""
    return np.array([Fraction(1, a) if a else Fraction(0) for a in values], object)
