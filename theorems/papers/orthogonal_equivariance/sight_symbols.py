"""Symbols of what a rotationally blind learner sees of an input, each declared once."""

from theorems.core import Domain, integers, positive, vector

SIGHT = Domain.of(
    d=integers(3, typical=(3, 5)),               # inputs
    q=positive(typical=(1, 4)),                  # squared distance of two of them
)
d, q = SIGHT.symbols
SIGHT = SIGHT.plus(
    c=vector(d),                                 # a sample
    x=vector(d), z=vector(d),                    # two inputs
)
c, x, z = SIGHT.symbols[2:]
