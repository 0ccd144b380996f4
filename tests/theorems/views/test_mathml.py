"""Statements in MathML: well-formed, and with each symbol in it."""

from __future__ import annotations

from xml.etree import ElementTree

from sympy import Eq, Function, Symbol, cos, exp

from theorems.core import Domain, E, Quantity, dot, gaussian, square, vector
from theorems.views import mathml

DOMAIN = Domain.of(a=vector(3), b=vector(3), xi=gaussian(3))
a, b, xi = DOMAIN.symbols


def words(formula):
    text = mathml.of(formula)
    root = ElementTree.fromstring(text.replace("&InvisibleTimes;", "").replace("&ApplyFunction;", ""))
    return [e.text for e in root.iter() if e.tag in ("mi", "mn", "mo", "mtext")]


def test_an_average_of_a_squared_length():
    assert words(E(square(a + xi), xi)) == ["𝔼", "ξ", "[", "‖", "a", "+", "ξ", "‖", "2", "]"]


def test_a_scalar_product_and_a_named_quantity():
    formula = Eq(Quantity("KL of tasks"), dot(a, b), evaluate=False)
    assert words(formula) == ["KL\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}tasks", "=", "⟨", "a", ",", "b", "⟩"]


def test_a_function_keeps_its_name():
    x = Symbol("x")
    assert "BesselRatio" in words(Function("BesselRatio")(x))
    assert "cos" in words(cos(x))


def test_what_the_printer_does_not_know_is_left_to_text():
    assert mathml.of(object()) is None


def test_an_exponential_of_a_fraction_is_a_function_beside_its_factors():
    x = Symbol("x")
    assert words(2 * x * exp(-x / 3)) == ["2", None, "x", "exp", "(", "−", "x", "3", ")"]
    assert words(exp(-2 * x)) == ["e", "−", "2", None, "x"]


def test_letters_and_indices_are_set_as_such():
    eps = Symbol("eps")
    assert words(Function("P_above")(eps)) == ["P", "above", "(", "ε", ")"]


def test_what_a_named_quantity_holds_is_text_and_stays_in_one_line():
    said = words(Quantity("P(err < eps) & more") < 3)
    assert said == ["P(err\N{NO-BREAK SPACE}<\N{NO-BREAK SPACE}eps)\N{NO-BREAK SPACE}&\N{NO-BREAK SPACE}more", "<", "3"]


def test_a_term_is_taken_away_not_added_minus_one_times():
    assert words(a - b) == ["a", "−", "b"]


def test_brackets_stretch_only_around_what_is_high():
    x = Symbol("x")
    root = ElementTree.fromstring(mathml.of(cos(cos(x)) + cos(1 / x)).replace("&InvisibleTimes;", ""))
    brackets = [e.get("stretchy") for e in root.iter("mo") if e.text in ("(", ")")]
    assert sorted(brackets, key=str) == [None, None, *["false"] * 4]
