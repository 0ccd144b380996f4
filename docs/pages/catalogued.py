"""The claims that pages are made of: what their files declare and, where a run is given, what it found."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from theorems.core.graph import knots
from theorems.index import Entry, catalogue, leaned_on

STYLES = {
    "proved": ("✓", "good"), "enclosed": ("■", "good"), "supported": ("≈", "fair"), "not-refuted": ("≈", "fair"),
    "conditional": ("?", "poor"), "undecided": ("?", "poor"), "refuted": ("✗", "bad"),
}
ORDER = ("derivation", "enclosure", "exact", "replay", "simulation")


@dataclass(frozen=True)
class Catalogued:
    """The catalogue, the records of a run by claim, and the words that say which run it was."""

    entries: dict[str, Entry]
    records: dict[str, Any]
    run: str = ""

    @staticmethod
    def read(run: Path | None) -> Catalogued:
        if run is None:
            return Catalogued(catalogue(), {})
        said = json.loads(run.read_text(encoding="utf-8"))
        words = f"budget {said['budget']}, seed {said['seed']}, α = {said['alpha']:g}"
        return Catalogued(catalogue(), {record["id"]: record for record in said["claims"]}, words)

    def uses(self, id: str) -> tuple[str, ...]:
        """What a claim leans on: what the run recorded, and what its file names."""
        recorded = self.records.get(id, {}).get("uses", ())
        return tuple(u for u in dict.fromkeys((*leaned_on(self.entries[id]), *recorded)) if u in self.entries)

    def corrected_by(self, id: str) -> str | None:
        return next((e.id for e in self.entries.values() if e.corrects == id), None)

    def papers(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries.values(), key=lambda e: e.id):
            found.setdefault(entry.paper, []).append(entry)
        return found

    def verdict(self, id: str) -> str:
        """The verdicts of the run on a claim, or that none was given."""
        record = self.records.get(id)
        if record is None:
            return "not judged for this page"
        return ", ".join(f"{side} {word.replace('-', ' ')}" for side, word in self._sides(record)) or "undecided"

    def mark(self, id: str) -> tuple[str, str]:
        """Sign and style of a claim in a drawing: by the run, else whether it is held for true at all."""
        record = self.records.get(id)
        if record is None:
            return ("†", "bad") if self.entries[id].expected == "refuted" else ("", "")
        if record["expected"] == "refuted" or "refuted" in record["verdicts"].values():
            return STYLES["refuted"] if "refuted" in record["verdicts"].values() else STYLES["undecided"]
        return STYLES.get(next((word for _, word in self._sides(record)), ""), STYLES["undecided"])

    @staticmethod
    def _sides(record: Any) -> list[tuple[str, str]]:
        return sorted(record["verdicts"].items(), key=lambda v: (ORDER.index(v[0]) if v[0] in ORDER else 9, v[0]))

    def in_order(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """The claims that hold, each after what it leans on, then the errata."""
        mine = {e.id: e for e in entries if e.expected != "refuted"}
        for knot in knots({id: [u for u in self.uses(id) if u in mine] for id in mine}):
            yield from (mine[id] for id in knot)
        yield from (e for e in entries if e.expected == "refuted")


@cache
def docstring(entry: Entry) -> str:
    """What a claim file says at its head."""
    return ast.get_docstring(ast.parse(Path(entry.path).read_text(encoding="utf-8"))) or ""
