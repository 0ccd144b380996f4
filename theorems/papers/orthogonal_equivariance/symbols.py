"""Symbols of the equivariance theorems, each declared once."""

from sympy import Rational

from theorems.core import Domain, binomial, integers, interval, matrix, orthogonal, positive, signs, vector

SIZES = Domain.of(
    d=integers(1, typical=(2, 3)),               # inputs
    n=integers(0, typical=(1, 3)),               # samples
)
d, n = SIZES.symbols

TRAINING = SIZES.plus(
    h=integers(1, typical=(1, 2)),               # units of the first layer
    r=integers(0, typical=(1, 2)),               # parameters of all other layers
    t=integers(0, typical=(1, 3)),               # steps
    eta=positive(typical=(Rational(1, 8), 1)),   # learning rate
)
h, r, t, eta = TRAINING.symbols[2:]

NET = TRAINING.plus(
    U=orthogonal(d),                             # acts on the inputs
    W=matrix(h, d), theta=vector(r),             # first layer and other layers at the start
    X=matrix(d, n), x=vector(d),                 # data, and an input to predict at
)
U, W, theta, X, x = NET.symbols[6:]

ONE_HOT = SIZES.but(d=integers(2, typical=(2, 12)), n=integers(0, typical=(0, 12))).plus(
    y=signs(),                                   # label
    g=integers(-1, 1),                           # what an element of the group does to one axis
    K=binomial(1, 1 / d),                        # 1 if a sample lies on a given axis
)
y, g, K = ONE_HOT.symbols[2:]

FORMS = SIZES.but(d=integers(2, typical=(2, 4)), n=integers(0, typical=(0, 5))).plus(
    eps=interval(0, 1, "()", typical=(Rational(1, 100), Rational(1, 4))),  # loss allowed, relative to that of 0
)
eps = FORMS.symbols[2]

TEXTURES = SIZES.but(d=integers(5, typical=(5, 40)), n=integers(0, typical=(0, 5))).plus(
    touched=integers(0),                         # coordinates that samples touch
    near=integers(0), far=integers(0),           # pairs of untouched coordinates with label -1, and with label +1
)
touched, near, far = TEXTURES.symbols[2:]

# Where the paper's tables show its bounds: inputs, and the error or loss that is to be reached.
GRID = {"d": (16, 100), "eps": (Rational(1, 1000), Rational(1, 100), Rational(1, 4))}
