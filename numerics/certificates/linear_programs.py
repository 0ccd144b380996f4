"""Linear programs: duals that bound a least value, and Farkas multipliers that show there is no point at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from numerics.certificates.certificate import (
    Certificate,
    NotFound,
    Rejected,
    matrix,
    rational,
    require,
    strings,
    vector,
)

Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]
DENOMINATORS = (1, 12, 1000, 10**6, 10**9)


def combined(multipliers: Vector, rows: Matrix, columns: int) -> list[Fraction]:
    """The sum of the rows, each times its multiplier."""
    require(len(multipliers) == len(rows), "each row has a multiplier")
    require(all(len(row) == columns for row in rows), f"each row has {columns} coefficients")
    return [sum((m * row[j] for m, row in zip(multipliers, rows, strict=True)), Fraction(0)) for j in range(columns)]


@dataclass(frozen=True)
class LowerBound(Certificate):
    """``costs x >= bound`` for every x >= 0 with ``rows x >= rights``, and ``equal x = values``.

    Shown by multipliers, at least 0 on the inequalities: their combination of the rows is at most the costs, and their
    combination of the right sides at least the bound.
    """

    costs: Vector
    rows: Matrix
    rights: Vector
    equal: Matrix
    values: Vector
    multipliers: Vector
    free_multipliers: Vector
    bound: Fraction
    kind: ClassVar[str] = "linear program"

    def check(self) -> None:
        n = len(self.costs)
        require(len(self.rights) == len(self.rows) and len(self.values) == len(self.equal), "each row has a right side")
        require(all(m >= 0 for m in self.multipliers), "a multiplier of an inequality is below 0")
        below = combined(self.multipliers, self.rows, n)
        beside = combined(self.free_multipliers, self.equal, n)
        for j, (a, b, c) in enumerate(zip(below, beside, self.costs, strict=True)):
            require(a + b <= c, f"the combination of the rows exceeds the cost of variable {j + 1}")
        shown = sum((m * b for m, b in zip(self.multipliers, self.rights, strict=True)), Fraction(0))
        shown += sum((m * b for m, b in zip(self.free_multipliers, self.values, strict=True)), Fraction(0))
        require(shown >= self.bound, f"the multipliers show {shown}, not {self.bound}")

    def statement(self) -> str:
        rows = len(self.rows) + len(self.equal)
        return f"a linear program of {len(self.costs)} variables and {rows} rows has no value below {self.bound}"

    def to_json(self) -> dict[str, Any]:
        fields = {name: strings(getattr(self, name)) for name in FIELDS}
        return {"kind": self.kind, "bound": str(self.bound), **fields}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> LowerBound:
        read = {name: (matrix if name in ("rows", "equal") else vector)(data.get(name)) for name in FIELDS}
        return cls(**read, bound=rational(data.get("bound")))  # type: ignore[arg-type]


FIELDS = ("costs", "rows", "rights", "equal", "values", "multipliers", "free_multipliers")


@dataclass(frozen=True)
class Farkas(Certificate):
    """No x at all has ``rows x >= rights``: a combination with multipliers at least 0 reads 0 >= something above 0."""

    rows: Matrix
    rights: Vector
    multipliers: Vector
    kind: ClassVar[str] = "farkas"

    def check(self) -> None:
        require(bool(self.rows) and len(self.rights) == len(self.rows), "each row has a right side")
        require(all(m >= 0 for m in self.multipliers), "a multiplier is below 0")
        left = combined(self.multipliers, self.rows, len(self.rows[0]))
        require(not any(left), "the combination of the rows is not zero")
        right = sum((m * b for m, b in zip(self.multipliers, self.rights, strict=True)), Fraction(0))
        require(right > 0, f"the combination of the right sides is {right}, not above 0")

    def statement(self) -> str:
        return f"{len(self.rows)} inequalities in {len(self.rows[0])} unknowns have no solution"

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind} | {name: strings(getattr(self, name)) for name in ("rows", "rights", "multipliers")}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Farkas:
        return cls(matrix(data.get("rows")), vector(data.get("rights")), vector(data.get("multipliers")))


def find_lower_bound(
    costs: Sequence[Fraction], rows: Matrix, rights: Vector, equal: Matrix = (), values: Vector = ()
) -> LowerBound:
    """The best bound: the dual solved in floats, its vertex recomputed exactly.  Raises NotFound."""
    from scipy.optimize import linprog

    n, costs = len(costs), tuple(map(Fraction, costs))
    all_rows, all_rights = rows + equal, rights + values
    columns = np.array([[float(x) for x in row] for row in all_rows]).reshape(len(all_rows), n).T
    bounds = [(0, None)] * len(rows) + [(None, None)] * len(equal)
    solved = linprog(
        -np.array([float(b) for b in all_rights]),
        A_ub=columns,
        b_ub=[float(c) for c in costs],
        bounds=bounds,
        method="highs-ds",
    )
    if solved.status != 0:
        raise NotFound(f"the dual program: {solved.message}")
    tight = [j for j in range(n) if abs(float(columns[j] @ solved.x) - float(costs[j])) < 1e-9]
    used = [i for i, y in enumerate(solved.x) if abs(y) > 1e-9]
    guesses = [vertex(all_rows, costs, tight, used)]
    guesses += [tuple(Fraction(float(y)).limit_denominator(d) for y in solved.x) for d in DENOMINATORS]
    for guess in filter(None, guesses):
        shown = sum((m * b for m, b in zip(guess, all_rights, strict=True)), Fraction(0))
        found = LowerBound(costs, rows, rights, equal, values, guess[: len(rows)], guess[len(rows) :], shown)
        try:
            found.check()
        except Rejected:
            continue
        return found
    raise NotFound("no rounding of the dual solution is accepted")


def vertex(rows: Matrix, costs: Vector, tight: Sequence[int], used: Sequence[int]) -> Vector | None:
    """The multipliers that are 0 off ``used`` and meet the costs on ``tight``, if they are determined by that."""
    from flint import fmpq, fmpq_mat

    system = fmpq_mat(len(tight), len(used) + 1)
    for i, j in enumerate(tight):
        for k, entry in enumerate((*(rows[row][j] for row in used), costs[j])):
            system[i, k] = fmpq(entry.numerator, entry.denominator)
    reduced, rank = system.rref()
    if rank != len(used) or any(reduced[i, i] == 0 for i in range(rank)):
        return None
    found = [Fraction(0)] * len(rows)
    for i, place in enumerate(used):
        found[place] = Fraction(int(reduced[i, len(used)].p), int(reduced[i, len(used)].q))
    return tuple(found)


def find_farkas(rows: Matrix, rights: Vector) -> Farkas:
    """Multipliers that show a system to have no solution: a dual program whose right side is to be 1.  Raises NotFound."""
    n = len(rows[0])
    transposed = tuple(tuple(row[j] for row in rows) for j in range(n)) + (rights,)
    target = (Fraction(0),) * n + (Fraction(1),)
    from scipy.optimize import linprog

    solved = linprog(
        np.ones(len(rows)),
        A_eq=[[float(x) for x in row] for row in transposed],
        b_eq=[float(x) for x in target],
        bounds=(0, None),
        method="highs-ds",
    )
    if solved.status != 0:
        raise NotFound(f"no multipliers: {solved.message}")
    used = [i for i, y in enumerate(solved.x) if y > 1e-9]
    columns = tuple(tuple(line[i] for line in transposed) for i in range(len(rows)))
    guesses = [vertex(columns, target, range(n + 1), used)]
    guesses += [tuple(Fraction(float(y)).limit_denominator(d) for y in solved.x) for d in DENOMINATORS]
    for guess in filter(None, guesses):
        found = Farkas(rows, rights, guess)
        try:
            found.check()
        except Rejected:
            continue
        return found
    raise NotFound("no rounding of the multipliers is accepted")
