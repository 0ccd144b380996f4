"""The layer on a simplicial 2-complex as words in matrices, and how a group moves it.

A group element is three orthogonal matrices P_0, P_1, P_2, one for each dimension; it acts on the features by X_k to P_k X_k
and on the boundaries by B_1 to P_0 B_1 P_1' and B_2 to P_1 B_2 P_2'.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational

from numerics import groups
from numerics.networks import MAPS, SimplicialComplex, SimplicialLayer
from theorems.core import (
    Chain,
    Domain,
    Fact,
    MatrixFunction,
    Relation,
    Statement,
    integers,
    matrix,
    orthogonal,
    square,
    vector,
)
from theorems.core.rules import rewriting

SIZES = Domain.of(
    n_0=integers(1, typical=(4, 6)),             # nodes
    n_1=integers(1, typical=(4, 12)),            # edges
    n_2=integers(1, typical=(1, 6)),             # triangles
    c=integers(1, typical=(1, 2)),               # channels
)
n_0, n_1, n_2, c = SIZES.symbols

COMPLEX = SIZES.plus(
    B_1=matrix(n_0, n_1), B_2=matrix(n_1, n_2),  # boundaries
    X_0=matrix(n_0, c), X_1=matrix(n_1, c), X_2=matrix(n_2, c),  # features
    P_0=orthogonal(n_0), P_1=orthogonal(n_1), P_2=orthogonal(n_2),
    beta=vector(c),                              # bias of each channel
    **{f"Theta_{ab}": matrix(c, c) for ab in MAPS},
)
B_1, B_2, X_0, X_1, X_2, P_0, P_1, P_2, beta = COMPLEX.symbols[4:13]
THETA = dict(zip(MAPS, COMPLEX.symbols[13:], strict=True))
FEATURES, MOVES, MOVED = (X_0, X_1, X_2), (P_0, P_1, P_2), (P_0 * B_1 * P_1.T, P_1 * B_2 * P_2.T)

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


def signed_permutation(size: int, rng: np.random.Generator) -> Any:
    return permutation(size, rng) * rng.choice([-1, 1], size).astype(object)


def permutation(size: int, rng: np.random.Generator) -> Any:
    return np.eye(size, dtype=int)[rng.permutation(size)].astype(object)


def rotation(size: int, rng: np.random.Generator) -> Any:
    if size == 0:
        return np.zeros((0, 0), object)
    rows = groups.rational_orthogonal(size, rng).tolist()
    return np.array([[Fraction(int(a.p), int(a.q)) for a in row] for row in rows], object)


DRAWN = {"permutations": permutation, "signed permutations": signed_permutation, "orthogonal": rotation}


def distance(p: Any) -> Fraction:
    """The squared distance for a random complex, random small rational features and weights, and a random move."""
    rng = np.random.default_rng([p.n_0, p.c])
    complex_ = SimplicialComplex.drawn(p.n_0, 0.8, rng)
    sizes = complex_.sizes
    drawn = lambda rows, columns: np.array(
        [Fraction(int(rng.integers(-3, 4)), int(rng.integers(1, 4))) for _ in range(rows * columns)], object
    ).reshape(rows, columns)
    features, weights = tuple(drawn(size, p.c) for size in sizes), {ab: drawn(p.c, p.c) for ab in MAPS}
    moves = tuple(DRAWN[p.moves](size, rng) for size in sizes)
    layer = SimplicialLayer(p.activation, Fraction(p.bias), p.degrees, p.adjacency)
    there = layer.outputs(
        complex_.moved(moves) if p.boundaries == "moved" else complex_,
        tuple(m @ x for m, x in zip(moves, features, strict=True)), weights,
    )
    here = layer.outputs(complex_, features, weights)
    return sum((((z - m @ x) ** 2).sum() for z, m, x in zip(there, moves, here, strict=True)), start=Fraction(0))


def complexes(budget: str) -> list[dict[Any, Any]]:
    """Complexes of a few nodes, with one and two channels."""
    most = {"quick": 5, "standard": 6, "deep": 8}[budget]
    return [{n_0: nodes, c: channels} for nodes in range(4, most + 1) for channels in (1, 2)]
