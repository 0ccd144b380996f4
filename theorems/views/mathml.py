"""A statement as MathML, which browsers show without a script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from sympy import latex
from sympy.printing.mathml import MathMLPresentationPrinter

from theorems.core.registry import load_entry
from theorems.index import Entry

TIMES = ("\u2062", "&InvisibleTimes;")


class Presentation(MathMLPresentationPrinter):
    """SymPy's printer, with the quantities, averages and scalar products of claims."""

    def row(self, *children: Any) -> Any:
        found = self.dom.createElement("mrow")
        for child in children:
            found.appendChild(child)
        return found

    def node(self, tag: str, text: str) -> Any:
        found = self.dom.createElement(tag)
        found.appendChild(self.dom.createTextNode(text))
        return found

    def fenced(self, left: str, inner: Any, right: str) -> Any:
        return self.row(self.node("mo", left), inner, self.node("mo", right))

    def listed(self, values: Iterable[Any]) -> Any:
        """The values, with commas between them."""
        found = self.row()
        for value in values:
            if found.childNodes:
                found.appendChild(self.node("mo", ","))
            found.appendChild(self._print(value))
        return found

    def _print_Mul(self, e: Any) -> Any:
        """SymPy's, with a little room between the factors, whose names may have several letters."""
        found = super()._print_Mul(e)
        for sign in found.getElementsByTagName("mo"):
            if sign.firstChild is not None and sign.firstChild.data in TIMES:
                sign.setAttribute("lspace", "0.08em")
                sign.setAttribute("rspace", "0.08em")
        return found

    def _print_Function(self, e: Any) -> Any:
        """SymPy's, with the function's name as it is written."""
        found = super()._print_Function(e)
        name = type(e).__name__
        for word in found.getElementsByTagName("mi")[:1]:
            if word.firstChild.data == name.lower():
                word.firstChild.data = name
        return found

    def _print_Quantity(self, e: Any) -> Any:
        return self.node("mtext", e.name)

    def _print_E(self, e: Any) -> Any:
        mean = self.dom.createElement("msub")
        mean.appendChild(self.node("mi", "𝔼"))
        mean.appendChild(self.listed(e.over))
        return self.row(mean, self.fenced("[", self._print(e.body), "]"))

    def _print_Dot(self, e: Any) -> Any:
        one, two = e.args
        if one != two:
            return self.fenced("⟨", self.listed(e.args), "⟩")
        power = self.dom.createElement("msup")
        power.appendChild(self.fenced("‖", self._print(one), "‖"))
        power.appendChild(self.node("mn", "2"))
        return power

    def _print_MatrixFunction(self, e: Any) -> Any:
        return self.row(self.node("mi", e.name), self.fenced("(", self.listed(e.inputs), ")"))


def statement(entry: Entry) -> str | None:
    """The conclusion of a claim in MathML; None where it has none, or one that the printer does not know."""
    try:
        relation = load_entry(entry).statement.conclusion()
        formula = relation.sympy()
    except Exception:  # a claim that cannot be loaded, or states no relation: its text is shown
        return None
    return of(formula)


def of(formula: Any) -> str | None:
    """An expression in MathML, displayed; None where the printer meets what it does not know."""
    found = presented(formula)
    return None if found is None else f'<div class="display"><math display="block">{found}</math></div>'


def inline(formula: Any) -> str | None:
    """An expression in MathML within a line or a cell; None where the printer meets what it does not know."""
    found = presented(formula)
    return None if found is None else f'<math displaystyle="true">{found}</math>'


def presented(formula: Any) -> str | None:
    """What stands inside ``math``: the formula, and its LaTeX for who copies it."""
    printer = Presentation({"mul_symbol": "None"})
    try:
        body = printer._print(formula).toxml()
    except Exception:  # SymPy raises whatever it likes for what it cannot print
        return None
    if "<ci>" in body or "<apply>" in body:
        return None
    body = body.replace("&ExponentialE;", "e").replace("\N{DOUBLE-STRUCK ITALIC SMALL E}", "e")
    source = f'<annotation encoding="application/x-tex">{escape(latex(formula))}</annotation>'
    return f"<semantics>{body}{source}</semantics>"
