"""Symbols of packings, each declared once."""

from sympy import Rational, sqrt

from theorems.core import Domain, Quantity, arbitrary, frame, gaussian, integers, interval, matrix, nonnegative, positive
from theorems.core.sets import Matrices

# A cap of the unit sphere in R^k: the points u with <u, e> >= t.
CAP = Domain.of(
    k=integers(2, typical=(2, 8)),               # dimension of the space
    t=interval(0, 1, "(]", typical=(Rational(1, 20), Rational(1, 2))),  # height
    r=interval(0, 1),                            # square of one coordinate of a uniform unit vector
)
k, t, r = CAP.symbols
cap = arbitrary("cap", nonnegative=True)         # cap(k, t) = P(<u, e> >= t), u uniform on the sphere, e a unit vector

# M unit vectors of R^N with pairwise scalar products at most c.
SPHERE = Domain.of(
    N=integers(1, typical=(4, 24)),
    M=integers(2, typical=(2, 8)),
    c=interval(0, 1, "(]", typical=(Rational(1, 4), Rational(9, 10))),
)
N, M, c = SPHERE.symbols
largest = arbitrary("largest", positive=True)    # largest(N, c): the most such vectors that there are

# Two orthogonal matrices U and V at distance F, W = UV', and the functions sign(x'Uy) and sign(x'Vy) of Gaussian x and y.
ROTATIONS = Domain.of(d=integers(2, typical=(2, 6)))
(d,) = ROTATIONS.symbols
ROTATIONS = ROTATIONS.plus(
    F=interval(0, 2 * sqrt(d), "(]", typical=(Rational(1, 2), Rational(5, 2))),  # |U - V|, Frobenius norm
    x=gaussian(d),
    B=Matrices(d, d, "symmetric"),               # 1 - (W + W')/2
    w=interval(0, 1),                            # sine of half the angle between U'x and V'x
    a=positive(),
)
F, x, B, w, a = ROTATIONS.symbols[1:]
disagreement = Quantity("P[sign x'Uy and sign x'Vy differ]")

# The rotations that lie pairwise further apart than eps.
TURNED = ROTATIONS[d, F].plus(eps=positive(typical=(Rational(1, 1000), Rational(1, 20))))
(eps,) = TURNED.symbols[2:]
rotations = arbitrary("D", positive=True)        # D(d, eps): the most rotations of R^d with pairwise P above eps

# A binary code of length n and least distance d.
CODE = Domain.of(n=integers(1, typical=(1, 6)))
(n,) = CODE.symbols
CODE = CODE.plus(d=integers(1, n, typical=(1, 6)))
(least,) = CODE.symbols[1:]
CODE = CODE.plus(
    x=interval(0, 1, "(]", typical=(Rational(1, 20), 1)),  # weight of a one
    i=integers(0, least - 1),                    # a number of ones, uniform where averaged over
)
weight, ones = CODE.symbols[2:]
codes = arbitrary("A", positive=True)            # A(n, d): the most words that a code can have

# Sets of D of N things that share fewer than (1 + z) D^2 / N pairwise; two sets at random share D^2 / N on average.
SETS = Domain.of(N=integers(1, typical=(2, 40)))
(points,) = SETS.symbols
SETS = SETS.plus(D=integers(1, points, typical=(1, 10)))
(size,) = SETS.symbols[1:]
SETS = SETS.plus(z=nonnegative(typical=(0, 3)))
(excess,) = SETS.symbols[2:]
sets = arbitrary("sets", positive=True)          # sets(N, D, z): the most sets of D

# Two spaces of dimension r in R^(2r): the (x, Bx) and the (x, Cx), B and C matrices of r rows and columns.
CHART = Domain.of(r=integers(1, typical=(1, 3)))
(half,) = CHART.symbols
CHART = CHART.plus(
    R=frame(2 * half, half),                     # orthonormal basis of the (x, Bx)
    S=frame(2 * half, half),                     # of the (-C'x, x), which are orthogonal to the (x, Cx)
    K=matrix(half, half),                        # (1 + CC')^(-1/2) (B - C) (1 + B'B)^(-1/2)
    L=matrix(half, half),                        # (1 + BB')^(-1/2) (B - C) (1 + CC')^(-1/2)
)
R, S, K, L = CHART.symbols[1:]
