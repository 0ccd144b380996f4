"""A run, claim by claim as each is finished, and its summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from theorems.views.lines import Line, Span, line
from theorems.views.words import Record, counterexample, killed, problems, spoken, status, verdict

WIDEST = len("CONTRADICTION")
INDENT = 4


def claim(record: Record, again: str, width: int = 0) -> Iterator[Line]:
    """A claim's line; if something is wrong with it, the reasons and the command that runs it alone."""
    yield headline(record, width)
    if problems(record):
        yield from details(record)
        yield line(("again: ", "dim"), again, indent=INDENT)


def headline(record: Record, width: int = 0) -> Line:
    """Status, id, the verdict of each side, mutants killed, seconds."""
    found = status(record)
    fallen, mutants = killed(record)
    parts: list[Span] = [Span(found.word.ljust(WIDEST), found.style), Span("  ")]
    parts.append(Span(record["id"].ljust(width), "name"))
    for span in sides(record):
        parts += [Span("  "), *span]
    if not record["error"]:
        parts += [Span("  "), Span(f"mutants {fallen}/{mutants}", "" if fallen == mutants else "loud")]
    parts += [Span("  "), Span(f"{record['seconds']:.1f} s", "dim")]
    return Line(tuple(parts))


def sides(record: Record) -> Iterator[tuple[Span, ...]]:
    """Each kind of evidence with its strongest verdict."""
    for kind, word in record["verdicts"].items():
        same = [e for e in record["evidence"] if (e["kind"], e["verdict"]) == (kind, word)]
        known = same[0] if same else {"kind": kind, "verdict": word}
        yield Span(f"{kind} "), verdict(known, record["expected"])


def details(record: Record) -> Iterator[Line]:
    """Everything that is wrong with a claim, with its counterexamples."""
    for problem in problems(record):
        yield line((problem.word, problem.style), f" {problem.what}", indent=INDENT)
        yield from (line(why, indent=INDENT + 2) for why in problem.why)
    if record["error"]:
        return
    for evidence in record["evidence"]:
        if evidence["verdict"] == "refuted" and (record["expected"] == "holds" or record["contradiction"]):
            of = f" the {evidence['of']}" if evidence.get("of") else ""
            where = f" ({evidence['where']})" if evidence.get("where") not in (None, "", "conclusion") else ""
            yield line((f"{evidence['name']} refutes{of}{where}", "bad"), indent=INDENT)
            yield from shown(evidence)
        elif evidence["verdict"] == "undecided" and not record["as_expected"]:
            yield line((f"{evidence['name']} undecided: ", "poor"), evidence.get("reason", ""), indent=INDENT)
            yield from shown(evidence)


def shown(evidence: Record) -> Iterator[Line]:
    if evidence.get("counterexample"):
        yield from counterexample(evidence["counterexample"], indent=INDENT + 2)


def composed(before: Mapping[str, dict[str, str]], records: list[Record]) -> Iterator[Line]:
    """The claims whose verdicts what they lean on has changed since their line was printed."""
    for record in records:
        for side, word in record["verdicts"].items():
            first = before[record["id"]].get(side, word)
            if first == word:
                continue
            same = (e for e in record["evidence"] if (e["kind"], e["verdict"]) == (side, word))
            reason = next((e.get("reason", "") for e in same), "")
            yield line(
                ("leaning", "poor"), f"  {record['id']}  {side} {spoken(first)} by itself, {spoken(word)} ",
                f"by what it leans on: {reason}",
            )


def summary(document: Record, jobs: Mapping[str, str]) -> Iterator[Line]:
    """Each problem again in one line with its claim, the loudest first, then the counts.

    ``jobs``: per claim the command that runs it alone.
    """
    counts, records = document["summary"], document["claims"]
    found = [(r, p) for r in records for p in problems(r)] if len(records) > 1 else []
    left = counts["selected"] - counts["claims"] if "selected" in counts else 0
    yield Line(())
    if left:
        yield line((f"INCOMPLETE: {left} of {counts['selected']} claims not judged", "loud"))
    found.sort(key=lambda pair: (pair[1].style != "loud", pair[1].word))
    for record, problem in found:
        yield line((problem.word.ljust(WIDEST), problem.style), f"  {record['id']}: {problem.what}")
    yield Line(tuple(counted(counts, records)))
    how = f"seed {document['seed']}, alpha {document['alpha']:g}, budget {document['budget']}"
    yield line((f"{how}, {counts['seconds']:.1f} s", "dim"))
    if found:
        yield line(("again: ", "dim"), jobs[found[0][0]["id"]])


def counted(counts: Mapping[str, Any], records: list[Record]) -> Iterator[Span]:
    """``12 claims: 11 as expected (2 of them refuted), 40/41 mutants killed, 1 toothless``."""
    total, expected = counts["claims"], counts["as_expected"]
    errata = sum(r["expected"] == "refuted" and r["as_expected"] for r in records)
    yield Span(f"{total} claim{'' if total == 1 else 's'}: ")
    yield Span(f"{expected} as expected", "good" if expected == total else "")
    if errata:
        yield Span(f" ({errata} refuted, as expected)", "good")
    if expected < total:
        yield Span(", ")
        yield Span(f"{total - expected} not", "bad")
    alive = counts["mutants"] - counts["mutants_killed"]
    yield Span("; ")
    yield Span(f"mutants killed {counts['mutants_killed']}/{counts['mutants']}", "loud" if alive else "")
    yield Span("; ")
    yield Span(f"toothless {counts['toothless']}", "loud" if counts["toothless"] else "")
    if counts.get("contradictions"):
        yield Span("; ")
        yield Span(f"CONTRADICTIONS {counts['contradictions']}", "loud")
