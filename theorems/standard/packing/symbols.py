"""Symbols of packings, each declared once."""

from sympy import Rational

from theorems.core import Domain, arbitrary, integers, interval

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
