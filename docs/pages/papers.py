"""A page for each paper that reads as a blueprint: the graph, then the claims, each after what it leans on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import indent

from pages.catalogued import Catalogued, docstring
from pages.text import escaped, formula, heading, link, spelled
from theorems.index import Entry
from theorems.views.graph import Node, connected, svg
from theorems.views.tables.bibliography import entries as bibliography

OPENING = (
    "The papers, and the standard results that they lean on; for each the graph of its claims, and the claims in an order "
    "in which they can be read."
)
NOT_JUDGED = (
    "This page was built without a run: signs and colours say only what is held for false (†).  The build takes the "
    "verdicts of ``lemmata verify --json run.json`` with ``sphinx-build -D lemmata_run=run.json``."
)
LEGEND = (
    "✓ derivation proved, ■ enclosed, ≈ supported or not refuted only, ? undecided or conditional, ✗ refuted; no sign: not "
    "judged in that run."
)


def pages(known: Catalogued) -> dict[str, str]:
    papers = known.papers()
    return {"claims/index": contents(papers)} | {
        f"claims/{name}/index": page(name, entries, known) for name, entries in papers.items()
    }


def contents(papers: dict[str, list[Entry]]) -> str:
    lines = [*heading("Claims", "="), "", OPENING, ""]
    for title, wanted in (("Papers", True), ("Standard results", False)):
        names = [name for name, entries in papers.items() if of_paper(entries[0]) == wanted]
        lines += [*heading(title, "-"), "", ".. toctree::", "   :maxdepth: 1", ""]
        lines += [f"   {spelled(name)} ({len(papers[name])}) <{name}/index>" for name in names]
        lines.append("")
    return "\n".join(lines)


def of_paper(entry: Entry) -> bool:
    return "papers" in (entry.module or "").split(".")


def page(name: str, entries: Sequence[Entry], known: Catalogued) -> str:
    order = list(known.in_order(entries))
    lines = [*heading(spelled(name), "="), "", *sources(entries), "", summary(entries, known), ""]
    if drawn := drawing(name, entries, known):
        lines += [*heading("What leans on what", "-"), "", LEGEND if known.run else NOT_JUDGED, "", ".. raw:: html", ""]
        lines += [indent(f'<div class="scrolled">{drawn.strip()}</div>', "   "), ""]
    sections = (("The claims", "holds"), ("Found wrong", "refuted"))
    for title, expected in sections:
        if some := [e for e in order if e.expected == expected]:
            lines += [*heading(title, "-"), ""]
            for entry in some:
                lines += [*described(entry, known), ""]
    return "\n".join([*lines, ""])


def sources(entries: Sequence[Entry]) -> Iterator[str]:
    """What the claims are from, the most cited first."""
    known = bibliography()
    for key, count in Counter(e.key for e in entries).most_common():
        yield f"- ``{key}`` ({count} claims): {reference(known[key])}" if key in known else f"- ``{key}`` ({count} claims)"


def reference(bibtex: str) -> str:
    """Authors, title and year of an entry, without the signs of LaTeX."""
    said = dict(re.findall(r"^\s*(\w+)\s*=\s*\{(.*)\},?\s*$", bibtex, re.MULTILINE))
    parts = [re.sub(r"[{}]", "", said.get(field, "")) for field in ("author", "title", "year")]
    arxiv = f"arXiv:{said['eprint']}" if said.get("archiveprefix") == "arXiv" else ""
    return escaped(". ".join(filter(None, [parts[0].replace(" and ", "; "), parts[1], parts[2], arxiv])) + ".")


def summary(entries: Sequence[Entry], known: Catalogued) -> str:
    wrong = sum(e.expected == "refuted" for e in entries)
    words = f"{len(entries)} claims, {sum(len(e.mutants) for e in entries)} mutants"
    words += f", {wrong} found wrong" if wrong else ""
    return f"{words}.  Verdicts of a run with {known.run}." if known.run else f"{words}."


def drawing(name: str, entries: Sequence[Entry], known: Catalogued) -> str:
    """The graph of the claims that lean on one another or on claims from elsewhere; nothing if there are none."""
    mine = {e.id: known.uses(e.id) for e in entries}
    elsewhere = {u: () for used in mine.values() for u in used if u not in mine}
    uses = elsewhere | mine
    if not (ids := list(connected(uses))):
        return ""
    return svg([node(id, name, known) for id in ids], {id: list(uses[id]) for id in ids})


def node(id: str, paper: str, known: Catalogued) -> Node:
    entry, (sign, style) = known.entries[id], known.mark(id)
    inside = entry.paper == paper
    label = id.split("/")[1] if inside else id
    return Node(id, label, f"{entry.title} ({known.verdict(id)})", f"../{id}.html", sign, style)


def described(entry: Entry, known: Catalogued) -> Iterator[str]:
    """A claim among others: title, where it is from, its formula, what it leans on."""
    sign, style = known.mark(entry.id)
    yield f".. container:: blueprint {style}".rstrip()
    yield ""
    said = [f"**{sign}** " if sign else "", link(entry.title or entry.id, f"claims/{entry.id}"), f" — ``{entry.id}``"]
    rows = ["".join(said), "", f"{entry.kind}, {escaped(entry.key)}, {escaped(entry.where)} ({entry.origin})"]
    rows[-1] += f"; {known.verdict(entry.id)}" if known.run else ""
    rows += ["", formula(docstring(entry)), ""]
    corrected = known.corrected_by(entry.id)
    words = (("uses", known.uses(entry.id)), ("corrects", [entry.corrects]), ("corrected by", [corrected]))
    told = {word: ", ".join(f":doc:`/claims/{id}`" for id in ids if id) for word, ids in words}
    rows += ["; ".join(f"{word} {links}" for word, links in told.items() if links)]
    yield from indent("\n".join(rows), "   ").splitlines()
