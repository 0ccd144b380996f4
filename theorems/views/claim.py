"""One claim in full: statement, derivation row by row, simulations, mutants, trust base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent

from theorems.views.lines import Line, Span, line, paragraph
from theorems.views.words import Record, certainty, counterexample, percent, point, problems, source, spoken, verdict

EMPTY = Line(())


def lines(record: Record, used_by: Sequence[str] = (), corrected_by: str | None = None) -> Iterator[Line]:
    """The claim's page; ``used_by`` and ``corrected_by`` are what the whole catalogue says of it."""
    yield line((record["id"], "heading"))
    yield line((record["title"], "name"))
    yield line((f"{record['kind']}; {source(record)}; expected: {record['expected']}", "dim"))
    if record["corrects"]:
        yield line(f"corrects {record['corrects']}")
    if corrected_by:
        yield line(("erratum; ", "bad"), f"corrected by {corrected_by}")
    yield from (line((p.word, p.style), f" {p.what}") for p in problems(record))
    yield from statement(record)
    for evidence in record["evidence"]:
        yield EMPTY
        yield from SHOWN.get(evidence["kind"], other)(evidence, record)
    yield from facts(record)
    yield from mutants(record)
    yield from trust(record, used_by)


def statement(record: Record) -> Iterator[Line]:
    said = record["statement"]
    yield EMPTY
    yield line(("statement", "heading"))
    yield line((said["text"], "name"), indent=2)
    for hypothesis in said["hypotheses"]:
        yield line(f"given {hypothesis}", indent=2)
    width = max((len(d["symbol"]) for d in said["domain"]), default=0)
    for symbol in said["domain"]:
        yield line(f"{symbol['symbol'].ljust(width)}  {symbol['set']}", indent=2)
    if record["witness"]:
        yield line(f"witness: {point(record['witness'])}", indent=2)
    if said["docstring"]:
        yield EMPTY
        yield from paragraph(dedent(said["docstring"]), indent=2)


def heading(evidence: Record, record: Record) -> Line:
    name = evidence["name"] if evidence["name"] == evidence["kind"] else f"{evidence['kind']} {evidence['name']}"
    seconds = f"  {evidence['seconds']:.2f} s"
    return line((name, "heading"), "  ", verdict(evidence, record["expected"]), (seconds, "dim"))


def derivation(evidence: Record, record: Record) -> Iterator[Line]:
    """Every chain, lemmas first; under each row its rule, and what the rule asked for."""
    yield heading(evidence, record)
    yield from reason(evidence)
    chains = evidence.get("chains", [])
    for i, chain in enumerate(chains):
        last = i == len(chains) - 1
        label = chain["label"] or ("conclusion" if last else "lemma")
        yield line((label if last else f"lemma: {label}", "name"), indent=2)
        yield from rows(chain["steps"])
    tried = evidence.get("step_mutants", {})
    if tried.get("tried"):
        alive = len(tried["survived"])
        yield line(f"step mutants refused {tried['tried'] - alive}/{tried['tried']}", indent=2)


def rows(steps: Sequence[Record]) -> Iterator[Line]:
    for i, step in enumerate(steps):
        if i == 0:
            yield line(f"   {step['before']}", indent=4)
        yield line(f"{step['relation']:<2} {step['after']}", indent=4)
        passed = Span(step["verdict"], "good" if step["verdict"] == "discharged" else "bad")
        leaning = f", uses {', '.join(step['uses'])}" if step["uses"] else ""
        yield line(("by ", "dim"), (step["rule"], "fair"), leaning, ": ", passed, indent=9)
        for condition in step["conditions"]:
            yield line((f"as {condition}", "dim"), indent=11)
        if step.get("reason"):
            yield line((step["reason"], "poor"), indent=11)
        if step.get("condition"):
            yield line((f"condition: {step['condition']}", "poor"), indent=11)
        if step.get("counterexample"):
            yield from counterexample(step["counterexample"], indent=11)


def simulation(evidence: Record, record: Record) -> Iterator[Line]:
    """What was compared where, and the violation that would have been seen."""
    yield heading(evidence, record)
    yield from reason(evidence)
    yield line(f"tests the {tested(evidence)}; law {evidence.get('law', '')}", indent=2)
    if "samples" in evidence:
        seen = f"; a violation of {percent(evidence['detectable'])} would have been seen"
        yield line(f"{evidence['samples']} samples in all, level {evidence['alpha']:.2g}{seen}", indent=2)
    for place in evidence.get("points", []):
        low, high = (short(end) for end in place["interval"])
        yield line(f"at {point(place['at'])}", indent=2)
        yield line(
            f"claimed {short(place['target'])}, found {short(place['estimate'])} in [{low}, {high}], ",
            f"{place['samples']} samples, stopped: {place['stopped']}", indent=4,
        )


def other(evidence: Record, record: Record) -> Iterator[Line]:
    """Replays and exact checks: what was done."""
    yield heading(evidence, record)
    yield from reason(evidence)
    if "gap" in evidence:
        gap = f"gap {evidence['gap']}, rounding {evidence['rounding']}"
        yield line(f"{evidence['runs']} runs in two precisions: {gap}", indent=2)
    if evidence.get("domain"):
        yield line(f"on {evidence['domain']}", indent=2)
    if "tests" in evidence:
        yield line(f"tests the {tested(evidence)}", indent=2)


def tested(evidence: Record) -> str:
    """What a check is about: the claim, or a named link of its proof."""
    tests = evidence.get("tests", "claim")
    return "claim" if tests == "claim" else f"link {tests}"


SHOWN = {"derivation": derivation, "simulation": simulation}


def reason(evidence: Record) -> Iterator[Line]:
    if evidence.get("reason"):
        yield line((evidence["reason"], "poor"), indent=2)
    if evidence.get("counterexample"):
        where = f" {evidence['where']}" if evidence.get("where") else ""
        yield line(f"counterexample to the {evidence.get('of', 'claim')}{where}", indent=2)
        yield from counterexample(evidence["counterexample"], indent=4)


def facts(record: Record) -> Iterator[Line]:
    if record["facts"]:
        yield EMPTY
        yield line(("facts, taken on trust", "heading"))
    for fact in record["facts"]:
        yield line(f"{fact['left']} {fact['relation']} {fact['right']}", indent=2)
        yield line((f"{fact['name']} ({fact['source']})", "dim"), indent=4)


def mutants(record: Record) -> Iterator[Line]:
    """Each wrong variant, and what it fell to."""
    yield EMPTY
    yield line(("mutants", "heading"))
    for mutant in record["mutants"]:
        changes = ", ".join(f"{field} = {text}" for field, text in mutant["changes"].items())
        proof = " (of the proof)" if mutant["of"] == "proof" else ""
        word = Span("killed", "good") if mutant["killed"] else Span("SURVIVED", "loud")
        yield line((mutant["name"], "name"), proof, "  ", word, f"  {mutant['because']}", indent=2)
        yield line((changes, "dim"), indent=4)
        for by in mutant["by"]:
            example = by["counterexample"]
            where = f" {by['where']}" if by.get("where") not in (None, "", "conclusion") else ""
            yield line(
                f"{by['evidence']} refutes the {by['refuted']}{where} at {point(by['at'])}: "
                f"left {example['left']}, right {example['right']} ({certainty(example)})", indent=4,
            )
        if mutant.get("survived_because"):
            yield from (line((str(why), "bad"), indent=4) for why in listed(mutant["survived_because"]))


def trust(record: Record, used_by: Sequence[str]) -> Iterator[Line]:
    """What had to be believed, and the claim's neighbours in the graph."""
    yield EMPTY
    yield line(("trust", "heading"))
    for key in ("cited", "engines", "heuristics"):
        words = record["trust"][key]
        for word in words if key == "cited" else [", ".join(words)] if words else []:
            yield line((f"{key}: ", "dim"), word, indent=2)
    if not any(record["trust"].values()):
        yield line("nothing beyond exact checks", indent=2)
    for side, word in record["verdicts"].items():
        yield line((f"{side}: ", "dim"), spoken(word), indent=2)
    yield line(("uses: ", "dim"), ", ".join(record["uses"]) or "no other claim", indent=2)
    yield line(("used by: ", "dim"), ", ".join(used_by) or "no other claim", indent=2)


def listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def short(number: str) -> str:
    """Six digits of a number that the record holds in full."""
    try:
        return f"{float(number):.6g}"
    except ValueError:
        return number
