"""Which algorithm is equivariant under which group: cells of a table, declared by a statement whose evidence tests them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

__all__ = ["GROUPS", "Answer", "Symmetry", "cells", "clash", "put"]

# Each group acts on R^d: all orthogonal matrices, those that permute the coordinates, flip signs, or do both, the cyclic
# shifts of the coordinates, and all invertible matrices.
GROUPS = ("orthogonal", "permutations", "sign flips", "hyperoctahedral", "cyclic shifts", "general linear")

WITHIN: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "cyclic shifts": ("permutations", "hyperoctahedral", "orthogonal", "general linear"),
    "permutations": ("hyperoctahedral", "orthogonal", "general linear"),
    "sign flips": ("hyperoctahedral", "orthogonal", "general linear"),
    "hyperoctahedral": ("orthogonal", "general linear"),
    "orthogonal": ("general linear",),
    "general linear": (),
})

Answer = Literal["yes", "no", "in law"]


@dataclass(frozen=True)
class Symmetry:
    """Whether an algorithm, trained on turned data, predicts at turned inputs what it predicts at the inputs.

    "yes" is said run by run, from starts that are turned too; "in law" of the law of the prediction alone, and not run by
    run; "no" of some element, data and start.  Raises ValueError for another group or answer.
    """

    algorithm: str
    group: str
    holds: Answer

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(f"group is one of {', '.join(GROUPS)}, got {self.group!r}")
        if self.holds not in get_args(Answer):
            raise ValueError(f"holds is one of {', '.join(get_args(Answer))}, got {self.holds!r}")

    def __str__(self) -> str:
        return f"{self.algorithm}, {self.group}: {self.holds}"

    @property
    def by(self) -> str:
        """What the cell rests on."""
        return "counterexample" if self.holds == "no" else "derivation"


def cells(algorithms: Iterable[str], *answers: Answer) -> tuple[Symmetry, ...]:
    """The rows of these algorithms, all with one answer for each of ``GROUPS`` in turn."""
    return tuple(Symmetry(a, g, holds) for a in algorithms for g, holds in zip(GROUPS, answers, strict=True))


def put(table: Iterable[Symmetry], instead: Symmetry | None) -> tuple[Symmetry, ...]:
    """The table with one cell put in, in place of the one that it had there."""
    if instead is None:
        return tuple(table)
    others = (c for c in table if (c.algorithm, c.group) != (instead.algorithm, instead.group))
    return (*others, instead)


def clash(table: Iterable[Symmetry]) -> str | None:
    """Two cells that cannot both hold: a subgroup has at least what the group has, run by run or in law."""
    table = tuple(table)
    said = {(c.algorithm, c.group): c.holds for c in table}
    rank = {"no": 0, "in law": 1, "yes": 2}
    for cell in table:
        for larger in WITHIN[cell.group]:
            other = said.get((cell.algorithm, larger), "no")
            if rank[other] > rank[cell.holds]:
                return f"{cell}, but {larger}: {other}"
    return None
