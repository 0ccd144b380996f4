"""Evidence by derivation: a function of the statement that returns its last chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from theorems.core.attack import NotAttackable, attack
from theorems.core.chain import Chain
from theorems.core.evidence.evidence import Evidence, Judged, Run
from theorems.core.evidence.walk import Walk, given_what_is_trusted, walk
from theorems.core.matching import same
from theorems.core.row import Row
from theorems.core.statement import Relation, Statement
from theorems.core.verdict import Proved, Refuted, Undecided


@dataclass(frozen=True)
class Derived(Evidence):
    """``derivation(statement)`` returns a chain from the left side of the conclusion to its right side."""

    derivation: Callable[[Any], Chain]
    kind: ClassVar[str] = "derivation"
    cost: ClassVar[int] = 1

    def cost_for(self, statement: Statement) -> int:
        """Last where an inequality is claimed: a derivation can hardly refute one, it only fails to show it."""
        conclusion = statement.conclusion()
        return self.cost if isinstance(conclusion, Relation) and conclusion.sense == "=" else 9

    def judge(self, statement: Statement, run: Run) -> Judged:
        conclusion = statement.conclusion()
        if not isinstance(conclusion, Relation):
            return Judged(Undecided("a construction is checked exactly, not derived"))
        try:
            chain = self.derivation(statement)
        except Exception as error:  # an author's slip is a verdict, not a crash
            return Judged(Undecided(f"the derivation raises {type(error).__name__}: {error}"))
        if not isinstance(chain, Chain):
            return Judged(Undecided(f"the derivation returns a {type(chain).__name__}, not a chain"))
        domain, given = statement.region(), statement.given()
        whole = Row(conclusion.left, conclusion.sense, conclusion.right, domain, given)
        walked = walk(chain, whole, run)
        record = walked.record()
        if walked.refused:
            return Judged(self.refused(walked, record), record)
        mismatch = not_the_statement(chain, whole)
        if mismatch:
            return Judged(Undecided(mismatch, self.of_claim(walked)), record)
        return Judged(Proved(walked.trust), record)

    def refused(self, walked: Walk, record: dict[str, Any]) -> Any:
        """Undecided with the broken row; refuted if the conclusion itself is certainly false somewhere."""
        if walked.refused is None:
            return Undecided("no row was refused")
        (where, why, row), run = walked.refused, walked.run
        if run.dead:
            return Undecided(f"{where}: {why.reason}")
        claim = self.of_claim(walked)
        if claim is not None:
            return claim
        broken = None
        for candidate in (why.condition, row):
            if candidate is None:
                continue
            try:
                found = attack(candidate, run.share.rng("attack", where), run.at)
            except NotAttackable as error:
                record.setdefault("not_attackable", []).append(f"{where}: {error}")
                continue
            if found is not None and found.certain:
                broken = Refuted(found, "step", where)
                break
        return Undecided(f"{where}: {why.reason}", broken)

    def of_claim(self, walked: Walk) -> Refuted | None:
        """A point at which the conclusion fails, for any expression shown equal to its left side.

        What was shown equal with the help of facts or other claims refutes as far as these are true, and says so.
        """
        whole, run = walked.whole, walked.run
        for left in reversed([whole.before, *walked.proved_equal]):
            row = whole.with_(left, whole.relation, whole.after)
            try:
                found = attack(row, run.share.rng("attack", "claim"), run.at)
            except NotAttackable:
                continue
            if found is not None and found.certain:
                if walked.trusting and left is not whole.before:
                    found = given_what_is_trusted(found)
                return Refuted(found, "claim", "conclusion")
        return None


def not_the_statement(chain: Chain, whole: Row) -> str | None:
    """Why a chain does not end in the statement; None if it does."""
    if not same(chain.start, whole.before, whole):
        return f"the chain starts with {chain.start}, the statement with {whole.before}"
    if chain.relation not in ("=", whole.relation):
        return f"the chain shows {chain.relation}, the statement says {whole.relation}"
    if not same(chain.end, whole.after, whole):
        return f"the chain ends in {chain.end}, the statement in {whole.after}"
    return None
