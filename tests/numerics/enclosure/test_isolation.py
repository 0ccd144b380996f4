"""Isolated roots: as many as there are, each in a ball of its own."""

from itertools import pairwise

import mpmath
import numpy as np
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, besseli, cos, exp, pi, sin

from numerics.enclosure import Unknown, certainly_different, compile, roots

x = sympy.Symbol("x", real=True)


def test_the_zeros_of_the_sine():
    found = roots(sin(x), x, 0, 10)
    assert len(found) == 4
    assert all(root.overlaps(compile(k * pi, []).at({})) and root.rad() < 1e-18 for k, root in enumerate(found))


@given(st.lists(st.fractions(-5, 5, max_denominator=9), min_size=1, max_size=5, unique=True))
@settings(max_examples=40, deadline=None)
def test_a_polynomial_has_the_roots_it_was_made_from(zeros):
    made = sympy.prod(x - Rational(z.numerator, z.denominator) for z in zeros)
    found = roots(made, x, -6, 6)
    assert len(found) == len(zeros)
    for root, zero in zip(found, sorted(zeros), strict=True):
        assert root.contains(compile(Rational(zero.numerator, zero.denominator), []).at({}, 80))
    assert all(certainly_different(a, b) for a, b in pairwise(found))


def test_transcendental_roots_against_a_float_solver():
    (found,) = roots(besseli(0, x) - 2, x, 0, 3)
    with mpmath.workdps(30):
        assert abs(float(found) - float(mpmath.findroot(lambda t: mpmath.besseli(0, t) - 2, 1.8))) < 1e-14


def test_as_many_roots_as_changes_of_sign_on_a_fine_grid():
    places = np.linspace(0.1, 5, 100_001)
    signs = np.sign(np.cos(5 * places) - np.exp(-places))
    assert len(roots(cos(5 * x) - exp(-x), x, Rational(1, 10), 5)) == np.count_nonzero(np.diff(signs))


def test_no_root_and_no_answer():
    assert roots(x**2 + 1, x, -3, 3) == []
    assert isinstance(roots((x - 1) ** 2, x, 0, 3), Unknown)
    assert isinstance(roots(1 / x, x, -1, 1), Unknown)
