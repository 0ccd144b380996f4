"""Symbols of the bounds for signs of diagonal forms, each declared once."""

from sympy import Rational

from theorems.core import Domain, binomial, integers, interval, positive
from theorems.papers.orthogonal_equivariance.single_task_symbols import SINGLE
from theorems.papers.orthogonal_equivariance.single_task_symbols import d as half
from theorems.papers.orthogonal_equivariance.single_task_symbols import eps as error
from theorems.papers.orthogonal_equivariance.symbols import ONE_HOT
from theorems.papers.orthogonal_equivariance.symbols import d as axes
from theorems.papers.orthogonal_equivariance.symbols import n as samples

ALL_ACCURACIES = Domain.of(
    d=integers(2, typical=(2, 100)),             # inputs
    eps=interval(0, 1, "()", typical=(Rational(1, 2), Rational(3, 4))),  # error aimed at
    C=positive(typical=(Rational(1, 1000), 1)),  # a constant
)
d, eps, C = ALL_ACCURACIES.symbols

# The same, for small errors; d is half of the inputs here.
SMALL_ERRORS = SINGLE.but(
    d=integers(16, typical=(16, 64)),
    eps=interval(0, Rational(1, 1000), "(]", typical=(Rational(1, 10**4), Rational(1, 1000))),
)[half, error]

# The one-hot task, and the samples on one axis.
FEW_SAMPLES = ONE_HOT.plus(hits=binomial(samples, 1 / axes))
hits = FEW_SAMPLES.symbols[-1]
