"""Tables as HTML that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from theorems.views.tables.layout import Column, Content, Sheet, Shown, Words
from theorems.views.tables.text import ENDS, note_text, plain

STYLE = (
    "body{font-family:serif;margin:2em}table{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid}"
    "th,td{padding:.15em .7em;text-align:left}thead tr:last-child th{border-bottom:1px solid}.n{text-align:right}"
    "caption{text-align:left;font-weight:bold;padding:.4em 0}.notes{font-size:85%;max-width:60em}"
)


def document(sheets: Sequence[Sheet]) -> str:
    """A page of its own."""
    body = "\n".join(fragment(s) for s in sheets)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Bounds</title>'
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def fragment(sheet: Sheet) -> str:
    return "\n".join(table(sheet))


def table(sheet: Sheet) -> Iterator[str]:
    fixed = ", ".join(plain(s) for s in sheet.fixed)
    yield f"<table><caption>{escape(sheet.title)}{'; ' if fixed else ''}{escape(fixed)}</caption>"
    height = max((len(c.head) for c in sheet.columns), default=0)
    yield "<thead>"
    for i in range(height):
        yield row("th", sheet.columns, [((Words(""),) * (height - len(c.head)) + c.head)[i] for c in sheet.columns])
    yield "</thead><tbody>"
    for i in range(max((len(c.body) for c in sheet.columns), default=0)):
        yield row("td", sheet.columns, [c.body[i] for c in sheet.columns])
    yield '</tbody></table>\n<ul class="notes">'
    for letter, reason in sheet.footnotes:
        yield f"<li>{letter}: {escape(reason)}</li>"
    for note in sheet.notes:
        yield f"<li>[{note.number}] {escape(note_text(note))}</li>"
    for mark in sheet.legend:
        yield f"<li>{mark.sign} {escape(mark.meaning)}</li>"
    for word, said in sheet.words:
        yield f"<li><em>{word}</em>: {escape(said)}</li>"
    yield f"<li>{ENDS}</li></ul>" if sheet.bounds else "</ul>"


def row(tag: str, columns: Sequence[Column], contents: Sequence[Content]) -> str:
    cells = (
        f"<{tag}{' class=n' if column.numbers else ''}>{content(item)}</{tag}>"
        for column, item in zip(columns, contents, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def content(item: Content) -> str:
    text = escape(plain(item))
    if isinstance(item, Shown) and item.kind == "false":
        return f"<s>{text}</s>"
    return f"<em>{text}</em>" if isinstance(item, Shown) and item.number is None else text
