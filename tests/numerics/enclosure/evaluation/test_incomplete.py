"""Incomplete gamma and beta functions against mpmath, against exact polynomials, and in inequalities."""

from fractions import Fraction
from math import comb, factorial

import mpmath
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, betainc, betainc_regularized, erf, exp, gamma, lowergamma, oo, sqrt, uppergamma

from numerics.enclosure import Fails, Holds, NotEnclosable, Undefined, ball, compile, integral, nonnegative, precision
from numerics.enclosure.evaluation.second import evaluate

x = sympy.Symbol("x", real=True)
t = sympy.Symbol("t", nonnegative=True)
DIGITS = 60
HALF, THIRD = Rational(1, 2), Rational(1, 3)
PARAMETERS = st.fractions(Fraction(1, 12), 30, max_denominator=12)
HALF_LINE = st.integers(0, 64 * 60).map(lambda n: Fraction(n, 64))
UNIT = st.integers(0, 64).map(lambda n: Fraction(n, 64))
MPMATH = {
    uppergamma: lambda z, s: mpmath.gammainc(s, z),
    lowergamma: lambda z, s: mpmath.gammainc(s, 0, z),
    betainc: lambda z, a, b: mpmath.betainc(a, b, 0, z),
    betainc_regularized: lambda z, a, b: mpmath.betainc(a, b, 0, z, regularized=True),
}


def number(value):
    return Rational(value.numerator, value.denominator)


def written(function, parameters, argument):
    """Left as it is, so that SymPy does not replace it by elementary functions."""
    if len(parameters) == 2:
        return function(*map(number, parameters), 0, argument)
    return function(*map(number, parameters), argument, evaluate=False)


def truth(function, parameters, point):
    with mpmath.workdps(DIGITS + 20):
        numbers = [mpmath.mpf(v.numerator) / v.denominator for v in (point, *parameters)]
        return mpmath.re(MPMATH[function](*numbers))


def holds(enclosure, value):
    """Whether a ball holds a number known to 60 digits, up to its own error."""
    error = ball(str(abs(value) * mpmath.mpf(10) ** -DIGITS + mpmath.mpf(10) ** -(3 * DIGITS)))
    with mpmath.workdps(DIGITS + 20), precision(DIGITS + 20):
        return enclosure.overlaps(ball(mpmath.nstr(value, DIGITS + 20)) + ball((-1, 1)) * error)


@st.composite
def cases(draw):
    function = draw(st.sampled_from(list(MPMATH)))
    count, points = (1, HALF_LINE) if function in (uppergamma, lowergamma) else (2, UNIT)
    low, point, high = sorted(draw(points) for _ in range(3))
    return function, [draw(PARAMETERS) for _ in range(count)], (low, point, high)


@given(cases())
@settings(max_examples=120, deadline=None)
def test_values_hold_what_mpmath_computes(case):
    function, parameters, (low, point, high) = case
    compiled = compile(written(function, parameters, x), [x])
    expected = truth(function, parameters, point)
    value = compiled.at({x: point}, DIGITS)
    assert holds(value, expected)
    assert value.rad() <= abs(value) * ball("1e-25")
    wide = compiled.at({x: (low, high)}, DIGITS)
    assert not wide.is_finite() or holds(wide, expected)
    with precision(DIGITS):
        ends = compiled.function("ends")((ball(low), ball(high)))
        assert 0 <= ends[0] <= ends[1]
        assert holds(ends[0].union(ends[1]), expected)
        trusted = compile(compiled.expr.xreplace({x: x**2}), [x])
        known = frozenset(trusted.program.guarded)
        square = trusted.function("balls", known)(ball(point).sqrt())
    assert holds(square, expected)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_expansions_hold_with_their_remainders(case):
    function, parameters, (low, _, high) = case
    compiled = compile(written(function, parameters, x), [x])
    here, remainders = compiled.jet({x: low}, x, 3, DIGITS), compiled.jet({x: (low, high)}, x, 3, DIGITS)
    slope = compiled.jet({x: (low, high)}, x, 1, DIGITS)[1]
    with precision(DIGITS):
        step, values = ball(high - low), [truth(function, parameters, end) for end in (low, high)]
        predicted = here[0] + step * (here[1] + step * (here[2] + step * remainders[3]))
        assert not predicted.is_finite() or holds(predicted, values[1])
        assert low == 0 or high == 1 or predicted.is_finite()
        assert not slope.is_finite() or holds(compiled.at({x: low}, DIGITS) + step * slope, values[1])


@given(st.integers(1, 25), HALF_LINE)
@settings(max_examples=40, deadline=None)
def test_whole_orders_are_sums_of_poisson_weights(n, point):
    total = sum(point**k / factorial(k) for k in range(n))
    upper, lower = (compile(written(f, [Fraction(n)], x), [x]).at({x: point}, DIGITS) for f in (uppergamma, lowergamma))
    with precision(DIGITS):
        expected = factorial(n - 1) * (-ball(point)).exp() * ball(total)
        assert upper.overlaps(expected) and lower.overlaps(factorial(n - 1) - expected)
    assert upper.rad() <= upper * ball("1e-40")


@given(st.integers(1, 30), st.integers(1, 30), UNIT, UNIT)
@settings(max_examples=40, deadline=None)
def test_whole_parameters_are_binomial_tails(a, b, one, other):
    def tail(p):
        n = a + b - 1
        return sum(comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(a, n + 1))

    low, high = sorted((one, other))
    mass = Fraction(factorial(a - 1) * factorial(b - 1), factorial(a + b - 1))
    share = compile(betainc_regularized(a, b, number(low), x), [x]).at({x: high}, DIGITS)
    absolute = compile(betainc(a, b, x, 1), [x]).at({x: low}, DIGITS)
    assert share.contains(ball(tail(high) - tail(low))) or share.overlaps(ball(tail(high) - tail(low)))
    assert share.rad() < ball("1e-48")
    with precision(DIGITS):
        assert absolute.overlaps(ball(mass * (1 - tail(low))))
        assert absolute.rad() <= ball(mass) * ball("1e-45")      # of 60 digits some cancel near the middle


@pytest.mark.parametrize(
    ("expr", "point"),
    [
        (uppergamma(THIRD, x) / gamma(THIRD), Fraction(5, 4)),
        (uppergamma(-THIRD, x), Fraction(5, 4)),
        (lowergamma(THIRD, x) - betainc(THIRD, HALF, 0, x / 2), Fraction(5, 4)),
        (betainc_regularized(2, THIRD, Rational(1, 5), x), Fraction(3, 4)),
        (sympy.beta(THIRD, x), Fraction(3, 4)),
    ],
)
def test_the_second_evaluator_agrees_and_is_not_rigorous(expr, point):
    again = evaluate(expr, {x: point}, 30)
    assert not again.rigorous and again.high - again.low < Fraction(1, 10**25)
    assert ball((again.low, again.high)).overlaps(compile(expr, [x]).at({x: point}, 40))


@pytest.mark.parametrize(
    "expr",
    [uppergamma(x, 1), lowergamma(x, x), lowergamma(-THIRD, x), betainc(x, 1, 0, HALF), betainc(-HALF, 1, 0, x)],
)
def test_other_parameters_are_refused(expr):
    with pytest.raises(NotEnclosable):
        compile(expr, [x])


@pytest.mark.parametrize(
    ("expr", "outside"), [(uppergamma(THIRD, x), -1), (lowergamma(THIRD, x), (-1, 1)), (betainc(1, THIRD, 0, x), (0, 2))]
)
def test_nothing_is_said_outside_the_domain(expr, outside):
    compiled = compile(expr, [x])
    assert not compiled.at({x: outside}).is_finite()
    assert not compiled.jet({x: outside}, x, 1)[0].is_finite()
    low, high = outside if isinstance(outside, tuple) else (outside, outside)
    with pytest.raises(Undefined):
        compiled.function("ends")((ball(low), ball(high)))


def test_limits_at_the_ends_of_the_domain():
    infinity = ball(float("inf"))
    everything = (ball(0), infinity)
    low, high = compile(uppergamma(THIRD, x) / gamma(THIRD), [x]).function("ends")(everything)
    assert low == 0 and high >= 1 and high < ball("1.0000001")
    low, high = compile(lowergamma(THIRD, x), [x]).function("ends")((infinity, infinity))
    assert holds(low.union(high), mpmath.gamma(mpmath.mpf(1) / 3))
    share = compile(betainc_regularized(THIRD, HALF, 0, x), [x])
    assert share.at({x: 0}) == 0 and share.at({x: 1}) == 1
    with pytest.raises(Undefined):
        compile(uppergamma(-THIRD, x), [x]).function("ends")(everything)


@pytest.mark.parametrize("expr", [uppergamma(THIRD, x), lowergamma(THIRD, x), betainc(THIRD, Rational(3, 4), 0, x)])
def test_integrals_are_those_by_parts(expr):
    # The integral of f over [1/4, 3/4] is [x f] less the integral of x f'.
    ends = Rational(1, 4), Rational(3, 4)
    boundary = ends[1] * expr.subs(x, ends[1]) - ends[0] * expr.subs(x, ends[0])
    direct = integral(expr, x, *ends, digits=25)
    rest = integral(x * expr.diff(x), x, *ends, digits=25)
    assert direct.overlaps(compile(boundary, []).at({}) - rest) and direct.rad() < ball("1e-20")


def chi_square_tail(d, threshold):
    return uppergamma(Rational(d, 2), threshold / 2, evaluate=False) / gamma(Rational(d, 2))


def normal(z):
    return (1 + erf(z / sqrt(2))) / 2


# name: (expression at least zero, box)
TRUE = {
    "Laurent and Massart, four degrees": (exp(-t) - chi_square_tail(4, 4 + 4 * sqrt(t) + 2 * t), {t: (0, 20)}),
    "Laurent and Massart, an odd third": (
        exp(-t) - chi_square_tail(Rational(14, 3), Rational(14, 3) + 2 * sqrt(Rational(14, 3) * t) + 2 * t), {t: (0, 20)},
    ),
    "cap of the sphere in three dimensions": (
        exp(-3 * t**2 / 2) / 2 - betainc_regularized(1, HALF, 0, 1 - t**2) / 2, {t: (0, 1)},
    ),
    "a whole tail": (1 - uppergamma(THIRD, t) / gamma(THIRD), {t: (0, oo)}),
    "part of a whole": (gamma(THIRD) - lowergamma(THIRD, t), {t: (0, 20)}),
    "a share rises": (betainc_regularized(THIRD, HALF, 0, t) - betainc_regularized(THIRD, HALF, 0, t / 2), {t: (0, 1)}),
    "the normal law on the line": (normal(x), {x: (-oo, oo)}),
    "the normal law below one": (1 - normal(x), {x: (-oo, oo)}),
    "its tail, touching at zero": (exp(-(t**2) / 2) / 2 - (1 - normal(t)), {t: (0, oo)}),
}
FALSE = {
    "Laurent and Massart without the linear term": (exp(-t) - chi_square_tail(4, 4 + 4 * sqrt(t)), {t: (0, 20)}),
    "cap with too large an exponent": (
        exp(-5 * t**2 / 2) / 2 - betainc_regularized(1, HALF, 0, 1 - t**2) / 2, {t: (0, 1)},
    ),
    "an order without elementary form": (exp(-t) - uppergamma(Rational(4, 3), t) / gamma(Rational(4, 3)), {t: (0, 5)}),
    "the tail of the normal law halved twice": (exp(-(t**2) / 2) / 4 - (1 - normal(t)), {t: (0, oo)}),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_inequalities_hold(name):
    expr, box = TRUE[name]
    assert isinstance(nonnegative(expr, box, budget=3000), Holds)


@pytest.mark.parametrize("name", FALSE)
def test_false_inequalities_fail(name):
    expr, box = FALSE[name]
    outcome = nonnegative(expr, box, budget=3000)
    assert isinstance(outcome, Fails)
    assert evaluate(expr, outcome.point).high < 0
