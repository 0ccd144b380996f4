"""The ways in which a thing shows itself, and the frame around what is shown as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from html import escape
from typing import Any

from theorems.core.expressions import Quantity
from theorems.views import mathml
from theorems.views.lines import Line, Span

# Borders of these greys and colours are seen on white and on black; what they say is also said in words.
STYLE = (
    "<style>.lemmata{border-left:4px solid #808080;padding:.1em 0 .1em .9em;margin:.6em 0;overflow-x:auto}"
    ".lemmata.good{border-color:#2a9d5c}.lemmata.fair{border-color:#2b8cbe;border-left-style:dashed}"
    ".lemmata.poor{border-color:#c98a00;border-left-style:dashed}.lemmata.bad{border-color:#d1495b;border-left-style:dotted}"
    ".lemmata table{border-collapse:collapse;margin:.4em 0;width:auto;font-size:.93em}"
    ".lemmata table tr,.lemmata table tbody tr:hover{background:none}"
    ".lemmata table th,.lemmata table td{text-align:left;vertical-align:top;padding:.15em 1.2em .15em 0;border:0}"
    ".lemmata table thead tr:last-child th{border-bottom:1px solid #808080}.lemmata table .n{text-align:right}"
    ".lemmata caption{text-align:left;font-weight:bold;padding:.2em 0}"
    ".lemmata ul.notes{font-size:85%;margin:.4em 0;padding:0}.lemmata ul.notes li{list-style:none;margin:.15em 0}"
    ".lemmata math{font-size:1.06em}.lemmata mtext{white-space:nowrap}</style>"
)
MARKUP = {"heading": "b", "name": "b", "loud": "b", "dim": "small", "good": "b", "bad": "b"}


@singledispatch
def html(thing: Any) -> str | None:
    """A fragment of HTML; None for what is shown as text."""
    return None


@singledispatch
def latex(thing: Any) -> str | None:
    """A displayed formula, or a table; None for what has none."""
    return None


@singledispatch
def text(thing: Any) -> str | None:
    """Lines, as the command prints them; None for what has its own words."""
    return None


def framed(parts: Iterable[str], style: str = "") -> str:
    """What is shown, with a border of the style of its verdict."""
    return f'<div class="lemmata {style}">{"".join(parts)}{STYLE}</div>'


def cell(expression: Any) -> str:
    """An expression within a line or a cell; a name that stands alone is words, which may be broken."""
    if isinstance(expression, Quantity):
        return escape(expression.name)
    return mathml.inline(expression) or f"<code>{escape(str(expression))}</code>"


def named(id: str) -> str:
    """The id of a claim."""
    return f"<code>{escape(id)}</code>"


def spans(line: Line) -> Iterator[str]:
    yield from map(span, line.spans)


def span(piece: Span) -> str:
    tag = MARKUP.get(piece.style)
    return f"<{tag}>{escape(piece.text)}</{tag}>" if tag else escape(piece.text)


def shown_lines(lines: Iterable[Line]) -> str:
    """Lines of the command as lines of HTML."""
    return "<br>".join("".join(spans(line)) for line in lines)
