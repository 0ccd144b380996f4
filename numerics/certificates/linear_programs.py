"""Linear programs: duals that bound a least value, and Farkas multipliers that show there is no point at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, ClassVar, Self

import numpy as np

from numerics.certificates.certificate import (
    Certificate,
    NotFound,
    Rejected,
    matrix,
    natural,
    rational,
    require,
    strings,
    vector,
)

Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]
Program = tuple[Vector, Matrix, Vector, Matrix, Vector]
DENOMINATORS = (1, 12, 1000, 10**6, 10**9)


def combined(multipliers: Vector, rows: Matrix, columns: int) -> list[Fraction]:
    """The sum of the rows, each times its multiplier."""
    require(len(multipliers) == len(rows), "each row has a multiplier")
    require(all(len(row) == columns for row in rows), f"each row has {columns} coefficients")
    return [dot(multipliers, [row[j] for row in rows]) for j in range(columns)]


def sparse(rows: Matrix) -> list[Any]:
    """Rows as plain data: those that are mostly zeros as {column: number}."""
    return [
        {str(j): str(x) for j, x in enumerate(row) if x} if 2 * sum(map(bool, row)) < len(row) else strings(row)
        for row in rows
    ]


def filled(data: Any, columns: int) -> Matrix:
    """Rows from plain data, with zeros for the columns that are not named.  Raises Rejected."""
    require(isinstance(data, list), "a list of rows wanted")
    found = []
    for row in data:
        if not isinstance(row, dict):
            found.append(vector(row))
            continue
        named = {natural(j): rational(x) for j, x in row.items()}
        require(len(named) == len(row) and all(j < columns for j in named), f"columns 0 to {columns - 1} wanted")
        found.append(tuple(named.get(j, Fraction(0)) for j in range(columns)))
    return tuple(found)


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
        shown = dot(self.multipliers, self.rights) + dot(self.free_multipliers, self.values)
        require(shown >= self.bound, f"the multipliers show {shown}, not {self.bound}")

    def program(self) -> Program:
        """What is bounded: costs, rows, right sides, equations, their values."""
        return self.costs, self.rows, self.rights, self.equal, self.values

    def statement(self) -> str:
        return f"{self.size()} has no value below {self.bound}"

    def size(self) -> str:
        return f"a linear program of {len(self.costs)} variables and {len(self.rows) + len(self.equal)} rows"

    def to_json(self) -> dict[str, Any]:
        data = {
            f.name: (sparse if f.name in MATRICES else strings)(getattr(self, f.name))
            for f in fields(self) if f.name != "bound"
        }
        return {"kind": self.kind, "bound": str(self.bound), **data}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        columns = len(vector(data.get("costs")))
        read: dict[str, Any] = {
            name: filled(data.get(name), columns) if name in MATRICES else vector(data.get(name))
            for name in (f.name for f in fields(cls) if f.name != "bound")
        }
        return cls(**read, bound=rational(data.get("bound")))


MATRICES = ("rows", "equal")


@dataclass(frozen=True)
class Optimum(LowerBound):
    """The least value of a linear program: multipliers that show that none is lower, and a ``point`` that has it."""

    point: Vector
    kind: ClassVar[str] = "optimum"

    def check(self) -> None:
        super().check()
        require(len(self.point) == len(self.costs), "the point has a number for each variable")
        require(all(x >= 0 for x in self.point), "a variable of the point is below 0")
        for i, (row, right) in enumerate(zip(self.rows, self.rights, strict=True)):
            require(dot(row, self.point) >= right, f"the point breaks inequality {i + 1}")
        for i, (row, value) in enumerate(zip(self.equal, self.values, strict=True)):
            require(dot(row, self.point) == value, f"the point breaks equation {i + 1}")
        value = dot(self.costs, self.point)
        require(value <= self.bound, f"the point has the value {value}, not {self.bound}")

    def statement(self) -> str:
        return f"{self.size()} has the least value {self.bound}"


def dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    """The scalar product, over the entries that are not 0."""
    return sum((x * y for x, y in zip(a, b, strict=True) if x and y), Fraction(0))


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
        right = dot(self.multipliers, self.rights)
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
        shown = dot(guess, all_rights)
        found = LowerBound(costs, rows, rights, equal, values, guess[: len(rows)], guess[len(rows) :], shown)
        try:
            found.check()
        except Rejected:
            continue
        return found
    raise NotFound("no rounding of the dual solution is accepted")


def find_optimum(
    costs: Sequence[Fraction], rows: Matrix, rights: Vector, equal: Matrix = (), values: Vector = ()
) -> Optimum:
    """The best bound, and a point that attains it: a vertex, found in floats and recomputed exactly.  Raises NotFound."""
    from scipy.optimize import linprog

    below = find_lower_bound(costs, rows, rights, equal, values)
    all_rows, all_rights = rows + equal, rights + values
    matrix = np.array([[float(x) for x in row] for row in all_rows]).reshape(len(all_rows), len(costs))
    sides = np.array([float(b) for b in all_rights])
    solved = linprog(
        [float(c) for c in costs],
        A_ub=-matrix[: len(rows)],
        b_ub=-sides[: len(rows)],
        A_eq=matrix[len(rows) :] if equal else None,
        b_eq=sides[len(rows) :] if equal else None,
        method="highs-ds",
    )
    if solved.status != 0:
        raise NotFound(f"the program: {solved.message}")
    tight = [i for i, row in enumerate(matrix) if abs(float(row @ solved.x) - sides[i]) < 1e-9]
    used = [j for j, x in enumerate(solved.x) if abs(x) > 1e-9]
    columns = tuple(tuple(row[j] for row in all_rows) for j in range(len(costs)))
    guesses = [vertex(columns, all_rights, tight, used)]
    guesses += [tuple(Fraction(float(x)).limit_denominator(d) for x in solved.x) for d in DENOMINATORS]
    for guess in filter(None, guesses):
        found = Optimum(*below.program(), below.multipliers, below.free_multipliers, below.bound, guess)
        try:
            found.check()
        except Rejected:
            continue
        return found
    raise NotFound("no rounding of the point is accepted")


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
