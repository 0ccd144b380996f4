"""Statements in MathML: well-formed, and with each symbol in it."""

from __future__ import annotations

from xml.etree import ElementTree

from sympy import Eq, Function, Symbol, cos

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
    assert words(formula) == ["KL of tasks", "=", "⟨", "a", ",", "b", "⟩"]


def test_a_function_keeps_its_name():
    x = Symbol("x")
    assert "BesselRatio" in words(Function("BesselRatio")(x))
    assert "cos" in words(cos(x))


def test_what_the_printer_does_not_know_is_left_to_text():
    assert mathml.of(object()) is None
