"""What was found wrong: each claim as it was stated, its counterexample where a run is given, and what is right."""

from __future__ import annotations

from collections.abc import Iterator

from pages.catalogued import Catalogued, docstring
from pages.text import escaped, formula, heading, link, prose
from theorems.index import Entry
from theorems.views.errata import refutations, text
from theorems.views.words import certainty, point

ORIGINS = {
    "printed": "the text was at hand",
    "abstract": "as an abstract, a summary or a review states it; the paper itself may say more",
    "ours": "a reading of ours that does not hold", "classical": "classical",
}
OPENING = """\
These are not judgements on papers.  Each is a statement, with where it was read and how literally, for which a
counterexample was found; it is found again in every run, and the statement that holds in its place stands beside it.
``lemmata errata`` prints the same, checked now."""


def pages(known: Catalogued) -> dict[str, str]:
    wrong = [e for e in known.entries.values() if e.expected == "refuted"]
    lines = [*heading("Errata", "="), "", OPENING, ""]
    for entry in sorted(wrong, key=lambda e: (e.paper, list(ORIGINS).index(e.origin), e.id)):
        lines += [*heading(escaped(entry.title), "-"), "", *told(entry, known), ""]
    return {"claims/errata": "\n".join(lines)}


def told(entry: Entry, known: Catalogued) -> Iterator[str]:
    yield f":claim: :doc:`/claims/{entry.id}`"
    yield f":read in: {escaped(entry.key)}, {escaped(entry.where)}"
    yield f":origin: {entry.origin}: {ORIGINS[entry.origin]}"
    yield ""
    yield from prose(docstring(entry))
    if record := known.records.get(entry.id):
        yield f"As checked: ``{text(record)}``"
        yield ""
        for name, evidence in refutations(record):
            example = evidence["counterexample"]
            yield f"Refuted by {name} at ``{point(example['at'])}``: left {escaped(str(example['left']))}, "
            yield f"right {escaped(str(example['right']))}; {example['relation']} fails ({certainty(example)})."
            yield ""
    right = known.corrected_by(entry.id)
    if right:
        yield f"What holds instead: {link(known.entries[right].title, f'claims/{right}')}."
        yield ""
        yield formula(docstring(known.entries[right]))
