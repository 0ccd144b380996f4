"""How a table fits the pages of a paper: words broken, columns in blocks of a line's width, rows in parts of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from theorems.views.tables import measure
from theorems.views.tables.layout import Column, Content, Formula, Numbered, Setting, Sheet, Words
from theorems.views.tables.text import plain

LINES = 44                                       # of a page that a float may fill
WRAPS = (110.0, 80.0, 56.0)                      # points at which words may be broken
HEAD, LONGEST = 26, 160                          # letters of a line of a broken header, and of a formula


@dataclass(frozen=True)
class Fit:
    """A sheet whose words are broken at ``wrap`` points."""

    sheet: Sheet
    wrap: float
    cites: bool

    def width(self, column: Column) -> float:
        """Points of a column: as wide as what stands in it, or as narrow as breaking allows."""
        items = (*column.head, *column.body)
        natural = max((measure.content(item, self.cites) for item in items), default=0.0)
        if column.numbers or natural <= self.wrap:
            return natural
        return min(natural, max(self.wrap, *(measure.narrowest(item, self.cites) for item in items)))

    def broken(self, column: Column) -> bool:
        """Whether something in a column needs more than a line."""
        room = self.width(column)
        return not column.numbers and any(measure.content(item, self.cites) > room for item in column.body)

    def room(self, columns: Sequence[Column]) -> float:
        """Points of columns, and of what stands between each and the next."""
        return sum(self.width(c) + measure.BETWEEN for c in columns)

    @property
    def blocks(self) -> list[list[Column]]:
        """The columns in parts that fit the line, each with those that tell rows apart."""
        if self.room(self.sheet.columns) <= measure.LINE:
            return [list(self.sheet.columns)]
        first, last = keys(self.sheet)
        found: list[list[Column]] = []
        left = 0.0
        for column in (c for c in self.sheet.columns if c not in first and c not in last):
            if not found or self.room([column]) > left:
                found.append([])
                left = measure.LINE - self.room([*first, *last])
            found[-1].append(column)
            left -= self.room([column])
        return [[*first, *block, *last] for block in found]

    def pages(self) -> Iterator[tuple[list[Column], int]]:
        """The blocks, the rows of each in parts that a page can hold, each with the lines that it takes of one."""
        for block in self.blocks:
            head = 3 + max(len(c.head) for c in block)
            first, lines = 0, head
            for i, height in enumerate(map(max, zip(*(self.heights(c) for c in block), strict=True))):
                if lines + height > LINES and i > first:
                    yield [c.part(first, i) for c in block], lines
                    first, lines = i, head
                lines += height
            yield [c.part(first, None) for c in block], lines

    def heights(self, column: Column) -> list[int]:
        """In how many lines each row stands; fractions take two."""
        room = self.width(column)

        def of(item: Content) -> int:
            if isinstance(item, Formula) and not measure.breakable(item):
                return 2
            return 1 if column.numbers else measure.lines(item, room, self.cites)

        return list(map(of, column.body))


def fitted(sheet: Sheet, cites: bool) -> tuple[Fit, list[Column]]:
    """The sheet, whole if it fits a line; else without what all rows share, which the caption says, and words broken."""
    first, values, last = (tuple(map(folded, columns)) for columns in (sheet.first, sheet.values, sheet.last))
    sheet = replace(sheet, first=first, values=values, last=last)
    whole = Fit(sheet, WRAPS[0], cites)
    if len(whole.blocks) == 1:
        return whole, []
    shared = [c for c in (*sheet.first, *sheet.last) if len(c.body) > 1 and len(set(c.body)) == 1]
    first, last = (tuple(c for c in columns if c not in shared) for columns in (sheet.first, sheet.last))
    fits = [Fit(replace(sheet, first=first, last=last), wrap, cites) for wrap in WRAPS]
    return min(fits, key=lambda fit: (len(fit.blocks), -fit.wrap)), shared


def keys(sheet: Sheet) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The columns that each block repeats before and after: parameters, or the first and the one with the notes' numbers."""
    if sheet.first and all(isinstance(c.head[-1], Setting) for c in sheet.first):
        return sheet.first, ()
    numbered = tuple(c for c in (*sheet.first, *sheet.last) if c.body and isinstance(c.body[0], Numbered))
    if not numbered and len(sheet.notes) == max((len(c.body) for c in sheet.columns), default=0):
        numbered = (Column((Words("note"),), tuple(Numbered((note.number,)) for note in sheet.notes)),)
    named = (c for c in sheet.first[:1] if c not in numbered and max(measure.content(i, False) for i in c.body) <= WRAPS[0])
    return tuple(named), numbered


def folded(column: Column) -> Column:
    """A column whose header is broken where it is long, and that leaves formulas which fill a page to their claims."""
    head: list[Content] = []
    for item in map(short, column.head):
        long = column.numbers and isinstance(item, Words | Formula) and measure.content(item, False) > measure.LONG
        head += map(Words, wrap(plain(item), HEAD)) if long else [item]
    return replace(column, head=tuple(head), body=tuple(map(short, column.body)))


def short(item: Content) -> Content:
    return Words("as the claim states it") if isinstance(item, Formula) and len(plain(item)) > LONGEST else item
