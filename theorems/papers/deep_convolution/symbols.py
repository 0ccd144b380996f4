"""Symbols of deep convolutional nets with filters and strides of size 2, each declared once."""

from theorems.core import Domain, integers

SIZES = Domain.of(
    L=integers(1, typical=(1, 12)),              # layers; the input has d = 2**L coordinates
    k=integers(1, typical=(1, 6)),               # coordinates wanted
)
L, k = SIZES.symbols

COORDINATES = SIZES.plus(
    i=integers(0, 2**L - 1),                     # one of the coordinates wanted
)
(i,) = COORDINATES.symbols[2:]
