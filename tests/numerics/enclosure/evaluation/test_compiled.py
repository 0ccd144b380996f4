"""Enclosures of random expressions hold the value another library computes, at every point of the box."""

from fractions import Fraction
from functools import partial

import mpmath
import pytest
import sympy
from flint import arb
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from numerics.enclosure import NotEnclosable, Undefined, ball, certainly_less, compile, endpoints, precision

x, y = sympy.symbols("x y", real=True)
DIGITS = 60
# Cases of all tests of the engines together: 2,000 every day, 100,000 nightly; an example has eight boxes where it says so.
RANDOMLY = partial(settings, deadline=None, suppress_health_check=list(HealthCheck))
RATIONALS = st.fractions(min_value=-4, max_value=4, max_denominator=12)

SMOOTH = [
    sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.tan, sympy.asin, sympy.acos, sympy.atan, sympy.sinh, sympy.cosh,
    sympy.tanh, sympy.asinh, sympy.erf, sympy.erfc, sympy.gamma, sympy.loggamma, sympy.sqrt,
]  # fmt: skip
UNARY = [
    *SMOOTH,
    sympy.Abs,
    sympy.sign,
    lambda a: sympy.besseli(1, a),
    lambda a: sympy.cbrt(a),
    lambda a: a ** sympy.Rational(-3, 2),
    lambda a: a**2,
    lambda a: a**-3,
    lambda a: a * sympy.log(a),
]
BINARY = [
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: a / b,
    lambda a, b: a**b,
    sympy.Max,
    sympy.Min,
]


class NoValue(Exception):
    """The expression has no real value at the point."""


MPMATH = {
    sympy.exp: mpmath.exp, sympy.log: mpmath.log, sympy.sin: mpmath.sin, sympy.cos: mpmath.cos, sympy.tan: mpmath.tan,
    sympy.asin: mpmath.asin, sympy.acos: mpmath.acos, sympy.atan: mpmath.atan, sympy.sinh: mpmath.sinh,
    sympy.cosh: mpmath.cosh, sympy.tanh: mpmath.tanh, sympy.asinh: mpmath.asinh, sympy.erf: mpmath.erf,
    sympy.erfc: mpmath.erfc, sympy.gamma: mpmath.gamma, sympy.loggamma: mpmath.loggamma, sympy.Abs: abs,
    sympy.sign: mpmath.sign, sympy.besseli: mpmath.besseli, sympy.Max: max, sympy.Min: min,
    sympy.sec: mpmath.sec, sympy.csc: mpmath.csc, sympy.cot: mpmath.cot, sympy.sech: mpmath.sech,
    sympy.csch: mpmath.csch, sympy.coth: mpmath.coth, sympy.factorial: mpmath.factorial,
}  # fmt: skip


def truth(expr, values):
    """The value in mpmath, every intermediate value real and of moderate size."""
    if expr.is_Symbol:
        return values[expr]
    if expr.is_Rational:
        return mpmath.mpf(int(expr.p)) / int(expr.q)
    if expr is sympy.pi:
        return +mpmath.pi
    if expr is sympy.E:
        return +mpmath.e
    if expr is sympy.EulerGamma:
        return +mpmath.euler
    arguments = [truth(a, values) for a in expr.args]
    try:
        if expr.is_Add:
            value = mpmath.fsum(arguments)
        elif expr.is_Mul:
            value = mpmath.fprod(arguments)
        elif expr.is_Pow:
            value = arguments[0] ** (int(expr.exp) if expr.exp.is_Integer else arguments[1])
        elif expr.func in MPMATH:
            value = MPMATH[expr.func](*arguments)
        else:
            assume(False)
    except (ZeroDivisionError, ValueError):
        raise NoValue from None
    if mpmath.im(value) != 0 or not mpmath.isfinite(value):
        raise NoValue
    assume(abs(value) < 1e9)
    return mpmath.re(value)


def leaves():
    numbers = RATIONALS.map(lambda f: sympy.Rational(f.numerator, f.denominator))
    return st.one_of(st.sampled_from([x, y, x, y, sympy.pi, sympy.E]), numbers)


def applied(function, *arguments):
    try:
        return function(*arguments)
    except ValueError:  # SymPy refuses to compare what is not real
        return sympy.nan


def grown(children):
    unary = st.builds(applied, st.sampled_from(UNARY), children)
    binary = st.builds(applied, st.sampled_from(BINARY), children, children)
    return st.one_of(unary, binary, binary)


EXPRESSIONS = st.recursive(leaves(), grown, max_leaves=5)


@st.composite
def boxes(draw):
    """Two sides, some of them points, and a point inside."""
    sides, point = {}, {}
    for symbol in (x, y):
        centre = draw(RATIONALS)
        radius = draw(st.sampled_from([Fraction(0), Fraction(1, 1000), Fraction(1, 16), Fraction(1, 2), Fraction(2)]))
        sides[symbol] = (centre - radius, centre + radius)
        place = draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1), Fraction(3, 7)]))
        point[symbol] = centre - radius + 2 * radius * place
    return sides, point


def usable(expr):
    return (
        expr.free_symbols
        and not expr.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I)
        and expr.is_extended_real is not False
    )


def holds(interval, value):
    low, high = interval
    slack = mpmath.mpf(10) ** (-DIGITS + 8) * (1 + abs(value))
    return low - slack <= value <= high + slack


def mp(fraction):
    return mpmath.mpf(fraction.numerator) / fraction.denominator


EIGHT = st.lists(boxes(), min_size=8, max_size=8)


@given(EXPRESSIONS, EIGHT)
@RANDOMLY(max_examples=150)
def test_no_enclosure_misses_the_value(expr, eight_boxes):
    check_enclosures(expr, eight_boxes)


@pytest.mark.nightly
@given(EXPRESSIONS, EIGHT)
@RANDOMLY(max_examples=10_500)
def test_no_enclosure_misses_the_value_nightly(expr, eight_boxes):
    check_enclosures(expr, eight_boxes)


def check_enclosures(expr, some_boxes):
    assume(usable(expr))
    try:
        compiled = compile(expr, [x, y])
    except NotEnclosable:
        assume(False)
    for sides, point in some_boxes:
        with mpmath.workdps(DIGITS):
            try:
                value = truth(expr, {s: mp(v) for s, v in point.items()})
            except NoValue:
                value = None
            check_balls(compiled, sides, point, value)
            if value is not None:
                check_ends(compiled, sides, value)


def check_balls(compiled, sides, point, value):
    enclosed, exact = compiled.at(sides, 30), compiled.at(point, 30)
    if enclosed.is_finite() and value is not None:
        try:
            ends = endpoints(enclosed)
        except Undefined:                        # too long to write down as a fraction
            return
        assert holds([mp(e) for e in ends], value)
    if exact.is_finite() and not compiled.expr.has(sympy.log):  # x log x is continued to 0
        assert value is not None, "a finite ball where there is no real value"


def check_ends(compiled, sides, value):
    with precision(30):
        pairs = [(ball(a).lower(), ball(b).upper()) for a, b in (sides[s] for s in (x, y))]
        try:
            low, high = compiled.function("ends")(*pairs)
        except Undefined:
            return
    slack = mpmath.mpf(10) ** (-DIGITS + 8) * (1 + abs(value))
    assert not low.is_finite() or not certainly_less(written(value + slack), low)
    assert not high.is_finite() or not certainly_less(high, written(value - slack))


def written(value):
    """A number of mpmath as a ball, however far from 1."""
    sign, mantissa, exponent, _ = value._mpf_
    return arb((-int(mantissa) if sign else int(mantissa), int(exponent)))


@given(EXPRESSIONS, boxes())
@RANDOMLY(max_examples=100)
def test_taylor_coefficients_hold_numerical_derivatives(expr, box):
    check_coefficients(expr, box)


@pytest.mark.nightly
@given(EXPRESSIONS, boxes())
@RANDOMLY(max_examples=5_000)
def test_taylor_coefficients_hold_numerical_derivatives_nightly(expr, box):
    check_coefficients(expr, box)


def check_coefficients(expr, box):
    assume(usable(expr))
    sides, point = box
    try:
        compiled = compile(expr, [x, y])
    except NotEnclosable:
        assume(False)
    jet = compiled.jet(sides, x, 3, 30)
    assume(all(c.is_finite() for c in jet))
    with mpmath.workdps(DIGITS):
        fixed = mp(point[y])
        try:
            derivatives = mpmath.taylor(lambda t: truth(expr, {x: t, y: fixed}), mp(point[x]), 3)
        except NoValue:
            assume(False)
    for coefficient, numerical in zip(jet, derivatives, strict=True):
        low, high = (float(e) for e in endpoints(coefficient))
        assert low - 1e-6 * (1 + abs(low)) <= float(numerical) <= high + 1e-6 * (1 + abs(high))


SHARES = st.fractions(0, 1, max_denominator=8)


@given(EXPRESSIONS, boxes(), SHARES, SHARES)
@RANDOMLY(max_examples=100)
def test_slopes_hold_difference_quotients(expr, box, here, there):
    """Also across the kinks of Abs, Max and Min."""
    check_slopes(expr, box, here, there)


@pytest.mark.nightly
@given(EXPRESSIONS, boxes(), SHARES, SHARES)
@RANDOMLY(max_examples=5_000)
def test_slopes_hold_difference_quotients_nightly(expr, box, here, there):
    check_slopes(expr, box, here, there)


def check_slopes(expr, box, here, there):
    assume(usable(expr) and here != there)
    sides, point = box
    low, high = sides[x]
    assume(low < high)
    try:
        compiled = compile(expr, [x, y])
    except NotEnclosable:
        assume(False)
    slope = compiled.gradient(sides, 30)[0]
    assume(slope.is_finite())
    a, b = low + (high - low) * here, low + (high - low) * there
    with mpmath.workdps(2 * DIGITS):             # the difference of two close values loses digits
        try:
            left, right = (truth(expr, {x: mp(t), y: mp(point[y])}) for t in (a, b))
        except NoValue:
            assume(False)
        assert holds([mp(e) for e in endpoints(slope)], (left - right) / mp(a - b))


class HalfSquare(sympy.Function):
    """A function with its own enclosure: x**2 / 2."""

    def _enclose(self, t):
        return t * t / 2

    def _enclose_jet(self, length, t):
        return [t * t / 2, t, ball(Fraction(1, 2)), *[ball(0)] * length][:length]


def test_a_function_may_bring_its_own_enclosure():
    compiled = compile(HalfSquare(sympy.sin(x)) + y, [x, y])
    plain = compile(sympy.sin(x) ** 2 / 2 + y, [x, y])
    values = {x: Fraction(2, 3), y: Fraction(1, 7)}
    for own, expected in zip(compiled.jet(values, x, 4), plain.jet(values, x, 4), strict=True):
        assert own.overlaps(expected) and own.rad() < 1e-30


@pytest.mark.parametrize("expr", [sympy.zeta(x), sympy.I * x, sympy.oo, sympy.Symbol("z") + x, sympy.floor(x)])
def test_what_has_no_enclosure_is_named(expr):
    with pytest.raises(NotEnclosable, match=r"zeta|I|oo|z|floor"):
        compile(expr, [x])


@pytest.mark.parametrize(
    ("expr", "side"),
    [(1 / x, (-1, 1)), (sympy.log(x), (0, 1)), (sympy.sqrt(x), (-1, 1)), (sympy.acos(x), (0, 2)), (x**x, (-1, 1))],
)
def test_outside_the_domain_nothing_is_known(expr, side):
    assert not compile(expr, [x]).at({x: side}).is_finite()


def test_ends_of_domains_are_exact():
    assert compile(sympy.acos(x), [x]).at({x: 1}) == 0
    assert compile(sympy.sqrt(x), [x]).at({x: 0}) == 0
    assert compile(x * sympy.log(x), [x]).at({x: 0}) == 0
    assert compile(sympy.asin(x), [x]).at({x: -1}).overlaps(compile(-sympy.pi / 2, []).at({}))


def test_constants_are_exact_rationals_not_floats():
    third = compile(sympy.Rational(1, 3) * x, [x]).at({x: 3}, 50)
    assert third.contains(1) and third.rad() < 1e-48
    tenth = compile(sympy.Float(0.1) * x, [x]).at({x: 1}, 50)
    assert tenth == ball(0.1)
