"""The rows of tables: each bound of the catalogue with its claim, read as numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import Any

from sympy import Dummy, Expr, Symbol, sstr, sympify

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
from theorems.views.words import Record, spoken

STATED = {"printed": "as printed", "abstract": "as claimed", "ours": "ours", "classical": "classical"}
ORDER = ("as printed", "as claimed", "classical", "corrected", "ours")
LONG = 100                                       # characters of a statement that is named by its title instead
SHORT = 60                                       # characters of a condition or a setting that a note writes out
Write = Callable[[Any], str]
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
    """How the number follows from the statement, in a phrase."""
    bound = row.bound
    if isinstance(bound, Rate):
        return f"rate {'Omega' if bound.side == 'lower' else 'O'}({sstr(bound.formula)}), constant not stated"
    return solved(row, named(row), sstr)


def named(row: Row) -> str:
    """The statement; a long one by its title."""
    text = statement_text(row.claim)[0]
    return text if len(text) <= LONG else row.claim.title


def solved(row: Row, text: str, write: Write) -> str:
    """What is solved for, where the bound is inverted."""
    bound = row.bound
    if isinstance(bound, Rate) or bound.solve is None:
        return text
    counted = write(bound.solve if bound.counts is None else bound.counts)
    target = write(Symbol(bound.target) if isinstance(bound.target, str) else bound.target)
    if row.reading.side == "lower":
        return f"{text}; the least {counted} at which this no longer exceeds {target}"
    return f"{text}; the least {counted} found at which this is at most {target}"


def valid(row: Row, write: Write = sstr, said: Callable[[Condition], str] = lambda c: c.said, longest: float = inf) -> str:
    """The region in which the claim speaks, as far as it is about numbers; longer conditions are only counted."""
    whole, rest = region(row)
    integers = [f"integers {', '.join(map(write, whole))}"] if whole else []
    short = [said(c) for c in rest if len(c.said) <= longest]
    left = len(rest) - len(short)
    more = [f"{left} longer condition{'s' if left > 1 else ''} of the claim"] if left else []
    return "; ".join([*integers, *short, *more])


def region(row: Row) -> tuple[list[Expr], list[Condition]]:
    """What has to be whole, and the other conditions, without those that follow by themselves."""
    found = row.reading.conditions
    gaps = list(dict.fromkeys(c.gap for c in found if c.sense == "integer"))
    names = {gap: Dummy(integer=True) for gap in gaps if gap.is_Symbol}
    whole = [gap for gap in gaps if gap in names or not gap.xreplace(names).is_integer]
    rest = (c for c in found if c.sense != "integer" and not (c.gap.is_number and c.holds({})))
    return whole, list({c.said: c for c in rest}.values())


def settings(row: Row, write: Write = sstr, longest: float = inf) -> str:
    """The values of parameters that the table does not vary; of those that are long, the names."""
    used = {str(s) for s in row.reading.symbols}
    own = {Symbol(str(s)): sympify(v) for s, v in row.bound.at.items() if str(s) not in used}
    short = [f"{write(s)} = {write(v)}" for s, v in own.items() if len(sstr(v)) <= longest]
    long = [write(s) for s, v in own.items() if len(sstr(v)) > longest]
    return ", ".join([*short, *([f"{' and '.join(long)} as the claim sets {'them' if long[1:] else 'it'}"] if long else [])])


def outcome(row: Row) -> str:
    """What a run has found of the claim, side by side; of a rate, by which claim it falls."""
    if isinstance(row.bound, Rate):
        by = row.judged_by
        judged = "" if row.mark.name == "refuted" else ", which this table has not judged"
        return "" if by is None else f"refuted by {by.id}{judged}"
    sides = {} if row.record is None else row.record["verdicts"]
    return ", ".join(f"{side} {spoken(word)}" for side, word in sides.items())
