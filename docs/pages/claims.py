"""One page a claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

from pages.catalogued import Catalogued, docstring
from pages.text import escaped, heading, link, prose, spelled
from theorems.index import Entry

ORPHAN = ":orphan:"  # in no table of contents, which every page would carry: the pages of the papers list the claims


def pages(known: Catalogued) -> dict[str, str]:
    return {f"claims/{id}": page(entry, known) for id, entry in known.entries.items()}


def page(entry: Entry, known: Catalogued) -> str:
    lines = [ORPHAN, "", *heading(escaped(entry.title or entry.id), "="), ""]
    lines += [f":claim: ``{entry.id}``", f":kind: {entry.kind}"]
    lines.append(":among: " + link(spelled(entry.paper), f"claims/{entry.paper}/index"))
    lines += [f":expected: {entry.expected}", f":source: {escaped(entry.key)}, {escaped(entry.where)} ({entry.origin})"]
    if known.run:
        lines.append(f":verdict: {known.verdict(entry.id)} ({known.run})")
    users = [id for id in known.entries if entry.id in known.uses(id)]
    others = {"corrects": [entry.corrects], "corrected by": [known.corrected_by(entry.id)], "uses": known.uses(entry.id)}
    for word, ids in (others | {"used by": users}).items():
        links = [f":doc:`/claims/{id}`" for id in ids if id in known.entries]
        if links:
            lines.append(f":{word}: {', '.join(links)}")
    lines += ["", *prose(docstring(entry)), ""]
    if entry.mutants:
        lines += [*heading("Mutants, which must fall", "-"), "", *mutants(entry, known), ""]
    lines += [*heading("Check it", "-"), "", ".. code-block:: shell", "", f"   lemmata show {entry.id}"]
    lines += [f"   lemmata verify {entry.id}", f"   pytest --claims={entry.id}", ""]
    source = Path(entry.path).read_text(encoding="utf-8")
    lines += [*heading("The file", "-"), "", ".. code-block:: python", "", indent(source.rstrip(), "   "), ""]
    return "\n".join(lines)


def mutants(entry: Entry, known: Catalogued) -> Iterator[str]:
    """The names of a claim's mutants; of those that a run has judged, which mistake each is and what refuted it."""
    judged = {mutant["name"]: mutant for mutant in known.records.get(entry.id, {}).get("mutants", ())}
    for name in entry.mutants:
        if mutant := judged.get(name):
            fell = ", ".join(escaped(refuted["evidence"]) for refuted in mutant["by"]) or "nothing"
            yield f"- ``{name}``: {escaped(mutant['because'])}; fell to {fell}"
        else:
            yield f"- ``{name}``"
