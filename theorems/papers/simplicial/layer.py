"""The layer on a simplicial 2-complex as words in matrices, and how a group moves it.

A group element is three orthogonal matrices P_0, P_1, P_2, one for each dimension; it acts on the features by X_k to P_k X_k
and on the boundaries by B_1 to P_0 B_1 P_1' and B_2 to P_1 B_2 P_2'.
"""

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Rational

from theorems.core import Chain, Fact, MatrixFunction, Relation, Statement, square
from theorems.core.rules import rewriting
from theorems.papers.simplicial.symbols import (
    B_1,
    B_2,
    COMPLEX,
    FEATURES,
    MOVED,
    MOVES,
    P_0,
    P_1,
    THETA,
    beta,
    n_0,
    n_1,
)

ODD = ("identity", "cube", "tanh")
DIAGONAL = (("D_1^+", P_0), ("D_2", P_1), ("D_2^-1", P_1), ("D_5^+", P_1))  # each with the group's matrix of its dimension


def diagonal(name: str, b_1: Any, b_2: Any) -> MatrixFunction:
    """One of the matrices that normalise, a function of both boundaries."""
    size = n_0 if name == "D_1^+" else n_1
    return MatrixFunction(name, size, size, b_1, b_2)


def active(z: Any) -> MatrixFunction:
    """The activation, entry by entry."""
    return MatrixFunction("sigma", *z.shape, z)


def ones(rows: Any, b_1: Any, b_2: Any) -> MatrixFunction:
    """The number 1 at each of the complex's simplices of one dimension."""
    return MatrixFunction("1", rows, 1, b_1, b_2)


@dataclass(frozen=True)
class Moved(Statement):
    """The layer on the moved complex is the moved layer; what the fields say is documented in ``SimplicialLayer``."""

    gap: Expr = Integer(0)
    moves: str = "signed permutations"
    activation: str = "cube"
    bias: int = 0
    degrees: str = "of absolute values"
    adjacency: str = "signed"
    boundaries: str = "moved"

    def domain(self):
        return COMPLEX

    def pushed(self, b_1, b_2, features):
        """What arrives at nodes, edges and triangles, before the activation."""
        x_0, x_1, x_2 = features
        named = (name if self.degrees == "of absolute values" else f"signed {name}" for name, _ in DIAGONAL)
        nodes, edges, edges_inverse, faces = (diagonal(name, b_1, b_2) for name in named)
        up, across, third = edges * b_1.T * nodes, b_2.T * faces, Rational(1, 3)
        below = b_1 if self.adjacency == "signed" else MatrixFunction("abs", n_0, n_1, b_1)
        lower = edges * below.T * nodes * below
        pushed = (
            b_1 * edges * b_1.T * nodes * x_0 * THETA["00"] + nodes * b_1 * x_1 * THETA["10"],
            (lower + third * b_2 * b_2.T * edges_inverse) * x_1 * THETA["11"] + up * x_0 * THETA["01"]
            + third * b_2 * x_2 * THETA["21"],
            across * b_2 * x_2 * THETA["22"] + across * x_1 * THETA["12"],
        )
        return pushed if self.bias == 0 else tuple(z + ones(z.shape[0], b_1, b_2) * beta.T for z in pushed)

    def here(self):
        return self.pushed(B_1, B_2, FEATURES)

    def there(self):
        boundaries = MOVED if self.boundaries == "moved" else (B_1, B_2)
        return self.pushed(*boundaries, tuple(p * x for p, x in zip(MOVES, FEATURES, strict=True)))

    def conclusion(self):
        return Relation(apart(self.there(), self.here()), "=", self.gap)


def apart(there: Any, here: Any) -> Any:
    """Squared distance between the activated ``there`` and the moved, activated ``here``, in all three dimensions."""
    gaps = (active(z) - p * active(x) for z, x, p in zip(there, here, MOVES, strict=True))
    return sum((square(gap) for gap in gaps), start=Integer(0))


def derivation(s: Moved) -> Chain:
    """The degrees move with the simplices; in all other products P_k stands beside its transpose, and the activation lets
    it pass."""
    said = "absolute values move with the simplices, whatever the signs; P D P' is diagonal with D, and the signs cancel"
    degrees = tuple(
        Fact(diagonal(name, *MOVED), "=", p * diagonal(name, B_1, B_2) * p.T, fact=said)
        for name, p in DIAGONAL if s.moves != "orthogonal"
    )
    fixed = tuple(
        Fact(ones(p.shape[0], *MOVED), "=", p * ones(p.shape[0], B_1, B_2), fact="a permutation leaves the vector of ones")
        for p in MOVES if s.bias != 0 and s.moves == "permutations"
    )
    here = s.here()
    passes = s.moves == "permutations" or (s.moves == "signed permutations" and s.activation in ODD)
    let_through = tuple(
        Fact(active(p * z), "=", p * active(z), fact="sigma acts entry by entry, and is odd where P_k has signs")
        for p, z in zip(MOVES, here, strict=True) if passes
    )
    moved = tuple(p * z for p, z in zip(MOVES, here, strict=True))
    return (
        Chain(s.conclusion().left)
        .equals(apart(moved, here), by=rewriting(*degrees, *fixed))
        .equals(s.gap, by=rewriting(*let_through))
    )
