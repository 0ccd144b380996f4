"""Symbols of one-hidden-layer Bayesian nets, each declared once."""

from sympy import Rational, sqrt

from theorems.core import Domain, interval, positive

PAIR = Domain.of(
    a=positive(typical=(Rational(1, 10), 4)),    # variance of one pre-activation
    c=positive(typical=(Rational(1, 10), 4)),    # variance of the other
)
a, c = PAIR.symbols
PAIR = PAIR.plus(b=interval(-sqrt(a * c), sqrt(a * c)))  # their covariance
b = PAIR.symbols[-1]

ORDER = Domain.of(
    alpha=positive(typical=(Rational(1, 8), 4)),  # training pairs over hidden units, P / N
    s=positive(typical=(Rational(1, 8), 4)),     # labels against the kernel, lambda_1 y' K^-1 y / P
    Q=positive(typical=(Rational(1, 8), 4)),     # order parameter
)
alpha, s, Q = ORDER.symbols
