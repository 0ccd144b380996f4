"""The page *Claim*, and the marks of *Bounds*: claims judged now, each kept as long as the server runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from theorems.core.judge import Options
from theorems.core.registry import load_entry
from theorems.core.verify import document, run, with_leaned_on
from theorems.index import Entry, catalogue
from theorems.views import html, traces
from theorems.views.explorer import in_turn
from theorems.views.html_parts import Look
from theorems.views.notebook import html as fragment
from theorems.views.report.formulas import Formulas
from theorems.views.words import Record

Told = Callable[[str], None]                     # hears the id of each claim once it is judged


@in_turn
def stated(id: str) -> str:
    """What a claim says before anything is judged, as HTML."""
    return fragment(load_entry(catalogue()[id])) or ""


def behind(ids: Sequence[str]) -> list[Entry]:
    """The claims and all they lean on: what has to be judged for their verdicts."""
    known = catalogue()
    return with_leaned_on([known[id] for id in ids])


def judged(entries: Sequence[Entry], options: Options, told: Told) -> dict[str, Any]:
    """The run over these claims as one document; what was judged before with the same options is not judged again."""
    found = []
    for entry in entries:
        found.append(deepcopy(record(entry, options)))           # composing a run writes into its records
        told(entry.id)
    return document(found, options, entries)


@cache
def record(entry: Entry, options: Options) -> Record:
    return judged_alone(entry, options)


@in_turn
def judged_alone(entry: Entry, options: Options) -> Record:
    return next(run([entry], options))


@in_turn
def page(found: dict[str, Any], id: str, href: Callable[[str], str]) -> str:
    """The record of one claim as a page of its own: derivation row by row, simulations, mutants, trust base."""
    records = {r["id"]: r for r in found["claims"]}
    formulas = Formulas(catalogue().values(), {other: r.get("hash", "") for other, r in records.items()})
    look = Look(formulas.statement, formulas.of(id), href, traces.svg)
    return html.framed(records[id]["title"] or id, "".join(html.claim(records[id], look)), '<base target="_top">')
