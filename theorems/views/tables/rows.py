"""The rows of tables: each bound of the catalogue with its claim, read as numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sympy import Expr, Symbol, sstr

from theorems.core.bounds.bound import Bound, NotTabulated, Rate
from theorems.core.bounds.bounding import Reading
from theorems.core.bounds.conditions import Condition
from theorems.core.bounds.reading import defaults, learners, read, typical
from theorems.core.claim import Claim
from theorems.core.judge import spelled
from theorems.core.registry import load_entry
from theorems.core.source import Source
from theorems.core.statement import Exists
from theorems.index import Entry, catalogue
from theorems.views.tables.marks import MARKS, Mark, mark, rate_mark
from theorems.views.words import Record

STATED = {"printed": "as printed", "abstract": "as claimed", "ours": "ours", "classical": "classical"}
ORDER = ("as printed", "as claimed", "classical", "corrected", "ours")
LONG = 100                                       # characters of a statement that is named by its title instead
CLASSES = ("FCN", "LCN", "CNN")                  # from the least to the most that is built in


@dataclass(frozen=True)
class Row:
    """One bound; ``mark`` says what a run has found of its claim."""

    entry: Entry
    claim: Claim
    bound: Bound | Rate
    reading: Reading
    mark: Mark = MARKS["declared"]
    record: Record | None = None

    @property
    def source(self) -> Source:
        return self.bound.source if isinstance(self.bound, Rate) else self.claim.source

    @property
    def stated(self) -> str:
        if self.claim.corrects and not isinstance(self.bound, Rate):
            return "corrected"
        return STATED[self.source.origin]

    @property
    def learners(self) -> str:
        return learners(self.claim.statement, self.bound)

    @property
    def false(self) -> bool:
        """Whether its numbers are those of a statement that is entered as an erratum."""
        return self.mark.name in ("refuted", "doubted") or self.claim.expected == "refuted" and isinstance(self.bound, Bound)

    @property
    def formula(self) -> Expr:
        """As the statement writes it, abbreviations left in."""
        if isinstance(self.bound, Rate):
            return self.bound.formula
        if self.bound.formula is not None:
            return self.bound.formula(self.claim.statement)
        return self.claim.statement.conclusion().right

    @property
    def order(self) -> tuple[Any, ...]:
        """By task, class, side, and what was claimed before what is right."""
        bound = self.bound
        place = CLASSES.index(bound.architecture) if bound.architecture in CLASSES else len(CLASSES)
        return bound.task, place, bound.architecture, self.reading.side, ORDER.index(self.stated), self.entry.id

    @property
    def judged_by(self) -> Entry | None:
        """The claim whose verdict the status is: its own, or that of the claim that shows a rate false."""
        return self.entry if isinstance(self.bound, Bound) else refuter_of(self.bound, self.entry)

    def marked(self, records: Mapping[str, Record]) -> Row:
        """With the status that the records of a run give it."""
        by = self.judged_by
        record = records.get(by.id) if by else None
        found = mark(record, self.entry) if isinstance(self.bound, Bound) else rate_mark(record, by.expected if by else None)
        return replace(self, mark=found, record=record)


def rows(entries: Sequence[Entry], given: Collection[str] = ()) -> list[Row]:
    """All bounds of the claims; ``given`` names parameters that take the place of settings.  Raises NotTabulated."""
    return [row for entry in entries if tabulated(entry) for row in of_entry(entry, given)]


def tabulated(entry: Entry) -> bool:
    """Whether the file of a claim says anything of bounds, so that it is worth importing."""
    return not entry.error and "bounds=" in Path(entry.path).read_text(encoding="utf-8", errors="replace")


def of_entry(entry: Entry, given: Collection[str]) -> Iterator[Row]:
    claim = load_entry(entry)
    for bound in claim.bounds:
        if not isinstance(bound, Bound | Rate):
            raise NotTabulated(f"{entry.id}: bounds holds a {type(bound).__name__}, not a Bound or a Rate")
        refuter = refuter_of(bound, entry)
        own = mark(None, entry) if isinstance(bound, Bound) else rate_mark(None, refuter.expected if refuter else None)
        yield Row(entry, claim, bound, read(claim, bound, given), own)


def refuter_of(bound: Bound | Rate, entry: Entry) -> Entry | None:
    """The claim that shows a rate false, if one is named.  Raises NotTabulated if it is in no catalogue."""
    if isinstance(bound, Bound) or bound.refuted_by is None:
        return None
    found = catalogue().get(bound.refuted_by)
    if found is None:
        raise NotTabulated(f"{entry.id}: a rate is refuted by {bound.refuted_by}, which is not in the catalogue")
    return found


def statement_text(claim: Claim) -> tuple[str, list[str]]:
    """What a claim says in one line, and its hypotheses, as records of runs hold them."""
    conclusion = claim.statement.conclusion()
    text = conclusion.text if isinstance(conclusion, Exists) else str(conclusion)
    return text, [spelled(h) for h in claim.statement.hypotheses()]


def grid_values(row: Row) -> dict[str, list[Expr]]:
    return defaults(row.claim.statement, row.bound)


def typical_values(row: Row, name: str) -> list[Expr]:
    return typical(row.claim.statement, name)


def how_read(row: Row) -> str:
    """How the number follows from the statement, in a phrase; a statement that is long is named by its title."""
    bound = row.bound
    if isinstance(bound, Rate):
        return f"rate {'Omega' if bound.side == 'lower' else 'O'}({sstr(bound.formula)}), constant not stated"
    text = statement_text(row.claim)[0]
    return solved(row, text if len(text) <= LONG else row.claim.title, sstr)


def solved(row: Row, text: str, write: Callable[[Any], str]) -> str:
    """What is solved for, where the bound is inverted."""
    bound = row.bound
    if isinstance(bound, Rate) or bound.solve is None:
        return text
    counted = write(bound.solve if bound.counts is None else bound.counts)
    target = write(Symbol(bound.target) if isinstance(bound.target, str) else bound.target)
    if row.reading.side == "lower":
        return f"{text}; the least {counted} at which this no longer exceeds {target}"
    return f"{text}; the least {counted} found at which this is at most {target}"


def valid(row: Row) -> str:
    """The region in which the claim speaks, as far as it is about numbers."""
    whole, rest = region(row)
    return "; ".join([*([f"integers {', '.join(map(sstr, whole))}"] if whole else []), *(c.said for c in rest)])


def region(row: Row) -> tuple[list[Expr], list[Condition]]:
    """What has to be whole, and the other conditions."""
    found = row.reading.conditions
    return [c.gap for c in found if c.sense == "integer"], [c for c in found if c.sense != "integer"]


def settings(row: Row) -> str:
    """The values of parameters that the table does not vary."""
    used = {str(s) for s in row.reading.symbols}
    return ", ".join(f"{s} = {sstr(v)}" for s, v in row.bound.at.items() if str(s) not in used)
