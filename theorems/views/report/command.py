"""The command ``lemmata report``: a run judged now, or one that was written down, as a folder of pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from click import UsageError

from theorems.index import Entry, catalogue
from theorems.views import report
from theorems.views.command import INTERRUPTED
from theorems.views.lines import Line, line
from theorems.views.progress import Waiting
from theorems.views.report.formulas import Formulas
from theorems.views.verify import counted
from theorems.views.words import Record, problems

NEEDED = ("id", "title", "paper", "statement", "verdicts", "evidence", "mutants", "expected", "as_expected", "source")


class NotARun(ValueError):
    """A document that is no run of this version."""


def make(folder: str, entries: Sequence[Entry], run: str | None, options: Mapping[str, Any]) -> tuple[int, list[Line]]:
    """Write the report of a run; the exit code that ``lemmata verify`` would have had, and what to say.

    ``run`` is a file that ``verify --json`` wrote; without one the entries are judged.  Raises NotARun, NotAFolder.
    """
    document = None if run is None else stored(run)
    known = list(catalogue().values())
    report.check(folder)
    interrupted = False
    if document is None:
        from theorems.views.work import chosen, judge

        work = judge(entries, chosen(**options))
        if work.failure:
            raise work.failure
        document, known, interrupted = work.document(), list(work.entries), work.interrupted
    formulas = Formulas(known, {r["id"]: r.get("hash", "") for r in document["claims"]})
    with Waiting(len(document["claims"])) as waiting:
        pages = rendered(document, formulas, waiting, run)
    report.write(folder, pages)
    code = INTERRUPTED if interrupted else int(any(map(problems, document["claims"])))
    return code, list(said(folder, document, pages))


def rendered(document: Record, formulas: Formulas, waiting: Waiting, run: str | None) -> dict[str, str]:
    """The files of the report.  Raises NotARun where a stored run lacks what a run says."""
    try:
        return dict(report.contents(document, formulas, waiting.at))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        if run is None:
            raise
        raise NotARun(f"{run} is not as a run of this version writes it: {type(error).__name__}: {error}") from None


def said(folder: str, document: Record, pages: Mapping[str, str]) -> list[Line]:
    return [
        Line(tuple(counted(document["summary"], document["claims"]))),
        line((str(Path(folder) / "index.html"), "name"), f"  {len(pages)} files"),
    ]


def stored(path: str) -> Record:
    """A run as ``verify --json`` wrote it.  Raises NotARun."""
    from theorems.core.verify import SCHEMA

    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise NotARun(f"cannot read {path}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise NotARun(f"{path} is no JSON") from None
    claims = found.get("claims") if isinstance(found, dict) else None
    if not isinstance(claims, list) or not isinstance(found.get("summary"), dict) or found.get("schema") != SCHEMA:
        raise NotARun(f"{path} is no run of `lemmata verify --json`")
    for record in claims:
        if not isinstance(record, dict) or any(key not in record for key in NEEDED):
            raise NotARun(f"{path} holds a claim that is not as a run writes it")
        if not safe(record["id"]):
            raise NotARun(f"{path} holds a claim whose id is no paper/file: {str(record['id'])[:60]!r}")
    if len({r["id"] for r in claims}) < len(claims):
        raise NotARun(f"{path} holds a claim twice")
    return dict(found)


def safe(id: Any) -> bool:
    """Whether an id is a folder and a file in it, so that its page stands within the report."""
    parts = id.split("/") if isinstance(id, str) else []
    return len(parts) == 2 and all(p.strip(".") and "\\" not in p and "\0" not in p and len(p) < 200 for p in parts)


def chosen_or_stored(run: str | None, given: Mapping[str, Any], claims: Sequence[str]) -> None:
    """Raises UsageError where a stored run comes with what only a new one takes."""
    if run is not None and (claims or given):
        what = "CLAIM" if claims else f"--{next(iter(given))}"
        raise UsageError(f"--from takes a run that is already judged, and excludes {what}")
