"""Touching sets that are curves, irrational points, edges, limits at infinity and whole numbers; almost-true ones fall."""


import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sympy import Rational, atan, binomial, cosh, exp, factorial, gamma, log, oo, sin, sqrt, uppergamma

from numerics.enclosure import Box, Fails, Holds, Unknown, nonnegative, nonnegative_on_integers
from numerics.enclosure.evaluation.second import evaluate
from numerics.enclosure.signs.kernels import modulo

x, y = sympy.symbols("x y", real=True)
n = sympy.Symbol("n", integer=True, nonnegative=True)
U = x**2 + y**2
SQUARE = {x: (-1, 1), y: (-1, 1)}
LINE = exp(x) - 2 * x - 2 + 2 * log(2)           # touches at ln 2


def chi_square(d, root=2, linear=2):
    level = Rational(d, 2) + Rational(root, 2) * sqrt(d * x) + Rational(linear, 2) * x
    return exp(-x) - uppergamma(Rational(d, 2), level) / gamma(Rational(d, 2))


TRUE = {
    "circle": (U * log(U) - U + 1, SQUARE, 3000),
    "parabola": (cosh(y - x**2) - 1 + (y - x**2) ** 2 * sin(3 * x) / 10, SQUARE, 60),
    "curve of exp": (exp(y - exp(x)) - 1 - y + exp(x) - (y - exp(x)) ** 4 / 100, {x: (-1, 1), y: (0, 3)}, 150),
    "ln 2": (LINE + (exp(x) - 2) ** 2 * sin(5 * x) / 20, {x: (-1, 2)}, 40),
    "roots of 2 and 3": ((x**2 - 2) ** 2 + (y**2 - 3) ** 2 + (x**2 - 2) * (y**2 - 3) * sin(x), {x: (0, 3), y: (0, 3)}, 200),
    "edges": (exp(x + y) - exp(x) - exp(y) + 1 - sin(x) * sin(y), {x: (0, 1), y: (0, 1)}, 10),
    "chi-square, 1": (chi_square(1), {x: (0, oo)}, 20),
    "chi-square, 3": (chi_square(3), {x: (0, oo)}, 20),
    "logarithms to 0": (log(x + 1) - log(x) - 1 / (x + Rational(1, 2)), {x: (1, oo)}, 10),
}
ALMOST = {
    "circle": (U * log(U) - U + 1 - Rational(1, 10**6), SQUARE),
    "parabola": (cosh(y - x**2) - 1 - (y - x**2) ** 2 * Rational(51, 100), SQUARE),
    "ln 2": (LINE - Rational(1, 10**9), {x: (-1, 2)}),
    "edges": (exp(x + y) - exp(x) - exp(y) + 1 - Rational(101, 100) * x * y, {x: (0, 1), y: (0, 1)}),
    "chi-square": (chi_square(3, Rational(9, 5), Rational(198, 100)), {x: (0, oo)}),
    "a jump that a factored slope hides": (Rational(4, 5) * x**2 + atan(1 / x) - 1 + y**2, {x: (-1, 1), y: (0, 1)}),
}
WHOLE = {
    "zeros at 2 and 3": (n**2 - 5 * n + 6, 0, True),
    "factorial": (factorial(n) - 2**n, 4, True),
    "central binomial": (binomial(2 * n, n) - 4**n / (2 * n + 1), 0, True),
    "signs": (n + 2 + 3 * (-1) ** n, 0, True),
    "false at 2": (n**2 - 5 * n + Rational(59, 10), 0, False),
    "false at 3": (2**n - n**2, 3, False),
    "false at 6": (factorial(n) - 3**n, 6, False),
    "false at 1": (n + Rational(19, 10) + 3 * (-1) ** n, 0, False),
    "false far out": (150 * n + 10 - n**2, 0, False),
}


@pytest.mark.parametrize("name", TRUE)
def test_touching_sets_are_settled(name):
    expr, box, boxes = TRUE[name]
    verdict = nonnegative(expr, Box(box), budget=20_000)
    assert isinstance(verdict, Holds), verdict
    assert verdict.boxes <= boxes


@pytest.mark.parametrize("name", ALMOST)
def test_what_is_almost_true_does_not_hold(name):
    expr, box = ALMOST[name]
    verdict = nonnegative(expr, Box(box), budget=1_000)
    assert isinstance(verdict, Fails | Unknown)
    if isinstance(verdict, Fails):
        assert evaluate(expr, verdict.point).high < 0


@pytest.mark.parametrize("name", WHOLE)
def test_whole_numbers(name):
    expr, start, true = WHOLE[name]
    verdict = nonnegative_on_integers(expr, n, start)
    assert isinstance(verdict, Holds if true else Fails), verdict
    if isinstance(verdict, Fails):
        at = verdict.point[n]
        assert at.denominator == 1 and at >= start and expr.subs(n, int(at)) < 0


def test_an_equality_that_no_algebra_shows_stays_unknown():
    """cosh(x - c) >= 1 with c the root of cos c = c, written by 30 of its digits on one side only."""
    c = Rational(str(sympy.N(sympy.nsolve(sympy.cos(x) - x, 0.7, prec=40), 30)))
    outcome = nonnegative(cosh(x - c) - 1 + Rational(-1, 10**65), Box({x: (0, 1)}), budget=500)
    assert not isinstance(outcome, Holds)


COEFFICIENTS = st.fractions(-2, 2, max_denominator=3).map(lambda f: Rational(f.numerator, f.denominator))
CURVES = st.sampled_from([U - Rational(1, 2), y - x**2, x * y, exp(x) - y - 1, x - y, x**2 - Rational(1, 3), y - sin(x)])
SHAPES = st.sampled_from([lambda h: cosh(h) - 1, lambda h: exp(h) - 1 - h, lambda h: h**2, lambda h: h**2 + h**3])


@given(CURVES, SHAPES, COEFFICIENTS, st.sampled_from([x, y, x * y, sympy.Integer(1)]))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_holds_near_curves_has_no_violation_on_a_grid(h, shape, c, weight):
    check_near_curves(h, shape, c, weight)


@pytest.mark.nightly
@given(CURVES, SHAPES, COEFFICIENTS, st.sampled_from([x, y, x * y, sympy.Integer(1)]))
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_holds_near_curves_has_no_violation_on_a_grid_nightly(h, shape, c, weight):
    check_near_curves(h, shape, c, weight)


def check_near_curves(h, shape, c, weight):
    expr = sympy.expand(shape(h) + c * weight * h**2)
    assume(expr.free_symbols)
    verdict = nonnegative(expr, Box(SQUARE), budget=1_000)
    function = sympy.lambdify((x, y), expr, "mpmath")
    values = [function(i / 12.0, j / 12.0) for i in range(-12, 13) for j in range(-12, 13)]
    if isinstance(verdict, Holds):
        assert min(values) >= -1e-12
    if isinstance(verdict, Fails):
        assert evaluate(expr, verdict.point).high < 0


GRAPHS = st.sampled_from([x**2, x, exp(x) - 1, sin(x)])


@given(GRAPHS, st.sampled_from([U**2, x**3 * y, exp(x) * y + x, log(1 + U), sin(x * y) * x]), st.integers(-6, 6))
@settings(max_examples=30, deadline=None)
def test_remainders_agree_on_the_curve(g, expr, k):
    """At points of y = g(x)."""
    rest, at = modulo(expr, y - g, y), Rational(k, 9)
    assert y not in rest.free_symbols
    assert abs(complex(sympy.N((expr - rest).subs(y, g).subs(x, at), 30))) < 1e-20


def test_a_number_so_small_that_no_digits_tell_it_from_zero_is_not_called_zero():
    """Where a tail is at the 10^12th power of e SymPy cannot even write it down."""
    from numerics.enclosure.signs.closed_forms import ClosedForms
    from numerics.enclosure.signs.problem import Problem

    t = sympy.Symbol("t", real=True)
    gap = sympy.Rational(132184, 118361) * sympy.exp(-(t**2) / 2) / (2 * t + 2) - sympy.erfc(t / sympy.sqrt(2)) / 2
    forms = ClosedForms(Problem(gap, Box({t: (0, sympy.oo)})))
    far = forms._point((9345619 * sympy.pi / 32,))
    assert far is not None and not forms._touches(far)
