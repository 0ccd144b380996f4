"""Symbols of single steps of optimisers on turned data, each declared once."""

from sympy import Rational

from theorems.core import Domain, integers, interval, invertible, matrix, orthogonal, positive, real, signs, vector

# The first layer of a fully connected net: W, h x d, goes to W g^(-1) where the data are g X.
LAYER = Domain.of(
    d=integers(2, typical=(2, 3)),               # inputs
    h=integers(1, typical=(1, 2)),               # units of the first layer
    t=integers(0, typical=(1, 2)),               # steps before the one looked at
    k=integers(0, typical=(2, 5)),               # iterations, or degree of a polynomial
)
d, h, t, k = LAYER.symbols
LAYER = LAYER.plus(
    U=orthogonal(d),                             # acts on the inputs
    T=invertible(d),                             # acts on the inputs, in the general linear group
    decay=positive(typical=(Rational(1, 100), 1)),      # weight decay
    beta=interval(0, 1, "()", typical=(Rational(1, 2), Rational(9, 10))),  # momentum
)
U, T, decay, beta = LAYER.symbols[4:]

# All weights in one vector of N numbers, too.
SPECTRA = LAYER.plus(
    N=integers(1, typical=(4, 8)),               # weights
)
N = SPECTRA.symbols[-1]
SPECTRA = SPECTRA.plus(
    Q=orthogonal(N),                             # what an orthogonal map of the inputs does to the weights
    R=invertible(N),                             # what takes back what an invertible one does
    H=invertible(N),                             # the Hessian, or one with damping added
    g=vector(N),                                 # the gradient
    damping=positive(typical=(Rational(1, 10), 1)),
)
Q, R, H, g, damping = SPECTRA.symbols[-5:]

# One coordinate of one layer.
COORDINATE = Domain.of(
    d=integers(2, typical=(2, 3)),               # inputs
    t=integers(0, typical=(1, 2)),               # steps before the one looked at
    beta=interval(0, 1, "(]", typical=(Rational(1, 2), Rational(9, 10))),  # how much of a sum is kept; AdaGrad: 1
    decay=positive(typical=(Rational(1, 100), 1)),      # weight decay
    eta=positive(typical=(Rational(1, 8), 1)),   # learning rate
    alpha=real(),                                # angle of a rotation
)
eta, alpha = COORDINATE.symbols[-2:]

# Samples, and a point to predict at.
SAMPLED = Domain.of(
    d=integers(2, typical=(2, 3)),               # inputs
    n=integers(1, typical=(2, 3)),               # samples
)
n = SAMPLED.symbols[1]
SAMPLED = SAMPLED.plus(U=orthogonal(d), T=invertible(d), X=matrix(d, n), x=vector(d), y=vector(n))
X, x, y = SAMPLED.symbols[-3:]

# Samples behind masks; two inputs, and whether a mask lets them through.
MASKED = LAYER.plus(n=integers(1, typical=(2, 3))).plus(
    X=matrix(d, n),
    s=signs(),                                   # what a sign flip does to an input
    p=integers(0, 1, typical=(0, 1)), q=integers(0, 1, typical=(0, 1)),  # 1 for inputs that are seen
    alpha=real(),                                # angle of a rotation
)
s, p, q, angle = MASKED.symbols[-4:]

# A cyclic image, cut into blocks that are pooled.
IMAGE = Domain.of(m=integers(3, typical=(3, 5)))  # positions of a block
m = IMAGE.symbols[0]
