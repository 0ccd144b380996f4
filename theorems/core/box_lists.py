"""The inequalities that a claim takes from enclosures, and the boxes stored for them beside its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numerics.certificates import BoxList, BoxLists, NotSubdivided, Rejected, box_list, path_of, read, write
from numerics.enclosure import Box, NotEnclosable, Record, recording
from numerics.enclosure.recording import fingerprint, said, spoken_of
from numerics.rechecking.boxes import Leaf, exact
from theorems.core.chain import Chain, Row
from theorems.core.claim import Claim
from theorems.core.evidence.derived import Derived, walk
from theorems.core.evidence.enclosure import Enclosure, decide
from theorems.core.evidence.evidence import BUDGETS, Run
from theorems.core.registry import load_entry
from theorems.core.statement import Relation
from theorems.index import Entry

Refused = list[tuple[str, str]]                  # evidence that no longer stands, and why


class NoBoxes(ValueError):
    """An inequality for which no boxes can be stored; the message says why."""


@dataclass(frozen=True)
class Asked:
    """An inequality ``expr >= 0`` on a box that an enclosure of the claim is to show, in at most ``most`` boxes."""

    expr: Any
    box: Box
    most: int

    def fingerprint(self) -> str:
        return fingerprint(self.expr, self.box)

    def said(self) -> str:
        return said(self.expr, self.box)

    def searched(self) -> Record:
        """The boxes that a search ends with.  Raises NoBoxes."""
        try:
            with recording() as records:
                decided = decide(self.expr, self.box, self.most)
        except NotEnclosable as error:
            raise NoBoxes(str(error)) from None
        if records:
            return records[-1]
        raise NoBoxes(decided.why if hasattr(decided, "why") else f"certainly false at {decided.point}")


def asked_of(claim: Claim, budget: str) -> tuple[list[Asked], Refused]:
    """What the claim's enclosures ask, and those that cannot say; nothing is searched."""
    found: list[Asked] = []
    refused: Refused = []
    for evidence in claim.evidence:
        if isinstance(evidence, Enclosure):
            try:
                question = evidence.question(claim.statement, budget)
                if question.relation.sense == "=":
                    raise NoBoxes("balls show inequalities, not equalities")
                found += [Asked(expr, spoken_of(expr, box), evidence.boxes) for expr, box in question.inequalities()]
            except Exception as error:  # an author's slip is a line, not a crash
                refused.append((evidence.name, f"{type(error).__name__}: {error}"))
    return found, refused


def rows_again(claim: Claim, budget: str) -> tuple[list[Record], Refused]:
    """The inequalities that rows of the claim's derivations take from balls, and derivations that no longer stand."""
    from numerics.sequential import Share

    refused: Refused = []
    statement, conclusion = claim.statement, claim.statement.conclusion()
    run = Run(Share(f"recheck/{claim.id}", 1e-6, 0), budget, of_mutant=True)
    with recording() as records:
        for evidence in claim.evidence:
            if not isinstance(evidence, Derived) or not isinstance(conclusion, Relation):
                continue
            whole = Row(conclusion.left, conclusion.sense, conclusion.right, statement.region(), statement.given())
            try:
                chain = evidence.derivation(statement)
                walked = walk(chain, whole, run) if isinstance(chain, Chain) else None
            except Exception as error:  # an author's slip is a line, not a crash
                refused.append((evidence.name, f"the derivation raises {type(error).__name__}: {error}"))
                continue
            if walked is not None and walked.refused is not None and claim.expected == "holds":
                refused.append((evidence.name, f"{walked.refused[0]}: {walked.refused[1].reason}"))
    return records, refused


def file_of(entry: Entry) -> Path:
    """Where the boxes of a claim are stored."""
    return path_of("boxes", entry.path)


def stored(file: Path) -> dict[str, BoxList]:
    """The lists in a file, by fingerprint; none where there is no file.  Raises Rejected, OSError."""
    if not file.exists():
        return {}
    found = read(file)
    if not isinstance(found, BoxLists):
        raise Rejected(f"{file.name} holds a certificate of another kind: {found.kind}")
    found.check()
    return {item.fingerprint: item for item in found.lists}


def leaves_of(found: BoxList, names: tuple[str, ...], says: str) -> tuple[Leaf, ...]:
    """The boxes of a list, sides in the order of the names.  Raises Rejected where it is of other symbols or words."""
    if sorted(names) != sorted(found.symbols):
        raise Rejected(f"the boxes are of {', '.join(found.symbols)}, the inequality of {', '.join(names)}")
    if found.shows != says:
        raise Rejected(f"the boxes are said to show {found.shows}")
    order = [found.symbols.index(name) for name in names]
    return tuple(
        Leaf(tuple(sides[i][0] for i in order), tuple(sides[i][1] for i in order), form) for sides, form in found.boxes()
    )


def to_store(one: Record | Asked) -> BoxList:
    """The list of an inequality.  Raises NoBoxes."""
    record = one if isinstance(one, Record) else one.searched()
    names = tuple(str(s) for s in record.box)
    cells = [
        (tuple((exact(a), exact(b)) for a, b in zip(leaf.lows, leaf.highs, strict=True)), leaf.form)
        for leaf in record.leaves
    ]
    try:
        return box_list(record.fingerprint(), record.said(), names, cells)
    except NotSubdivided as error:
        raise NoBoxes(str(error)) from None


def store(entry: Entry, budget: str) -> Iterator[str]:
    """Search the boxes of all enclosures of a claim anew, up to a budget, and write them beside it; what was done, in lines.

    Lists that only a larger budget asks for stay as they are; so does the file where a derivation no longer stands.
    Raises NotAClaim, OSError.
    """
    claim, file = load_entry(entry), file_of(entry)
    rows, refused = rows_again(claim, budget)
    if refused:
        yield f"not stored: {refused[0][0]}: {refused[0][1]}"
        return
    place = BUDGETS.index(budget) + 1
    now: dict[str, Record | Asked] = dict(unique(claim, BUDGETS[:place]))
    later = unique(claim, BUDGETS[place:])
    lists: dict[str, BoxList] = {}
    for of, one in (now | {record.fingerprint(): record for record in rows if not record.given}).items():
        try:
            lists[of] = to_store(one)
        except NoBoxes as error:
            yield f"not stored: {one.said()}: {error}"
    lists |= {of: kept for of, kept in intact(file).items() if of in later and of not in lists}
    if lists:
        write(BoxLists(tuple(lists.values())), file)
        yield f"stored: {file.name}, {file.stat().st_size} bytes"
    elif file.exists():
        file.unlink()
        yield f"removed: {file.name}, no enclosure asks for boxes"


def unique(claim: Claim, budgets: Sequence[str]) -> dict[str, Asked]:
    """What the claim's enclosures ask with any of the budgets, by fingerprint."""
    return {question.fingerprint(): question for level in budgets for question in asked_of(claim, level)[0]}


def intact(file: Path) -> dict[str, BoxList]:
    """The lists of a file, none where it cannot be read."""
    try:
        return stored(file)
    except (Rejected, OSError):
        return {}
