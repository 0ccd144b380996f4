"""How the claims are tried: a random complex and a random move, in exact rationals."""

from fractions import Fraction
from typing import Any

import numpy as np

from numerics import groups
from numerics.networks import MAPS, SimplicialComplex, SimplicialLayer
from theorems.papers.simplicial.symbols import c, n_0


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
