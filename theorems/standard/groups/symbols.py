"""Symbols of groups that act on the inputs of a learner, each declared once."""

from theorems.core import Domain, integers

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
