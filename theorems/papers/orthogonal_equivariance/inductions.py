"""Equalities between maps with matrix values that are proved by induction, among them those for functions of matrices.

A function of a symmetric matrix A is a polynomial in A, whose coefficients depend on the spectrum of A alone.
"""

from sympy import Identity, ZeroMatrix

from theorems.core import Chain, MatrixFunction, arbitrary
from theorems.core.rules import induction

__all__ = ["by_induction", "function", "turned_function"]


def by_induction(n, unfold, *pairs):
    """The first of these equalities, all proved together; ``unfold`` opens one map, where it knows it."""
    everywhere = lambda e: e.replace(lambda a: isinstance(a, MatrixFunction), unfold)
    left, right = pairs[0]
    return Chain(left, left.name).equals(right, by=induction(n, everywhere, together=list(pairs)))


def function(name, of, degree):
    """sum_{i < degree} c_i A^i for a square matrix A, with coefficients known by the name."""
    return MatrixFunction(f"{name}_of", *of.shape, of, degree)


def power(of, degree):
    return MatrixFunction("power_of", *of.shape, of, degree)


def unfold_function(m):
    """A power or polynomial in terms of that of one degree less."""
    if not m.name.endswith("_of"):
        return m
    of, degree = m.inputs
    if m.name == "power_of":
        return Identity(of.shape[0]) if degree == 0 else of * power(of, degree - 1)
    if degree == 0:
        return ZeroMatrix(*m.shape)
    coefficient = arbitrary(f"c_{m.name}")
    return MatrixFunction(m.name, *m.shape, of, degree - 1) + coefficient(degree - 1) * power(of, degree - 1)


def turned_function(turned, plain, by, degree):
    """f(Q A Q') = Q f(A) Q', for f(Q A Q') as it stands, a plain A, and Q."""
    powers = power(turned.inputs[0], degree), by * power(plain, degree) * by.T
    return by_induction(degree, unfold_function, (turned, by * turned.func(*turned.args[:3], plain, degree) * by.T), powers)
