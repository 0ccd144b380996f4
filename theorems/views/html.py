"""A run as one page that needs nothing from elsewhere: no script, no font, no network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from textwrap import dedent

from theorems.views import html_parts as parts
from theorems.views.verify import counted
from theorems.views.words import Record, killed, problems, source, status

UNBOUNDED = re.compile(r"\boo\b")                # as SymPy writes infinity
EXPECTED = {"holds": "holds, as expected", "refuted": "refuted, as expected"}
STYLE = Path(__file__).with_name("page.css")


def page(document: Record, formula: Callable[[str], str | None]) -> str:
    """The whole run; ``formula`` gives a claim's statement as MathML by id, or None, and then its text is shown."""
    look = parts.Look(statement=formula)
    body = "".join([*header(document), *(section for r in document["claims"] for section in claim(r, look))])
    return framed("Lemmata: claims cross-examined", f"<main>{body}</main>\n")


def framed(title: str, body: str, head: str = "") -> str:
    """A page that needs nothing from elsewhere."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head}<style>{STYLE.read_text(encoding='utf-8')}</style></head>\n<body>\n{body}</body></html>\n"
    )


def header(document: Record, look: parts.Look = parts.PLAIN) -> Iterator[str]:
    """What was run, the counts, every problem, and a table of claims."""
    yield from run(document, look)
    yield from claims(document["claims"], look)


def run(document: Record, look: parts.Look) -> Iterator[str]:
    """What was run, the counts, every problem."""
    counts, records = document["summary"], document["claims"]
    yield "<h1>Claims cross-examined</h1>\n"
    how = f"seed {document['seed']}, total error α = {document['alpha']:g}, budget {document['budget']}"
    engines = ", ".join(f"{name} {release}" for name, release in document.get("engines", {}).items())
    said = f"Lemmata {document['version']}; {how}; {counts['seconds']:.1f} s; {engines}"
    yield f'<p class="soft">{escape(said)}</p>\n'
    yield f'<p class="counts">{"".join(map(parts.span, counted(counts, records)))}</p>\n'
    if counts.get("selected", counts["claims"]) > counts["claims"]:
        yield f'<p class="alarm">Incomplete: {counts["claims"]} of {counts["selected"]} claims were judged.</p>\n'
    for record in records:
        for problem in problems(record):
            yield parts.alarm(problem, look.link(record["id"]))


def claims(records: Iterable[Record], look: parts.Look) -> Iterator[str]:
    """A table of claims with their outcomes."""
    yield parts.table("claim", "outcome", "verdicts", "mutants")
    for record in records:
        found = status(record)
        outcome = found.word if problems(record) else EXPECTED[record["expected"]]
        fallen, total = killed(record)
        title = f"{look.link(record['id'])}<br><span class='soft'>{escape(record['title'])}</span>"
        yield parts.cells(title, parts.chip(outcome, found.style), parts.sides(record), f"{fallen}/{total}")
    yield "</tbody></table>\n"


def claim(record: Record, look: parts.Look) -> Iterator[str]:
    """One claim: statement, evidence, mutants, trust base."""
    yield f'<section id="{escape(record["id"])}">\n' + look.title(record["title"])
    yield (
        f'<p class="soft"><code>{escape(record["id"])}</code>, {escape(record["kind"])}; {escape(source(record))}; '
        f"expected: {escape(record['expected'])}</p>\n"
    )
    for problem in problems(record):
        yield parts.alarm(problem)
    for key, said in (("corrects", "Corrects"), ("corrected_by", "Corrected by")):
        if record[key]:
            yield f"<p>{said} {look.link(record[key])}</p>\n"
    yield from statement(record, look)
    for evidence in record["evidence"]:
        yield from parts.evidence(evidence, record, look)
    yield from parts.mutants(record, look)
    yield from parts.trust(record, look)
    yield "</section>\n"


def statement(record: Record, look: parts.Look) -> Iterator[str]:
    said = record["statement"]
    if said is None:
        return
    yield look.part("Statement")
    yield from conclusion(record, look)
    yield from docstring(said["docstring"])
    yield parts.table("symbol", "ranges over", "witness")
    for symbol in said["domain"]:
        name, at = symbol["symbol"], record["witness"].get(symbol["symbol"], "")
        yield parts.cells(parts.symbol(name), escape(UNBOUNDED.sub("\N{INFINITY}", symbol["set"])), escape(at))
    yield "</tbody></table>\n"


def conclusion(record: Record, look: parts.Look) -> Iterator[str]:
    """What a claim says, and what it takes as given."""
    said = record["statement"]
    yield (look.statement(record["id"]) or f'<p class="formula">{escape(said["text"])}</p>') + "\n"
    for hypothesis in said["hypotheses"]:
        yield f"<p class='given'>given {look.formula(hypothesis) or f'<code>{escape(hypothesis)}</code>'}</p>\n"


def docstring(text: str) -> Iterator[str]:
    """The claim's own words: its paragraphs, formulas as the LaTeX they are written in."""
    for block in dedent(text).strip().split("\n\n"):
        found = block.removeprefix(".. math::")
        yield f"<pre>{escape(dedent(found).strip())}</pre>\n" if found != block else f"<p>{escape(block)}</p>\n"
