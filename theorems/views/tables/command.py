"""The command ``lemmata table``: what was typed, read; what was made, written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from click import UsageError

from theorems.views import files
from theorems.views.lines import Line, Printer
from theorems.views.tables import WIDTH, Judge, Tables, build, source_of_marks
from theorems.views.tables.layout import Look
from theorems.views.tables.text import lines
from theorems.views.tables.values import setting

if TYPE_CHECKING:
    from sympy import Expr


def write(paper: str, settings: Sequence[str], format_: str, bib: str | None, **given: Any) -> Printer:
    """Make the tables of a paper and write them to standard output, and their BibTeX entries to a file."""
    if bib is not None:
        if bib == files.STDOUT:
            raise UsageError("--bib takes a file, not standard output")
        files.check(bib)
    look, marks = looked(given), marks_of(given)
    found = build([] if paper == "all" else [paper], read(settings), look, marks)
    if bib is not None:
        files.write(bib, found.to_bibtex())
    printer = Printer(sys.stdout)
    if format_ == "text":
        width = shutil.get_terminal_size((WIDTH, 24)).columns if printer.terminal else WIDTH
        for i, one in enumerate(found.sheets):
            printer.print([*([Line(())] if i else []), *lines(one, width)])
    else:
        files.write(files.STDOUT, text(found, format_, bib or ""))
    return printer


def looked(given: Mapping[str, Any]) -> Look:
    """How the reader wants it: ``--digits``, ``--columns``, ``--transpose``."""
    columns = given["columns"]
    names = tuple(name.strip() for name in columns.split(",")) if columns is not None else ()
    return Look(given["digits"], names, "points in rows" if given["transpose"] else "bounds in rows")


def marks_of(given: Mapping[str, Any]) -> Judge | None:
    """Where the status marks come from: ``--declared``, ``--verified``, or claims judged now."""
    if given["declared"] and given["verified"]:
        raise UsageError("--declared and --verified exclude each other")
    return source_of_marks("no" if given["declared"] else given["verified"] or "now")


def read(settings: Sequence[str]) -> dict[str, list[Expr]]:
    """What ``--set`` said, by name."""
    found: dict[str, list[Expr]] = {}
    for text in settings:
        name, values = setting(text)
        if name in found:
            raise UsageError(f"--set {name} stands twice; list its values in one: --set {name}=V,V")
        found[name] = values
    return found


def text(found: Tables, format_: str, bib: str) -> str:
    match format_:
        case "latex":
            return found.to_latex(bib)
        case "markdown":
            return found.to_markdown()
        case "csv":
            return found.to_csv()
        case "html":
            return found.to_html()
    return files.as_json(found.to_records())
