"""Verdicts and counterexamples."""

from __future__ import annotations

from html import escape

from theorems.core.evidence.evidence import as_record
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
from theorems.views.notebook.showing import framed, html, latex, shown_lines
from theorems.views.words import STYLES, counterexample, percent, point, spoken


@html.register
def _verdict(verdict: Verdict) -> str:
    return framed([f"<b>{spoken(verdict.word)}</b>{escape(told(verdict))}"], STYLES[verdict.word])


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
def _counterexample(example: Counterexample) -> str:
    return framed([shown_lines(counterexample(as_record(example)))], "bad")
