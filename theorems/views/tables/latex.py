"""Tables for papers: booktabs and nothing else; all text is escaped, formulas are SymPy's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import sstr

from theorems.core.bounds.decimals import Decimal
from theorems.views.tables.formulas import escaped, formula, how_read_latex, parameter, setting, valid_latex
from theorems.views.tables.layout import (
    Cited,
    Column,
    Content,
    Formula,
    Marked,
    Note,
    Remark,
    Setting,
    Sheet,
    Shown,
    Words,
)
from theorems.views.tables.text import blocks, plain

TEXT_WIDTH = 345                                 # points of a line of the class article
LETTER, BETWEEN = 4.3, 8                         # points of a letter in small print, and between columns
CITED, LONGEST = 4, 22                           # letters of a number in brackets, and of words that stay on one line
PARAGRAPH = "p{100pt}"
LINES, NOTE_LINE = 44, 110                       # lines of a page that a float may fill, and letters of a line of notes
SIGNS = {"lower": r"\geq", "upper": r"\leq"}
NEEDS = "% \\usepackage{booktabs}\n"


def document(sheets: Sequence[Sheet], cited: str = "") -> str:
    """All tables; ``cited`` names the BibTeX file that keys are cited from, if there is one."""
    return NEEDS + "\n".join("\n".join(table(s, bool(cited))) + "\n" for s in sheets)


def table(sheet: Sheet, cites: bool) -> Iterator[str]:
    """Tabulars for the blocks of values, then footnotes, sources and legend, in as many floats as they need."""
    title = escaped(sheet.title)
    fixed = ", ".join(content(s, cites) for s in sheet.fixed)
    caption, room = f"{title}{'; ' if fixed else ''}{fixed}", LINES
    yield from begun(caption)
    for i, block in enumerate(blocks(sheet, TEXT_WIDTH, lambda column: measured(column, cites))):
        lines = 2 + max(len(c.head) + len(c.body) for c in block)
        if i and lines > room:
            yield from (r"\end{table}", *begun(f"{title} (continued)"))
            room = LINES
        elif i:
            yield r"\par\medskip"
        room -= lines
        yield from tabular(block, cites)
    notes = list(around(sheet, cites))
    if sum(1 + len(note) // NOTE_LINE for note in notes) > room:
        yield from (r"\end{table}", *begun(f"{title}: notes"))
    else:
        yield r"\par\smallskip"
    yield r"\begin{minipage}{\linewidth}\footnotesize\raggedright"
    yield "\\par\n".join(notes)
    yield r"\end{minipage}"
    yield r"\end{table}"


def begun(caption: str) -> Iterator[str]:
    """The head of a float."""
    yield from (r"\begin{table}", r"\centering", r"\small", r"\setlength{\tabcolsep}{4pt}", rf"\caption{{{caption}}}")


def tabular(columns: Sequence[Column], cites: bool) -> Iterator[str]:
    kinds = "".join("r" if c.numbers else "l" if letters(c, cites) <= LONGEST else PARAGRAPH for c in columns)
    yield rf"\begin{{tabular}}{{@{{}}{kinds}@{{}}}}"
    yield r"\toprule"
    height = max((len(c.head) for c in columns), default=0)
    heads = [(Words(""),) * (height - len(c.head)) + c.head for c in columns]
    for i in range(height):
        yield " & ".join(content(head[i], cites) for head in heads) + r" \\"
    yield r"\midrule"
    for i in range(max((len(c.body) for c in columns), default=0)):
        yield " & ".join(content(c.body[i], cites) for c in columns) + r" \\"
    yield r"\bottomrule"
    yield r"\end{tabular}"


def measured(column: Column, cites: bool) -> float:
    """About how many points a column takes."""
    count = letters(column, cites)
    return LETTER * (count if column.numbers else min(count, LONGEST)) + BETWEEN


def letters(column: Column, cites: bool) -> int:
    """Of the longest line that stands in a column, fractions stacked."""

    def of(item: Content) -> int:
        match item:
            case Cited() if cites:
                return CITED
            case Setting(name=name, value=value) if name and value is not None:
                return len(name) + 3 + max(map(len, sstr(value).split("/")))
        return len(plain(item))

    return max(map(of, (*column.head, *column.body)), default=0)


def content(item: Content, cites: bool) -> str:
    match item:
        case Words(text=text):
            return escaped(text)
        case Formula(expr=expr):
            return formula(expr)
        case Cited(key=key):
            return rf"\cite{{{key}}}" if cites else escaped(key)
        case Setting(name=name, value=None):
            return parameter(name)
        case Setting(name="", value=value):
            return formula(value)
        case Setting(name=name, value=value):
            return setting(name, value)
        case Shown():
            return cell(item)
        case Marked(text=text, mark=mark):
            return f"{escaped(text)}$^{{{mark.latex}}}$"


def cell(shown: Shown) -> str:
    """The number with its direction and mark, or the word, and the letter of a footnote."""
    note = rf"\textsuperscript{{{shown.note}}}" if shown.note else ""
    if shown.number is None:
        return rf"\emph{{{escaped(shown.kind)}}}{note}"
    mark = f"^{{{shown.mark.latex}}}" if shown.mark else ""
    number = f"{{{decimal(shown.number)}}}"
    if shown.kind == "rate" or (shown.mark and shown.mark.name == "rate"):
        return f"$({number}){mark}${note}"
    return f"${SIGNS[shown.side]} {number}{mark}${note}"


def decimal(number: Decimal) -> str:
    return rf"{number.mantissa}\cdot 10^{{{number.exponent}}}" if number.exponent else number.mantissa


def around(sheet: Sheet, cites: bool) -> Iterator[str]:
    for letter, reason in sheet.footnotes:
        yield rf"\textsuperscript{{{letter}}} {escaped(reason)}"
    for note in sheet.notes:
        yield f"[{note.number}] {noted(note, cites)}"
    marks = [f"${mark.latex}$ {escaped(mark.meaning)}" for mark in sheet.legend]
    words = [rf"\emph{{{escaped(word)}}}: {escaped(said)}" for word, said in sheet.words]
    ends = [r"$\geq$ rounded down, $\leq$ rounded up"] if sheet.bounds else []
    yield "; ".join([*marks, *words, *ends])


def noted(note: Note | Remark, cites: bool) -> str:
    """A note with its formulas set, and its source cited."""
    if isinstance(note, Remark):
        cite = rf" \cite{{{note.key}}}" if cites else ""
        return rf"\texttt{{{escaped(note.id)}}}; {escaped(note.text)}{cite}"
    row = note.row
    id, how, source, *rest = note.parts(how_read_latex(row), valid_latex(row))
    cite = rf" \cite{{{row.source.key}}}" if cites else ""
    said = [p if p.startswith("valid for") else escaped(p) for p in rest if p]
    return "; ".join([rf"\texttt{{{escaped(id)}}}", how, escaped(source) + cite, *said])
