"""Every certificate and every enclosure of a claim, checked again by the independent checker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from numerics.certificates import Rejected, read, stored_beside
from numerics.enclosure import Record, recording
from numerics.rechecking import NotPolynomial, expansion, recheck
from theorems.core.chain import Chain, Row
from theorems.core.claim import Claim
from theorems.core.evidence.derived import Derived, walk
from theorems.core.evidence.enclosure import Enclosure
from theorems.core.evidence.evidence import Run
from theorems.core.registry import load_entry
from theorems.core.rules.certified import Use, uses_noted
from theorems.core.statement import Relation
from theorems.index import Entry

Verdict = Literal["passed", "failed", "not re-checkable"]


@dataclass(frozen=True)
class Found:
    """What came of one certificate or one enclosure: ``name`` and ``shows`` say which, ``why`` what is wrong or missing."""

    claim: str
    name: str
    shows: str
    verdict: Verdict
    why: str = ""


def rechecked(entry: Entry, budget: str = "standard") -> Iterator[Found]:
    """The certificates stored beside a claim, and the boxes of its enclosures, one after the other.

    Derivations and enclosures are made again to see what they rest on; none of what they compute is believed.  Raises
    NotAClaim where the file is no claim.
    """
    claim = load_entry(entry)
    with uses_noted() as uses, recording() as records:
        refused = made_again(claim, budget)
    files = stored_beside(entry.path)
    for file in dict.fromkeys([*files, *(use.file for use in uses)]):
        yield of_file(claim.id, file, [use for use in uses if use.file == file])
    for record in {(str(r.expr), repr(r.box), r.strict): r for r in records}.values():
        yield of_boxes(claim.id, record)
    for name, why in refused:
        yield Found(claim.id, name, "the boxes or certificates it rests on", "failed", why)


def made_again(claim: Claim, budget: str) -> list[tuple[str, str]]:
    """Walk the derivations and enclosures of the claim itself; those that no longer stand, and why."""
    from numerics.sequential import Share

    refused: list[tuple[str, str]] = []
    statement, conclusion = claim.statement, claim.statement.conclusion()
    run = Run(Share(f"recheck/{claim.id}", 1e-6, 0), budget, of_mutant=True)
    for evidence in claim.evidence:
        if isinstance(evidence, Enclosure):
            evidence.judge(statement, run)
        elif isinstance(evidence, Derived) and isinstance(conclusion, Relation):
            whole = Row(conclusion.left, conclusion.sense, conclusion.right, statement.region(), statement.given())
            try:
                chain = evidence.derivation(statement)
                walked = walk(chain, whole, run) if isinstance(chain, Chain) else None
            except Exception as error:  # an author's slip is a line, not a crash
                refused.append((evidence.name, f"the derivation raises {type(error).__name__}: {error}"))
                continue
            if walked is not None and walked.refused is not None and claim.expected == "holds":
                refused.append((evidence.name, f"{walked.refused[0]}: {walked.refused[1].reason}"))
    return refused


def of_file(id: str, file: Path, uses: list[Use]) -> Found:
    """A certificate: its own check, and that it speaks of the rows that follow from it."""
    try:
        certificate = read(file)
        certificate.check()
        for use in uses:
            speaks_of(use)
    except (Rejected, OSError) as error:
        return Found(id, file.name, "", "failed", str(error))
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


def of_boxes(id: str, record: Record) -> Found:
    """An enclosure: whether its boxes cover, and whether mpmath's intervals show the inequality on each."""
    box = {symbol: (r.low, r.high) for symbol, r in record.box.items()}
    shows = f"{record.expr} {'>' if record.strict else '>='} 0 on {record.box}"
    if record.given:
        return Found(id, "enclosure", shows, "not re-checkable", "it holds only where further inequalities do")
    found = recheck(record.expr, box, record.leaves, record.strict)
    if found.wrong:
        return Found(id, "enclosure", shows, "failed", found.wrong)
    if found.open:
        why = f"{found.boxes - found.shown} of {found.boxes} boxes: {'; '.join(found.open)}"
        return Found(id, "enclosure", shows, "not re-checkable", why)
    return Found(id, "enclosure", shows, "passed", f"{found.boxes} boxes")


