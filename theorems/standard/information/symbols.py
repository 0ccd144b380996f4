"""Symbols of guessing a value J from data, each declared once.  Units: nats."""

from sympy import Rational

from theorems.core import Domain, Quantity, integers, interval

GUESS = Domain.of(
    M=integers(2, typical=(2, 40)),              # values of J, or tasks
    p=interval(0, 1, typical=(Rational(1, 20), Rational(1, 2))),  # chance that the guess is wrong
    q=interval(0, 1, typical=(Rational(1, 20), Rational(1, 2))),  # chance that a learner fails, on its worst task
)
M, p, q = GUESS.symbols

information = Quantity("I(J; G)")                # of J and its guess G
sample = Quantity("I(J; S)")                     # of J and the data
error = Quantity("P(error)", p)
failure = Quantity("P(failure)", q)
