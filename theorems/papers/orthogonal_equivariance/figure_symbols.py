"""Symbols of the task of the first figure, each declared once."""

from theorems.core import Domain, integers

PICTURES = Domain.of(
    p=integers(1, typical=(1, 5)),               # positions on a side of the image
    c=integers(2, typical=(2, 10)),              # filters of the first layer
)
p, c = PICTURES.symbols
