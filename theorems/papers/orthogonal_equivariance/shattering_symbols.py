"""Symbols of the bounds over all laws, from the points that an orbit shatters; each declared once."""

from sympy import E as EULER
from sympy import Rational

from theorems.core import Domain, integers, interval, signs
from theorems.standard.learning.symbols import GROWTH, SHATTERED, SPACE, dimension, inputs, space_dimension

# One turned pair of axes, through the singular values of the matrix of signs: term k of sums over them.
TURNED_PAIR = Domain.of(
    d=integers(1, typical=(1, 3)),               # half of the inputs
    s=signs(),                                   # label wanted
).plus(k=integers(0))
d, s, k = TURNED_PAIR.symbols

# v = d^2 points that are shattered; eps at most 1/4.
ALL_LAWS = SHATTERED.but(v=integers(2, typical=(4, 9))).plus(d=integers(2, typical=(2, 3)))
v, n, eps = ALL_LAWS.symbols[:3]
half_inputs = ALL_LAWS.symbols[-1]

SHARP = Domain.of(
    d=integers(2, typical=(2, 8)),               # half of the inputs
    n=integers(0, typical=(0, 40)),              # samples
    eps=interval(0, 1 / (2 * EULER), "(]", typical=(Rational(1, 100), Rational(1, 6))),    # error aimed at
    y=signs(),                                   # label of a hidden input
)

# m samples, and the 2m inputs of these and of as many fresh ones; signs of a space of r functions.
FITTED = GROWTH[inputs, dimension].plus(
    **dict(SPACE.named()),
    m=integers(1, typical=(20, 1000)),           # samples
    eps=interval(0, 1, "(]", typical=(Rational(1, 20), Rational(1, 2))),  # error allowed
)
fitted_samples, error_allowed = FITTED.symbols[3:]
__all__ = [
    "ALL_LAWS", "FITTED", "SHARP", "TURNED_PAIR", "d", "dimension", "eps", "error_allowed", "fitted_samples", "half_inputs",
    "inputs", "k", "n", "s", "space_dimension", "v",
]
