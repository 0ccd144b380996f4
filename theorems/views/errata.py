"""What was found wrong in the papers: as printed, the counterexample of this run, and what is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from theorems.views.lines import Line, line
from theorems.views.words import Record, counterexample, problems, source


def lines(record: Record, corrected: Record | None) -> Iterator[Line]:
    """One erratum; ``corrected`` is the record of the claim that puts it right, if there is one."""
    yield line((record["id"], "heading"), f"  {record['title']}")
    yield line(("as stated: ", "bad"), (text(record), "name"), indent=2)
    yield line((source(record), "dim"), indent=4)
    found = list(refutations(record))
    for name, evidence in found:
        yield line((f"refuted, as expected, by {name}", "good"), indent=2)
        yield from counterexample(evidence["counterexample"], indent=4)
    if not found:
        yield line(("NOT REFUTED in this run: the erratum itself is in doubt", "loud"), indent=2)
    if corrected is not None:
        yield line(("corrected: ", "good"), (text(corrected), "name"), indent=2)
        sides = ", ".join(f"{side} {word}" for side, word in corrected["verdicts"].items())
        yield line((f"{corrected['id']}: {sides}" if sides else corrected["id"], "dim"), indent=4)
    else:
        yield line(("corrected: ", "dim"), "no corrected claim is in the catalogue", indent=2)
    for problem in problems(record):
        yield line((problem.word, problem.style), f" {problem.what}", indent=2)


def refutations(record: Record) -> Iterator[tuple[str, Record]]:
    """The evidence that refutes the claim itself, by name; certain ones first."""
    own = [e for e in record["evidence"] if e["verdict"] == "refuted" and e.get("of", "claim") == "claim"]
    for evidence in sorted(own, key=lambda e: not e["counterexample"]["certain"]):
        yield evidence["name"], evidence


def text(record: Record) -> str:
    said: Mapping[str, str] | None = record["statement"]
    return said["text"] if said else str(record["error"])
