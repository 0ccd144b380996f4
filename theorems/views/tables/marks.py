"""Status marks: what this version has found of the claim behind a number, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from theorems.index import Entry
from theorems.views.words import Record, problems


@dataclass(frozen=True)
class Mark:
    """A sign beside a number, as text and as LaTeX, and what the legend says of it."""

    name: str
    sign: str
    latex: str
    meaning: str


MARKS = {
    mark.name: mark
    for mark in (
        Mark("proved", "●", r"\bullet", "machine-checked derivation, from the facts that `lemmata show` lists"),
        Mark("conditional", "◐", r"\star", "derivation that holds if a named heuristic or claim does"),
        Mark("enclosed", "◆", r"\diamond", "checked exactly on a set of its own, not derived everywhere"),
        Mark("counterexample", "×", r"\times", "counterexample, checked exactly"),
        Mark("tested", "○", r"\circ", "simulated and not refuted; not derived"),
        Mark("refuted", "†", r"\dagger", "false as stated: its counterexample was found again by this run"),
        Mark("rate", "~", r"\sim", "a rate in parentheses, its constant not stated: no guarantee"),
        Mark("undecided", "?", r"?", "undecided, or not as expected: no guarantee"),
        Mark("declared", "·", r"\cdot", "not judged for this table"),
        Mark("doubted", "‡", r"\ddagger", "entered as an erratum, not judged for this table: no guarantee"),
    )
}


def mark(record: Record | None, entry: Entry) -> Mark:
    """Of a claim, from its record in a run; without one it is only declared."""
    if record is None:
        return MARKS["doubted" if entry.expected == "refuted" else "declared"]
    if problems(record) or record["expected"] != entry.expected:
        return MARKS["undecided"]
    if entry.expected == "refuted":
        return MARKS["refuted"]
    words = {e["verdict"] for e in record["evidence"] if e["kind"] == "derivation"}
    if "proved" in words:
        return MARKS["proved"]
    if "conditional" in words:
        return MARKS["conditional"]
    others = {e["verdict"] for e in record["evidence"]}
    if "enclosed" in others:
        return MARKS["enclosed"]
    return MARKS["tested" if others & {"supported", "not-refuted", "measured"} else "undecided"]


def rate_mark(refuter: Record | None, expected: str | None) -> Mark:
    """Of a rate: refuted if the claim that shows it false turned out as it should in this run."""
    if expected is None:
        return MARKS["rate"]
    if refuter is None:
        return MARKS["doubted"]
    return MARKS["undecided" if problems(refuter) or refuter["expected"] != expected else "refuted"]


def judged(document: Mapping[str, Any], statements: Mapping[str, tuple[str, list[str]]]) -> dict[str, Record]:
    """The records of a run that are about the claims as they stand now; ``statements`` are their texts by id.

    Raises StaleRun for what is no run of this version.
    """
    from theorems.core.verify import SCHEMA, release

    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA or not isinstance(document.get("claims"), list):
        raise StaleRun("it is no `lemmata verify --json` document")
    if document.get("version") != release():
        raise StaleRun(f"it was made by version {document.get('version')}, this is {release()}")
    try:
        return {r["id"]: r for r in document["claims"] if r["id"] in statements and said(r) in (None, statements[r["id"]])}
    except (AttributeError, KeyError, TypeError):
        raise StaleRun("its records are not as a run writes them") from None


def said(record: Record) -> tuple[str, list[str]] | None:
    """Statement and hypotheses that were judged; None where an error kept them from being read."""
    statement = record["statement"]
    return (statement["text"], statement["hypotheses"]) if statement else None


class StaleRun(ValueError):
    """A document that says nothing about the claims as they stand."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the run given cannot mark a table: {why}")
