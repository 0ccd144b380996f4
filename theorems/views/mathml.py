"""A statement as MathML, which browsers show without a script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from sympy import Mul, Symbol, exp, fraction, latex
from sympy.printing.mathml import MathMLPresentationPrinter
from sympy.printing.precedence import PRECEDENCE

from theorems.core.registry import load_entry
from theorems.index import Entry
from theorems.views.letters import SHORT_FOR

TIMES = ("\u2062", "&InvisibleTimes;")
ENTITY = re.compile(r"(&#x[0-9A-Fa-f]+)(?![0-9A-Fa-f;])")   # SymPy leaves out the end of some
HIGH = "mfrac|<msqrt|<mroot|<munder|<mover|<mtable"
LOW = {
    pair: re.compile(rf"<mo>\{pair[0]}</mo>((?:(?!<mo>[()⟨⟩]</mo>|<{HIGH}).)*)<mo>\{pair[1]}</mo>") for pair in ("()", "⟨⟩")
}


class Presentation(MathMLPresentationPrinter):
    """SymPy's printer, with the quantities, averages and scalar products of claims."""

    def row(self, *children: Any) -> Any:
        found = self.dom.createElement("mrow")
        for child in children:
            found.appendChild(child)
        return found

    def node(self, tag: str, text: str) -> Any:
        found = self.dom.createElement(tag)
        found.appendChild(self.dom.createTextNode(escape(text, quote=False)))  # SymPy writes texts as they are
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
        """SymPy's, exponentials last and not below a line, with room between factors: names may have several letters."""
        exponentials = [factor for factor in e.args if isinstance(factor, exp)]
        others = Mul(*(factor for factor in e.args if factor not in exponentials))
        if exponentials and others not in (1, -1):
            if others.could_extract_minus_sign():
                return self.row(self.node("mo", "-"), self._print(-e))
            gap = self.dom.createElement("mspace")
            gap.setAttribute("width", "0.15em")
            factor = self.parenthesize(others, PRECEDENCE["Mul"], strict=True)
            found = self.row(factor, gap, *map(self._print, exponentials))
        else:
            found = super()._print_Mul(e)
        for sign in found.getElementsByTagName("mo"):
            if sign.firstChild is not None and sign.firstChild.data in TIMES:
                sign.setAttribute("lspace", "0.08em")
                sign.setAttribute("rspace", "0.08em")
        return found

    def _print_exp(self, e: Any) -> Any:
        """As a function where its exponent would be too small to read."""
        (power,) = e.args
        if power.is_Add or fraction(power)[1] != 1:
            return self.row(self.node("mi", "exp"), self.fenced("(", self._print(power), ")"))
        return super()._print_exp(e)

    def _print_Function(self, e: Any) -> Any:
        """SymPy's, with the function's name as it is written; what follows its first _ is an index."""
        found = super()._print_Function(e)
        name, _, index = type(e).__name__.partition("_")
        for word in found.getElementsByTagName("mi")[:1]:
            if word.firstChild.data.lower() == type(e).__name__.lower():
                word.firstChild.data = name
                if index:
                    low = self.dom.createElement("msub")
                    word.parentNode.replaceChild(low, word)
                    low.appendChild(word)
                    low.appendChild(self.node("mtext", index))
        return found

    def _print_Symbol(self, e: Any, style: str = "plain") -> Any:
        letter = SHORT_FOR.get(e.name, e.name).removeprefix("\\var")
        return super()._print_Symbol(e if letter == e.name else Symbol(letter), style)

    def _print_Quantity(self, e: Any) -> Any:
        return self.node("mtext", e.name.replace(" ", "\N{NO-BREAK SPACE}"))   # at others browsers break it, and show half

    def _print_MatAdd(self, e: Any) -> Any:
        """The terms with their signs, those that are taken away last."""
        found = self.row()
        signs = [(term, term.as_coeff_mmul()[0].could_extract_minus_sign()) for term in e.args]
        for term, negative in sorted(signs, key=lambda pair: pair[1]):
            if found.childNodes or negative:
                found.appendChild(self.node("mo", "\N{MINUS SIGN}" if negative else "+"))
            found.appendChild(self.parenthesize(-1 * term if negative else term, PRECEDENCE["Add"]))
        return found

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
    body = upright(body.replace("<mo><</mo>", "<mo>&lt;</mo>").replace("<mo>></mo>", "<mo>&gt;</mo>"))
    body = ENTITY.sub(r"\1;", body)
    body = body.replace("<mo>-</mo>", "<mo>\N{MINUS SIGN}</mo>")
    body = body.replace("&ExponentialE;", "e").replace("\N{DOUBLE-STRUCK ITALIC SMALL E}", "e")
    names = {s: SHORT_FOR[s.name] for s in formula.free_symbols if getattr(s, "name", "") in SHORT_FOR}
    source = f'<annotation encoding="application/x-tex">{escape(latex(formula, symbol_names=names))}</annotation>'
    return f"<semantics>{body}{source}</semantics>"


def upright(body: str) -> str:
    """Brackets around what is not high do not stretch, since browsers leave room around those that do."""
    before = ""
    while body != before:
        before = body
        for pair, low in LOW.items():
            body = low.sub(rf'<mo stretchy="false">{pair[0]}</mo>\1<mo stretchy="false">{pair[1]}</mo>', body)
    return body
