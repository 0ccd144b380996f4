"""Symbols of the signal tasks, each declared once."""

from sympy import Rational, pi

from theorems.core import (
    Domain,
    binomial,
    gaussian,
    integers,
    interval,
    nonnegative,
    normal,
    orthogonal,
    positive,
    real,
    signs,
    vector,
)

SIZES = Domain.of(
    k=integers(1, typical=(1, 5)),               # patches
    d=integers(2, typical=(2, 6)),               # dimensions of a patch
)
k, d = SIZES.symbols

SIGNAL = SIZES.plus(
    sigma=positive(typical=(Rational(1, 3), Rational(3, 2))),  # noise level
    m=integers(0, typical=(1, 60)),              # labelled samples
    alpha=interval(0, pi, typical=(Rational(1, 4), 3)),  # angle between two images of the signal
    y=signs(),                                   # label
    U=orthogonal(k * d), V=orthogonal(k * d), mu=vector(k * d), xi=gaussian(k * d),
)
sigma, m, alpha, y, U, V, mu, xi = SIGNAL.symbols[2:]

# One node of a soft-threshold net on one patch: aligned a with the signal, threshold b, noise s g.
NODE = Domain.of(
    a=real(typical=(0, 1)),
    b=real(typical=(-1, 1)),
    s=positive(typical=(Rational(1, 10), 1)),
    v=real(),                                    # a value of the noise
    g=normal(),
)
a, b, s, v, g = NODE.symbols

# What a learner knows of one location, and what its net makes of it.
LOCATION = SIGNAL[k, d, sigma, m, y].plus(
    w=vector(d), zeta=gaussian(d),               # signal and noise of one patch
    count=nonnegative(typical=(1, 20)),          # samples of the location
    N=binomial(m, 1 / k),                        # their number, when the locations are random
    kappa=nonnegative(),                         # concentration of what is known of the signal
    lean=nonnegative(),                          # how strongly what is known favours one side of the node
    side=signs(),                                # which side that is
    length=nonnegative(),                        # norm of the node
    score=real(),                                # y f(x) given the location
).plus(**dict(NODE[b, s, g].named()))
w, zeta, count, N, kappa, lean, side, length, score = LOCATION.symbols[5:14]
LOCATION = LOCATION.plus(rho=interval(0, length))  # size of the node's alignment with the signal
rho = LOCATION.symbols[-1]

# Where the paper's tables show its bounds: patches, dimensions, noise level, and the squared risk that is to be reached.
GRID = {k: (16, 64), d: (64, 1024), sigma: (Rational(1, 100), Rational(1, 4)), "R": (Rational(1, 10),)}
