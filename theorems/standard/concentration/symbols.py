"""Symbols of tails and moments, each declared once."""

from sympy import Integer, Rational, oo

from theorems.core import (
    Domain,
    binomial,
    gaussian,
    integers,
    interval,
    nonnegative,
    normal,
    positive,
    real,
)
from theorems.core.sets import Matrices, Numbers

# A standard normal g, and the largest of N of them.
GAUSS = Domain.of(
    t=nonnegative(typical=(0, 4)),               # level, in standard deviations
    g=normal(),
    N=integers(2, typical=(2, 200)),
    delta=interval(0, 1, "()", typical=(Rational(1, 100), Rational(9, 10))),  # chance of failure
    M=real(),                                    # the largest of N
)
t, g, N, delta, M = GAUSS.symbols
BEYOND = Domain.of(t=positive(typical=(Rational(1, 10), 4)), g=normal())
beyond = BEYOND.symbols[0]                       # a level above 0

# A chi-square number with d degrees of freedom.
CHI = Domain.of(
    d=integers(1, typical=(1, 60)),
    x=nonnegative(typical=(Rational(1, 10), 6)),  # minus the logarithm of the chance of failure
    w=nonnegative(typical=(0, 4)),               # a size
)
d, x, w = CHI.symbols
FORM = CHI[d].plus(
    X=gaussian(d),
    B=Matrices(d, d, "symmetric"),
)
X, B = FORM.symbols[1:]

# Sums of n independent bounded numbers.
SUMS = Domain.of(
    n=integers(1, typical=(1, 60)),
    p=interval(0, 1, typical=(Rational(1, 20), Rational(19, 20))),  # mean of one number
    eta=interval(0, 1, typical=(Rational(1, 10), 1)),  # deviation, as a share of the mean
    lam=real(typical=(-3, 3)),                   # argument of a moment generating function
    c=nonnegative(typical=(0, Rational(1, 2))),  # deviation of a mean from its expectation
    z=nonnegative(typical=(0, 3)),               # a size
    v=positive(typical=(Rational(1, 10), 2)),    # variance of one number
    b=positive(typical=(Rational(1, 2), 2)),     # upper bound of one number
    a=nonnegative(typical=(0, 6)),               # deviation of a sum
    rate=nonnegative(typical=(0, 2)),            # by which a sum is weighed in an exponential
)
n, p, eta, lam, c, z, v, b, a, rate = SUMS.symbols
SUMS = SUMS.plus(
    Y=interval(0, 1),                            # one number in [0, 1], of mean p
    V=interval(-oo, b),                    # one number at most b, of mean 0 and variance v
    s=Numbers(Integer(0), Integer(1), law="uniform on [0, 1]"),
)
Y, V, s = SUMS.symbols[10:]
SUMS = SUMS.plus(coin=binomial(1, Y))            # 1 with chance Y, else 0
coin = SUMS.symbols[-1]

COUPONS = Domain.of(
    k=integers(2, typical=(2, 12)),              # kinds
    n=integers(1, typical=(1, 60)),              # draws
)
k, draws = COUPONS.symbols
