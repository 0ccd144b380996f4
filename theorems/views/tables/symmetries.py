"""Which algorithm is equivariant under which group, as a table: the cells that statements of a paper declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from theorems.core.bounds.symmetry import GROUPS, Symmetry
from theorems.core.claim import Claim
from theorems.core.registry import load_entry
from theorems.index import Entry
from theorems.views.tables.layout import Column, Content, Marked, Numbered, Remark, Sheet, Words, spaced
from theorems.views.tables.marks import MARKS, Mark, mark
from theorems.views.words import Record

KNOWN = ("proved", "conditional", "enclosed", "tested")


@dataclass(frozen=True)
class Answer:
    """One cell, the claim it stands in, and what a run has found of that claim."""

    cell: Symmetry
    entry: Entry
    claim: Claim
    mark: Mark

    @property
    def shown(self) -> Mark:
        """A cell that says no rests on a counterexample, not on the derivation of the others."""
        return MARKS["counterexample"] if self.cell.holds == "no" and self.mark.name in KNOWN else self.mark


@dataclass(frozen=True)
class Symmetries:
    """The cells of one paper."""

    paper: str
    answers: tuple[Answer, ...]

    @property
    def entries(self) -> list[Entry]:
        return list({a.entry.id: a.entry for a in self.answers}.values())

    def marked(self, records: Mapping[str, Record]) -> Symmetries:
        """With the status that the records of a run give each claim."""
        return replace(
            self, answers=tuple(replace(a, mark=mark(records.get(a.entry.id), a.entry)) for a in self.answers)
        )

    def rows(self) -> list[tuple[str, dict[str, Answer]]]:
        """The answers by algorithm, in order of first appearance, and by group."""
        found: dict[str, dict[str, Answer]] = {}
        for answer in self.answers:
            found.setdefault(answer.cell.algorithm, {})[answer.cell.group] = answer
        return list(found.items())

    def records(self) -> dict[str, object]:
        """Plain data."""
        return {"paper": self.paper, "groups": list(GROUPS), "cells": [
            {"algorithm": a.cell.algorithm, "group": a.cell.group, "holds": a.cell.holds, "claim": a.entry.id,
             "status": a.shown.name, "by": a.cell.by}
            for a in self.answers
        ]}


def symmetries(entries: Sequence[Entry]) -> tuple[Symmetries, ...]:
    """A table for each paper whose statements declare cells, in catalogue order."""
    papers: dict[str, list[Answer]] = {}
    for entry in entries:
        for answer in of_entry(entry):
            papers.setdefault(entry.paper, []).append(answer)
    return tuple(Symmetries(paper, tuple(answers)) for paper, answers in papers.items())


def of_entry(entry: Entry) -> Iterator[Answer]:
    if entry.error or "cells" not in Path(entry.path).read_text(encoding="utf-8", errors="replace"):
        return
    claim = load_entry(entry)
    found = getattr(claim.statement, "cells", ())
    if isinstance(found, tuple):
        yield from (Answer(c, entry, claim, mark(None, entry)) for c in found if isinstance(c, Symmetry))


def sheet(found: Symmetries) -> Sheet:
    """Algorithms in rows, groups in columns, the claim behind each row."""
    rows = found.rows()
    numbers = {entry.id: i for i, entry in enumerate(found.entries, 1)}
    claims = {a.entry.id: a.claim for a in found.answers}

    def answer(by_group: Mapping[str, Answer], group: str) -> Content:
        return Marked(by_group[group].cell.holds, by_group[group].shown) if group in by_group else Words("")

    def noted(by_group: Mapping[str, Answer]) -> Content:
        return Numbered(tuple(sorted({numbers[a.entry.id] for a in by_group.values()})))

    return Sheet(
        f"{spaced(found.paper)}: which algorithm is equivariant under which group", (), (),
        (Column((Words("algorithm"),), tuple(Words(name) for name, _ in rows)),),
        tuple(Column((Words(g),), tuple(answer(by_group, g) for _, by_group in rows)) for g in GROUPS),
        (Column((Words("note"),), tuple(noted(by_group) for _, by_group in rows)),), (),
        tuple(Remark(numbers[id], id, c.title, c.source) for id, c in claims.items()),
        tuple(m for m in MARKS.values() if any(a.shown == m for a in found.answers)),
        (("in law", "the law of the prediction is the same, run by run it is not"),),
        bounds=False,
    )
