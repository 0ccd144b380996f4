"""Text is read by a grammar of numbers, and never evaluated."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol, exp, pi, sqrt

from theorems.views.tables.values import NotAValue, setting, value

k = Symbol("k")


@pytest.mark.parametrize(("text", "meant"), [
    ("16", 16), ("0.02", Rational(1, 50)), ("1/3", Rational(1, 3)), ("2^10", 1024), ("2**-3", Rational(1, 8)),
    ("-3", -3),
    ("1e-3", Rational(1, 1000)), ("1E3", 1000), ("1_000", 1000), ("+2", 2), ("sqrt(2)/8", sqrt(2) / 8),
    ("2*pi", 2 * pi),
    ("1/(50*sqrt(k))", 1 / (50 * sqrt(k))), ("exp(1)", exp(1)), (" 7 ", 7), ("0.1", Rational(1, 10)),
    ("4^0.5", 2), (".5", Rational(1, 2)),
])
def test_what_is_typed_is_what_is_meant_exactly(text, meant):
    assert value(text) == meant


@settings(max_examples=40)
@given(st.fractions())
def test_fractions_are_read_exactly(x):
    assert value(str(x)) == Rational(x.numerator, x.denominator)


@pytest.mark.parametrize("text", [
    "", " ", "a b", "1,2", "1/0", "0^-1", "0**-1", "sqrt(-1)", "log(0)", "(-8)^0.5", "1j", "True", "None",
    "'1'", "[1]", "(1,2)", "{}", "k.real",
    "k[0]", "f(1)", "lambda: 1", "1 if k else 2", "1 < 2", "not 1", "~1", "1 % 2", "1 // 2", "1 << 9", "0x10",
    "0b1", "a:=1", "sqrt",
    "sqrt()", "sqrt(1, 2)", "sqrt(x=1)", "sqrt(*k)", "__import__('os').system('true')", "().__class__", "k**k",
    "2^2000", "9^9^9^9",
    "1e999999999", "1e-999999999", "(10^900)^900", "k^1000", "exp(exp(99))", "exp(10^7)",
    "((((((1", "(" * 199 + "1", "-" * 150 + "1",
    "1+" * 120 + "1", "²", "１", "k\nk", "1#", "\x00", "1" * 201, "await k", "yield",
])
def test_what_is_no_number_is_refused_in_one_line_and_at_once(text):
    started = time.process_time()
    with pytest.raises(NotAValue) as error:
        value(text)
    assert time.process_time() - started < 1
    assert "\n" not in str(error.value).replace("\\n", "")


@settings(max_examples=100)
@given(st.text("0123456789.eE+-*/^() ksqrtlogexpi_,'", max_size=24))
def test_any_text_is_a_number_or_refused(text):
    try:
        found = value(text)
    except NotAValue:
        return
    assert found.free_symbols or found.is_real


@pytest.mark.parametrize(("text", "name", "values"), [
    ("k=16,64", "k", [16, 64]), ("k=1..4", "k", [1, 2, 3, 4]), ("k=1..2,8", "k", [1, 2, 8]),
    ("sigma = 1/4", "sigma", [Rational(1, 4)]),
    ("k=4,4", "k", [4]), ("k=4,2^2", "k", [4]), ("s=1/sqrt(k)", "s", [1 / sqrt(k)]),
])
def test_settings(text, name, values):
    assert setting(text) == (name, values)


@pytest.mark.parametrize("text", ["k", "=1", "k=", "k=,", "k=1,", "k k=1", "k=4..1", "k=1..1.5", "k=1..1000000", "k=1..k",
                                  "1=1", "k==1"])
def test_settings_that_are_none(text):
    with pytest.raises(NotAValue):
        setting(text)
