"""SymPy's trees on intervals: values and slopes at points of a box lie in what is enclosed on it."""

from fractions import Fraction

import mpmath
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Max, Min, Rational, acos, asin, atan, cos, cosh, exp, log, pi, sin, sinh, sqrt, tanh

from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.intervals import interval, precision
from numerics.rechecking.slopes import Walk

x, y = sympy.symbols("x y", real=True)
F = Fraction
EVERYWHERE = [
    x + 2 * y,
    x * y - x**3,
    exp(x - y),
    sin(x) * cos(y),
    cosh(x),
    sinh(x - y),
    tanh(x * y),
    atan(x + y),
    1 / (1 + x**2),
    sqrt(1 + x**2 * y**2),
    Max(x, y, 1) - Min(x, y),
    Abs(x - y),
    (2 + sin(x)) ** y,
    (1 + x**2) ** Rational(-3, 2),
    pi * x,
    exp(-(x**2)) * y**4,
    2**x,
]
UNIT = [asin(x), acos(x / 2), asin(x * y), log(2 + x) * y, (x + 2) * log(x + 2)]
ends = st.fractions(-1, 1, max_denominator=16)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(EVERYWHERE + UNIT),
    st.tuples(ends, ends, ends, ends),
    st.tuples(*[st.fractions(0, 1, max_denominator=9)] * 2),
)
def test_values_and_slopes_at_a_point_lie_in_those_of_the_box(expr, corners, inside):
    sides = [tuple(sorted(corners[:2])), tuple(sorted(corners[2:]))]
    point = [a + (b - a) * t for (a, b), t in zip(sides, inside, strict=True)]
    numbers = {s: Rational(p.numerator, p.denominator) for s, p in zip((x, y), point, strict=True)}
    with precision(), mpmath.workdps(50):
        try:
            jet = Walk({s: interval(*side) for s, side in zip((x, y), sides, strict=True)}, (x, y)).of(expr)
        except NotRecheckable:
            return
        slack = mpmath.mpf("1e-25")
        found = mpmath.mpf(sympy.N(expr.subs(numbers), 40))
        assert jet.value.a - slack <= found <= jet.value.b + slack
        if expr.has(Abs, Max, Min) and point[0] in (point[1], 1):
            return  # a kink
        for s, slope in zip((x, y), jet.slopes or (), strict=False):
            exact = sympy.N(expr.diff(s).subs(numbers), 40)
            if exact.has(sympy.zoo, sympy.nan):  # the end of an arc, where its slope is infinite
                assert mpmath.isinf(mpmath.mpf(slope.b)) or mpmath.isinf(mpmath.mpf(slope.a))
                continue
            exact = mpmath.mpf(exact)
            assert slope.a - slack <= exact <= slope.b + slack


@settings(max_examples=25, deadline=None)
@given(
    st.fractions(0, 3, max_denominator=16),
    st.fractions(0, 1, max_denominator=9),
    st.sampled_from([Rational(1, 2), 1, 3]),
)
def test_powers_times_logarithms_are_enclosed_down_to_zero(high, inside, power):
    p = sympy.Symbol("p", positive=True)
    expr, at = p**power * log(p), high * inside
    with precision(), mpmath.workdps(50):
        value = Walk({p: interval(F(0), high)}, (p,)).of(expr).value
        found = mpmath.mpf(sympy.N(expr.subs(p, Rational(at.numerator, at.denominator)), 40)) if at else mpmath.mpf(0)
        assert value.a - mpmath.mpf("1e-25") <= found <= value.b + mpmath.mpf("1e-25")
        assert float(value.delta) <= 4 * (1 + high) ** 4


@pytest.mark.parametrize(
    ("expr", "low", "high"),
    [
        (log(x), -1, 1),
        (sqrt(x), -1, 1),
        (1 / x, -1, 1),
        (asin(x), 0, 2),
        (x ** Rational(-1, 2), 0, 1),
        (sympy.loggamma(x), 1, 2),
        (sympy.gamma(x), 1, 2),
        (x**y, -1, 1),
        (sympy.Function("f")(x), 0, 1),
    ],
)
def test_what_cannot_be_enclosed_is_named(expr, low, high):
    with precision(), pytest.raises(NotRecheckable):
        Walk({x: interval(F(low), F(high)), y: interval(F(1, 3), F(1, 2))}, (x, y)).of(expr)
