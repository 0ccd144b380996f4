"""Finite sums by telescoping and integrals by an antiderivative: wrong rows first."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Eq,
    Function,
    Heaviside,
    Integer,
    Integral,
    Max,
    Piecewise,
    Rational,
    Sum,
    Symbol,
    acos,
    atan,
    cos,
    exp,
    factorial,
    floor,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    tan,
)

from theorems.core import (
    Chain,
    Domain,
    E,
    arbitrary,
    integers,
    interval,
    nonnegative,
    normal,
    positive,
    real,
    signs,
)
from theorems.core.row import Discharged, Refused, Row
from theorems.core.rules import algebra, antiderivative, pointwise, telescoping

DOMAIN = Domain.of(
    n=integers(0), m=integers(1), k=integers(), x=real(), t=nonnegative(), p=positive(), w=interval(0, 1),
    eps=signs(), g=normal(), S=real(),
)
n, m, k, x, t, p, w, eps, g, S = DOMAIN.symbols
i = Symbol("i", integer=True)
s = Symbol("s", real=True)
f = arbitrary("f")
zero, one = Integer(0), Integer(1)
EVERYDAY, NIGHTLY = 150, 5_000

SLIPS = ("AttributeError", "TypeError", "NameError", "ImportError")


def row(before, relation, after, given=(), domain=DOMAIN):
    return Row(before, relation, after, domain, tuple((e.lhs, e.rhs) for e in given))


def refused(rule, wrong):
    found = rule.check(wrong)
    assert isinstance(found, Refused), f"{rule.name} accepts {wrong}"
    assert not found.reason.startswith(SLIPS), found.reason


def discharged(rule, right):
    found = rule.check(right)
    assert isinstance(found, Discharged), f"{rule.name} refuses {right}: {found.reason}"


count = lambda a: a * (a - 1) / 2                          # count(a + 1) - count(a) = a
half = lambda a: a**2 / 2


# -- telescoping -----------------------------------------------------------------------------------------------------------


def test_telescoping():
    total = Sum(i, (i, 0, n))
    refused(telescoping(count), row(total, "=", n * (n - 1) / 2))            # F(b) for F(b + 1)
    refused(telescoping(count), row(Sum(i, (i, 1, n)), "=", (n + 1) * (n + 2) / 2))
    refused(telescoping(count), row(total, "<=", n * (n + 1) / 2 + 1))       # one right side only
    refused(telescoping(count), row(total, "=", n * (n + 1) / 2 + 1))
    refused(telescoping(lambda a: a * (a + 1) / 2), row(total, "=", (n + 1) * (n + 2) / 2))   # sums i + 1
    refused(telescoping(half), row(total, "=", (n + 1) ** 2 / 2))            # an antiderivative is none
    refused(telescoping(lambda a: a**2 / 2 + a / 2), row(total, "=", n * (n + 1) / 2))
    refused(telescoping(lambda a: 2**a), row(Sum(2**i, (i, 0, n)), "=", 2 ** (n + 1)))
    refused(telescoping(lambda a: -1 / a), row(Sum(1 / i**2, (i, 1, m)), "=", 1 - 1 / (m + 1)))
    refused(telescoping(count), row(n * (n + 1) / 2, "=", total))
    refused(telescoping(count), row(2 * total, "=", n * (n + 1)))
    refused(telescoping(count), row(Integral(s, (s, 0, n)), "=", n * (n + 1) / 2))
    refused(telescoping(lambda a: a), row(Sum(1, (i, 0, n), (k, 0, n)), "=", n + 1))
    refused(telescoping(lambda a: x**a), row(Sum((x - 1) * x**i, (i, -1, n)), "=", x ** (n + 1) - 1 / x))    # x = 0
    refused(telescoping(lambda a: p**a / (p - 1)), row(Sum(p**i, (i, 0, n)), "=", (p ** (n + 1) - 1) / (p - 1)))
    discharged(telescoping(count), row(total, "=", n * (n + 1) / 2))
    discharged(telescoping(lambda a: 2**a), row(Sum(2**i, (i, 0, n)), "=", 2 ** (n + 1) - 1))
    discharged(telescoping(lambda a: -1 / a), row(Sum(1 / (i * (i + 1)), (i, 1, m)), "=", 1 - 1 / (m + 1)))
    discharged(telescoping(lambda a: p**a), row(Sum((p - 1) * p**i, (i, 0, n)), "=", p ** (n + 1) - 1))


def test_empty_sums_and_ends_out_of_order():
    """An empty sum is 0; what a sum is whose end lies two below its start is a convention, and no claim uses it."""
    refused(telescoping(count), row(Sum(i, (i, 1, n - 1)), "=", n * (n - 1) / 2))     # n = 0: from 1 to -1
    refused(telescoping(count), row(Sum(i, (i, 5, 2)), "=", -Integer(7)))
    refused(telescoping(count), row(Sum(i, (i, 1, k)), "=", k * (k + 1) / 2))
    refused(telescoping(count), row(Sum(i, (i, n, 0)), "=", -n * (n - 1) / 2))
    refused(telescoping(count), row(Sum(i, (i, n, m)), "=", m * (m + 1) / 2 - n * (n - 1) / 2))
    refused(telescoping(count), row(Sum(i, (i, 1, n)), "=", n * (n + 1) / 2 + 1))
    refused(telescoping(lambda a: a), row(Sum(1, (i, 1, n)), "=", Max(n, 1)))
    discharged(telescoping(count), row(Sum(i, (i, 1, n)), "=", n * (n + 1) / 2))      # n = 0: from 1 to 0
    discharged(telescoping(count), row(Sum(i, (i, 1, m - 1)), "=", m * (m - 1) / 2))
    discharged(telescoping(count), row(Sum(i, (i, n, n + m)), "=", (n + m) * (n + m + 1) / 2 - n * (n - 1) / 2))


def test_ends_that_are_no_integers():
    refused(telescoping(count), row(Sum(i, (i, 0, t)), "=", t * (t + 1) / 2))
    refused(telescoping(count), row(Sum(i, (i, 0, n / 2)), "=", n / 2 * (n / 2 + 1) / 2))
    refused(telescoping(count), row(Sum(i, (i, Rational(1, 2), n + 1)), "=", (n + 1) * (n + 2) / 2))
    refused(telescoping(lambda a: -1 / a), row(Sum(1 / (i * (i + 1)), (i, 1, oo)), "=", one))
    refused(telescoping(count), row(Sum(i, (i, -oo, n)), "=", n * (n + 1) / 2))


def test_terms_without_a_value():
    refused(telescoping(lambda a: 1 / a), row(Sum(1 / (i + 1) - 1 / i, (i, -2, 2)), "=", Rational(5, 6)))
    refused(telescoping(lambda a: -1 / a), row(Sum(1 / (i * (i + 1)), (i, 0, n)), "=", 1 - 1 / (n + 1)))
    refused(telescoping(lambda a: log(a)), row(Sum(log(i + 1) - log(i), (i, 0, n)), "=", log(n + 1)))
    refused(telescoping(lambda a: sqrt(a)), row(Sum(sqrt(i + 1) - sqrt(i), (i, -4, 0)), "=", 1 - sqrt(-4)))
    refused(telescoping(lambda a: tan(a * pi / 2)), row(
        Sum(tan((i + 1) * pi / 2) - tan(i * pi / 2), (i, 0, 3)), "=", zero
    ))
    discharged(telescoping(lambda a: log(a)), row(Sum(log(i + 1) - log(i), (i, 1, n)), "=", log(n + 1)))
    discharged(telescoping(lambda a: sqrt(a)), row(Sum(sqrt(i + 1) - sqrt(i), (i, 0, n)), "=", sqrt(n + 1)))


def test_the_index_is_no_symbol_of_the_domain():
    """m is at least 1 and k is given; under the sum they are other numbers."""
    refused(telescoping(lambda a: a * m), row(Sum(m, (m, 0, n)), "=", (n + 1) * m))
    refused(telescoping(lambda a: a * i), row(Sum(i, (i, 0, n)), "=", (n + 1) * i))
    refused(telescoping(lambda a: Abs(a)), row(Sum(1, (m, -3, 3)), "=", one))         # SymPy: |m| = m
    refused(telescoping(lambda a: sqrt(a**2)), row(Sum(1, (m, -3, 3)), "=", one))
    refused(telescoping(lambda a: 3 * a), row(Sum(f(k), (k, 0, n)), "=", 3 * (n + 1), (Eq(f(k), 3),)))
    short = DOMAIN.let(h=k**2)
    h = short.symbols[-1]
    refused(telescoping(lambda a: h * a), row(Sum(h, (k, 0, n)), "=", (n + 1) * h, domain=short))
    refused(telescoping(lambda a: a * (a - 1) * (2 * a - 1) / 6), row(
        Sum(h, (k, 0, n)), "=", n * (n + 1) * (2 * n + 1) / 6, domain=short
    ))
    refused(telescoping(count), row(Sum(m, (m, 0, m)), "=", m * (m + 1) / 2))         # a number and its own range
    refused(telescoping(lambda a: a), row(Sum(k, (k, 1, n)), "=", n, domain=DOMAIN.where(k <= 1)))
    discharged(telescoping(count), row(Sum(m, (m, -3, n)), "=", n * (n + 1) / 2 - 6))
    discharged(telescoping(lambda a: a * m), row(Sum(m, (i, 0, n)), "=", (n + 1) * m))


def test_sums_compare_as_their_terms():
    below = Chain(f(n), "below").at_most(f(n) + n, by=algebra)
    up_to = lambda term, low=zero, high=m: Sum(term, (n, low, high))
    refused(pointwise(below), row(up_to(f(n) + n), "<=", up_to(f(n))))
    refused(pointwise(below), row(up_to(f(n)), ">=", up_to(f(n) + n)))
    refused(pointwise(below), row(up_to(f(n)), "=", up_to(f(n) + n)))
    refused(pointwise(below), row(up_to(f(n)), "<=", up_to(f(n) + n, high=m + 1)))
    refused(pointwise(below), row(up_to(f(n), low=-m), "<=", up_to(f(n) + n, low=-m)))      # n >= 0 was used
    refused(pointwise(below), row(up_to(f(n), high=m - 3), "<=", up_to(f(n) + n, high=m - 3)))   # sums may run backwards
    refused(pointwise(below), row(up_to(f(n), high=p), "<=", up_to(f(n) + n, high=p)))
    refused(pointwise(below), row(Sum(f(i), (i, 0, m)), "<=", Sum(f(i) + i, (i, 0, m))))    # of i nothing was said
    refused(pointwise(below), row(up_to(f(n)), "<=", f(n) + n))
    refused(pointwise(below), row(up_to(f(n)), "<=", up_to(f(n) + n), [Eq(t, n)]))
    discharged(pointwise(below), row(up_to(f(n)), "<=", up_to(f(n) + n)))
    discharged(pointwise(below), row(up_to(f(n) + n, high=m - 1), ">=", up_to(f(n), high=m - 1)))


def test_a_row_at_other_values_of_its_symbols():
    lemma = Chain(Sum(i, (i, 1, m - 1)), "sum").equals(m * (m - 1) / 2, by=telescoping(count))
    refused(lemma.at({m: n}), row(Sum(i, (i, 1, n - 1)), "=", n * (n - 1) / 2))
    refused(lemma.at({m: i}), row(Sum(i, (i, 1, i - 1)), "=", i * (i - 1) / 2))
    refused(lemma, row(Sum(i, (i, 1, m)), "=", m * (m - 1) / 2))
    discharged(lemma.at({m: n + 1}), row(Sum(i, (i, 1, n)), "=", n * (n + 1) / 2))


def test_one_formula_for_all_values():
    """F with another value where SymPy or Python sees a number is another function at the ends than in between."""
    refused(telescoping(lambda a: Integer(5) if a == 0 else a), row(Sum(1, (i, 0, n)), "=", n - 4))
    refused(telescoping(lambda a: a if a.free_symbols else zero), row(Sum(1, (i, 3, n + 3)), "=", n + 4))
    refused(telescoping(lambda a: floor(a / 2)), row(Sum(Rational(1, 2), (i, 0, n)), "=", (n + 1) / 2))
    refused(telescoping(lambda a: (-1) ** a), row(Sum(2 * (-1) ** i, (i, 0, n)), "=", 1 - (-1) ** (n + 1) + 1))
    refused(telescoping(lambda a: factorial(a)), row(Sum(i * factorial(i), (i, 0, n)), "=", factorial(n + 1)))
    refused(telescoping(f), row(Sum(f(i), (i, 0, n)), "=", f(n + 1) - f(0)))
    refused(telescoping(lambda a: E(f(a * S), S)), row(Sum(zero * i, (i, 0, n)), "=", zero))
    refused(antiderivative(lambda a: Integer(5) if a == 0 else a), row(Integral(1, (s, 0, 1)), "=", -Integer(4)))
    discharged(telescoping(f), row(Sum(f(i + 1) - f(i), (i, 0, n)), "=", f(n + 1) - f(0)))


# -- antiderivative --------------------------------------------------------------------------------------------------------


def test_antiderivative():
    area = Integral(s, (s, 0, x**2))
    refused(antiderivative(half), row(area, "=", x**2 / 2))
    refused(antiderivative(half), row(area, "=", x**4 / 2 + 1))
    refused(antiderivative(half), row(area, "<=", x**4))
    refused(antiderivative(lambda a: a**2), row(area, "=", x**4))
    refused(antiderivative(half), row(Integral(s, (s, 1, 1 + t)), "=", (1 + t) ** 2 / 2))     # F(a) is forgotten
    refused(antiderivative(sin), row(Integral(sin(s), (s, 0, t)), "=", sin(t)))
    refused(antiderivative(cos), row(Integral(sin(s), (s, 0, t)), "=", cos(t) - 1))           # the sign
    refused(antiderivative(exp), row(Integral(exp(2 * s), (s, 0, t)), "=", exp(2 * t) - 1))
    refused(antiderivative(half), row(x**4 / 2, "=", area))
    refused(antiderivative(half), row(Sum(i, (i, 0, n)), "=", n**2 / 2))
    refused(antiderivative(count), row(area, "=", x**2 * (x**2 - 1) / 2))
    discharged(antiderivative(half), row(area, "=", x**4 / 2))
    discharged(antiderivative(lambda a: -cos(a)), row(Integral(sin(s), (s, 0, t)), "=", 1 - cos(t)))
    discharged(antiderivative(atan), row(Integral(1 / (1 + s**2), (s, 0, t)), "=", atan(t)))


def test_ends_of_integrals():
    refused(antiderivative(half), row(Integral(s, (s, 0, x)), "=", x**2 / 2))                 # true, but not from F alone
    refused(antiderivative(half), row(Integral(s, (s, 1, 0)), "=", -Rational(1, 2)))
    refused(antiderivative(half), row(Integral(s, (s, t, 0)), "=", t**2 / 2))
    refused(antiderivative(lambda a: -exp(-a)), row(Integral(exp(-s), (s, 0, oo)), "=", one))
    refused(antiderivative(lambda a: -exp(-a)), row(Integral(exp(-s), (s, -oo, oo)), "=", zero))
    refused(antiderivative(half), row(Integral(s, (s, 0, sqrt(x))), "=", x / 2))
    refused(antiderivative(half), row(Integral(s, (s, 0, 1), (x, 0, 1)), "=", Rational(1, 2)))
    refused(antiderivative(half), row(Integral(s, s), "=", s**2 / 2))
    refused(antiderivative(half), row(Integral(t, (t, 0, t)), "=", t**2 / 2))
    discharged(antiderivative(half), row(Integral(s, (s, -t, t)), "=", zero))
    discharged(antiderivative(half), row(Integral(s, (s, 2, 2)), "=", zero))


def test_poles_and_jumps_in_the_range():
    refused(antiderivative(lambda a: -1 / a), row(Integral(1 / s**2, (s, -1, 1)), "=", -Integer(2)))
    refused(antiderivative(lambda a: -1 / a), row(Integral(1 / s**2, (s, 0, 1)), "=", -one))
    refused(antiderivative(log), row(Integral(1 / s, (s, 0, 1)), "=", zero))
    refused(antiderivative(lambda a: log(a**2) / 2), row(Integral(1 / s, (s, -1, 1)), "=", zero))
    refused(antiderivative(lambda a: -atan(1 / a)), row(Integral(1 / (1 + s**2), (s, -1, 1)), "=", -pi / 2))
    refused(antiderivative(tan), row(Integral(1 + tan(s) ** 2, (s, 0, 3)), "=", tan(3)))
    refused(antiderivative(lambda a: atan(tan(a))), row(Integral(1, (s, 0, 3)), "=", atan(tan(3))))
    refused(antiderivative(sign), row(Integral(0, (s, -1, 1)), "=", Integer(2)))
    refused(antiderivative(floor), row(Integral(0, (s, 0, 2)), "=", Integer(2)))
    refused(antiderivative(Heaviside), row(Integral(0, (s, -1, 1)), "=", one))
    refused(antiderivative(lambda a: Piecewise((0, a < 1), (1, True))), row(Integral(0, (s, 0, 2)), "=", one))
    refused(antiderivative(lambda a: Abs(a) / a), row(Integral(0, (s, -1, 1)), "=", Integer(2)))
    refused(antiderivative(lambda a: sqrt(a**2) / a + a), row(Integral(1, (s, -1, 1)), "=", Integer(4)))
    refused(antiderivative(lambda a: sqrt(a) ** 3 * Rational(2, 3)), row(Integral(sqrt(s), (s, -1, 0)), "=", zero))
    refused(antiderivative(acos), row(Integral(-1 / sqrt(1 - s**2), (s, -1, 1)), "=", -pi))   # true, but open at its ends
    refused(antiderivative(lambda a: log(a - w)), row(Integral(1 / (s - w), (s, 1, 2)), "=", log(2 - w) - log(1 - w)))
    refused(antiderivative(f), row(Integral(zero * s, (s, 0, 1)), "=", f(1) - f(0)))
    discharged(antiderivative(log), row(Integral(1 / s, (s, 1, 1 + t)), "=", log(1 + t)))
    discharged(antiderivative(lambda a: -1 / a), row(Integral(1 / s**2, (s, -2, -1)), "=", Rational(1, 2)))
    discharged(antiderivative(lambda a: log(a + p)), row(Integral(1 / (s + p), (s, 0, 1)), "=", log(1 + p) - log(p)))


def test_the_variable_is_no_symbol_of_the_domain():
    refused(antiderivative(lambda a: a * x / 2), row(Integral(x, (x, 0, 1)), "=", x / 2))
    refused(antiderivative(Abs), row(Integral(1, (p, -1, 2)), "=", one))                      # SymPy: |p| = p
    refused(antiderivative(lambda a: sin(pi * a)), row(Integral(0, (k, 0, Rational(1, 2))), "=", one))   # sin(pi k) = 0
    refused(antiderivative(lambda a: 3 * a), row(Integral(cos(x), (x, 0, 1)), "=", Integer(3), (Eq(cos(x), 3),)))
    dependent = DOMAIN.plus(c=interval(0, x))
    refused(antiderivative(half), row(Integral(x + dependent.symbols[-1], (x, 0, 1)), "=", one, domain=dependent))
    short = DOMAIN.let(h=2 * x)
    h = short.symbols[-1]
    refused(antiderivative(lambda a: h * a), row(Integral(h, (x, 0, 1)), "=", h, domain=short))
    refused(antiderivative(lambda a: a**2), row(Integral(h, (x, 0, 1)), "=", one, domain=short))
    refused(antiderivative(lambda a: E(g * a, g)), row(Integral(E(g, g), (g, 0, 1)), "=", one))
    discharged(antiderivative(half), row(Integral(p, (p, -1, 2)), "=", Rational(3, 2)))
    discharged(antiderivative(lambda a: x * a), row(Integral(x, (s, 0, 1)), "=", x))


def test_a_function_whose_slope_hides_the_variable():
    hidden = Function("hidden", real=True)
    refused(antiderivative(lambda a: hidden(a)), row(Integral(hidden(s), (s, 0, 1)), "=", hidden(1) - hidden(0)))
    refused(antiderivative(lambda a: Integral(s, (s, 0, a))), row(Integral(s, (s, 0, 1)), "=", one))
    refused(antiderivative(lambda a: Sum(a, (i, 0, n))), row(Integral(n, (s, 0, 1)), "=", n + 1))


# -- random polynomials, summed and integrated in fractions ---------------------------------------------------------------

NUMBERS = st.fractions(-4, 4, max_denominator=3)


@st.composite
def polynomials(draw):
    return draw(st.lists(NUMBERS, min_size=1, max_size=4))


def at(coefficients, value):
    return sum((c * value**j for j, c in enumerate(coefficients)), Fraction(0))


def formula(coefficients, symbol):
    return sum((Rational(c) * symbol**j for j, c in enumerate(coefficients)), zero)


def attack_sum(data):
    term, low, length = data.draw(polynomials()), data.draw(st.integers(-4, 4)), data.draw(st.integers(-3, 6))
    guess, slip = data.draw(polynomials()), data.draw(st.sampled_from([0, 0, 0, 1, -1, Fraction(1, 7)]))
    primitive = data.draw(st.sampled_from(["right", "right", "guess"]))
    high = low + length
    if primitive == "right":                               # the term is made of F, not F of the term
        steps = lambda a: formula(guess, a + 1) - formula(guess, a)
        body, value = steps(i).expand(), lambda a: at(guess, a + 1) - at(guess, a)
    else:
        body, value = formula(term, i), lambda a: at(term, a)
    sums = sum((value(Fraction(a)) for a in range(low, high + 1)), Fraction(0))
    ends = at(guess, Fraction(high + 1)) - at(guess, Fraction(low))
    after = data.draw(st.sampled_from([sums, ends])) + slip
    found = telescoping(lambda a: formula(guess, a)).check(row(Sum(body, (i, low, high)), "=", Rational(after)))
    if isinstance(found, Discharged):
        assert after == sums, (body, low, high, after, sums)
    elif primitive == "right" and slip == 0 and length >= 0:
        raise AssertionError(found.reason)


def attack_integral(data):
    curve, guess = data.draw(polynomials()), data.draw(polynomials())
    low, span = data.draw(NUMBERS), data.draw(NUMBERS)
    right = data.draw(st.sampled_from([True, True, False]))
    slip = data.draw(st.sampled_from([0, 0, 0, 1, Fraction(-1, 7)]))
    high, primitive = low + span, [Fraction(0), *(c / (j + 1) for j, c in enumerate(curve))]
    used = [guess[0], *primitive[1:]] if right else guess
    area = at(primitive, high) - at(primitive, low)
    after = data.draw(st.sampled_from([area, at(used, high) - at(used, low)])) + slip
    before = Integral(formula(curve, s), (s, Rational(low), Rational(high)))
    found = antiderivative(lambda a: formula(used, a)).check(row(before, "=", Rational(after)))
    if isinstance(found, Discharged):
        assert after == area, (curve, low, high, after, area)
    elif right and slip == 0 and span >= 0:
        raise AssertionError(found.reason)


@settings(max_examples=EVERYDAY, deadline=None, derandomize=True)
@given(st.data())
def test_sums_are_what_they_are(data):
    attack_sum(data)


@settings(max_examples=EVERYDAY, deadline=None, derandomize=True)
@given(st.data())
def test_integrals_are_what_they_are(data):
    attack_integral(data)


@pytest.mark.nightly
@settings(max_examples=NIGHTLY, deadline=None)
@given(st.data())
def test_sums_and_integrals_all_night(data):
    attack_sum(data)
    attack_integral(data)
