"""Symbols of simplicial complexes and their layers, each declared once."""

from numerics.networks import MAPS
from theorems.core import Domain, integers, matrix, orthogonal, vector

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
