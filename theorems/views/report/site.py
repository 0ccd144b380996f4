"""What the pages of a report share: where each stands, how claims are linked, and the frame around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import quote

from theorems.index import Entry
from theorems.views import html, traces
from theorems.views.graph import Node
from theorems.views.html_parts import Look
from theorems.views.report.formulas import Formulas
from theorems.views.tables.marks import Mark, mark
from theorems.views.words import Record, problems

GENERATOR = '<meta name="generator" content="lemmata report">'
NAVIGATION = (("index.html", "Overview"), ("errata.html", "Errata"), ("graph.html", "Graph"), ("search.html", "Search"))
STYLE = Path(__file__).with_name("report.css")
STYLES = {"proved": "good", "enclosed": "good", "counterexample": "good", "conditional": "poor", "tested": "fair",
          "refuted": "bad", "undecided": "poor"}


@dataclass(frozen=True)
class Site:
    """A run as pages."""

    document: Record
    formulas: Formulas

    @cached_property
    def records(self) -> dict[str, Record]:
        return {r["id"]: r for r in self.document["claims"]}

    @cached_property
    def uses(self) -> Mapping[str, list[str]]:
        return {id: r["uses"] for id, r in self.records.items()}

    def page(self, id: str) -> str:
        """The path of a claim's page in the folder."""
        return f"claims/{id}.html"

    def look(self, page: str, record: Record | None = None, top: int = 2) -> Look:
        """How claims are shown on a page, and one of them with its formulas, under a heading of a level."""
        return Look(
            statement=self.formulas.statement,
            formula=self.formulas.of(record["id"]) if record else lambda text: None,
            href=lambda id: self.href(page, id), trace=traces.svg, top=top,
        )

    def href(self, page: str, id: str) -> str:
        """From a page to a claim's, or to the search where the run has no such claim."""
        target = self.page(id) if id in self.records else "search.html"
        return up(page) + quote(target)

    def framed(self, page: str, title: str, body: str) -> str:
        """A page with the ways to the others above it."""
        ways = "".join(
            f'<a href="{up(page)}{target}"{" aria-current=page" if target == page else ""}>{word}</a>'
            for target, word in NAVIGATION
        )
        head = f"{GENERATOR}<style>{STYLE.read_text(encoding='utf-8')}</style>"
        return html.framed(f"{title} · Lemmata", f"<nav>{ways}</nav>\n<main>{body}</main>\n", head)

    def mark(self, id: str) -> Mark:
        """The status mark that tables show too."""
        record = self.records[id]
        return mark(record, entry(record))

    def node(self, page: str, id: str) -> Node:
        """A claim in a graph on a page."""
        record, found = self.records[id], self.mark(id)
        style = "bad" if problems(record) else STYLES.get(found.name, "")
        title = f"{id}: {record['title']} ({found.name})"
        return Node(id, id.split("/")[1], title, self.href(page, id), found.sign, style)


def up(page: str) -> str:
    """From a page back to the folder of the report."""
    return "../" * page.count("/")


def entry(record: Record) -> Entry:
    """What a record says of the file it is about."""
    said = record["source"]
    return Entry(
        record["id"], record["title"], record["kind"], record["origin"], said["key"], said["where"], record["expected"],
        record["corrects"], tuple(m["name"] for m in record["mutants"]), record["path"], None,
    )


def heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>\n"
