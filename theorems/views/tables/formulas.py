"""Formulas in LaTeX that needs no package; what base LaTeX cannot set stays text."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sympy import Dummy, Expr, Symbol, latex, sstr

from theorems.core.bounds.bound import Rate
from theorems.core.expressions import Quantity
from theorems.core.statement import Relation
from theorems.views.letters import SHORT_FOR
from theorems.views.tables.rows import LONG, SHORT, Row, named, solved, valid

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
     "leq geq neq cdot mid mathrm mathit mbox lfloor rfloor lceil rceil langle rangle ell bar hat tilde limits").split()
)
WORD = re.compile(r"\\([A-Za-z]+)")
BY_NAME = {name: rf"\{name}" for name in GREEK.split()} | SHORT_FOR
SPELLED = re.compile(                            # what text spells out: powers, indices of one letter, letters, commands
    r"\^(?P<power>[A-Za-z0-9]+|\([A-Za-z0-9][A-Za-z0-9 +*/-]*\))"
    r"|(?<![\w])(?P<base>[A-Za-z])_(?P<index>[A-Za-z0-9])(?!\w)"
    rf"|(?<![\w\\])(?P<letter>{'|'.join(BY_NAME)})(?!\w)|`(?P<command>[^`]+)`"
)


def escaped(text: str) -> str:
    """Text as LaTeX prints it, with the powers, indices and Greek letters that it spells out."""
    text = text.replace(">=", "≥").replace("<=", "≤").replace("**", "^")
    found, end = "", 0
    for piece in SPELLED.finditer(text):
        found += plainly(text[end : piece.start()]) + spelled_out(**piece.groupdict())
        end = piece.end()
    return found + plainly(text[end:])


def spelled_out(power: str | None, base: str | None, index: str | None, letter: str | None, command: str | None) -> str:
    if power:
        return f"$^{{{power.strip('()')}}}$"
    if base:
        return f"{base}$_{{{index}}}$"
    return f"${BY_NAME[letter]}$" if letter else rf"\texttt{{{plainly(command or '')}}}"


def identifier(id: str) -> str:
    """The id of a claim, which may be broken at its signs."""
    return rf"\texttt{{{plainly(id)}}}".replace(r"\_", r"\_\allowbreak{}").replace("/", r"/\allowbreak{}")


def plainly(text: str) -> str:
    """Every character by itself; what LaTeX has no letter for becomes a question mark."""
    return "".join(map(character, text))


def character(c: str) -> str:
    if c in SPECIAL:
        return SPECIAL[c]
    if c.isascii() and c.isprintable():
        return c
    name = unicodedata.name(c, "").split()
    if name[:1] == ["GREEK"] and name[2:3] == ["LETTER"]:
        spelled = name[-1].lower() if name[1] == "SMALL" else name[-1].capitalize()
        return rf"$\{spelled}$" if spelled in GREEK.split() else "?"
    return c if name[:1] == ["LATIN"] else "?"


def formula(e: Any) -> str:
    r"""``$\sigma^{2} d$``; named quantities as text."""
    names = sorted(e.atoms(Quantity), key=str)
    stand_ins = {q: Dummy(f"q{i}") for i, q in enumerate(names)}
    spelled = {dummy: rf"\mbox{{{escaped(q.name)}}}" for q, dummy in stand_ins.items()}
    letters = {s: spelled_name(s.name) for s in e.free_symbols if getattr(s, "name", "")[1:].isalpha()}
    found: str = latex(e.xreplace(stand_ins), symbol_names=spelled | letters)
    for before, after in PLAIN:
        found = found.replace(before, after)
    outside = found
    for text in spelled.values():
        outside = outside.replace(text, "")
    if set(WORD.findall(outside)) <= BASE and "&" not in outside and "%" not in outside:
        return f"${found}$"
    return escaped(sstr(e))


def spelled_name(name: str) -> str:
    """A name of several letters: the letter it stands for, or the word."""
    return BY_NAME.get(name, rf"\mathit{{{name}}}")


def how_read_latex(row: Row) -> str:
    """How the number follows from the statement, its formulas set."""
    bound = row.bound
    if isinstance(bound, Rate):
        grows = r"$\Omega$" if bound.side == "lower" else "$O$"
        return f"rate {grows} of {formula(bound.formula)}, constant not stated"
    conclusion = row.claim.statement.conclusion()
    if not isinstance(conclusion, Relation) or len(str(conclusion)) > LONG:
        return solved(row, escaped(named(row)), formula)
    said = f"{breakable(conclusion.left)} ${SENSES[conclusion.sense]}$ {breakable(conclusion.right)}"
    return solved(row, said, formula)


def breakable(e: Expr) -> str:
    """A formula if it is short, or a fraction, which is lower than it is long; else text, which can be broken."""
    said = sstr(e)
    return escaped(said) if isinstance(e, Quantity) or len(said) > SHORT and "/" not in said else formula(e)


def valid_latex(row: Row) -> str:
    """The region in which the claim speaks."""
    return valid(row, formula, lambda c: escaped(c.said) if c.relation is None else formula(c.relation), SHORT)


def parameter(name: str) -> str:
    return formula(Symbol(name))


def number(value: Any) -> str:
    """The value of a parameter, fractions in a line."""
    return f"${value.p}/{value.q}$" if value.is_Rational and not value.is_Integer else formula(value)


def setting(name: str, value: Any) -> str:
    """``$k = 16$``."""
    return f"{parameter(name)} = {number(value)}".replace("$ = $", " = ")
