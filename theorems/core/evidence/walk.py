"""A walk through a derivation: every row checked, every row's variants tried, and what the rows lean on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Rational, latex, sstr

from theorems.core.chain import Chain, Fact
from theorems.core.evidence.evidence import Run
from theorems.core.leaning import Leaning
from theorems.core.matching import same
from theorems.core.normal.scalars import DEFINITIONS, MOMENTS, ORTHOGONALITY, TRIGONOMETRY
from theorems.core.row import Discharged, Refused, Row, Rule, Sense
from theorems.core.rules.identities import parts_of
from theorems.core.verdict import Counterexample, Trust

SLIGHTLY = Rational(1001, 1000)
GIVEN = "given the facts and claims the derivation leans on"


@dataclass
class Walk:
    """What comes of checking every row of a derivation of ``whole``, and of the lemmas it leans on."""

    whole: Row
    run: Run
    chains: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    trust: Trust = Trust()
    refused: tuple[str, Refused, Row] | None = None
    step_mutants: int = 0
    survived: list[str] = field(default_factory=list)
    proved_equal: list[Any] = field(default_factory=list)          # what the chain itself shows equal to the left side

    @property
    def trusting(self) -> bool:
        """Whether anything is taken from facts or other claims."""
        return bool(self.facts or self.claims)

    def through(self, chain: Chain) -> None:
        """The chain and all it leans on; what is leaned on comes first."""
        for rule in parts_of((chain,)):
            if isinstance(rule, Fact):
                if rule not in self.facts:
                    self.facts.append(rule)
                    self.trust = self.trust | Trust(cited=() if self.run.of_mutant else (str(rule),))
            elif isinstance(rule, Leaning):
                if rule.id not in self.claims:
                    self.claims.append(rule.id)
            elif isinstance(rule, Chain):
                steps, equal = self.rows(rule)
                if rule is chain and equal and same(chain.start, self.whole.before, self.whole):
                    self.proved_equal = equal
                if self.run.dead and self.refused:
                    break                        # no more is asked of it than whether it proves the mutant
                if not self.run.of_mutant:       # nobody reads how a mutant is derived
                    start = {"start": sstr(rule.start), "start_latex": latex(rule.start)}
                    self.chains.append({"label": rule.label, "steps": steps, **start})

    def rows(self, chain: Chain) -> tuple[list[dict[str, Any]], list[Any]]:
        """The records of a chain's rows, and what they show equal to its start."""
        steps: list[dict[str, Any]] = []
        equal: list[Any] = []
        only_equal = True
        for i, (row, by) in enumerate(chain.rows(self.whole.domain, self.whole.given)):
            where = f"{chain.label or 'derivation'}[{i}]"
            found = by.check(row)
            if not self.run.of_mutant:
                steps.append(step_record(row, by, found))
            if isinstance(found, Refused):
                self.refused = self.refused or (where, found, row)
                only_equal = False
                continue
            self.trust = self.trust | found.trust
            only_equal = only_equal and row.relation == "=" and self.refused is None
            if only_equal:
                equal.append(row.after)
            if not self.run.of_mutant:
                self.vary(row, by, where)
        return steps, equal

    def vary(self, row: Row, by: Rule, where: str) -> None:
        """Wrong variants of a row, which its rule has to refuse."""
        for name, wrong in step_mutants(row, by):
            self.step_mutants += 1
            if isinstance(by.check(wrong), Discharged) and not harmless(row):
                self.survived.append(f"{where} {name}")

    def record(self) -> dict[str, Any]:
        """As plain data; nothing of a mutant's derivation."""
        return {} if self.run.of_mutant else {
            "chains": self.chains, "steps": self.chains[-1]["steps"] if self.chains else [],
            "step_mutants": {"tried": self.step_mutants, "survived": self.survived},
            "facts": [fact_record(f) for f in self.facts], "uses": self.claims,
        }


def walk(chain: Chain, whole: Row, run: Run) -> Walk:
    """Check every row of a chain and of all it leans on."""
    walked = Walk(whole, run)
    walked.through(chain)
    return walked


def given_what_is_trusted(found: Counterexample) -> Counterexample:
    """A counterexample to what a derivation shows equal to a side, if its facts and claims are true."""
    worst = found.worst and replace(found.worst, certain=False)
    return replace(found, certain=False, note=GIVEN, worst=worst)


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
