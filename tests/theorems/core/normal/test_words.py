"""Words in matrices: products, frames, traces of non-square factors, Wick pairings against sums over pairings."""

from itertools import combinations

import numpy as np
import pytest
from sympy import Identity, Integer, Trace

from theorems.core import (
    Domain,
    MatrixFunction,
    dot,
    frame,
    gaussian,
    integers,
    invertible,
    matrix,
    orthogonal,
    square,
    vector,
)
from theorems.core.normal.scalars import MOMENTS, ORTHOGONALITY, Normaliser
from theorems.core.normal.words import Letter, Unknown, expand, reduced, transposed

SIZES = Domain.of(n=integers(2), k=integers(1))
n, k = SIZES.symbols
DOMAIN = SIZES.plus(
    U=orthogonal(n),
    R=frame(n, k),
    A=matrix(n, k),
    B=matrix(k, n),
    C=matrix(n, n),
    G=invertible(n),
    a=vector(n),
    g=gaussian(n),
)
U, R, A, B, C, G, a, g = DOMAIN.symbols[2:]
words_of = lambda e: expand(e, DOMAIN, lambda m: m)


def number(e):
    tools = Normaliser(DOMAIN, frozenset({ORTHOGONALITY, MOMENTS}))
    return tools.thaw(tools.reduced(tools.freeze(e)))


def test_neighbours_cancel_on_the_right_side_only():
    assert words_of(R.T * R) == {(): 1} and words_of(U * U.T) == {(): 1} and words_of(U.T * U) == {(): 1}
    assert words_of(R * R.T) == {(Letter(R), Letter(R, True)): 1}
    assert words_of(C.T * C) != {(): 1} and words_of(U * U) != {(): 1}
    assert words_of(U.T * C * U) == {(Letter(U, True), Letter(C), Letter(U)): 1}


def test_a_product_transposes_backwards():
    word = (Letter(U), Letter(C), Letter(R))
    assert transposed(word) == (Letter(R, True), Letter(C, True), Letter(U, True))
    assert transposed(transposed(word)) == word and reduced(word + transposed(word), DOMAIN) == word + transposed(word)


def test_traces_of_non_square_factors():
    assert number(Trace(A * B) - Trace(B * A)) == 0
    assert number(Trace(R * R.T)) == k and number(Trace(R.T * R)) == k and number(Trace(U * R * R.T * U.T)) == k
    assert number(Trace(Identity(n)) - n) == 0
    assert number(Trace(A * B) - dot(A, B.T)) == 0
    assert number(Trace(C * C) - dot(C, C)) != 0 and number(Trace(C * C) - Trace(C) ** 2) != 0


def test_no_words_for_what_they_cannot_say():
    from sympy.matrices.expressions import HadamardProduct, Inverse, MatPow

    for e in (HadamardProduct(C, C), Inverse(C), MatPow(C, -2), MatPow(C, n)):
        with pytest.raises(Unknown):
            words_of(e)
    assert words_of(Inverse(G) * C * G) != words_of(C)


def test_wick_against_moments_of_fixed_vectors():
    """E prod <v_i, g> over a standard Gaussian g is the sum over pairings of the products of <v_i, v_j>."""
    rng = np.random.default_rng(0)
    for order in (2, 4, 6):
        v = rng.integers(-3, 4, (order, 3))
        gram = v @ v.T
        names = [f"v{i}" for i in range(order)]
        domain = DOMAIN.plus(**{name: vector(n) for name in names})
        vectors = domain.symbols[-order:]
        body = Integer(1)
        for s in vectors:
            body *= dot(s, g)
        from theorems.core import E

        tools = Normaliser(domain, frozenset({ORTHOGONALITY, MOMENTS}))
        found = tools.thaw(tools.freeze(E(body, g)))
        at = {dot(vectors[i], vectors[j]): Integer(int(gram[i, j])) for i in range(order) for j in range(order)}
        assert found.xreplace(at) == pairings(gram, tuple(range(order)))


def pairings(gram, left):
    """The sum over pairings, from its definition."""
    if not left:
        return 1
    first, *others = left
    return sum(int(gram[first, j]) * pairings(gram, tuple(i for i in others if i != j)) for j in others)


def test_the_number_of_pairings():
    """E |g|^(2m) has one term of n^m and (2m - 1)!! pairings in all, seen at n = 1."""
    from theorems.core import E

    for m, count in ((1, 1), (2, 3), (3, 15)):
        assert number(E(square(g) ** m, g)).subs(n, 1) == count
    assert sum(1 for _ in combinations(range(4), 2)) // 2 == 3


def test_a_map_of_the_vector_is_not_constant():
    from theorems.core import E

    image = MatrixFunction("F", n, 1, g)
    fixed = MatrixFunction("F", n, 1, a)
    assert number(E(dot(g, image), g)).has(E) and number(E(dot(a, image), g)).has(E)
    assert number(E(dot(a, fixed), g) - dot(a, fixed)) == 0 and number(E(dot(g, fixed), g)) == 0
