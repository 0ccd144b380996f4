"""What the search for a counterexample came to."""

from __future__ import annotations

from collections.abc import Iterator

from theorems.views.lines import Line, Span, line
from theorems.views.words import Record, counterexample


def lines(found: Record, expected: str) -> Iterator[Line]:
    """The simplest counterexample and the worst one, or how much was tried without one."""
    tried = f"{found['tried']} points tried"
    if found["found"]:
        said = Span("refuted, as expected", "good") if expected == "refuted" else Span("REFUTED", "loud")
        yield line((found["id"], "name"), "  ", said, f"  {tried}")
        for word in ("shrunk", "worst"):
            if found.get(word):
                yield line((f"{word}:", "heading"), indent=2)
                yield from counterexample(found[word], indent=4)
    else:
        doubt = Span("; the erratum is in doubt" if expected == "refuted" else "", "bad")
        yield line((found["id"], "name"), "  ", ("no counterexample found", "fair"), f"  {tried}", doubt)
    for part in found.get("not_attackable", []):
        yield line(("not attackable: ", "poor"), str(part), indent=2)
