"""Symbols of groups that act on the inputs of a learner, each declared once."""

from theorems.core import Domain, gaussian, integers, interval, invertible, vector

# A target on N inputs that a group permutes.
PERMUTED = Domain.of(
    N=integers(2, typical=(2, 6)),               # inputs
    n=integers(0, typical=(0, 2)),               # samples
)
N, n = PERMUTED.symbols
PERMUTED = PERMUTED.plus(
    h=integers(0, 2**N - 1),                     # the target: its binary digits are the labels, of the last input first
    g=integers(0),                               # number of a group element
)
h, g = PERMUTED.symbols[2:]

# Weights of a first layer, as one vector, and the gradients of a loss in them.
WEIGHTS = Domain.of(
    h=integers(1, typical=(1, 3)),               # units
    d=integers(1, typical=(1, 3)),               # inputs
)
units, width = WEIGHTS.symbols
WEIGHTS = WEIGHTS.plus(
    T=invertible(units * width),                 # what turning the data does to the weights
    u=vector(units * width),                     # gradient on the turned data, at the turned weights
    s=vector(units * width),                     # gradient on the turned data, at the weights
    w=vector(units * width),                     # gradient on the data, at the weights
    v=vector(units * width),                     # a direction
)
T, u, stay, w, v = WEIGHTS.symbols[2:]

# Two unit vectors, and a vector turned to a uniform direction.
DIRECTION = Domain.of(
    n=integers(2, typical=(2, 8)),               # dimension
    c=interval(-1, 1),                           # scalar product of the two unit vectors
)
dimension, cosine = DIRECTION.symbols
DIRECTION = DIRECTION.plus(a=vector(dimension), b=vector(dimension), x=gaussian(dimension))
a, b, x = DIRECTION.symbols[2:]
