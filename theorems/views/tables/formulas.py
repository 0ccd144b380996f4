"""Formulas in LaTeX that needs no package; what base LaTeX cannot set stays text."""

from __future__ import annotations

import re
from typing import Any

from sympy import Dummy, Symbol, latex, sstr

from theorems.core.bounds.bound import Rate
from theorems.core.expressions import Quantity
from theorems.core.statement import Relation
from theorems.views.tables.rows import LONG, Row, how_read, region, solved

SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": "$<$", ">": "$>$", "|": "$|$", "`": "'",
    '"': "''", "≥": r"$\geq$", "≤": r"$\leq$",
}
SENSES = {">=": r"\geq", "<=": r"\leq", "=": "="}
PLAIN = ((r"\operatorname{", r"\mathrm{"), (r"\mathbb{", r"\mathrm{"), (r"\text{", r"\mbox{"))
GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
BASE = frozenset(
    (GREEK + " frac sqrt left right log exp sin cos tan sinh cosh tanh arcsin arccos arctan max min sum prod int infty "
     "leq geq neq cdot mid mathrm mbox lfloor rfloor lceil rceil langle rangle ell bar hat tilde limits").split()
)
WORD = re.compile(r"\\([A-Za-z]+)")


def escaped(text: str) -> str:
    """Text as LaTeX prints it; what it has no letter for becomes a question mark."""
    text = text.replace(">=", "≥").replace("<=", "≤").replace("**", "^")
    return "".join(SPECIAL.get(c, c if c.isascii() and c.isprintable() else "?") for c in text)


def formula(e: Any) -> str:
    r"""``$\sigma^{2} d$``; named quantities as text."""
    names = sorted(e.atoms(Quantity), key=str)
    stand_ins = {q: Dummy(f"q{i}") for i, q in enumerate(names)}
    spelled = {dummy: rf"\mbox{{{escaped(q.name)}}}" for q, dummy in stand_ins.items()}
    found: str = latex(e.xreplace(stand_ins), symbol_names=spelled)
    for before, after in PLAIN:
        found = found.replace(before, after)
    outside = found
    for text in spelled.values():
        outside = outside.replace(text, "")
    if set(WORD.findall(outside)) <= BASE and "&" not in outside and "%" not in outside:
        return f"${found}$"
    return escaped(sstr(e))


def how_read_latex(row: Row) -> str:
    """How the number follows from the statement, its formulas set."""
    bound = row.bound
    if isinstance(bound, Rate):
        grows = r"$\Omega$" if bound.side == "lower" else "$O$"
        return f"rate {grows} of {formula(bound.formula)}, constant not stated"
    conclusion = row.claim.statement.conclusion()
    if not isinstance(conclusion, Relation) or len(str(conclusion)) > LONG:
        return escaped(how_read(row))
    said = f"{formula(conclusion.left)} ${SENSES[conclusion.sense]}$ {formula(conclusion.right)}"
    return solved(row, said, formula)


def valid_latex(row: Row) -> str:
    """The region in which the claim speaks."""
    whole, rest = region(row)
    said = [f"integers {', '.join(map(formula, whole))}"] if whole else []
    return "; ".join([*said, *(formula(c.relation) if c.relation is not None else escaped(c.said) for c in rest)])


def parameter(name: str) -> str:
    return formula(Symbol(name))


def setting(name: str, value: Any) -> str:
    """``$k = 16$``."""
    return f"{parameter(name)} = {formula(value)}".replace("$ = $", " = ")
