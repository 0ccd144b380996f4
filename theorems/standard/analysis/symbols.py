"""Symbols of polynomial inequalities, each declared once."""

from sympy import Rational, oo

from theorems.core import Domain, interval, real

POINTS = Domain.of(x=real(typical=(-2, 2)), y=real(typical=(-2, 2)), z=real(typical=(-2, 2)))
x, y, z = POINTS.symbols

# A number and a fraction of it: w = u v.
SQUARE = Domain.of(u=interval(0, 1), v=interval(0, 1))
u, v = SQUARE.symbols

ABOVE = Domain.of(s=interval(-1, oo, typical=(Rational(-9, 10), 10)))
(s,) = ABOVE.symbols
