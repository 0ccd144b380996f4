"""Visible signs: never certain of what is false, at any point of the domain."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Integer, Max, Min, Rational, Symbol, acos, cos, exp, log, oo, pi, sqrt, tanh

from theorems.core import (
    Domain,
    E,
    binomial,
    dot,
    integers,
    interval,
    nonnegative,
    positive,
    real,
    signs,
    square,
    vector,
)
from theorems.core.normal.sign import sign_of
from theorems.core.normal.signs import Sign

SIZES = Domain.of(n=integers(1), k=integers(0))
n, k = SIZES.symbols
DOMAIN = SIZES.plus(
    m=integers(0, n - 1),
    x=real(),
    y=real(),
    p=positive(),
    q=nonnegative(),
    z=interval(-1, 1),
    w=interval(0, 1),
    h=interval(0, 1, "[)"),
    o=interval(-1, 1, "()"),
    eps=signs(),
    S=interval(-1, 1),
    N=binomial(n, Rational(1, 2)),
    a=vector(n),
    b=vector(n),
).let(half=(n + 1) / 2)
m, x, y, p, q, z, w, h, o, eps, S, N, a, b, half = DOMAIN.symbols[2:]


def sign(e):
    return sign_of(e, DOMAIN)


NOT_AT_LEAST_0 = {
    "an end that is inside": w * (1 - 2 * w),
    "affine, negative at one end": 2 * z + 1,
    "even, negative inside": z**2 - Rational(1, 2),
    "even, negative at the end": Rational(1, 2) - z**2,
    "odd power": z**3,
    "a dependent end": n - 2 * m,
    "an average at its end": S + 1 + 3 * E(S**2 - 1, S),
    "an average elsewhere": E(S + 1, S) - (S + 1),
    "a shift under an average": n - E(n, n),
    "real between whole numbers": q * (q - 1),
    "whole numbers from 0": k * (k - 1) - 1,
    "a sign": eps,
    "a scalar product": dot(a, b),
    "a length less one": square(a) - 1,
    "a logarithm": log(p),
    "a root less its radicand": sqrt(q) - q,
    "a maximum": Max(x, y),
    "a minimum": Min(p, x),
    "a difference of exponentials": exp(x) - 1,
    "a reciprocal": 1 / x,
    "a reciprocal at 0": 1 / q,
    "a reciprocal square at 0": 1 / x**2,
    "a product of unknowns": x * y,
    "cosine": cos(x),
    "arc cosine less pi/2": acos(z) - pi / 2,
    "two squares less a product": x**2 + y**2 - 3 * x * y,
    "a half": half - n,
    "hyperbolic tangent": tanh(z),
    "a random number": N - 1,
    "a foreign symbol": Symbol("foreign", real=True),
    "imaginary": sqrt(Integer(-1)),
    "the square of an imaginary root": (sqrt(x) + 1) * (sqrt(x) - 1) + 1,
    "the square of an imaginary root of a quotient": (sqrt(x / y) + 1) * (sqrt(x / y) - 1) + 1,
    "a reciprocal inside a reciprocal": 1 / (1 + 1 / q),
    "what cancels may be 0": 2 * w / (w**2 + p * w),
    "all that is below cancels": (p * w + p * w**2) / (p * w),
}


@pytest.mark.parametrize("e", NOT_AT_LEAST_0.values(), ids=NOT_AT_LEAST_0.keys())
def test_what_may_be_negative_or_undefined_is_not_at_least_0(e):
    assert not sign(e).nonnegative


NOT_ABOVE_0 = {
    "affine on a closed interval": 1 - w,
    "half open at the other end": h,
    "even": 1 - z**2,
    "whole": k,
    "dependent": m,
    "a power of a symbol that may be 0": q**2,
    "root": sqrt(w),
    "abs": Abs(x),
    "length": square(a),
    "acos": acos(z),
    "shifted": n - 1,
    "dependent end": n - 1 - m,
    "factored": (x - y) ** 2,
    "average of a square": E(S**2, S),
    "max": Max(x, 0),
    "a symbolic power": q**p,
}


@pytest.mark.parametrize("e", NOT_ABOVE_0.values(), ids=NOT_ABOVE_0.keys())
def test_what_may_be_0_is_not_above_0(e):
    assert sign(e).nonnegative and not sign(e).nonzero


@pytest.mark.parametrize(
    "e",
    [
        1 - w / 2,
        2 - z**2,
        n,
        n - m,
        1 / (1 + q),
        sqrt(p),
        p**x,
        exp(x),
        1 + square(a),
        n * (n + 1) / 2,
        half,
        x**2 + 1,
        1 - h / 2,
        log(1 + p),
        Max(p, x),
        eps**2,
        1 / eps**2,
        pi - 3,
        sqrt(2) - 1,
        (1 + o) / 2 + 1,
    ],
    ids=str,
)
def test_what_is_seen_to_be_above_0(e):
    assert sign(e).positive


def test_signs_of_infinities_and_nothing():
    assert sign(oo).positive
    assert not sign(Integer(0)).nonzero
    assert sign(Integer(0) * x) == Sign(True, True, False)


LEAVES = (x, y, p, q, z, w, h, o, n, k, m, eps, Integer(1), Integer(-1), Integer(2), Rational(1, 2), Rational(-2, 3))


def expressions():
    join = st.deferred(lambda: tree)
    powers = st.builds(lambda e, c: e**c, join, st.sampled_from((2, 3, -1, -2)))
    tree = st.recursive(
        st.sampled_from(LEAVES),
        lambda inner: st.one_of(
            st.builds(lambda a, b: a + b, inner, inner),
            st.builds(lambda a, b: a - b, inner, inner),
            st.builds(lambda a, b: a * b, inner, inner),
            st.builds(lambda e, c: e**c, inner, st.sampled_from((2, 3, -1, -2))),
            st.builds(Abs, inner),
            st.builds(Max, inner, inner),
            st.builds(Min, inner, inner),
        ),
        max_leaves=6,
    )
    return st.one_of(tree, powers)


def valued(e, point):
    """The exact value at a point by Fractions, or None where it divides by zero: a walk of its own."""
    if e in point:
        return Fraction(int(point[e].p), int(point[e].q))
    if e.is_Rational:
        return Fraction(int(e.p), int(e.q))
    parts = [valued(a, point) for a in e.args]
    if any(v is None for v in parts):
        return None
    if e.is_Add:
        return sum(parts)
    if e.is_Mul:
        product = Fraction(1)
        for v in parts:
            product *= v
        return product
    if e.is_Pow:
        return None if parts[0] == 0 and parts[1] < 0 else parts[0] ** int(parts[1])
    return {Abs: lambda v: abs(v[0]), Max: max, Min: min}[e.func](parts)


def ends_and_inside(domain, draw):
    """A point that likes the closed ends, where signs go wrong."""
    point = draw(domain.strategy())
    for s, far in (
        (z, (-1, 0, 1)),
        (w, (0, 1)),
        (h, (0,)),
        (q, (0,)),
        (x, (0, 1, -1)),
        (y, (0, 1)),
        (k, (0, 1)),
        (o, (0,)),
    ):
        if draw(st.booleans()):
            point[s] = Integer(draw(st.sampled_from(far)))
    return point


def check_sign(e, data, points=4):
    found = sign(e)
    if not (found.known or found.nonzero):
        return
    for _ in range(points):
        point = ends_and_inside(DOMAIN, data.draw)
        value = valued(e, point)
        if value is None:
            assert e.has(Max, Min) or not found.nonzero, f"{e} is said to have a sign where it has no value: {point}"
            continue
        assert not (found.nonnegative and value < 0), f"{e} = {value} at {point}"
        assert not (found.nonpositive and value > 0), f"{e} = {value} at {point}"
        assert not (found.nonzero and value == 0), f"{e} = 0 at {point}"


@given(expressions(), st.data())
@settings(max_examples=300, deadline=None)
def test_no_sign_is_contradicted_at_a_point(e, data):
    if e.is_extended_real and not e.has(oo, -oo) and e.is_finite is not False:
        check_sign(e, data)


@pytest.mark.nightly
@given(expressions(), st.data())
@settings(max_examples=20_000, deadline=None)
def test_no_sign_is_contradicted_at_a_point_nightly(e, data):
    if e.is_extended_real and not e.has(oo, -oo) and e.is_finite is not False:
        check_sign(e, data)
