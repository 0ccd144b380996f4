"""Symbols of the two ways to say how well a learner does, each declared once."""

from sympy import Rational

from theorems.core import Domain, interval

ACCURACY = Domain.of(
    eps=interval(0, 1, "(]", typical=(Rational(1, 100), Rational(1, 2))),    # error aimed at
    delta=interval(0, 1, typical=(Rational(1, 100), Rational(1, 2))),        # chance of a larger one
).plus(
    err=interval(0, 1),                          # error of what a learner makes of its samples
)
eps, delta, err = ACCURACY.symbols
