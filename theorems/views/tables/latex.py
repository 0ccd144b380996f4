"""Tables for papers: booktabs and nothing else; all text is escaped, formulas are SymPy's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sympy import sstr

from theorems.core.bounds.decimals import Decimal
from theorems.core.source import Source
from theorems.views.tables import measure
from theorems.views.tables.fit import LINES, Fit, fitted
from theorems.views.tables.formulas import (
    escaped,
    formula,
    how_read_latex,
    identifier,
    number,
    parameter,
    setting,
    valid_latex,
)
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
from theorems.views.tables.rows import SHORT, outcome, settings

NOTE_LINE = 85                                   # letters of a line of notes
MOST = 16                                        # floats that TeX is asked to keep at a time
SIGNS = {"lower": r"\geq", "upper": r"\leq"}
NEEDS = "% \\usepackage{booktabs}\n"


def document(sheets: Sequence[Sheet], cited: str = "") -> str:
    """All tables; ``cited`` names the BibTeX file that keys are cited from, if there is one."""
    seen: Counter[str] = Counter()
    found = []
    for sheet in sheets:
        name = re.sub("[^a-z0-9]+", "-", sheet.title.lower()).strip("-")
        seen[name] += 1
        label = f"tab:{name}" + (f"-{seen[name]}" if seen[name] > 1 else "")
        found.append("\n".join(table(sheet, Latex(bool(cited)), label)) + "\n")
    return NEEDS + "\n".join(found)


def table(sheet: Sheet, write: Latex, label: str) -> Iterator[str]:
    """Tabulars for the blocks of values in as many floats as they need; notes that do not fit the last one follow it."""
    fit, shared = fitted(sheet, write.cites)
    caption = sheet.heading(write.content, escaped)
    throughout = [f"{write.content(c.head[-1])} {write.content(c.body[0])}" for c in shared if c.body[0] != Words("")]
    about = "; ".join(filter(None, [", ".join(map(write.content, sheet.fixed)), *throughout]))
    yield from begun(f"{caption}; {about}" if about else caption, label)
    room = LINES
    floats = 1
    for i, (block, lines) in enumerate(fit.pages()):
        if i and lines > room:
            yield r"\end{table}"
            if floats % MOST == 0:
                yield r"\clearpage"
            yield from begun(f"{caption} (continued)")
            room, floats = LINES, floats + 1
        elif i:
            yield r"\par\medskip"
        room -= lines
        yield from tabular(block, fit)
    notes = list(around(sheet, write))
    if sum(1 + len(note) // NOTE_LINE for note in notes) <= room:
        yield from (r"\par\smallskip", r"\begin{minipage}{\linewidth}\footnotesize\raggedright")
        yield from ("\\par\n".join(notes), r"\end{minipage}", r"\end{table}")
    else:
        yield from (r"\end{table}", r"\par\begingroup\footnotesize\raggedright")
        yield rf"Notes to Table~\ref{{{label}}}.\par"
        yield from ("\\par\n".join(notes), r"\par\endgroup")


def begun(caption: str, label: str = "") -> Iterator[str]:
    """The head of a float; one without a label goes on with the table before it."""
    yield from (r"\begin{table}[htbp]", r"\centering", r"\small", r"\setlength{\tabcolsep}{4pt}")
    yield rf"\caption{{{caption}}}\label{{{label}}}" if label else rf"\addtocounter{{table}}{{-1}}\caption{{{caption}}}"


def tabular(columns: Sequence[Column], fit: Fit) -> Iterator[str]:
    write = Latex(fit.cites)
    kinds = ["r" if c.numbers else f"p{{{fit.width(c):.0f}pt}}" if fit.broken(c) else "l" for c in columns]
    yield rf"\begin{{tabular}}{{@{{}}{''.join(kinds)}@{{}}}}"
    yield r"\toprule"
    height = max((len(c.head) for c in columns), default=0)
    heads = [(Words(""),) * (height - len(c.head)) + c.head for c in columns]
    for i in range(height):
        yield " & ".join(write.content(head[i]) for head in heads) + r" \\"
    yield r"\midrule"
    for i in range(max((len(c.body) for c in columns), default=0)):
        said = zip((write.content(c.body[i]) for c in columns), kinds, strict=True)
        yield " & ".join(rf"\raggedright {s}" if k[0] == "p" else s for s, k in said) + r" \tabularnewline"
    yield r"\bottomrule"
    yield r"\end{tabular}"


@dataclass(frozen=True)
class Latex:
    """What stands in cells, as LaTeX; with or without citations."""

    cites: bool

    def content(self, item: Content) -> str:
        match item:
            case Words(text=text):
                return identifier(text) if measure.is_id(text) else escaped(text)
            case Formula(expr=expr):
                return escaped(sstr(expr)).replace("*", r"*\allowbreak{}") if measure.breakable(item) else formula(expr)
            case Cited(key=key):
                return rf"\cite{{{key}}}" if self.cites else escaped(key)
            case Numbered(numbers=numbers):
                return " ".join(f"({n})" for n in numbers)
            case Setting(name=name, value=None):
                return parameter(name)
            case Setting(name="", value=value):
                return number(value)
            case Setting(name=name, value=value):
                return setting(name, value)
            case Shown():
                return cell(item)
            case Marked(text=text, mark=mark):
                return f"{escaped(text)}$^{{{mark.latex}}}$"

    def source(self, source: Source) -> str:
        """``[1, Theorem 4.1] (printed)``."""
        where = escaped(source.where)
        cited = rf"\cite[{{{where}}}]{{{source.key}}}" if self.cites else f"{escaped(source.key)}, {where}"
        return f"{cited} ({source.origin})"


def cell(shown: Shown) -> str:
    """The number with its direction and mark, or the word, and the letter of a footnote."""
    note = rf"\textsuperscript{{{shown.note}}}" if shown.note else ""
    if shown.number is None:
        return rf"\emph{{{escaped(shown.kind)}}}{note}"
    mark = f"^{{{shown.mark.latex}}}" if shown.mark else ""
    said = f"{{{decimal(shown.number)}}}"
    if shown.kind == "rate":
        return f"$({said}){mark}${note}"
    return f"${SIGNS[shown.side]} {said}{mark}${note}"


def decimal(number: Decimal) -> str:
    return rf"{number.mantissa}\cdot 10^{{{number.exponent}}}" if number.exponent else number.mantissa


def around(sheet: Sheet, write: Latex) -> Iterator[str]:
    for letter, reason in sheet.footnotes:
        yield rf"\textsuperscript{{{letter}}} {escaped(reason)}"
    for note in sheet.notes:
        yield f"({note.number}) {noted(note, write)}"
    marks = [f"${mark.latex}$ {escaped(mark.meaning)}" for mark in sheet.legend]
    words = [rf"\emph{{{escaped(word)}}}: {escaped(said)}" for word, said in sheet.words]
    ends = [r"$\geq$ rounded down, $\leq$ rounded up"] if sheet.bounds else []
    yield "; ".join([*marks, *words, *ends])


def noted(note: Note | Remark, write: Latex) -> str:
    """A note with its formulas set, and its source cited."""
    if isinstance(note, Remark):
        return f"{identifier(note.id)}; {escaped(note.title)}; {write.source(note.source)}"
    row = note.row
    given, region = settings(row, number, SHORT), valid_latex(row)
    parts = [
        identifier(row.entry.id), how_read_latex(row), write.source(row.source), escaped(row.learners),
        escaped(row.bound.note), f"with {given}" if given else "", f"valid for {region}" if region else "",
        escaped(outcome(row)),
    ]
    return "; ".join(filter(None, parts))
