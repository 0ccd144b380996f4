"""Polynomials read off trees by hand, against SymPy's own."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.rechecking import NotPolynomial, expansion

x, y = sympy.symbols("x y", real=True)
leaves = st.sampled_from([x, y]) | st.fractions(-3, 3, max_denominator=3).map(
    lambda q: sympy.Rational(q.numerator, q.denominator)
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda t: t[0] + t[1]),
        st.tuples(inner, inner).map(lambda t: t[0] * t[1]),
        st.tuples(inner, st.integers(0, 3)).map(lambda t: t[0] ** t[1]),
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(trees)
def test_the_polynomial_is_that_of_sympy(tree):
    own = {tuple(e): Fraction(int(c.p), int(c.q)) for e, c in sympy.Poly(tree, x, y).terms() if c}
    assert expansion(tree, [x, y]) == own


@pytest.mark.parametrize(
    "tree", [sympy.exp(x), 1 / x, sympy.sqrt(x), sympy.Symbol("z"), sympy.pi * x, x**y, sympy.Float(0.5) * x]
)
def test_what_is_no_polynomial_is_refused(tree):
    with pytest.raises(NotPolynomial):
        expansion(tree, [x, y])
