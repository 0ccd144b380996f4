"""What leans on what, composed when all is judged: a claim is at most as good as what it leans on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

GOOD = ("proved", "enclosed")


def knots(uses: Mapping[str, list[str]]) -> list[list[str]]:
    """Strongly connected claims, what is leaned on first (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in uses.get(node, []):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            knot: list[str] = []
            while not knot or knot[-1] != node:
                knot.append(stack.pop())
            found.append(sorted(knot))

    for node in sorted(uses):
        if node not in index:
            visit(node)
    return found


def compose(records: dict[str, dict[str, Any]]) -> None:
    """Weaken derivations by what they lean on, join trust, and note who uses whom; the records are changed in place."""
    uses = {id: list(record["uses"]) for id, record in records.items()}
    for knot in knots(uses):
        for id in knot:
            record = records.get(id)
            if record is None:
                continue
            if len(knot) > 1 or id in uses[id]:
                weaken(record, "undecided", "leans on itself: " + " -> ".join([*knot, knot[0]]))
                continue
            for other in uses[id]:
                lean(record, other, records.get(other))
    for id in sorted(records):
        for other in uses[id]:
            if other in records:
                records[other]["used_by"].append(id)
        corrected = records.get(records[id].get("corrects") or "")
        if corrected is not None:
            corrected["corrected_by"] = id


def lean(record: dict[str, Any], other: str, found: dict[str, Any] | None) -> None:
    """What one claim's derivation is worth, given the verdict on a claim it leans on."""
    words = (found or {}).get("verdicts", {})
    word = next((words[kind] for kind in ("derivation", "exact", "enclosure") if kind in words), None)
    fallen = found is not None and (found["contradiction"] or found["expected"] == "refuted" or "refuted" in words.values())
    if found is None:
        weaken(record, "conditional", f"on {other}, which was not judged in this run")
    elif fallen or word in (None, "undecided"):
        weaken(record, "undecided", f"leans on {other}, which does not stand")
    elif word == "enclosed" and (found["statement"] or {}).get("domain"):
        # A proof uses it anywhere; where the claim is about one number, that is where it was enclosed.
        weaken(record, "conditional", f"on {other}, which is enclosed on a set of its own only")
    elif word not in GOOD:
        weaken(record, "conditional", f"on {other}, which is {word}")
    if found is not None:
        for key in ("cited", "engines", "heuristics"):
            record["trust"][key] = sorted({*record["trust"][key], *found["trust"][key]})


def weaken(record: dict[str, Any], word: str, reason: str) -> None:
    """Take a proved derivation down to a weaker word; an undecided one makes the claim not as expected."""
    if record["verdicts"].get("derivation") not in ("proved", "conditional"):
        return
    record["verdicts"]["derivation"] = word
    for evidence in record["evidence"]:
        if evidence["kind"] == "derivation" and evidence["verdict"] in ("proved", "conditional"):
            evidence |= {"verdict": word, "reason": reason}
    if word == "undecided":
        record["as_expected"] = record["expected"] == "refuted" and record["as_expected"]
