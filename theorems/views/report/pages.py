"""The pages of a report, from the run's document alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from theorems.views import badge, html
from theorems.views import graph as drawing
from theorems.views import html_parts as parts
from theorems.views.errata import refutations
from theorems.views.html_parts import cells, chip, table
from theorems.views.report.site import Site, heading
from theorems.views.tables.bibliography import entries
from theorems.views.tables.marks import MARKS
from theorems.views.words import STYLES, Record, counterexample, problems, source, spoken

SCRIPT = Path(__file__).with_name("search.js")
NOT_CURRENT = (
    "The file of this claim has changed since the run, or is not here: formulas are shown as the text that was judged."
)


bibliography = cache(entries)


def overview(site: Site) -> str:
    """Counts by verdict, whatever is wrong, and the claims of each paper."""
    look = site.look("index.html")
    body = [*html.run(site.document, look), f'<p>{badge.svg(site.document)}</p>\n', *counts(site)]
    for paper, group in groupby(site.document["claims"], key=lambda r: r["paper"]):
        found = list(group)
        body += [heading(f"{paper.replace('_', ' ')} ({len(found)})"), *html.claims(found, look)]
    return site.framed("index.html", "Claims cross-examined", "".join(body))


def counts(site: Site) -> Iterator[str]:
    """How many pieces of evidence ended in each verdict, and how many claims bear each mark."""
    records = site.document["claims"]
    kinds = sorted({e["kind"] for r in records for e in r["evidence"]})
    found = Counter((e["verdict"], e["kind"]) for r in records for e in r["evidence"])
    words = [w for w in STYLES if any(found[w, k] for k in kinds)]
    yield '<div class="beside"><div>\n' + heading("Evidence by verdict") + table("verdict", *map(escape, kinds), "all")
    for word in words:
        numbers = [found[word, kind] for kind in kinds]
        yield cells(chip(spoken(word), STYLES[word]), *(str(n or "") for n in numbers), str(sum(numbers)))
    yield "</tbody></table>\n</div><div>\n" + heading("Claims by status") + table("status", "claims", "")
    marks = Counter(site.mark(id).name for id in site.records)
    for name, number in sorted(marks.items(), key=lambda pair: list(MARKS).index(pair[0])):
        meaning = f'<span class="soft">{parts.prose(MARKS[name].meaning)}</span>'
        yield cells(f"{MARKS[name].sign}\N{NO-BREAK SPACE}{name}", str(number), meaning)
    yield "</tbody></table>\n</div></div>\n"


def claim(site: Site, record: Record) -> str:
    """One claim in full, with its neighbours in the graph."""
    page = site.page(record["id"])
    look = site.look(page, record, top=1)
    body = list(html.claim(record, look))
    if record["statement"] and record["id"] not in site.formulas.entries:
        body.append(f'<p class="soft">{NOT_CURRENT}</p>\n')
    near = drawing.around(record["id"], site.uses)
    if len(near) > 1:
        body.append(look.part("What leans on what") + drawn(site, page, near, record["id"]))
    if entry := bibliography().get(record["source"]["key"]):
        body.append(f"<details><summary>The source, as BibTeX</summary><pre>{escape(entry)}</pre></details>\n")
    body.append(f'<p class="soft">Again: <code>lemmata verify {escape(record["id"])}</code></p>\n')
    return site.framed(page, record["title"] or record["id"], "".join(body))


def drawn(site: Site, page: str, ids: list[str], here: str = "") -> str:
    nodes = [site.node(page, id) for id in ids]
    return f'<div class="display">{drawing.svg(nodes, site.uses, here)}</div>\n'


def errata(site: Site) -> str:
    """What was found wrong: as stated, where it fails, and what is right."""
    wrong = [r for r in site.document["claims"] if r["expected"] == "refuted"]
    body = ["<h1>Errata</h1>\n", f'<p class="soft">{len(wrong)} statements that are false as they stand.</p>\n']
    for record in wrong:
        body += erratum(site, record)
    return site.framed("errata.html", "Errata", "".join(body))


def erratum(site: Site, record: Record) -> Iterator[str]:
    look = site.look("errata.html")
    yield f'<section id="{escape(record["id"])}">\n' + look.title(record["title"])
    yield f'<p class="soft">{look.link(record["id"])}; {escape(source(record))}</p>\n'
    yield from (parts.alarm(problem) for problem in problems(record))
    yield from stated(site, record, "As stated")
    found = list(refutations(record))
    for name, evidence in found:
        yield look.part(f"Refuted, as expected, by {name}") + "<pre>"
        yield "\n".join(escape(row.text) for row in counterexample(evidence["counterexample"])) + "</pre>\n"
    if not found:
        yield f"<p>{chip('NOT REFUTED', 'loud')} in this run: the erratum itself is in doubt.</p>\n"
    right = site.records.get(record["corrected_by"] or "")
    if right:
        yield from stated(site, right, "Corrected")
        yield f"<p>{look.link(right['id'])}: {parts.sides(right)}</p>\n"
    else:
        yield '<p class="soft">No corrected claim is in this run.</p>\n'
    yield "</section>\n"


def stated(site: Site, record: Record, head: str) -> Iterator[str]:
    """The conclusion and the hypotheses of a claim."""
    if record["statement"]:
        look = site.look("errata.html", record)
        yield look.part(head)
        yield from html.conclusion(record, look)


def graph(site: Site) -> str:
    """All claims that lean on others or are leaned on, and the rest as a list."""
    joined = list(drawing.connected(site.uses))
    alone = [id for id in site.records if id not in set(joined)]
    look = site.look("graph.html")
    body = ["<h1>What leans on what</h1>\n"]
    body.append('<p class="soft">An arrow leads from what is leaned on to what leans on it.</p>\n<ul class="legend">')
    marks = {site.mark(id).name for id in site.records}
    body += [f"<li>{m.sign} {m.name}: {parts.prose(m.meaning)}</li>" for name, m in MARKS.items() if name in marks]
    body.append("</ul>\n")
    for ids in components(joined, site.uses):
        body.append(drawn(site, "graph.html", ids))
    body.append(heading(f"Standing alone ({len(alone)})"))
    body.append(f"<p>{', '.join(f'{site.mark(id).sign} {look.link(id)}' for id in alone)}</p>\n" if alone else "")
    return site.framed("graph.html", "Graph", "".join(body))


def components(ids: Sequence[str], uses: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The ids in groups that are joined by no arrow, the largest first."""
    home = {id: id for id in ids}

    def root(id: str) -> str:
        while home[id] != id:
            id = home[id]
        return id

    for id in ids:
        for other in uses[id]:
            if other in home:
                home[root(other)] = root(id)
    groups: dict[str, list[str]] = {}
    for id in ids:
        groups.setdefault(root(id), []).append(id)
    yield from sorted(groups.values(), key=len, reverse=True)


def search(site: Site) -> str:
    """Every id with its title, statement and source in one table; a small script, if there is one, hides rows."""
    look, page = site.look("search.html"), "search.html"
    body = ["<h1>All claims</h1>\n", '<p id="find"></p>\n', table("claim", "statement", "source", "status")]
    for record in sorted(site.document["claims"], key=lambda r: r["id"]):
        said, found = record["statement"], site.mark(record["id"])
        title = f"{look.link(record['id'])}<br><span class='soft'>{escape(record['title'])}</span>"
        text = f'<span class="formula">{escape(said["text"] if said else record["error"] or "")}</span>'
        words = " ".join(dict.fromkeys([*(m["name"] for m in record["mutants"]), *rules(record)]))
        hidden = f'<span class="words">{escape(words)}</span>'
        body.append(cells(title, text + hidden, escape(source(record)), f"{found.sign}\N{NO-BREAK SPACE}{found.name}"))
    body.append(f"</tbody></table>\n<script>{SCRIPT.read_text(encoding='utf-8')}</script>\n")
    return site.framed(page, "All claims", "".join(body))


def rules(record: Record) -> Iterator[str]:
    """The rules that its derivations follow."""
    for evidence in record["evidence"]:
        for chain in evidence.get("chains", []):
            yield from (step["rule"] for step in chain["steps"])
