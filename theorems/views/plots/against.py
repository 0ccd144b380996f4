"""The risk that bounds leave against how many samples there are: bounds on samples, read the other way round."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor, log10
from textwrap import fill

from sympy import Expr, Integer, Rational, ceiling, sstr

from theorems.core.bounds.bound import Bound, Cell
from theorems.core.bounds.risk import Risk
from theorems.core.statement import Relation
from theorems.views.plots import NotPlotted
from theorems.views.plots.canvas import formula, plain, symbol
from theorems.views.plots.series import Group, groups
from theorems.views.tables.rows import Row

STEPS = 6                                        # points for each power of ten
IGNORED = ("samples",)                           # of what is counted, that of which a learner may use fewer
USUAL = (Integer(1), Integer(10**6))            # where no bound has a number
WIDE = 45                                        # characters of a line along the axis
DECADES = 4                                      # where there are fewer, points lie closer
BEYOND = 2                                       # how far the axis goes beyond the numbers of the bounds, at least


@dataclass(frozen=True)
class Against(Group):
    """Bounds on the risk ``level`` that so many samples leave; their number is the parameter ``counted``.

    ``aim`` is the risk to be reached.  With ``level`` empty each row bounds what its claim's conclusion does.
    """

    counted: str = "samples"
    level: str = ""
    coarse: tuple[Expr, ...] = ()                # numbers of samples for the tiles of a phase diagram

    @property
    def name(self) -> str:
        return f"{super().name}-against {self.counted}"

    @cached_property
    def label(self) -> str:
        """The level as the paper writes it, or what the conclusions bound."""
        if self.level:
            written = symbol(self.level)
            return written if len(self.level) == 1 or "\\" in written else plain(self.level)
        found = (row.claim.statement.conclusion() for row in self.rows)
        return plain(fill("; ".join(dict.fromkeys(sstr(c.left) for c in found if isinstance(c, Relation))) or "risk", WIDE))

    @property
    def reach(self) -> str:
        return f"{self.label} = {formula(self.aim)}" if self.level else formula(self.aim)

    @property
    def question(self) -> str:
        return f"which leaves less {self.level or 'risk'}"

    def cell(self, row: Row, point: Mapping[str, Expr]) -> Cell:
        """What a bound says here; of samples the best of that and of what it says at the numbers that are shown.

        A learner may ignore samples: what more do not reach fewer do not, and what fewer reach more do.  Of other things
        that are counted, as filters drawn at random, this does not follow.
        """
        here, lower, n = super().cell(row, point), row.reading.side == "lower", point[self.counted]
        if self.counted not in IGNORED:
            return here
        shown = [v for v in self.values[self.counted] if (v > n if lower else v < n)]
        cells = [here, *(super(Against, self).cell(row, {**point, self.counted: v}) for v in shown)]
        known = [cell for cell in cells if cell.kind == "bound"]
        return (max if lower else min)(known, key=lambda cell: cell.number, default=here)

    def axis(self, name: str) -> str:
        return plain(name) if name == self.counted else super().axis(name)


def group(bounds: Group, samples: Sequence[Expr] | None = None) -> Against | None:
    """The bounds of a group on the risk that ``samples`` leave, or so many as lie around what the bounds say.

    None if no bound of the group is on a risk that a number of samples leaves, or if a parameter has the name of what is
    counted.  Rates take no part: they guarantee nothing at any number.  Nor does a bound in which the level does not occur,
    unless it says what it leaves: it may be for one risk, or for a chance.
    """
    counted, level = word(bounds), target(bounds)
    if not any(map(inverted, bounds.rows)) or any(counted in row.reading.symbols for row in bounds.rows):
        return None
    there = bounds.at({})
    kept = [row for row in bounds.rows if speaks(row, level)]
    rows = tuple(replace(row, reading=Risk.of(row.reading, level, counted)) for row in kept)
    used = {name for row in rows for name in row.reading.symbols}
    found = [*numbers(bounds, kept)]
    along = tuple(sorted(samples or {*powers(found, STEPS), *beside(found)}))
    values = {name: found for name, found in bounds.values.items() if name in used}
    stand = {name: value for name, value in there.items() if name in used}
    aims = [row.reading.target.xreplace({s: there[n] for n, s in row.reading.symbols.items()})
            for row in kept if inverted(row)]
    return Against(
        bounds.paper, level or "risk", bounds.task, rows, values | {counted: along},
        stand | {counted: along[len(along) // 2]}, counted=counted, level=level,
        coarse=tuple(sorted(samples or powers(found, 2))), aim=aims[0] if len(set(aims)) == 1 else there.get(level),
    )


def asked(paper: str, names: Collection[str | None], given: Mapping[str, Sequence[Expr]]) -> list[Group]:
    """The groups of a paper; one that counts what one of the names says, and has no such parameter, is read backwards.

    Raises NotPlotted, NotTabulated.
    """
    wanted = {name: given[name] for name in filter(None, names) if name in given}
    try:
        found = groups(paper, given)
    except NotPlotted:
        found = groups(paper, {name: values for name, values in given.items() if name not in wanted})
        if not set(wanted) <= {word(g) for g in found}:
            raise
        if strange := [v for values in wanted.values() for v in values if not (v.is_Integer and v >= 0)]:
            raise NotPlotted(f"{strange[0]} is no number of {', '.join(wanted)}; whole numbers from 0 on are") from None
    return [group(g, wanted.get(word(g))) or g if word(g) in names else g for g in found]


def risk(row: Row, point: Mapping[str, Expr], samples: int, level: str | None = None) -> Cell:
    """What the bound of a row leaves after ``samples``, at a point that has values for its other parameters.

    ``level`` names the parameter that stands for the risk; unless it is given, it is the one that the bound has to reach.
    To compute at many points take ``group`` once and its cells.  Raises NotTabulated where the row says nothing of a risk.
    """
    reading = Risk.of(row.reading, reached(row) if level is None else level, "number of samples")
    return reading.at({**point, reading.word: Integer(samples)})


def word(bounds: Group) -> str:
    """What a group counts: ``samples``, also in *samples for error*."""
    return bounds.quantity.split()[0]


def target(bounds: Group) -> str:
    """The parameter that stands for the risk to be reached; empty if none does."""
    return next(filter(None, map(reached, bounds.rows)), "")


def inverted(row: Row) -> bool:
    return isinstance(row.bound, Bound) and row.bound.solve is not None


def reached(row: Row) -> str:
    """The parameter that an inverted bound has to reach; empty if it is a number, or there is none."""
    return str(row.reading.target) if inverted(row) and row.reading.target.is_Symbol else ""


def speaks(row: Row, level: str) -> bool:
    """Whether a bound says anything of the risk that a number of samples leaves."""
    if not isinstance(row.bound, Bound) or not level:
        return inverted(row)
    return level in row.reading.symbols or row.bound.leaves is not None


def powers(found: Sequence[Expr], each: int) -> set[Expr]:
    """Whole numbers in about equal ratios around those found, powers of ten at the ends, ``each`` for a power or more."""
    low, high = (min(found), max(found)) if found else USUAL
    first, last = floor(log10(max(low / BEYOND, 1))), ceil(log10(max(high, 1) * BEYOND))
    each *= ceil(DECADES / (last - first))
    return {Integer(round(10 ** (i / each))) for i in range(first * each, last * each + 1)}


def beside(found: Sequence[Expr]) -> set[Expr]:
    """The numbers themselves, rounded up, and those before, so that curves turn where tables say."""
    return {near for n in found for near in (ceiling(n) - 1, ceiling(n)) if near > 0}


def numbers(bounds: Group, kept: Sequence[Row]) -> Iterator[Expr]:
    """How many samples the bounds say at the middle."""
    for row in kept:
        cell = bounds.cell(row, bounds.at({}))
        if cell.kind == "bound":
            yield Rational(cell.number.numerator, cell.number.denominator)
