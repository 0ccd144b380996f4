"""What a claim record says, in words: its status, its verdicts, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from theorems.views.lines import Line, Span, Style, line

Record = dict[str, Any]

STYLES: dict[str, Style] = {
    "proved": "good", "enclosed": "good", "supported": "good", "not-refuted": "fair", "measured": "fair",
    "conditional": "poor", "cited": "poor", "undecided": "poor", "refuted": "bad",
}


@dataclass(frozen=True)
class Problem:
    """One reason why a run is not good: the word it is found by, what is the matter, and why, as far as is known."""

    word: str
    what: str
    style: Style = "bad"
    why: tuple[str, ...] = ()


def problems(record: Record) -> list[Problem]:
    """What is wrong with a claim, the loudest first; nothing if it turned out as expected and was cross-examined."""
    found = [Problem("CONTRADICTION", text, "loud") for text in record["contradictions"]]
    if record["contradiction"] and not found:
        found.append(Problem("CONTRADICTION", "the two sides disagree", "loud"))
    found += [survivor(m) for m in record["mutants"] if not m["killed"]]
    found += [Problem("TOOTHLESS", f"{name} kills no mutant", "loud") for name in record["toothless"]]
    for evidence in record["evidence"]:
        for step in evidence.get("step_mutants", {}).get("survived", []):
            found.append(Problem("SURVIVED", f"step mutant of {evidence['name']}: {step}", "loud"))
    if record["error"]:
        found.append(Problem("ERROR", str(record["error"])))
    elif not record["as_expected"]:
        found.append(Problem("UNEXPECTED", unexpected(record)))
    return found


def status(record: Record) -> Problem:
    """The word a claim's line begins with."""
    return next(iter(problems(record)), Problem("ok", "", "good"))


def survival(mutant: Record) -> str:
    """Why a mutant is still alive, in one line."""
    found = survivor(mutant)
    return f"{found.what}: {'; '.join(found.why)}"


def survivor(mutant: Record) -> Problem:
    """A mutant that is still alive, and what each piece of evidence made of it."""
    reasons = mutant.get("survived_because") or []
    why = (reasons,) if isinstance(reasons, str) else tuple(map(str, reasons))
    tried = f"tried {', '.join(mutant['tried'])}" if mutant.get("tried") else "nothing was tried"
    return Problem("SURVIVED", f"mutant {mutant['name']} ({mutant['because']})", "loud", why or (tried,))


def unexpected(record: Record) -> str:
    """How a claim turned out otherwise than expected."""
    verdicts = record["verdicts"]
    if record["expected"] == "refuted":
        standing = [f"{side} {spoken(word)}" for side, word in verdicts.items() if word not in ("refuted", "undecided")]
        return "was to be refuted, and is not" + (f": {', '.join(standing)}" if standing else "")
    refuted = [side for side, word in verdicts.items() if word == "refuted"]
    if refuted:
        return f"was to hold, and is refuted by {', '.join(refuted)}"
    undecided = [e["name"] for e in record["evidence"] if e["verdict"] == "undecided"]
    return "was to hold, and is undecided" + (f": {', '.join(undecided)}" if undecided else "")


def spoken(word: str) -> str:
    """A verdict's word for people."""
    return word.replace("-", " ")


def verdict(evidence: Record, expected: str = "holds") -> Span:
    """The verdict of one piece of evidence, with what it could have seen."""
    word = evidence["verdict"]
    text = spoken(word)
    if word == "refuted" and expected == "refuted":
        return Span("refuted, as expected", "good")
    if word in ("not-refuted", "supported"):
        text += could_see(evidence)
    return Span(text, STYLES.get(word, ""))


def could_see(evidence: Record) -> str:
    """The violation that would have been caught, or the margin, as a share of the claimed value."""
    if evidence["kind"] == "replay":
        return f" (gap {evidence['gap']}, rounding {evidence['rounding']})" if "gap" in evidence else ""
    if "shows" in evidence:
        return " (can only refute)"
    if "margin" in evidence:
        return f" (by {percent(evidence['margin'])})"
    return f" (would see {percent(evidence['detectable'])})" if "detectable" in evidence else ""


def percent(share: Any) -> str:
    """A relative size for people; what is no number stays as it is."""
    try:
        value = 100 * float(share)
    except (TypeError, ValueError):
        return str(share)
    return f"{value:.0f} %" if value >= 100 else f"{value:.2g} %"


def killed(record: Record) -> tuple[int, int]:
    """How many mutants fell, and how many there are."""
    return sum(bool(m["killed"]) for m in record["mutants"]), len(record["mutants"])


def point(at: dict[str, str]) -> str:
    """The values of a counterexample's symbols."""
    return ", ".join(f"{name} = {value}" for name, value in at.items()) or "everywhere"


def certainty(example: Record) -> str:
    """How sure a counterexample is."""
    if example["certain"]:
        return "certain"
    if example.get("alpha"):
        return f"statistical, level {example['alpha']:.2g}"
    return "numerical"


def counterexample(example: Record, indent: int = 0) -> Iterator[Line]:
    """Where a relation fails: the point, both values, how far apart and how sure."""
    yield line("at ", (point(example["at"]), "name"), indent=indent)
    values = f"left {example['left']}, right {example['right']}"
    margin = f", apart by {example['margin']}" if example["margin"] else ""
    yield line(f"{values}: {example['relation']} fails{margin} ({certainty(example)})", indent=indent)
    if example.get("note"):
        yield line((example["note"], "dim"), indent=indent)


def source(record: Record) -> str:
    """Where a claim is from, in one line."""
    said = record["source"]
    parts = [said["key"] + (f" {said['version']}" if said.get("version") else ""), said["where"]]
    return f"{', '.join(p for p in parts if p)} ({said['origin']})"
