"""The catalogue: a line a claim, or its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from theorems.index import Entry
from theorems.views.lines import Line, Span, Style


def lines(entries: Sequence[Entry]) -> Iterator[Line]:
    """Id, what is expected, source with origin, title; errata name their correction."""
    corrected = {e.corrects: e.id for e in entries if e.corrects}
    columns = [(e.id, e.expected, f"{e.key} ({e.origin})") for e in entries]
    widths = [max(len(row[i]) for row in columns) for i in range(3)] if columns else []
    for entry, row in zip(entries, columns, strict=True):
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=True)]
        style: Style = "bad" if entry.expected == "refuted" else "good"
        note = f"  [corrected by {corrected[entry.id]}]" if entry.id in corrected else ""
        yield Line((
            Span(cells[0], "name"), Span("  "), Span(cells[1], style), Span("  "), Span(cells[2], "dim"), Span("  "),
            Span(entry.title), Span(note, "dim"),
        ))


def records(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "id": e.id, "title": e.title, "paper": e.paper, "kind": e.kind, "expected": e.expected,
            "source": {"key": e.key, "where": e.where, "origin": e.origin}, "corrects": e.corrects,
            "mutants": list(e.mutants), "path": e.module.replace(".", "/") + ".py" if e.module else e.path,
        }
        for e in entries
    ]
