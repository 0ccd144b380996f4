"""How a table is laid out: columns, headers of several lines, footnotes, legend.  What stands in a cell stays meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sympy import Expr

from theorems.core.bounds.bound import Cell, NotTabulated
from theorems.core.bounds.decimals import Decimal
from theorems.core.source import Source
from theorems.views.tables.marks import MARKS, Mark
from theorems.views.tables.rows import Row
from theorems.views.tables.table import Table

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MAX_DIGITS = 25


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class Formula:
    expr: Expr


@dataclass(frozen=True)
class Setting:
    """A parameter with its value, or one of the two alone."""

    name: str
    value: Expr | None


@dataclass(frozen=True)
class Cited:
    key: str


@dataclass(frozen=True)
class Numbered:
    """The numbers of the notes that a row has."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Shown:
    """A number with its direction and mark, or the word that stands in its place; ``note`` is a footnote's letter."""

    kind: str                                    # "bound", "rate", or the word to print
    side: str
    number: Decimal | None
    mark: Mark | None
    note: str = ""
    false: bool = False                          # of a statement that is entered as an erratum


@dataclass(frozen=True)
class Marked:
    """A word with the status of what it says."""

    text: str
    mark: Mark


Content = Words | Formula | Setting | Cited | Numbered | Shown | Marked

COLUMNS: dict[str, Callable[[Row], Content]] = {
    "class": lambda row: Words(row.bound.architecture),
    "task": lambda row: Words(row.bound.task),
    "side": lambda row: Words(row.reading.side),
    "stated": lambda row: Words(row.stated),
    "source": lambda row: Cited(row.source.key),
    "where": lambda row: Words(row.source.where),
    "claim": lambda row: Words(row.entry.id),
    "status": lambda row: Words(row.mark.name),
    "formula": lambda row: Formula(row.formula),
    "learners": lambda row: Words(row.learners),
    "units": lambda row: Words(row.bound.units),
}
VALUES, NOTE = "values", "note"
DEFAULT = ("class", "task", "side", "stated", VALUES, "source", NOTE)


@dataclass(frozen=True)
class Look:
    """What the reader asked for: significant digits, columns in order, orientation."""

    digits: int = 3
    columns: tuple[str, ...] = ()
    orientation: str = "bounds in rows"

    def __post_init__(self) -> None:
        if not 1 <= self.digits <= MAX_DIGITS:
            raise NotTabulated(f"digits lie between 1 and {MAX_DIGITS}, got {self.digits}")
        known = (*COLUMNS, VALUES, NOTE)
        for name in self.columns:
            if name not in known:
                raise NotTabulated(f"there is no column {name!r}; there are: {', '.join(known)}")
        if len(set(self.columns)) < len(self.columns):
            raise NotTabulated("a column stands twice")


@dataclass(frozen=True)
class Column:
    """A header of one line or several, and what stands below; ``numbers`` are set flush right."""

    head: tuple[Content, ...]
    body: tuple[Content, ...]
    numbers: bool = False

    def part(self, first: int, last: int | None) -> Column:
        """The same header over some of the rows."""
        return replace(self, body=self.body[first:last])


@dataclass(frozen=True)
class Note:
    """What stands below a table of one bound: what it says, for whom, where it holds, and where it is from."""

    number: int
    row: Row


@dataclass(frozen=True)
class Remark:
    """What stands below a table of one claim, in words."""

    number: int
    id: str
    title: str
    source: Source


@dataclass(frozen=True)
class Sheet:
    """A table laid out: first columns, those with the values, last columns, and all that stands around them."""

    title: str
    varying: tuple[Setting, ...]
    fixed: tuple[Setting, ...]
    first: tuple[Column, ...]
    values: tuple[Column, ...]
    last: tuple[Column, ...]
    footnotes: tuple[tuple[str, str], ...]
    notes: tuple[Note | Remark, ...]
    legend: tuple[Mark, ...]
    words: tuple[tuple[str, str], ...]
    bounds: bool = True                          # whether the values are numbers with a direction, which the legend says

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.first + self.values + self.last

    def heading(self, write: Callable[[Content], str], title: Callable[[str], str] = str) -> str:
        """``dynamic signal: bounds on samples by k, d``; what has one value follows by itself."""
        by = ", ".join(map(write, self.varying))
        return f"{title(self.title)} by {by}" if by else title(self.title)


WORDS = {
    "vacuous": "no better than the trivial bound",
    "outside": "outside the claim's validity region, so that it says nothing there",
    "none": "no number was found that the claim certifies",
    "undecided": "no enclosure was found",
}


@dataclass
class Footnotes:
    """Letters for reasons, each reason once."""

    letters: dict[str, str] = field(default_factory=dict)

    def letter(self, reason: str) -> str:
        if not reason:
            return ""
        if reason not in self.letters:
            place = len(self.letters)
            turn = place // len(LETTERS)
            self.letters[reason] = LETTERS[place % len(LETTERS)] + (str(turn) if turn else "")
        return self.letters[reason]


def sheet(table: Table, look: Look) -> Sheet:
    """Lay a table out."""
    footnotes = Footnotes()
    shown = [
        [shown_cell(cell, row, look.digits, footnotes) for cell in cells]
        for row, cells in zip(table.rows, table.cells, strict=True)
    ]
    first, last = described(table, look)
    if look.orientation == "points in rows":
        columns = by_points(table, first + last, shown)
    else:
        columns = first, by_bounds(table, shown), last
    used = [cell for row in shown for cell in row]
    return Sheet(
        title(table), tuple(Setting(n, None) for n in table.grid.varying),
        tuple(Setting(n, v) for n, v in table.grid.fixed), *columns,
        tuple((letter, reason) for reason, letter in footnotes.letters.items()), notes(table),
        tuple(m for m in MARKS.values() if any(c.mark == m for c in used)),
        tuple((word, said) for word, said in WORDS.items() if any(c.kind == word for c in used)),
    )


def title(table: Table) -> str:
    units = f" ({table.units})" if table.units and table.units != table.quantity else ""
    return f"{spaced(table.paper)}: bounds on {table.quantity}{units}"


def spaced(paper: str) -> str:
    """A paper's folder as people write it."""
    return paper.replace("_", " ")


def shown_cell(cell: Cell, row: Row, digits: int, footnotes: Footnotes) -> Shown:
    if cell.kind in ("bound", "rate"):
        return Shown(cell.kind, cell.side, cell.rounded(digits), row.mark, footnotes.letter(cell.reason), row.false)
    return Shown(cell.kind, cell.side, None, None, footnotes.letter(cell.reason if cell.kind != "vacuous" else ""))


def described(table: Table, look: Look) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The columns that describe the bounds, before and after the values."""
    names = look.columns or tuple(n for n in DEFAULT if n != "task" or any(r.bound.task for r in table.rows))
    place = names.index(VALUES) if VALUES in names else len(names)

    def column(name: str) -> Column:
        if name == NOTE:
            return Column((Words(name),), tuple(Numbered((i,)) for i, _ in enumerate(table.rows, 1)))
        return Column((Words(name),), tuple(COLUMNS[name](row) for row in table.rows))

    return tuple(map(column, names[:place])), tuple(map(column, names[place + 1:]))


def by_bounds(table: Table, shown: Sequence[Sequence[Shown]]) -> tuple[Column, ...]:
    """A column for each point; its header has a line for each parameter that varies."""
    heads: list[tuple[Content, ...]] = [tuple(Setting(n, p[n]) for n in table.grid.varying) for p in table.grid.points]
    if heads == [()]:
        heads = [(Words("value"),)]
    return tuple(Column(head, tuple(row[i] for row in shown), True) for i, head in enumerate(heads))


def by_points(
    table: Table, described: Sequence[Column], shown: Sequence[Sequence[Shown]]
) -> tuple[tuple[Column, ...], tuple[Column, ...], tuple[Column, ...]]:
    """A column for each bound, described in its header; the parameters that vary stand in front."""
    front = tuple(
        Column((Setting(n, None),), tuple(Setting("", p[n]) for p in table.grid.points)) for n in table.grid.varying
    )
    heads = [tuple(column.body[i] for column in described) or (Numbered((i + 1,)),) for i in range(len(table.rows))]
    return front, tuple(Column(head, tuple(row), True) for head, row in zip(heads, shown, strict=True)), ()


def notes(table: Table) -> tuple[Note, ...]:
    """One for each bound, in order."""
    return tuple(Note(i, row) for i, row in enumerate(table.rows, 1))
