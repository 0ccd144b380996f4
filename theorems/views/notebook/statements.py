"""What is claimed and why: claims, statements, relations, chains, bounds at a point."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from sympy import latex as written

from theorems.core.bounds.bound import SIGNS, Cell
from theorems.core.chain import Chain, Fact, Step
from theorems.core.claim import Claim
from theorems.core.evidence.walk import name_of
from theorems.core.judge import described, spelled
from theorems.core.rules.identities import parts_of
from theorems.core.statement import Exists, Relation, Statement
from theorems.index import catalogue
from theorems.views import mathml
from theorems.views.html_parts import cells, table
from theorems.views.notebook.showing import cell, framed, html, latex, named

SENSES = {"=": "=", "<=": "≤", ">=": "≥"}
COMMANDS = {"=": "=", "<=": r"\leq", ">=": r"\geq"}


@html.register
def _claim(claim: Claim) -> str:
    source = claim.source
    evidence = ", ".join(e.name for e in claim.evidence)
    return framed((
        f"<b>{escape(claim.title)}</b><br><small>{named(claim.id)}, {escape(claim.kind)}; ",
        f"{escape(', '.join(filter(None, (source.key, source.version, source.where))))} ({source.origin})</small>",
        *(f"<br><small>{said}</small>" for said in standing(claim)),
        *statement_parts(claim.statement, claim.witness),
        f"<small>evidence: {escape(evidence)}; {len(claim.mutants)} mutants; not judged here</small>",
    ))


def standing(claim: Claim) -> Iterator[str]:
    """What is expected of an erratum, and which claims put which right."""
    if claim.expected == "refuted":
        right = [e.id for e in catalogue().values() if e.corrects == claim.id]
        yield "expected to be refuted" + "".join(f"; corrected by {named(id)}" for id in right)
    if claim.corrects:
        yield f"corrects {named(claim.corrects)}"


@html.register
def _statement(statement: Statement) -> str:
    return framed(statement_parts(statement, {}))


def statement_parts(statement: Statement, witness: Any) -> Iterator[str]:
    """Conclusion, hypotheses, symbols with their sets and, if there is one, the witness."""
    domain = statement.domain()
    yield displayed(statement.conclusion())
    if given := [*statement.hypotheses(), *domain.constraints]:
        yield f"given {', '.join(mathml.inline(h) or escape(spelled(h)) for h in given)}"
    yield table("symbol", "ranges over", *(["witness"] if witness else []))
    for symbol, values in domain.sets:
        at = [escape(str(witness.get(symbol, "")))] if witness else []
        yield cells(cell(symbol), escape(described(values).replace("oo", "∞")), *at)
    for symbol, meaning in domain.lets:
        yield cells(cell(symbol), f"= {cell(meaning)}", *([""] if witness else []))
    yield "</tbody></table>"


def displayed(conclusion: Relation | Exists) -> str:
    formula = None if isinstance(conclusion, Exists) else mathml.of(conclusion.sympy())
    return formula or f"<p>{escape(str(conclusion))}</p>"


@html.register(Relation)
@html.register(Exists)
def _conclusion(conclusion: Relation | Exists) -> str:
    return framed([displayed(conclusion)])


def formula_of(conclusion: Relation | Exists) -> str:
    return f"$\\displaystyle {conclusion.latex if isinstance(conclusion, Exists) else written(conclusion.sympy())}$"


@latex.register(Relation)
@latex.register(Exists)
def _conclusion_formula(conclusion: Relation | Exists) -> str:
    return formula_of(conclusion)


@latex.register
def _claim_formula(claim: Claim) -> str:
    return formula_of(claim.statement.conclusion())


@latex.register
def _statement_formula(statement: Statement) -> str:
    return formula_of(statement.conclusion())


@html.register
def _chain(chain: Chain) -> str:
    return framed(chain_parts(chain))


def chain_parts(chain: Chain) -> Iterator[str]:
    """The chain, and the lemmas among its rules, which unfold."""
    yield from rows(chain)
    lemmas = [rule for rule in parts_of((chain,)) if isinstance(rule, Chain) and rule is not chain]
    if lemmas:
        yield f"<details><summary>{len(lemmas)} lemma{'s' if lemmas[1:] else ''}</summary>"
        for lemma in lemmas:
            yield from rows(lemma)
        yield "</details>"
    yield "<small>as written; its rows are not checked here</small>"


def rows(chain: Chain) -> Iterator[str]:
    """A row for each step, with the rule that it is said to follow by."""
    yield f"<b>{escape(chain.label)}</b>" if chain.label else ""
    yield "<table><tbody>" + cells("", cell(chain.first), "")
    for step in chain.steps:
        yield cells(SENSES[step.relation], cell(step.after), f"<small>{escape(reason(step))}</small>")
    yield "</tbody></table>"


def reason(step: Step) -> str:
    """The rule of a step in words, a fact with what it says."""
    if isinstance(step.by, Fact):
        return f"fact: {step.by.fact}"
    leaning = [name_of(used) for used in (step.by, *step.by.uses())]
    return ", ".join(dict.fromkeys([f"by {step.by.name}", *filter(None, leaning)]))


@latex.register
def _chain_formula(chain: Chain) -> str:
    steps = r" \\ ".join(rf"&{COMMANDS[step.relation]} {written(step.after)}" for step in chain.steps)
    return rf"$\displaystyle \begin{{aligned}}{written(chain.first)} {steps}\end{{aligned}}$"


@html.register
def _cell(found: Cell) -> str:
    number = f"<b>{escape(str(found))}</b>".replace(escape(SIGNS["lower"]), "≥").replace(escape(SIGNS["upper"]), "≤")
    if found.kind != "bound":
        return framed([number], "poor")
    rounding = "rounded down" if found.side == "lower" else "rounded up"
    at = f"; evaluated at {found.certified_at}" if found.certified_at is not None else ""
    return framed([number, f" <small>{found.side} bound, {rounding}{at}</small>"])


@latex.register
def _cell_formula(found: Cell) -> str | None:
    if found.kind != "bound":
        return None
    return f"${COMMANDS[SIGNS[found.side]]} {found.rounded(6)}$"
