"""Tables as HTML that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from sympy import Symbol, sstr

from theorems.views import mathml
from theorems.views.html_parts import prose
from theorems.views.tables.layout import Column, Content, Formula, Setting, Sheet, Shown, Words
from theorems.views.tables.text import ENDS, note_text, plain

STYLE = (
    ":root{color-scheme:light dark}body{font-family:serif;margin:2em}div.wide{overflow-x:auto}"
    "table{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid}"
    "th,td{padding:.15em .7em;text-align:left;white-space:nowrap}thead tr:last-child th{border-bottom:1px solid}"
    ".n{text-align:right}caption{text-align:left;font-weight:bold;padding:.4em 0}"
    ".notes{font-size:85%;max-width:60em;list-style:none;padding:0;overflow-wrap:anywhere}"
)


def document(sheets: Sequence[Sheet]) -> str:
    """A page of its own."""
    body = "\n".join(fragment(s) for s in sheets)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Bounds</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def fragment(sheet: Sheet) -> str:
    return "\n".join(table(sheet))


def table(sheet: Sheet) -> Iterator[str]:
    caption = "; ".join(filter(None, [sheet.heading(content, escape), ", ".join(map(content, sheet.fixed))]))
    yield f'<div class="wide"><table><caption>{caption}</caption>'
    height = max((len(c.head) for c in sheet.columns), default=0)
    yield "<thead>"
    for i in range(height):
        yield row("th", sheet.columns, [((Words(""),) * (height - len(c.head)) + c.head)[i] for c in sheet.columns])
    yield "</thead><tbody>"
    for i in range(max((len(c.body) for c in sheet.columns), default=0)):
        yield row("td", sheet.columns, [c.body[i] for c in sheet.columns])
    yield '</tbody></table></div>\n<ul class="notes">'
    for letter, reason in sheet.footnotes:
        yield f"<li>{letter}: {escape(reason)}</li>"
    for note in sheet.notes:
        yield f"<li>[{note.number}] {escape(note_text(note))}</li>"
    for mark in sheet.legend:
        yield f"<li>{mark.sign} {prose(mark.meaning)}</li>"
    for word, said in sheet.words:
        yield f"<li><em>{word}</em>: {escape(said)}</li>"
    yield f"<li>{ENDS}</li></ul>" if sheet.bounds else "</ul>"


def row(tag: str, columns: Sequence[Column], contents: Sequence[Content]) -> str:
    scope, flush = ' scope="col"' if tag == "th" else "", ' class="n"'
    cells = (
        f"<{tag}{scope}{flush if column.numbers else ''}>{content(item)}</{tag}>"
        for column, item in zip(columns, contents, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def content(item: Content) -> str:
    """What stands in a cell, formulas as MathML."""
    match item:
        case Formula(expr=expr):
            return mathml.inline(expr) or escape(plain(item))
        case Setting(name=name, value=value) if name:
            return (mathml.inline(Symbol(name)) or escape(name)) + ("" if value is None else f" = {escape(sstr(value))}")
    text = escape(plain(item))
    if isinstance(item, Shown) and item.false:
        return f"<s>{text}</s>"
    return f"<em>{text}</em>" if isinstance(item, Shown) and item.number is None else text
