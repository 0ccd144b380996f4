"""Evidence by derivation: a function of the statement that returns its last chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from sympy import Rational, latex, sstr

from theorems.core.attack import NotAttackable, attack
from theorems.core.chain import Chain, Discharged, Fact, Refused, Row, Rule, Sense
from theorems.core.claim import Leaning
from theorems.core.evidence.evidence import Evidence, Judged, Run
from theorems.core.normal.scalars import DEFINITIONS, MOMENTS, ORTHOGONALITY, TRIGONOMETRY
from theorems.core.rules.identities import parts_of
from theorems.core.rules.matching import same
from theorems.core.statement import Relation, Statement
from theorems.core.verdict import Proved, Refuted, Trust, Undecided

SLIGHTLY = Rational(1001, 1000)


@dataclass
class Walked:
    """What came of checking every row of a derivation and of the lemmas it leans on."""

    chains: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    trust: Trust = Trust()
    refused: tuple[str, Refused, Row] | None = None
    step_mutants: int = 0
    survived: list[str] = field(default_factory=list)
    proved_equal: list[Any] = field(default_factory=list)          # what the last chain showed equal to its start


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
        record: dict[str, Any] = {} if run.of_mutant else {
            "chains": walked.chains, "steps": walked.chains[-1]["steps"] if walked.chains else [],
            "step_mutants": {"tried": walked.step_mutants, "survived": walked.survived},
            "facts": [fact_record(f) for f in walked.facts], "uses": walked.claims,
        }
        if walked.refused:
            return Judged(self.refused(walked, whole, run, record), record)
        mismatch = not_the_statement(chain, whole)
        if mismatch:
            return Judged(Undecided(mismatch, self.of_claim(walked, whole, run)), record)
        return Judged(Proved(walked.trust), record)

    def refused(self, walked: Walked, whole: Row, run: Run, record: dict[str, Any]) -> Any:
        """Undecided with the broken row; refuted if the conclusion itself is certainly false somewhere."""
        if walked.refused is None:
            return Undecided("no row was refused")
        where, why, row = walked.refused
        if run.dead:
            return Undecided(f"{where}: {why.reason}")
        claim = self.of_claim(walked, whole, run)
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

    def of_claim(self, walked: Walked, whole: Row, run: Run) -> Refuted | None:
        """A point at which the conclusion fails, for any expression shown equal to its left side.

        What was shown equal with the help of facts or other claims refutes as far as these are true, and says so.
        """
        trusted = bool(walked.facts or walked.claims)
        for left in reversed([whole.before, *walked.proved_equal]):
            row = whole.with_(left, whole.relation, whole.after)
            try:
                found = attack(row, run.share.rng("attack", "claim"), run.at)
            except NotAttackable:
                continue
            if found is not None and found.certain:
                if trusted and left is not whole.before:
                    found = replace(found, certain=False, note="given the facts and claims the derivation leans on")
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


def walk(chain: Chain, whole: Row, run: Run) -> Walked:
    """Check every row of a chain and of all it leans on; what is leaned on comes first."""
    walked = Walked()
    for rule in parts_of((chain,)):
        if isinstance(rule, Fact):
            if rule not in walked.facts:
                walked.facts.append(rule)
                walked.trust = walked.trust | Trust(cited=() if run.of_mutant else (str(rule),))
        elif isinstance(rule, Leaning):
            if rule.id not in walked.claims:
                walked.claims.append(rule.id)
        elif isinstance(rule, Chain):
            steps = check_chain(rule, rule is chain, (whole, run), walked)
            if run.dead and walked.refused:
                break                            # no more is asked of it than whether it proves the mutant
            if not run.of_mutant:                # nobody reads how a mutant is derived
                start = {"start": sstr(rule.start), "start_latex": latex(rule.start)}
                walked.chains.append({"label": rule.label, "steps": steps, **start})
    return walked


def check_chain(rule: Chain, last: bool, where_and_how: tuple[Row, Run], walked: Walked) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    (whole, run), only_equal = where_and_how, last
    for i, (row, by) in enumerate(rule.rows(whole.domain, whole.given)):
        where = f"{rule.label or 'derivation'}[{i}]"
        found = by.check(row)
        if not run.of_mutant:
            steps.append(step_record(row, by, found))
        if isinstance(found, Refused):
            walked.refused = walked.refused or (where, found, row)
            only_equal = False
            continue
        walked.trust = walked.trust | found.trust
        only_equal = only_equal and row.relation == "=" and walked.refused is None
        if only_equal:
            walked.proved_equal.append(row.after)
        if not run.of_mutant:
            for name, wrong in step_mutants(row, by):
                walked.step_mutants += 1
                if isinstance(by.check(wrong), Discharged) and not harmless(row):
                    walked.survived.append(f"{where} {name}")
    return steps


def step_mutants(row: Row, by: Rule) -> list[tuple[str, Row]]:
    """Wrong variants of a row: scaled by 1.001 where one right side is admitted, reversed where the sides differ.

    The scaled row of an inequality with slack may be true, so only rules that admit one right side have to refuse it.
    """
    found: list[tuple[str, Row]] = []
    if row.relation == "=" or by.exact:
        if row.after != 0:
            found.append(("scaled by 1.001", row.with_(row.before, row.relation, SLIGHTLY * row.after)))
        elif not getattr(row.after, "is_Matrix", False):
            found.append(("moved by 0.001", row.with_(row.before, row.relation, row.after + SLIGHTLY - 1)))
    if row.relation != "=":
        turned: Sense = "<=" if row.relation == ">=" else ">="
        found.append(("reversed", row.with_(row.before, turned, row.after)))
    return found


def harmless(row: Row) -> bool:
    """Whether a row's variants are as true as it is: both sides are equal, or both are zero in disguise."""
    opened = frozenset({DEFINITIONS, MOMENTS, ORTHOGONALITY, TRIGONOMETRY})
    return (row.relation != "=" and same(row.before, row.after, row, opened)) or same(row.after, 0 * row.after, row)


def step_record(row: Row, by: Rule, found: Discharged | Refused) -> dict[str, Any]:
    record: dict[str, Any] = {
        "before": sstr(row.before), "relation": row.relation, "after": sstr(row.after),
        "before_latex": latex(row.before), "after_latex": latex(row.after), "rule": by.name,
        "uses": sorted(name_of(u) for u in parts_of(by.uses()) if name_of(u)),
    }
    if by_itself := name_of(by):
        record["uses"] = sorted({*record["uses"], by_itself})
    if isinstance(found, Discharged):
        return record | {"verdict": "discharged", "conditions": list(found.conditions)}
    return record | {"verdict": "refused", "conditions": [], "reason": found.reason} | (
        {"condition": str(found.condition)} if found.condition else {}
    )


def name_of(rule: Rule) -> str:
    """What a row leans on, in words; empty for a rule that is no relation of its own."""
    match rule:
        case Chain(label=label):
            return f"lemma {label or sstr(rule.first)}"
        case Fact(fact=fact):
            return f"fact: {fact}"
        case Leaning(id=id):
            return id
    return ""


def fact_record(fact: Fact) -> dict[str, str]:
    sides = {"left": sstr(fact.left), "relation": fact.sense, "right": sstr(fact.right)}
    return {"name": fact.fact, "source": fact.source, **sides}


