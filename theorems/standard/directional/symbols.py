"""Symbols of directions on the sphere."""

from sympy import Rational

from theorems.core import Domain, integers, nonnegative

SPHERE = Domain.of(
    d=integers(2, typical=(2, 40)),              # dimension
    x=nonnegative(typical=(Rational(1, 10), 40)),  # concentration
)
d, x = SPHERE.symbols
