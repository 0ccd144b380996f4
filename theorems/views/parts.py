"""One part of a claim (a piece of evidence, a mutant, a step): why it is not as expected, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from theorems.views.lines import Line
from theorems.views.words import Problem, Record, counterexample, spoken, survivor

STANDING = frozenset({"proved", "enclosed", "supported", "not-refuted", "measured", "cited", "conditional"})
SHOWN = frozenset({"proved", "enclosed", "supported", "conditional"})          # what an erratum must not be
MUTANT = re.compile(r"mutant\[(?P<name>.*)\]")
STEP = re.compile(r"(?P<evidence>.+?)\[(?:(?P<chain>.+):)?(?P<row>\d+)\]")


def fault(record: Record, part: str) -> str | None:
    """Why a part is not as expected, with its counterexample; None if it is.

    ``part`` is the name of a piece of evidence, ``mutant[name]``, ``derivation[2]`` for a row of the last chain, or
    ``derivation[lemma:2]``.  An error and a contradiction are faults of every part.
    """
    if record["error"]:
        return str(record["error"])
    if record["contradiction"]:
        return "contradiction: " + ("; ".join(record["contradictions"]) or "the two sides disagree")
    if found := MUTANT.fullmatch(part):
        return of_mutant(record, found["name"])
    named = {evidence["name"]: evidence for evidence in record["evidence"]}
    if part in named:
        return of_evidence(record, named[part])
    if (step := STEP.fullmatch(part)) and step["evidence"] in named:
        return of_step(record, named[step["evidence"]], step["chain"], int(step["row"]))
    return f"the claim has no part {part!r}"


def of_mutant(record: Record, name: str) -> str | None:
    for mutant in record["mutants"]:
        if mutant["name"] == name:
            return None if mutant["killed"] else alive(survivor(mutant))
    return f"the claim has no mutant {name!r}"


def alive(found: Problem) -> str:
    return "\n".join([found.what, *(f"  {why}" for why in found.why)])


def of_evidence(record: Record, evidence: Record) -> str | None:
    found = by_itself(record, evidence)
    if found is None and not record["as_expected"] and not any(by_itself(record, e) for e in record["evidence"]):
        said = ", ".join(f"{kind} {spoken(word)}" for kind, word in record["verdicts"].items())
        found = f"expected: {record['expected']}; found: {said}"
    if found and evidence.get("counterexample"):
        found = f"{found}\n{text(counterexample(evidence['counterexample'], indent=2))}"
    return found


def by_itself(record: Record, evidence: Record) -> str | None:
    """What is wrong with a piece of evidence whatever the others say."""
    word, name = evidence["verdict"], evidence["name"]
    said = f"{spoken(word)}: {evidence['reason']}" if evidence.get("reason") else spoken(word)
    if name in record["toothless"]:
        return f"toothless: {name} ({said}) kills no mutant"
    if alive := evidence.get("step_mutants", {}).get("survived"):
        return f"step mutants survived: {', '.join(alive)}"
    if record["expected"] == "refuted":
        return f"expected a refutation, found: {said}" if word in SHOWN else None
    return None if word in STANDING else said


def of_step(record: Record, evidence: Record, chain: str | None, row: int) -> str | None:
    """``chain`` is the label of a lemma, or its position if it has none; None is the last chain."""
    *lemmas, last = evidence.get("chains") or [{"steps": []}]
    named = {lemma["label"] or str(position): lemma for position, lemma in enumerate(lemmas)}
    steps = (last if chain is None else named.get(chain, {"steps": []}))["steps"]
    if row < len(steps):
        return of_row(record, steps[row])
    return f"the derivation was not walked so far: {evidence.get('reason') or spoken(evidence['verdict'])}"


def of_row(record: Record, step: Record) -> str | None:
    erratum = record["expected"] == "refuted" and record["as_expected"]
    if step["verdict"] != "refused" or erratum:
        return None
    lines = [f"refused by {step['rule']}: {step.get('reason') or 'no reason given'}"]
    lines += [f"  {step['before']}", f"  {step['relation']} {step['after']}"]
    if step.get("counterexample"):
        lines.append(text(counterexample(step["counterexample"], indent=2)))
    return "\n".join(lines)


def text(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)
