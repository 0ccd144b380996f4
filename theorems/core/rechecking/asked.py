"""The inequalities that a claim takes from enclosures, for itself and in the rows of its derivations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from numerics.enclosure import Box, NotEnclosable, Record, recording
from numerics.enclosure.signs.recording import fingerprint, said, spoken_of
from theorems.core.chain import Chain
from theorems.core.claim import Claim
from theorems.core.evidence.derived import Derived
from theorems.core.evidence.enclosure import Enclosure, decide
from theorems.core.evidence.evidence import Run
from theorems.core.evidence.walk import walk
from theorems.core.row import Row
from theorems.core.statement import Relation

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


def unique(claim: Claim, budgets: Sequence[str]) -> dict[str, Asked]:
    """What the claim's enclosures ask with any of the budgets, by fingerprint."""
    return {question.fingerprint(): question for level in budgets for question in asked_of(claim, level)[0]}
