"""What a search for the sign of an expression can end with, besides a refutation."""

from __future__ import annotations

from dataclasses import dataclass

from numerics.enclosure.signs.ranges import Box


@dataclass(frozen=True)
class Holds:
    """The inequality is true at every point of the box at which the expression is defined.

    It is defined on all of the box but for points where a divisor or the argument of a logarithm is exactly zero (there
    x log x counts as 0).  ``boxes``: cells looked at.  ``leans``: what was taken from SymPy (exact zeros).
    """

    boxes: int
    leans: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """Neither shown nor refuted: the cell that stayed open, and why."""

    where: Box
    why: str
    boxes: int
