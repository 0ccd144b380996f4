"""One claim judged: its evidence, its mutants, what it leans on; the result is plain data."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sympy import Eq, latex, oo, sstr

from theorems.core.claim import Claim
from theorems.core.domain import Domain, HypothesisViolated
from theorems.core.evidence.evidence import Evidence, Judged, Run, as_record
from theorems.core.mutant import Mutant
from theorems.core.registry import digest, load_entry
from theorems.core.sets import Binomial, Matrices, Numbers
from theorems.core.statement import Exists, Statement
from theorems.core.verdict import (
    STANDS,
    Enclosed,
    NotRefuted,
    Proved,
    Refuted,
    Supported,
    Trust,
    Undecided,
    Verdict,
    kills,
    refutation,
)
from theorems.index import Entry, Given, NotAClaim

if TYPE_CHECKING:
    from numerics.sequential import Share


@dataclass(frozen=True)
class Options:
    """How a run is made: total error, seed, processes, budget."""

    alpha: float = 1e-6
    seed: int = 0
    jobs: int = 1
    budget: str = "standard"

    def __post_init__(self) -> None:
        from theorems.core.evidence.evidence import BUDGETS

        if not 0 < self.alpha < 1:
            raise ValueError(f"--alpha must lie between 0 and 1, got {self.alpha:g}")
        if self.jobs < 1:
            raise ValueError(f"--jobs must be at least 1, got {self.jobs}")
        if self.budget not in BUDGETS:
            raise ValueError(f"--budget must be one of {', '.join(BUDGETS)}, got {self.budget!r}")


def judge(entry: Entry, options: Options, claims: int) -> dict[str, Any]:
    """The record of one claim.  A file that raises, or a claim that makes no sense, becomes ``error``."""
    started = time.perf_counter()
    try:
        found = load_entry(entry)
        record = judged(found, options, claims)
    except (NotAClaim, HypothesisViolated) as error:
        record = broken(entry, str(error))
    except Exception as error:  # an author's slip in domain(), hypotheses() or conclusion()
        record = broken(entry, f"{entry.path}: {type(error).__name__}: {error}")
    record |= {
        "path": entry.module.replace(".", "/") + ".py" if entry.module else entry.path,
        "hash": "" if isinstance(entry, Given) else digest(entry),                # an object may differ from its file
        "seconds": round(time.perf_counter() - started, 3),
    }
    return record


def broken(entry: Entry, error: str) -> dict[str, Any]:
    return {
        "id": entry.id, "title": entry.title, "paper": entry.paper, "kind": entry.kind, "origin": entry.origin,
        "expected": entry.expected, "as_expected": False, "contradiction": False, "contradictions": [], "error": error,
        "statement": None, "source": {"key": entry.key, "where": entry.where, "version": "", "origin": entry.origin},
        "witness": {}, "corrects": entry.corrects, "corrected_by": None, "verdicts": {}, "evidence": [], "mutants": [],
        "toothless": [], "trust": {"cited": [], "engines": [], "heuristics": []}, "uses": [], "used_by": [], "facts": [],
    }


def judged(claim: Claim, options: Options, claims: int) -> dict[str, Any]:
    from numerics.sequential import Share

    statement: Statement = claim.statement
    domain = statement.region()
    witness = domain.complete(claim.witness)
    tests = len(claim.evidence) * (1 + len(claim.mutants))
    root = Share("run", options.alpha, options.seed)
    # The share of a claim depends on its id and on how many claims there are, not on which of them run.
    share = Share(f"{root.path}/{claim.id}", options.alpha / max(claims, 1), options.seed)
    given = (claim.witness, *(dict(m.at) for m in claim.mutants if m.at))

    def run(evidence: Evidence, mutant: Mutant | None) -> Run:
        part: Share = share.part(f"{evidence.name}/{mutant.name if mutant else 'claim'}", tests)
        own = (dict(mutant.at),) if mutant and mutant.at else ()
        return Run(part, options.budget, own + given, keen=len(own), of_mutant=mutant is not None)

    own = [(e, timed(e, statement, run(e, None))) for e in claim.evidence]
    mutants, teeth, alarms = against(claim, run)
    trust = Trust()
    for _, (found, _) in own:
        trust = trust | getattr(found.verdict, "trust", Trust())
    derived = [found for e, (found, _) in own if e.kind == "derivation"]
    contradictions = alarms + contradicted(own)
    source = claim.source
    return {
        "id": claim.id, "title": claim.title, "paper": claim.paper, "kind": claim.kind, "origin": source.origin,
        "expected": claim.expected, "as_expected": as_expected(claim.expected, [f.verdict for _, (f, _) in own]),
        "contradiction": bool(contradictions), "contradictions": contradictions, "error": None,
        "statement": said(statement, domain, claim),
        "source": {"key": source.key, "where": source.where, "version": source.version, "origin": source.origin},
        "witness": {str(s): sstr(v) for s, v in witness.items() if s in claim.witness},
        "corrects": claim.corrects, "corrected_by": None,
        "verdicts": strongest(own), "evidence": [evidence_record(e, *found) for e, found in own], "mutants": mutants,
        "toothless": [e.name for e in claim.evidence if e.name not in teeth],
        "trust": {"cited": list(trust.cited), "engines": list(trust.engines), "heuristics": list(trust.heuristics)},
        "uses": sorted({u for found in derived for u in found.record.get("uses", [])}), "used_by": [],
        "facts": [f for found in derived for f in found.record.get("facts", [])],
    }


def timed(evidence: Evidence, statement: Statement, run: Run) -> tuple[Judged, float]:
    started = time.perf_counter()
    found = evidence.judge(statement, run)
    return found, round(time.perf_counter() - started, 3)


def against(claim: Claim, run: Any) -> tuple[list[dict[str, Any]], set[str], list[str]]:
    """Every mutant against the evidence, cheapest first, until it is dead and each evidence has a tooth.

    Also the alarms: a mutant that a derivation proves is either true or invisible to it.
    """
    teeth: set[str] = set()
    alarms: list[str] = []
    records: list[dict[str, Any]] = []
    for mutant in claim.mutants:
        record = mutant_record(mutant)
        try:
            changed = mutant.of_statement(claim.statement)
            for evidence in sorted(claim.evidence, key=lambda e: e.cost_for(changed)):
                if record["killed"] and evidence.name in teeth and evidence.kind != "derivation":
                    continue
                verdict = evidence.judge(changed, replace(run(evidence, mutant), dead=record["killed"])).verdict
                record["tried"].append(evidence.name)
                found = kills(verdict, mutant.of)
                if found is not None:
                    record["killed"] = True
                    teeth.add(evidence.name)
                    record["by"].append(killing(evidence, found))
                elif evidence.kind == "derivation" and not isinstance(verdict, Proved):
                    teeth.add(evidence.name)     # it reads what the mutant changes; what it refuses is no refutation
                    if not record["killed"]:
                        record["survived_because"].append(f"{evidence.name}: {spoken(verdict)}")
                elif isinstance(verdict, Proved):
                    alarms.append(f"the derivation {evidence.name!r} proves the mutant {mutant.name!r}")
                elif not record["killed"]:
                    record["survived_because"].append(f"{evidence.name}: {spoken(verdict)}")
        except Exception as error:  # an author's slip in the mutant
            record["survived_because"].append(f"{type(error).__name__}: {error}")
        if record["killed"]:
            del record["survived_because"]
        records.append(record)
    return records, teeth, alarms


def mutant_record(mutant: Mutant) -> dict[str, Any]:
    changes = {name: sstr(value) if not callable(value) else "another function" for name, value in mutant.changes}
    return {
        "name": mutant.name, "because": mutant.because, "of": mutant.of, "changes": changes, "killed": False,
        "tried": [], "by": [], "survived_because": [],
    }


def killing(evidence: Evidence, found: Refuted) -> dict[str, Any]:
    example = found.counterexample
    return {
        "evidence": evidence.name, "refuted": found.of, "where": found.where, "certain": example.certain,
        "at": example.at, "counterexample": as_record(example),
    }


def as_expected(expected: str, verdicts: list[Verdict]) -> bool:
    """Holds: nothing refuted, nothing undecided.  Refuted: the claim itself is, and no evidence supports it."""
    if expected == "refuted":
        return any(isinstance(v, Refuted) and v.of == "claim" for v in verdicts) and not any(
            isinstance(v, Proved | Supported | Enclosed) for v in verdicts
        )
    return all(isinstance(v, STANDS) for v in verdicts)


def contradicted(own: list[tuple[Evidence, tuple[Judged, float]]]) -> list[str]:
    """Where one side proves and another refutes."""
    shown = [e.name for e, (f, _) in own if isinstance(f.verdict, Proved | Enclosed | Supported)]
    refuted = [e.name for e, (f, _) in own if isinstance(f.verdict, Refuted)]
    return [f"{one} shows what {two} refutes" for one in shown for two in refuted]


STRENGTH = ("refuted", "proved", "enclosed", "conditional", "supported", "not-refuted", "measured", "cited", "undecided")


def strongest(own: list[tuple[Evidence, tuple[Judged, float]]]) -> dict[str, str]:
    """The strongest word of each kind of evidence."""
    words: dict[str, str] = {}
    for evidence, (found, _) in own:
        word = found.verdict.word
        if evidence.kind not in words or STRENGTH.index(word) < STRENGTH.index(words[evidence.kind]):
            words[evidence.kind] = word
    return words


def evidence_record(evidence: Evidence, found: Judged, seconds: float) -> dict[str, Any]:
    verdict = found.verdict
    record = {"kind": evidence.kind, "name": evidence.name, "verdict": verdict.word, "seconds": seconds, **found.record}
    trust = getattr(verdict, "trust", None)
    if trust is not None:
        record["trust"] = {"cited": list(trust.cited), "engines": list(trust.engines), "heuristics": list(trust.heuristics)}
    match verdict:
        case NotRefuted(alpha=alpha, samples=samples, details={"shows": shows}):
            record |= {"alpha": alpha, "samples": samples, "shows": shows}
        case NotRefuted(alpha=alpha, samples=samples, detectable=detectable):
            record |= {"alpha": alpha, "samples": samples, "detectable": float(f"{detectable:.3g}")}
        case Supported(alpha=alpha, margin=margin):
            record |= {"alpha": alpha, "margin": float(f"{margin:.3g}")}
        case Undecided(reason=reason):
            record["reason"] = reason
    refuted = refutation(verdict)
    if refuted is not None:
        record |= {"counterexample": as_record(refuted.counterexample), "of": refuted.of, "where": refuted.where}
    return record


def spoken(verdict: Verdict) -> str:
    return f"{verdict.word}: {verdict.reason}" if isinstance(verdict, Undecided) else verdict.word


def said(statement: Statement, domain: Domain, claim: Claim) -> dict[str, Any]:
    """The statement in words and in LaTeX, with its hypotheses and domain."""
    import sys

    conclusion = statement.conclusion()
    if isinstance(conclusion, Exists):
        text, formula = conclusion.text, conclusion.latex
    else:
        text, formula = str(conclusion), latex(conclusion.sympy())
    module = sys.modules.get(type(statement).__module__)  # which in a notebook is about something else
    return {
        "text": text, "latex": formula, "hypotheses": [spelled(h) for h in statement.hypotheses()],
        "domain": [{"symbol": str(s), "set": described(v)} for s, v in domain.sets]
        + [{"symbol": str(s), "set": f"= {sstr(v)}"} for s, v in domain.lets],
        "docstring": (module.__doc__ or "").strip() if module and module.__name__ != "__main__" else "",
    }


def spelled(hypothesis: Any) -> str:
    """A hypothesis as one writes it; equations with their sign, not as SymPy names them."""
    return f"{sstr(hypothesis.lhs)} = {sstr(hypothesis.rhs)}" if isinstance(hypothesis, Eq) else sstr(hypothesis)


def described(values: Any) -> str:
    """A set in words."""
    match values:
        case Numbers(low=low, high=high):
            left = "(" if values.low_open or low == -oo else "["
            right = ")" if values.high_open or high == oo else "]"
            return f"{'integers' if values.integer else 'reals'} in {left}{sstr(low)}, {sstr(high)}{right}"
        case Binomial(trials=n, chance=p):
            return f"binomial, {sstr(n)} trials, chance {sstr(p)}"
        case Matrices(rows=r, columns=c, kind=kind):
            law = "standard Gaussian vector" if values.random else "vector" if c == 1 else f"{kind or 'real'} matrix"
            return f"{law} of shape {sstr(r)} x {sstr(c)}"
    return type(values).__name__.lower()
