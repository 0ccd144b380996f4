"""Tables in GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from theorems.views.tables.layout import Content, Sheet, Shown
from theorems.views.tables.text import ENDS, note_text, plain

SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#|~"})


def document(sheets: list[Sheet]) -> str:
    return "\n".join("\n".join(table(s)) + "\n" for s in sheets)


def table(sheet: Sheet) -> Iterator[str]:
    """Title, table, footnotes, sources and legend as lists."""
    yield f"**{escaped(sheet.heading(plain))}**"
    if sheet.fixed:
        yield ""
        yield escaped(", ".join(plain(s) for s in sheet.fixed))
    yield ""
    columns = sheet.columns
    yield row("<br>".join(content(c) for c in column.head) for column in columns)
    yield row("---:" if column.numbers else ":---" for column in columns)
    for i in range(max((len(c.body) for c in columns), default=0)):
        yield row(content(c.body[i]) for c in columns)
    yield ""
    for letter, reason in sheet.footnotes:
        yield f"- {letter}: {escaped(reason)}"
    for note in sheet.notes:
        yield f"- \\[{note.number}\\] {escaped(note_text(note))}"
    for mark in sheet.legend:
        yield f"- {escaped(mark.sign)} {escaped(mark.meaning)}"
    for word, said in sheet.words:
        yield f"- *{word}*: {escaped(said)}"
    if sheet.bounds:
        yield f"- {ENDS}"


def row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    return " ".join(text.split()).translate(SPECIAL)


def content(item: Content) -> str:
    text = escaped(plain(item))
    if isinstance(item, Shown):
        if item.false:
            return f"~~{text}~~"
        return text if item.number is not None else f"*{text}*"
    return text
