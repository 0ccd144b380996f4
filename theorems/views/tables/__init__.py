"""Bound tables, driven by the catalogue alone: each number from a claim's own statement, rounded outward."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from theorems.core.bounds.bound import NotTabulated
from theorems.core.bounds.reading import number
from theorems.core.registry import load_entry
from theorems.index import Entry, resolve
from theorems.views.progress import Waiting
from theorems.views.tables import rows as of_catalogue
from theorems.views.tables import symmetries as of_symmetries
from theorems.views.tables.layout import Look, Sheet, sheet
from theorems.views.tables.marks import StaleRun, judged
from theorems.views.tables.symmetries import Symmetries
from theorems.views.tables.table import Table, tables
from theorems.views.tables.values import listed

if TYPE_CHECKING:
    from sympy import Expr

WIDTH = 120


@dataclass(frozen=True)
class Tables:
    """The tables of one call: bounds for each paper and quantity, and symmetries; ``look`` says how they are shown."""

    tables: tuple[Table, ...]
    look: Look = field(default_factory=Look)
    symmetries: tuple[Symmetries, ...] = ()

    @property
    def sheets(self) -> list[Sheet]:
        return [sheet(t, self.look) for t in self.tables] + [of_symmetries.sheet(s) for s in self.symmetries]

    def to_text(self, width: int = WIDTH) -> str:
        """Plain text; columns of values that do not fit the width go into blocks below each other."""
        from theorems.views.tables.text import lines

        return "\n".join("\n".join(row.text for row in lines(s, width)) + "\n" for s in self.sheets)

    def to_latex(self, bib: str = "") -> str:
        """A float for each table, for a document that uses booktabs; with ``bib``, sources are cited by their keys."""
        from theorems.views.tables.latex import document

        return document(self.sheets, bib)

    def to_markdown(self) -> str:
        from theorems.views.tables.markdown import document

        return document(self.sheets)

    def to_html(self) -> str:
        """A page that needs nothing from elsewhere."""
        from theorems.views.tables.html import document

        return document(self.sheets)

    def to_csv(self) -> str:
        """A line for each bound and point, with the ends that enclose each number; symmetries have none."""
        from theorems.views.tables.records import comma_separated

        return comma_separated(self.tables, self.look)

    def to_records(self) -> dict[str, Any]:
        """Plain data, as ``--format json`` writes it."""
        from theorems.views.tables.records import document

        return document(self.tables, self.symmetries, self.look)

    def to_bibtex(self) -> str:
        """The entries of all sources."""
        from theorems.views.tables.bibliography import exported

        return exported(self.tables, self.symmetries)

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        from theorems.views.notebook.showing import framed
        from theorems.views.tables.html import fragment

        return framed(fragment(s) for s in self.sheets)

    def _repr_latex_(self) -> str:
        return self.to_latex()


Judge = Callable[[Sequence[Entry]], Mapping[str, Any]]


def build(names: Sequence[str], given: Mapping[str, Sequence[Expr]], look: Look, judge: Judge | None) -> Tables:
    """The tables of papers, ids or paths, none meaning all; ``judge`` runs claims, or finds a run, for the marks.

    Raises UnknownClaim, NotAClaim, NotTabulated, StaleRun.
    """
    entries = resolve(names)
    found = of_catalogue.rows(entries, given)
    turned = of_symmetries.symmetries(entries)
    if not found and not turned:
        raise NotTabulated(f"no claim of {', '.join(names) or 'the catalogue'} has a bound")
    with Waiting(1) as waiting:
        made = tables(found, given, waiting.at)
    if judge is None:
        return Tables(made, look, turned)
    wanted = {by.id: by for row in found if (by := row.judged_by)} | {e.id: e for s in turned for e in s.entries}
    texts = {e.id: of_catalogue.statement_text(load_entry(e)) for e in wanted.values()}
    records = judged(judge(list(wanted.values())), texts)
    return Tables(tuple(t.marked(records) for t in made), look, tuple(s.marked(records) for s in turned))


def table(
    paper: str | Sequence[str] = "all", verified: str | Path | Mapping[str, Any] = "now", digits: int = 3,
    columns: Sequence[str] = (), **given: Any,
) -> Tables:
    """Bound tables of a paper, a claim, a path, several of these, or of all: ``theorems.table("packing", d=[4, 16])``.

    ``given``: a value or a list of values by parameter; a float is the decimal it is written as, a text is read as
    ``--set`` reads it.  ``columns``: which, in order, as ``--columns`` names them.  ``verified`` says where the status
    marks come from: *now* judges the claims at budget quick, *no* leaves them unjudged, a path or a document is a run of
    ``lemmata verify --json`` by this version.
    """
    lists = {name: found if isinstance(found, list | tuple) else [found] for name, found in given.items()}
    values = {name: [v for one in found for v in exact(one)] for name, found in lists.items()}
    names = [] if paper == "all" else [paper] if isinstance(paper, str) else list(paper)
    return build(names, values, Look(digits, tuple(columns)), source_of_marks(verified))


def exact(given: Any) -> list[Expr]:
    """A value as it is meant; a text may hold several, by the grammar of ``--set``."""
    return listed(given) if isinstance(given, str) else [number(given)]


def source_of_marks(verified: str | Path | Mapping[str, Any]) -> Judge | None:
    """How to come by the records that the marks are read from.  Raises StaleRun for a file that cannot be read."""
    if verified == "no":
        return None
    if verified == "now":
        return judged_now
    found = verified if isinstance(verified, Mapping) else stored(verified)
    return lambda entries: found


def stored(path: str | Path) -> Mapping[str, Any]:
    """A run as ``verify --json`` wrote it."""
    import json

    try:
        found: Mapping[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise StaleRun(f"cannot read {path}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise StaleRun(f"{path} is no JSON") from None
    return found


def judged_now(entries: Sequence[Entry]) -> Mapping[str, Any]:
    """Judge the claims and all they lean on, at budget quick."""
    from theorems.views.work import chosen
    from theorems.views.work import judge as run

    work = run(entries, chosen(budget="quick"))
    if work.failure:
        raise work.failure
    if work.interrupted:
        raise KeyboardInterrupt
    return work.document()
