"""Tables as data: JSON by table, CSV with a line for each bound and point.  Ends are exact to more digits, outward."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from sympy import sstr

from theorems.core.bounds.bound import Bound, Cell
from theorems.core.bounds.decimals import rounded
from theorems.views.tables.layout import COLUMNS, Look
from theorems.views.tables.rows import Row, how_read, valid
from theorems.views.tables.symmetries import Symmetries
from theorems.views.tables.table import Table
from theorems.views.tables.text import plain

SCHEMA = 1
ENDS = 20                                        # digits of the ends that enclose a number
VALUE = ("kind", "value", "low", "high", "reason", "certified_at")


def document(tables: Sequence[Table], symmetries: Sequence[Symmetries], look: Look) -> dict[str, Any]:
    """All tables as plain data; numbers are strings."""
    from theorems.core.verify import release

    return {
        "schema": SCHEMA, "version": release(), "digits": look.digits, "tables": [table(t, look) for t in tables],
        "symmetries": [s.records() for s in symmetries],
    }


def table(found: Table, look: Look) -> dict[str, Any]:
    return {
        "paper": found.paper, "quantity": found.quantity, "units": found.units, "varying": list(found.grid.varying),
        "fixed": {name: sstr(v) for name, v in found.grid.fixed},
        "points": [{name: sstr(v) for name, v in point.items()} for point in found.grid.points],
        "rows": [
            described(row) | {"cells": [value(cell, row, look.digits) for cell in cells]}
            for row, cells in zip(found.rows, found.cells, strict=True)
        ],
    }


def described(row: Row) -> dict[str, Any]:
    """What a bound is, for whom, from where, and what a run has found of its claim."""
    bound, source = row.bound, row.source
    inverted = isinstance(bound, Bound) and bound.solve is not None
    return {
        "claim": row.entry.id, "title": row.claim.title, "class": bound.architecture, "task": bound.task,
        "side": row.reading.side, "stated": row.stated, "status": row.mark.name, "expected": row.claim.expected,
        "judged_by": row.judged_by.id if row.judged_by else None,
        "corrects": row.claim.corrects, "formula": sstr(row.formula), "reads": how_read(row), "valid": valid(row),
        "learners": row.learners, "units": bound.units, "note": bound.note, "rate": not isinstance(bound, Bound),
        "inverted": {"solve": sstr(bound.solve), "target": sstr(bound.target)}
        if isinstance(bound, Bound) and inverted else None,
        "settings": {str(s): sstr(v) for s, v in bound.at.items()},
        "source": {"key": source.key, "where": source.where, "origin": source.origin},
    }


def value(cell: Cell, row: Row, digits: int) -> dict[str, Any]:
    """One cell: ``value`` is guaranteed, and rounded outward, only where ``kind`` is *bound*."""
    kind = "refuted" if row.false and cell.kind == "bound" else cell.kind
    shown = str(cell.rounded(digits)) if cell.kind in ("bound", "rate") else None
    return {
        "kind": kind, "value": shown, "low": None if cell.low is None else str(rounded(cell.low, ENDS, -1)),
        "high": None if cell.high is None else str(rounded(cell.high, ENDS, 1)), "reason": cell.reason,
        "certified_at": cell.certified_at,
    }


def comma_separated(tables: Sequence[Table], look: Look) -> str:
    """Every column of words, or those asked for, then a column for each parameter, then the value."""
    words = [name for name in look.columns if name in COLUMNS] or list(COLUMNS)
    names = list(dict.fromkeys(name for t in tables for p in t.grid.points for name in p))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["paper", "quantity", *words, *names, *VALUE])
    for found in tables:
        for row, cells in zip(found.rows, found.cells, strict=True):
            said = [plain(COLUMNS[name](row)) for name in words]
            for point, cell in zip(found.grid.points, cells, strict=True):
                at = [sstr(point[name]) if name in point else "" for name in names]
                data = value(cell, row, look.digits)
                ends = ("" if data[k] is None else data[k] for k in VALUE)
                writer.writerow([found.paper, found.quantity, *said, *at, *ends])
    return out.getvalue()
