"""The formulas of claims as MathML: of their statements, and of the rows of their derivations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from theorems.index import Entry

LONGEST = 400                                    # characters of a formula that is shown as text instead


class Formulas:
    """MathML of the claims whose files are still what was judged; of the others their texts are shown."""

    def __init__(self, entries: Iterable[Entry], judged: Mapping[str, str]) -> None:
        self.entries = {e.id: e for e in entries if judged.get(e.id) and judged[e.id] == digest(e)}

    def statement(self, id: str) -> str | None:
        from theorems.views import mathml

        return mathml.statement(self.entries[id]) if id in self.entries else None

    def of(self, id: str) -> Callable[[str], str | None]:
        """The expressions of a claim's hypotheses and derivations, by their text in the record."""
        known: dict[str, Any] | None = None

        def find(text: str) -> str | None:
            nonlocal known
            from theorems.views import mathml

            if known is None:
                known = dict(self.expressions(id))
            return mathml.inline(known[text]) if text in known and len(text) <= LONGEST else None

        return find

    def expressions(self, id: str) -> Iterator[tuple[str, Any]]:
        """Every hypothesis, and every expression of a derivation, with its text."""
        from sympy import sstr

        from theorems.core.chain import Chain
        from theorems.core.evidence.derived import Derived
        from theorems.core.judge import spelled
        from theorems.core.registry import load_entry
        from theorems.core.rules.identities import parts_of

        if id not in self.entries:
            return
        try:
            claim = load_entry(self.entries[id])
            yield from ((spelled(h), h) for h in claim.statement.hypotheses())
            derivations = [e.derivation(claim.statement) for e in claim.evidence if isinstance(e, Derived)]
            for rule in parts_of(tuple(derivations)):
                if isinstance(rule, Chain):
                    yield from ((sstr(e), e) for e in (rule.first, *(s.after for s in rule.steps)))
        except Exception:  # an author's slip: what the run says of it is shown, as text
            return


def digest(entry: Entry) -> str:
    path = Path(entry.path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
