"""Tables for terminals and pipes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from sympy import sstr

from theorems.views.lines import Line, Span, Style, line
from theorems.views.tables.layout import (
    Cited,
    Column,
    Content,
    Formula,
    Marked,
    Note,
    Numbered,
    Remark,
    Setting,
    Sheet,
    Shown,
    Words,
)
from theorems.views.tables.rows import SHORT, how_read, outcome, settings, valid

GAP = "  "
ENDS = "≥ lower bound, rounded down; ≤ upper bound, rounded up"
SIGNS = {"lower": "≥", "upper": "≤"}
STYLES: dict[str, Style] = {
    "proved": "good", "conditional": "poor", "enclosed": "fair", "tested": "fair", "refuted": "bad", "doubted": "bad",
    "rate": "dim", "counterexample": "fair", "undecided": "poor", "declared": "",
}


def lines(sheet: Sheet, width: int) -> Iterator[Line]:
    """One table; its value columns are broken into blocks that fit the width."""
    yield line((sheet.heading(plain), "heading"))
    if sheet.fixed:
        yield line((", ".join(plain(s) for s in sheet.fixed), "dim"))
    for block in blocks(sheet, width, lambda column: wide(column) + len(GAP)):
        yield Line(())
        yield from grid(block)
    yield Line(())
    for text in around(sheet):
        yield from (Line((Span(part),), 2 if i == 0 else 6) for i, part in enumerate(wrap(text, max(width - 6, 40))))


def blocks(sheet: Sheet, width: float, measure: Callable[[Column], float]) -> Iterator[list[Column]]:
    """The columns in parts: those that describe the rows in each, the values spread over them."""
    room = width - sum(map(measure, sheet.first + sheet.last))
    block: list[Column] = []
    left = room
    for column in sheet.values:
        need = measure(column)
        if block and need > left:
            yield [*sheet.first, *block, *sheet.last]
            block, left = [], room
        block.append(column)
        left -= need
    yield [*sheet.first, *block, *sheet.last]


def wide(column: Column) -> int:
    return max((len(plain(c)) for c in (*column.head, *column.body)), default=0)


def grid(columns: Sequence[Column]) -> Iterator[Line]:
    """Headers, flush with the foot, a rule, and the rows."""
    widths = [wide(c) for c in columns]
    height = max((len(c.head) for c in columns), default=0)
    heads = [(Words(""),) * (height - len(c.head)) + c.head for c in columns]
    for i in range(height):
        yield row([head[i] for head in heads], columns, widths)
    yield line(("-" * (sum(widths) + len(GAP) * (len(widths) - 1)), "dim"))
    for i in range(max((len(c.body) for c in columns), default=0)):
        yield row([c.body[i] for c in columns], columns, widths)


def row(contents: Sequence[Content], columns: Sequence[Column], widths: Sequence[int]) -> Line:
    spans: list[Span] = []
    for content, column, width in zip(contents, columns, widths, strict=True):
        text = plain(content)
        style: Style = STYLES[content.mark.name] if isinstance(content, Shown | Marked) and content.mark else ""
        spans += [Span(text.rjust(width) if column.numbers else text.ljust(width), style), Span(GAP)]
    return Line(tuple(spans))


def plain(content: Content) -> str:
    """What stands in a cell."""
    match content:
        case Words(text=text):
            return text
        case Formula(expr=expr):
            return sstr(expr)
        case Cited(key=key):
            return key
        case Numbered(numbers=numbers):
            return "".join(f"[{n}]" for n in numbers)
        case Setting(name=name, value=None):
            return name
        case Setting(name="", value=value):
            return sstr(value)
        case Setting(name=name, value=value):
            return f"{name}={sstr(value)}"
        case Shown():
            return cell(content)
        case Marked(text=text, mark=mark):
            return f"{text} {mark.sign}"


def cell(shown: Shown) -> str:
    """``≥ 1240 ●``, ``(25) ~``, ``outside a``."""
    note = f" {shown.note}" if shown.note else ""
    if shown.number is None:
        return shown.kind + note
    sign = shown.mark.sign if shown.mark else ""
    if shown.kind == "rate":
        return f"({shown.number}) {sign}{note}"
    return f"{SIGNS[shown.side]} {shown.number} {sign}{note}"


def around(sheet: Sheet) -> Iterator[str]:
    """Footnotes, sources, legend."""
    for letter, reason in sheet.footnotes:
        yield f"{letter}  {reason}"
    for note in sheet.notes:
        yield f"[{note.number}] {note_text(note)}"
    for mark in sheet.legend:
        yield f"{mark.sign}  {mark.meaning}"
    for word, said in sheet.words:
        yield f"{word}: {said}"
    if sheet.bounds:
        yield ENDS


def note_text(note: Note | Remark) -> str:
    """A note in one line."""
    if isinstance(note, Remark):
        source = note.source
        return f"{note.id}; {note.title}; {source.key}, {source.where} ({source.origin})"
    row, source = note.row, note.row.source
    given, region = settings(row, longest=SHORT), valid(row, longest=SHORT)
    parts = [
        row.entry.id, how_read(row), f"{source.key}, {source.where} ({source.origin})", row.learners, row.bound.note,
        f"with {given}" if given else "", f"valid for {region}" if region else "", outcome(row),
    ]
    return "; ".join(" ".join(p.split()) for p in parts if p)
