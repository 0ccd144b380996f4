"""Every certificate and every enclosure of a claim, checked again by the independent checker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from numerics.certificates import BoxList, Rejected, read, stored_beside
from numerics.enclosure import Record
from numerics.rechecking import NotPolynomial, expansion, recheck
from numerics.rechecking.boxes import Leaf
from theorems.core.claim import Claim
from theorems.core.evidence.evidence import BUDGETS, Run
from theorems.core.evidence.exact import Exact
from theorems.core.rechecking.asked import Asked, NoBoxes, asked_of, rows_again, unique
from theorems.core.rechecking.box_lists import file_of, leaves_of, stored
from theorems.core.registry import load_entry
from theorems.core.rules.certified import Use, uses_noted
from theorems.core.verdict import Refuted, Undecided
from theorems.index import Entry

Verdict = Literal["passed", "failed", "stale", "not re-checkable"]
ANEW = "lemmata recheck --store finds them anew"
CONDITIONAL = "it holds only where further inequalities do"


@dataclass(frozen=True)
class Found:
    """What came of one certificate or one enclosure: ``name`` and ``shows`` say which, ``why`` what is wrong or missing.

    *stale*: what is stored is of another inequality than the claim's own.  ``boxes``: how many were looked at.
    """

    claim: str
    name: str
    shows: str
    verdict: Verdict
    why: str = ""
    boxes: int = 0


def rechecked(entry: Entry, budget: str = "standard") -> Iterator[Found]:
    """The certificates stored beside a claim, and the boxes of its enclosures, one after the other.

    Derivations are made again to see what they rest on; none of what they compute is believed.  The boxes are those that
    are stored; only where there are none for a claim they are searched anew.  Raises NotAClaim where the file is no claim.
    """
    claim = load_entry(entry)
    with uses_noted() as uses:
        records, refused = rows_again(claim, budget)
    lists = file_of(entry)
    files = [f for f in dict.fromkeys([*stored_beside(entry.path), *(use.file for use in uses)]) if f != lists]
    for file in files:
        yield of_file(claim.id, file, [use for use in uses if use.file == file])
    refused += computed_again(claim, budget)
    yield from of_enclosures(claim, lists, records, budget)
    for name, why in refused:
        yield Found(claim.id, name, "the boxes or certificates it rests on", "failed", why)


def computed_again(claim: Claim, budget: str) -> list[tuple[str, str]]:
    """The exact computations of a claim that no longer stand: those that read a certificate say what it has to show."""
    from numerics.sequential import Share

    refused: list[tuple[str, str]] = []
    run = Run(Share(f"recheck/{claim.id}", 1e-6, 0), budget, of_mutant=True)
    for evidence in claim.evidence:
        if isinstance(evidence, Exact) and reads(evidence.compute) and claim.expected == "holds":
            match evidence.judge(claim.statement, run).verdict:
                case Undecided(reason=why):
                    refused.append((evidence.name, why))
                case Refuted(counterexample=example):
                    refused.append((evidence.name, f"at {example.at} it is {example.left}, not {example.right}"))
    return refused


def reads(compute: Any) -> bool:
    """Whether the file that a function stands in reads certificates."""
    return any(value is read for value in getattr(compute, "__globals__", {}).values())


def of_file(id: str, file: Path, uses: list[Use]) -> Found:
    """A certificate: its own check, and that it speaks of the rows that follow from it."""
    try:
        certificate = read(file)
        certificate.check()
        for use in uses:
            speaks_of(use)
    except (Rejected, OSError) as error:
        return Found(id, file.name, "", "failed", reason(error))
    return Found(id, file.name, certificate.statement(), "passed")


def speaks_of(use: Use) -> None:
    """Raises Rejected unless the row, multiplied out by hand, is the certificate's polynomial."""
    certificate: Any = use.certificate
    by_name = {str(s): s for s in use.symbols}
    if not by_name.keys() <= set(certificate.variables):
        raise Rejected(f"the row speaks of {', '.join(by_name)}")
    order = [certificate.variables.index(name) for name in by_name]
    own = {tuple(e[i] for i in order): c for e, c in certificate.polynomial.items()}
    try:
        row = expansion(use.surplus, list(by_name.values()))
    except NotPolynomial as error:
        raise Rejected(str(error)) from None
    if own != row or any(e[i] for e in certificate.polynomial for i in range(len(e)) if i not in order):
        raise Rejected(f"the row {use.surplus} >= 0 is another polynomial")


def of_enclosures(claim: Claim, file: Path, records: list[Record], budget: str) -> Iterator[Found]:
    """The inequalities of rows and of enclosures, each with the boxes stored for it; where no file is, with new ones."""
    asked, refused = asked_of(claim, budget)
    wanted: dict[str, Record | Asked] = {question.fingerprint(): question for question in asked}
    wanted |= {record.fingerprint(): record for record in records}
    try:
        lists = stored(file)
    except (Rejected, OSError) as error:
        yield Found(claim.id, file.name, "", "failed", reason(error))
        return
    for of, one in wanted.items():
        if file.exists():
            yield of_stored(claim.id, file, lists.get(of), one)
        elif claim.expected == "holds":
            yield of_searched(claim.id, one)
    for name, why in refused:
        yield Found(claim.id, name, "", "not re-checkable", why)
    known = unique(claim, BUDGETS)
    for of, found in lists.items():
        if of not in wanted and of not in known:
            yield Found(claim.id, file.name, found.shows, "stale", f"the claim does not rest on it; {ANEW}")


def of_stored(id: str, file: Path, found: BoxList | None, one: Record | Asked) -> Found:
    """One inequality, by the boxes stored for it."""
    if conditional(one):
        return Found(id, "enclosure", one.said(), "not re-checkable", CONDITIONAL)
    if found is None:
        return Found(id, file.name, one.said(), "stale", f"no boxes are stored for it; {ANEW}")
    try:
        leaves = leaves_of(found, tuple(str(s) for s in one.box), one.said())
    except Rejected as error:
        return Found(id, file.name, one.said(), "failed", str(error))
    return of_boxes(Found(id, file.name, one.said(), "passed"), one, leaves)


def of_searched(id: str, one: Record | Asked) -> Found:
    """One inequality, by the boxes of a new search, as none are stored."""
    try:
        record = one if isinstance(one, Record) else one.searched()
    except NoBoxes as error:
        return Found(id, "enclosure", one.said(), "not re-checkable", f"no boxes: {error}")
    if conditional(record):
        return Found(id, "enclosure", one.said(), "not re-checkable", CONDITIONAL)
    return of_boxes(Found(id, "enclosure", one.said(), "passed", "found anew, as none are stored"), one, record.leaves)


def conditional(one: Record | Asked) -> bool:
    return isinstance(one, Record) and one.given > 0


def of_boxes(found: Found, one: Record | Asked, leaves: tuple[Leaf, ...]) -> Found:
    """Whether the boxes cover, and whether mpmath's intervals show the inequality on each."""
    box = {symbol: (r.low, r.high) for symbol, r in one.box.items()}
    outcome = recheck(one.expr, box, leaves, isinstance(one, Record) and one.strict)
    if outcome.wrong:
        return replace(found, verdict="failed", why=outcome.wrong, boxes=outcome.boxes)
    if outcome.open:
        why = f"{outcome.boxes - outcome.shown} of {outcome.boxes} boxes: {'; '.join(outcome.open)}"
        return replace(found, verdict="not re-checkable", why=why, boxes=outcome.boxes)
    why = f"{outcome.boxes} boxes" + (f", {found.why}" if found.why else "")
    return replace(found, why=why, boxes=outcome.boxes)


def reason(error: Rejected | OSError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
