"""Symbols of the convolutional nets, each declared once."""

from theorems.core import Domain, integers, real, signs

# One filter of two weights on a cyclic image.
IMAGES = Domain.of(
    d=integers(5, typical=(5, 12)),              # positions
    u=real(typical=(-2, 2)),                     # first weight of the filter
    v=real(typical=(-2, 2)),                     # second weight
)
d, u, v = IMAGES.symbols
IMAGES = IMAGES.plus(i=integers(0))
(i,) = IMAGES.symbols[3:]

# Samples of a task with two labels that are equally likely.
LABELLED = Domain.of(
    d=integers(5, typical=(5, 12)),              # positions
    n=integers(1, typical=(1, 4)),               # samples
    y=signs(),                                   # label of a sample
)
n, y = LABELLED.symbols[1:]

CYCLES = Domain.of(d=integers(3, typical=(3, 12)))  # positions
(positions,) = CYCLES.symbols
