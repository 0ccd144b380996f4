"""What a table prints of a claim: which quantity it bounds, for whom, and how its statement is to be read as a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from fractions import Fraction
from typing import Any, Literal

from sympy import Expr, Symbol

from theorems.core.bounds.decimals import Decimal, Direction, rounded
from theorems.core.shown import Shown
from theorems.core.source import Source

Side = Literal["lower", "upper"]
Kind = Literal["bound", "rate", "vacuous", "outside", "none", "undecided"]
OUTWARD: dict[str, Direction] = {"lower": -1, "upper": 1}
SIGNS = {"lower": ">=", "upper": "<="}


class NotTabulated(ValueError):
    """A bound that cannot be read as a number: of its declaration, or of the values given."""


@dataclass(frozen=True)
class Bound:
    """A claim as a bound on ``quantity`` for a class of learners; the numbers are those of its statement.

    Direct: the number is the right side of the conclusion, or ``formula`` of the statement; ``side`` follows from the
    sense of the conclusion unless it is said.  Inverted: the conclusion bounds a risk or an error by a function of
    ``solve``, and the number is how many are needed (lower), or are enough (upper), for it to be at most ``target``;
    ``counts`` says how many samples ``solve`` stands for.  ``leaves`` is the risk that is left where a number of samples is
    said to be enough whatever risk others in its table are for: 0 where there is no error at all.

    ``at`` gives values, which may be formulas, to parameters that tables do not vary; ``grid`` the values at which tables
    show the others, by symbol or name.  A lower bound at most ``trivial``, or an upper one at least that, is vacuous.
    """

    quantity: str
    architecture: str
    _: KW_ONLY
    task: str = ""
    units: str = ""
    note: str = ""
    learners: str = ""
    formula: Callable[[Any], Expr] | None = None
    side: Side | None = None
    solve: Symbol | None = None
    counts: Expr | None = None
    target: Expr | str | None = None
    trivial: Expr | None = None
    leaves: Expr | int | None = None
    at: Mapping[Any, Any] = field(default_factory=dict)
    grid: Mapping[Any, tuple[Any, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.side not in (None, "lower", "upper"):
            raise NotTabulated(f"side is 'lower' or 'upper', got {self.side!r}")
        if (self.solve is None) != (self.target is None):
            raise NotTabulated("solve and target are given together: what is counted, and what is to be reached")
        if self.counts is not None and self.solve is None:
            raise NotTabulated("counts is said of solve, which is not given")


@dataclass(frozen=True)
class Rate:
    """A printed rate, Omega or O of ``formula``: without its constant it is no guarantee, and tables say so.

    ``refuted_by`` is the id of the claim that shows it false as it is stated.
    """

    quantity: str
    architecture: str
    side: Side
    formula: Expr
    _: KW_ONLY
    source: Source
    task: str = ""
    units: str = ""
    note: str = ""
    learners: str = ""
    refuted_by: str | None = None
    at: Mapping[Any, Any] = field(default_factory=dict)
    grid: Mapping[Any, tuple[Any, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.side not in ("lower", "upper"):
            raise NotTabulated(f"side is 'lower' or 'upper', got {self.side!r}")


@dataclass(frozen=True)
class Cell(Shown):
    """The value of a bound at one point, between ``low`` and ``high``, or why there is none.

    *bound*: guaranteed as far as the claim is.  *rate*: the rate without its constant.  *vacuous*: says nothing.
    *outside*: a hypothesis does not hold there.  *none*: nothing was found that is enough.  *undecided*: not enclosed.
    ``certified_at`` is the number of ``solve`` at which an inverted bound was evaluated.
    """

    kind: Kind
    side: Side
    low: Fraction | None = None
    high: Fraction | None = None
    reason: str = ""
    certified_at: int | None = None

    @property
    def number(self) -> Fraction:
        """The end that the claim guarantees: the low end of a lower bound, the high end of an upper bound."""
        number = self.low if self.side == "lower" else self.high
        if self.kind != "bound" or number is None:
            raise NotTabulated(f"no number is guaranteed here: {', '.join(p for p in (self.kind, self.reason) if p)}")
        return number

    def rounded(self, digits: int) -> Decimal:
        """Outward: a lower bound down, an upper bound up.  A rate, which guarantees nothing, to the nearest."""
        if self.kind == "rate" and self.low is not None and self.high is not None:
            return rounded((self.low + self.high) / 2, digits, 0)
        return rounded(self.number, digits, OUTWARD[self.side])

    def __str__(self) -> str:
        if self.kind == "rate":
            return f"{self.rounded(6)} (a rate, its constant not stated)"
        if self.kind == "bound":
            return f"{SIGNS[self.side]} {self.rounded(6)}"
        return f"{self.kind}: {self.reason}" if self.reason else self.kind
