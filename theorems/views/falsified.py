"""What the search for a counterexample came to."""

from __future__ import annotations

from collections.abc import Iterator

from theorems.views.lines import Line, Span, Style, line
from theorems.views.words import Record, counterexample

STYLE: dict[str, Style] = {"ruled_out": "good", "not_attackable": "poor"}


def lines(found: Record, expected: str) -> Iterator[Line]:
    """The simplest counterexample and the worst one, or how much was tried without one."""
    tried = f"{found['tried']} points tried"
    if found["found"]:
        said = Span("refuted, as expected", "good") if expected == "refuted" else Span("REFUTED", "loud")
        of = "" if found["of"] == "claim" else f"  the link {found['of']} of its proof, not the claim itself"
        yield line((found["id"], "name"), "  ", said, f"  {tried}{of}")
        for word in ("shrunk", "worst"):
            if found.get(word) and (word == "shrunk" or found["worst"]["at"] != found["shrunk"]["at"]):
                yield line((f"{word}:", "heading"), indent=2)
                yield from counterexample(found[word], indent=4)
    else:
        doubt = Span("; the erratum is in doubt" if expected == "refuted" else "", "bad")
        yield line((found["id"], "name"), "  ", ("no counterexample found", "fair"), f"  {tried}", doubt)
    for key, style in STYLE.items():
        for part in found.get(key, []):
            yield line((f"{key.replace('_', ' ')}: ", style), str(part), indent=2)
