"""Inequalities decided on boxes: those that hold, those that fail, and random ones against grids."""

from fractions import Fraction
from itertools import product

import mpmath
import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sympy import Abs, Max, Rational, acos, asin, cosh, erf, erfc, exp, gamma, log, oo, pi, sin, sqrt, tanh

from numerics.enclosure import Box, Fails, Holds, Range, Unknown, compile, nonnegative
from numerics.enclosure.evaluation.second import evaluate

x, y, p, q = sympy.symbols("x y p q", real=True)
KL = p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))
OPEN = Range(0, 1, low_open=True, high_open=True)
POSITIVE = Range(0, oo, low_open=True)

# name: (expression at least zero, box, cells that suffice)
TRUE = {
    "exponential series, touching at a closed end": (exp(x) - 1 - x - x**2 / 2, {x: (0, 3)}, 1),
    "exponential series on the half-line": (exp(x) - 1 - x - x**2 / 2, {x: (0, oo)}, 1),
    "logarithmic series": (x - x**2 / 2 + x**3 / 3 - log(1 + x), {x: (0, 1)}, 1),
    "tangent of the logarithm, touching inside": (x - log(1 + x), {x: Range(-1, oo, low_open=True)}, 3),
    "two means on a square": ((x + y) / 2 - sqrt(x * y), {x: (0, 5), y: (0, 5)}, 10),
    "two means on the quadrant": ((x + y) / 2 - sqrt(x * y), {x: (0, oo), y: (0, oo)}, 10),
    "binary entropy": (log(2) + p * log(p) + (1 - p) * log(1 - p), {p: (0, 1)}, 10),
    "sine below the identity": (x - sin(x), {x: (0, oo)}, 1),
    "Mills ratio": (exp(-(x**2) / 2) / (x * sqrt(2 * pi)) - erfc(x / sqrt(2)) / 2, {x: (Rational(1, 10), 20)}, 1),
    "hyperbolic tangent": (x - tanh(x), {x: (0, oo)}, 1),
    "Pinsker for coins": (KL - 2 * (p - q) ** 2, {p: OPEN, q: OPEN}, 10),
    "roots with singular ends": (sqrt(p * (1 - p)) - 2 * p * (1 - p), {p: (0, 1)}, 40),
    "touching of order four": (cosh(x) - 1 - x**2 / 2, {x: (-5, 5)}, 3),
    "touching at a third": ((x - Rational(1, 3)) ** 2 * (2 + sin(x)), {x: (-4, 4)}, 50),
    "touching at a third, expanded": (x**4 - 2 * x**3 / 3 + x**2 / 9, {x: (Rational(1, 10), 2)}, 50),
    "both sides go to zero": (1 / x - 1 / (x + 1), {x: (1, oo)}, 10),
    "error function": (erf(x) - 1 + exp(-(x**2)), {x: (0, oo)}, 20),
    "arc sine": (asin(x) - x, {x: (0, 1)}, 3),
    "arc cosine": (acos(x) + x - 1, {x: (-1, 1)}, 3),
    "gamma": (gamma(x) - Rational(88, 100), {x: (Rational(1, 10), 20)}, 50),
    "valley, touching at a point": (x**2 - 2 * x + 1 + y**2 - 2 * y * x**2 + x**4, {x: (-2, 2), y: (-2, 2)}, 1000),
    "narrow strip above the diagonal": (x**2 + y**2 - 2 * x * y + Rational(1, 1000), {x: (0, 1), y: (0, 1)}, 3000),
    "kinks": (Abs(x - y) + Abs(x + y) - 2 * Max(Abs(x), Abs(y)) + Rational(1, 10), {x: (-1, 1), y: (-1, 1)}, 5000),
    "Young, touching on a curve": (x**3 / 3 + 2 * y ** Rational(3, 2) / 3 - x * y, {x: (0, oo), y: (0, oo)}, 2),
    "Bernoulli, touching on two sides": (
        (1 + x) ** y - 1 - y * x, {x: Range(-1, oo, low_open=True), y: (1, oo)}, 1,
    ),
    "Hoeffding, touching on a line": (x**2 / 8 + p * x - log(1 - p + p * exp(x)), {x: (-oo, oo), p: (0, 1)}, 1),
    "log sum, touching on a surface": (
        p * log(p / q) + x * log(x) - (p + x) * log((p + x) / (q + 1)), {s: POSITIVE for s in (p, q, x)}, 10,
    ),
    "log gamma": (sympy.loggamma(1 + x) + sympy.EulerGamma * x, {x: (0, oo)}, 1),
    "ends that are no binary fractions": (x - Rational(1, 3), {x: (Rational(1, 3), 1)}, 1),
}
FALSE = {
    "square too large": (exp(x) - 1 - x - Rational(51, 100) * x**2, {x: (0, 3)}),
    "cube": (x - tanh(x) - x**3 / 3, {x: (0, oo)}),
    "constant of Pinsker": (KL - Rational(21, 10) * (p - q) ** 2, {p: OPEN, q: OPEN}),
    "lowered valley": ((1 - x) ** 2 + (y - x**2) ** 2 - Rational(1, 10**4), {x: (-2, 2), y: (-2, 2)}),
    "far out": (1000 - x, {x: (0, oo)}),
    "pole": (1 / x, {x: (-1, 1)}),
    "entropy in the wrong unit": (1 + p * log(p) + (1 - p) * log(1 - p) - Rational(4, 10), {p: (0, 1)}),
    "Young with less": (x**3 / 3 + Rational(66, 100) * y ** Rational(3, 2) - x * y, {x: (0, oo), y: (0, oo)}),
    "Hoeffding with less": (x**2 / Rational(81, 10) + p * x - log(1 - p + p * exp(x)), {x: (-oo, oo), p: (0, 1)}),
    "log sum with less": (
        Rational(99, 100) * (p * log(p / q) + x * log(x / y)) - (p + x) * log((p + x) / (q + y)),
        {s: POSITIVE for s in (p, q, x, y)},
    ),
    "convex, and below zero where its slope vanishes": (
        x**2 - 2 * x * y + y**2 * Rational(99, 100), {x: (-9, 9), y: (-1, 1)},
    ),
    "concave, and zero where its slope vanishes": (-((x - y) ** 2) * (1 + y**2), {x: (-1, 1), y: (-1, 1)}),
    "narrow hole": (1 - 2 * exp(-((1000 * (x - Rational(1, 7))) ** 2)), {x: (0, 1)}),
    "sharp means": ((x + y) / 2 - sqrt(x * y) - (x - y) ** 2 / (Rational(39, 10) * (x + y)), {x: (1, 2), y: (1, 2)}),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_inequalities_hold(name):
    expr, box, boxes = TRUE[name]
    verdict = nonnegative(expr, Box(box), budget=20_000)
    assert isinstance(verdict, Holds), verdict
    assert verdict.boxes <= boxes


@pytest.mark.parametrize("name", FALSE)
def test_false_inequalities_fail_at_a_point_that_a_second_evaluator_confirms(name):
    expr, box = FALSE[name]
    verdict = nonnegative(expr, Box(box), budget=20_000)
    assert isinstance(verdict, Fails), verdict
    assert verdict.point in Box(box)
    assert verdict.value < 0
    assert evaluate(expr, verdict.point).high < 0


def test_convexity_is_not_used_across_a_jump():
    """2 x^2 sign(y) - x^2 is convex in x, and zero on x = 0, where y > 0; it is below zero on the face y = 0."""
    expr = x**2 * (2 * sympy.sign(y) - 1)
    assert isinstance(nonnegative(expr, Box({x: (-1, 1), y: (0, 1)}), budget=2_000), Fails | Unknown)


def test_strict_needs_more_than_touching():
    closed, opened = Box({x: (0, oo)}), Box({x: POSITIVE})
    assert isinstance(nonnegative(x - log(1 + x), closed, strict=True), Fails)
    assert isinstance(nonnegative(x - log(1 + x), opened, strict=True), Holds)
    assert isinstance(nonnegative(exp(-x), opened, strict=True), Holds | Unknown)


def test_strict_fails_inside_at_a_touching_point():
    verdict = nonnegative((2 * x - 1) ** 2, Box({x: (0, 1)}), strict=True)
    assert isinstance(verdict, Fails) and verdict.point == {x: Fraction(1, 2)}


def test_what_is_given_discards_boxes_and_binds_counterexamples():
    box = Box({x: (-2, 2), y: (-2, 2)})
    disc = 1 - x**2 - y**2
    assert isinstance(nonnegative(Rational(3, 2) - x - y, box, given=[disc]), Holds)
    verdict = nonnegative(Rational(13, 10) - x - y, box, given=[disc])
    assert isinstance(verdict, Fails)
    a, b = verdict.point[x], verdict.point[y]
    assert a**2 + b**2 <= 1 and a + b > Fraction(13, 10)


def test_a_face_is_not_judged_by_what_is_given():
    """x + y >= 0 with x >= 1/2 and y > -1/4 given: the face x = -1 would be discarded, its inequality is false."""
    box = Box({x: (-1, 1), y: (-1, 1)})
    assert isinstance(nonnegative(x + y, box, given=[x - Rational(1, 2), y + Rational(1, 4)]), Holds)
    assert isinstance(nonnegative(x + y, box, given=[x - Rational(1, 2), y + Rational(3, 4)]), Fails)


UNSHOWN = [
    (sqrt(x) + 1, {x: (-1, 1)}),  # undefined on half of it
    (-(Abs(x) ** Rational(2, 3)), {x: (-1, 1)}),  # convex on both sides of a cusp
    (2 - 1 / (1 - x) + 1 / (1 - x), {x: (0, 1)}),
    (log(x) ** 2, {x: (-1, 1)}),
    (1 + acos(x), {x: (0, 2)}),
]


@pytest.mark.parametrize(("expr", "box"), UNSHOWN[:2] + UNSHOWN[3:])
def test_nothing_holds_where_the_expression_is_undefined_or_false(expr, box):
    assert not isinstance(nonnegative(expr, Box(box), budget=2_000), Holds)


def test_monotone_pieces_are_not_joined_across_a_pole():
    assert not isinstance(nonnegative(1 / x + 2, Box({x: (-1, 1)}), budget=2_000), Holds)
    assert not isinstance(nonnegative(-1 / x**2 + 10**6, Box({x: (-1, 1)}), budget=2_000), Holds)


def test_symbols_that_do_not_matter_cost_nothing_and_stay_in_the_answer():
    assert nonnegative(x**2, Box({x: (0, 1), y: (0, oo)})).boxes == 1
    verdict = nonnegative(-x - 1, Box({x: (0, 1), y: POSITIVE}))
    assert set(verdict.point) == {x, y} and verdict.point[y] > 0


def test_answers_do_not_depend_on_the_precision_outside():
    from numerics.enclosure import precision

    expr = exp(x) - 1 - x - Rational(51, 100) * x**2
    with precision(5):
        low = nonnegative(expr, Box({x: (0, 3)}))
    assert low.point == nonnegative(expr, Box({x: (0, 3)})).point


COEFFICIENTS = st.fractions(-3, 3, max_denominator=4).map(lambda f: Rational(f.numerator, f.denominator))
PIECES = st.sampled_from([
    x, y, x * y, x**2, y**2, exp(x), exp(-y), sin(3 * x), sqrt(x + 2), log(y + 3), tanh(x - y), Abs(x - y), Max(x, y),
    1 / (3 + x), x**3, (x - y) ** 2, (x + 1) * log(x + 1), sqrt((1 - x) * (1 + y)), asin(x), y * exp(-(x**2)),
    1 / (y + 1),
])  # fmt: skip
INEQUALITIES = st.lists(st.tuples(COEFFICIENTS, PIECES), min_size=1, max_size=3)
SHIFTS = st.sampled_from([Rational(0), Rational(1, 2), Rational(1), Rational(2), Rational(5)])
GRID = [Fraction(k, 6) for k in range(-6, 7)]


def _values(expr, symbols):
    function = sympy.lambdify(symbols, expr, "mpmath")
    for point in product(GRID, repeat=len(symbols)):
        try:
            value = function(*(mpmath.mpf(t.numerator) / t.denominator for t in point))
        except (ZeroDivisionError, ValueError):
            continue
        if mpmath.isfinite(value) and mpmath.im(value) == 0:
            yield point, mpmath.re(value)


@given(INEQUALITIES, SHIFTS, st.booleans())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_holds_has_no_violation_on_a_grid(terms, shift, pinned_to_touch):
    check_on_a_grid(terms, shift, pinned_to_touch)


@pytest.mark.nightly
@given(INEQUALITIES, SHIFTS, st.booleans())
@settings(max_examples=6_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_holds_has_no_violation_on_a_grid_nightly(terms, shift, pinned_to_touch):
    check_on_a_grid(terms, shift, pinned_to_touch)


def check_on_a_grid(terms, shift, pinned_to_touch):
    expr = sum((c * piece for c, piece in terms), shift)
    symbols = [s for s in (x, y) if s in expr.free_symbols]
    assume(symbols)
    values = list(_values(expr, symbols))
    assume(values)
    if pinned_to_touch:
        # Shifted so that the least value on the grid is zero: true by little, or false by little.
        where = min(values, key=lambda pair: pair[1])[0]
        expr = expr - expr.subs({s: Rational(t.numerator, t.denominator) for s, t in zip(symbols, where, strict=True)})
        assume(expr.free_symbols and not expr.has(sympy.nan, sympy.zoo, sympy.I))
    verdict = nonnegative(expr, Box({s: (-1, 1) for s in symbols}), budget=300)
    if isinstance(verdict, Holds):
        assert all(value >= -1e-12 for _, value in _values(expr, symbols))
    if isinstance(verdict, Fails):
        assert verdict.value < 0 and compile(expr, symbols).at(verdict.point, 80) < 0
        assert evaluate(expr, verdict.point).high < 0
