"""Claims, verdicts and reports as notebooks show them: HTML that inherits the notebook's colours, and LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from html import escape
from typing import Any

from theorems.core.claim import Claim
from theorems.core.judge import described, spelled
from theorems.core.statement import Exists
from theorems.core.verdict import (
    Cited,
    Conditional,
    Counterexample,
    Enclosed,
    Measured,
    NotRefuted,
    Proved,
    Refuted,
    Supported,
    Undecided,
    Verdict,
)
from theorems.core.verify import Report
from theorems.views import mathml
from theorems.views.html_parts import cells, table
from theorems.views.verify import counted
from theorems.views.words import killed, percent, point, problems, spoken

SHOWN = 60                                       # claims of a report that are listed


@singledispatch
def html(thing: Any) -> str | None:
    """A fragment of HTML; None for what is shown as text."""
    return None


@singledispatch
def latex(thing: Any) -> str | None:
    """A displayed formula, or a table; None for what has none."""
    return None


@html.register
def _claim(claim: Claim) -> str:
    return "".join(claim_parts(claim))


def claim_parts(claim: Claim) -> Iterator[str]:
    """Title, source, statement, hypotheses, symbols, evidence."""
    source, conclusion = claim.source, claim.statement.conclusion()
    yield f"<div><b>{escape(claim.title)}</b><br><small><code>{escape(claim.id)}</code>, {escape(claim.kind)}; "
    yield f"{escape(source.key)}, {escape(source.where)} ({source.origin}); expected: {claim.expected}</small>"
    formula = None if isinstance(conclusion, Exists) else mathml.of(conclusion.sympy())
    yield formula or f"<p>{escape(str(conclusion))}</p>"
    for hypothesis in claim.statement.hypotheses():
        yield f"given {mathml.inline(hypothesis) or escape(spelled(hypothesis))}<br>"
    yield table("symbol", "ranges over", "witness")
    for symbol, values in claim.statement.domain().sets:
        at = claim.witness.get(symbol, "")
        yield cells(mathml.inline(symbol) or escape(str(symbol)), escape(described(values)), escape(str(at)))
    evidence = ", ".join(e.name for e in claim.evidence)
    yield f"</tbody></table><small>evidence: {escape(evidence)}; {len(claim.mutants)} mutants; not judged here</small></div>"


@latex.register
def _claim_formula(claim: Claim) -> str:
    from sympy import latex as written

    conclusion = claim.statement.conclusion()
    return f"$\\displaystyle {conclusion.latex if isinstance(conclusion, Exists) else written(conclusion.sympy())}$"


@html.register
def _verdict(verdict: Verdict) -> str:
    return f"<div><b>{spoken(verdict.word)}</b>{escape(told(verdict))}</div>"


@latex.register
def _verdict_words(verdict: Verdict) -> str:
    from theorems.views.tables.formulas import escaped

    return f"\\textbf{{{spoken(verdict.word)}}}{escaped(told(verdict))}"


def told(verdict: Verdict) -> str:
    """What a verdict says beside its word."""
    match verdict:
        case Proved(trust=trust):
            return f", trusting {', '.join((*trust.cited, *trust.engines, *trust.heuristics)) or 'exact checks alone'}"
        case Enclosed(domain=domain):
            return f" on {domain}"
        case Supported(alpha=alpha, margin=margin):
            return f" by {percent(margin)}, at level {alpha:.2g}"
        case NotRefuted(details={"shows": _}):
            return ", by a check that can only refute"
        case NotRefuted(alpha=alpha, samples=samples, detectable=detectable):
            return f" by {samples} samples at level {alpha:.2g}; a violation of {percent(detectable)} would have been seen"
        case Measured(estimate=estimate, interval=(low, high), window=window):
            return f" {estimate:.6g} in [{low:.6g}, {high:.6g}] over {window}"
        case Cited(reference=reference):
            return f" from {reference}, on trust"
        case Conditional(on=on):
            return f" on {', '.join(on)}"
        case Refuted(counterexample=example, of=of):
            return f", the {of}: {failing(example)}"
        case Undecided(reason=reason):
            return f": {reason}"
    return ""


def failing(example: Counterexample) -> str:
    sure = "certain" if example.certain else "not certain"
    return f"at {point(example.at)}, left {example.left}, right {example.right}, and {example.relation} fails ({sure})"


@html.register
def _report(report: Report) -> str:
    return "".join(report_parts(report))


def report_parts(report: Report) -> Iterator[str]:
    """The counts, whatever is wrong, and a row for each claim."""
    counts, records = report["summary"], report["claims"]
    yield f"<div><b>{escape(''.join(s.text for s in counted(counts, records)))}</b><br>"
    yield f"<small>seed {report['seed']}, alpha {report['alpha']:g}, budget {report['budget']}</small>"
    yield table("claim", "outcome", "verdicts", "mutants")
    for record in sorted(records, key=lambda r: not problems(r))[:SHOWN]:
        wrong = "; ".join(f"{p.word}: {p.what}" for p in problems(record))
        sides = ", ".join(f"{side} {spoken(word)}" for side, word in record["verdicts"].items())
        outcome = wrong or ("refuted, as expected" if record["expected"] == "refuted" else "as expected")
        fallen, total = killed(record)
        title = f"<code>{escape(record['id'])}</code><br><small>{escape(record['title'])}</small>"
        yield cells(title, escape(outcome), escape(sides), f"{fallen}/{total}")
    rest = len(records) - SHOWN
    yield f"</tbody></table>{f'and {rest} more' if rest > 0 else ''}</div>"


@latex.register
def _report_table(report: Report) -> str:
    """A tabular with a row for each claim; needs no package."""
    from theorems.views.tables.formulas import escaped

    rows = []
    for record in report["claims"]:
        sides = ", ".join(f"{side} {spoken(word)}" for side, word in record["verdicts"].items())
        fallen, total = killed(record)
        outcome = "; ".join(p.word for p in problems(record)) or "as expected"
        rows.append(rf"{escaped(record['id'])} & {escaped(outcome)} & {escaped(sides)} & {fallen}/{total} \\")
    head = r"claim & outcome & verdicts & mutants \\ \hline"
    return "\n".join([r"\begin{tabular}{llll}", head, *rows, r"\end{tabular}"])
