"""Symbols of learning from samples, each declared once."""

from sympy import Rational

from theorems.core import Domain, binomial, integers, interval, nonnegative, normal, positive, real, signs

# Least squares over finitely many functions.
REGRESSION = Domain.of(
    n=integers(1, typical=(1, 6)),               # samples
    K=integers(1, typical=(1, 1000)),            # functions
    M=positive(typical=(Rational(1, 4), 2)),     # half the largest distance of a function to the target
    sigma=nonnegative(typical=(0, 2)),           # noise level
)
n, K, M, sigma = REGRESSION.symbols
REGRESSION = REGRESSION.plus(
    best=interval(0, 4 * M**2),                  # mean square distance of the best function to the target
    h=real(),                                    # target minus one function, at a random input
    g=normal(),                                  # minus the noise, in units of its level
    score=real(),                                # of the function that is chosen
    w=nonnegative(),                             # where an exponential is bounded
)
best, h, g, score, w = REGRESSION.symbols[4:]

# A class that shatters v inputs, and a law that hides all but one of them.
SHATTERED = Domain.of(
    v=integers(2, typical=(2, 12)),              # shattered inputs
    n=integers(0, typical=(0, 12)),              # samples
    eps=interval(0, Rational(1, 4), "(]", typical=(Rational(1, 32), Rational(1, 4))),  # error aimed at
    y=signs(),                                   # label of a hidden input
)
v, samples, eps, y = SHATTERED.symbols
SHATTERED = SHATTERED.plus(
    K=binomial(samples, 4 * eps / (v - 1)),      # samples at one hidden input
)
hits = SHATTERED.symbols[4]

# Functions that are far apart, and what samples tell of them.
PACKED = Domain.of(
    D=integers(1, typical=(2, 8)),               # functions
    n=integers(0, typical=(0, 4)),               # samples
)
D, seen = PACKED.symbols
PACKED = PACKED.plus(Q=interval(1, D))           # mean number of patterns of labels that the functions show on n inputs
(Q,) = PACKED.symbols[2:]

# A class of functions on n inputs, none of whose shattered sets has more than v.
GROWTH = Domain.of(n=integers(1, typical=(1, 4)))
(inputs,) = GROWTH.symbols
GROWTH = GROWTH.plus(v=integers(1, inputs, typical=(1, 4)))
(dimension,) = GROWTH.symbols[1:]
GROWTH = GROWTH.plus(i=integers(0, dimension))   # uniform on 0, ..., v where averaged over
(index,) = GROWTH.symbols[2:]

# Sums of m units s relu(b.u + c), |b|_1 + |c| <= 1, on the cube of R^k, for a function of weight gamma.
BARRON = Domain.of(
    m=integers(1, typical=(1, 8)),               # units
    k=integers(1, typical=(1, 4)),               # inputs of a unit
    gamma=positive(typical=(Rational(1, 4), 3)),  # weight of the function: its Barron norm
)
units, width, gamma = BARRON.symbols
BARRON = BARRON.plus(
    q=interval(0, gamma**2),                     # mean square of the function
    s=signs(), z=interval(0, 1),                 # sign of a unit drawn at random, and its value at a random input
)
power, unit_sign, value = BARRON.symbols[3:]

# Far apart functions of a class that shatters no v + 1 inputs.
LONG = PACKED[D, Q].plus(**dict(GROWTH[inputs, dimension].named()))

# Signs of the functions of a vector space.
SPACE = Domain.of(r=integers(1, typical=(1, 3)))  # its dimension
(space_dimension,) = SPACE.symbols

# Descent on changing losses: T steps from u_0, seen from a point v.
DESCENT = Domain.of(
    n=integers(1, typical=(1, 4)),               # dimensions
    T=integers(1, typical=(1, 20)),              # steps
    eta=positive(typical=(Rational(1, 10), 3)),  # learning rate
    B=nonnegative(typical=(Rational(1, 4), 2)),  # bound on the slopes
    D=nonnegative(typical=(Rational(1, 4), 2)),  # distance of the start from v
)
size, T, eta, B, D_far = DESCENT.symbols
DESCENT = DESCENT.plus(t=integers(0))
(t,) = DESCENT.symbols[5:]
