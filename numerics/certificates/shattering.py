"""Shattered sets of classes that an orthogonal group makes: a rotation for each sign pattern, exact by Cayley.

For K skew, Q = (1 - t K / 2)^{-1} (1 + t K / 2) is orthogonal, exactly, in rationals; the pattern s takes K = sum s_i K_i
with one skew matrix K_i for each point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm
from typing import Any, ClassVar

from numerics.certificates.certificate import Certificate, listed, matrix, present, rational, require, strings

Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]
Integers = list[list[int]]


def cayley(skew: Sequence[Sequence[Fraction]], step: Fraction) -> Matrix:
    """(1 - step skew / 2)^{-1} (1 + step skew / 2), by elimination in integers.

    Raises Rejected unless the result is orthogonal.
    """
    n = len(skew)
    require(all(len(row) == n for row in skew), "a square matrix wanted")
    half = [[step * x / 2 for x in row] for row in skew]
    common = lcm(*(x.denominator for row in half for x in row))
    rows: Integers = [
        [common * (i == j) - int(common * half[i][j]) for j in range(n)]
        + [common * (i == j) + int(common * half[i][j]) for j in range(n)]
        for i in range(n)
    ]
    last = eliminated(rows)
    found = tuple(tuple(Fraction(rows[i][n + j], last) for j in range(n)) for i in range(n))
    for i in range(n):
        for j in range(i + 1):
            require(
                sum(a * b for a, b in zip(found[i], found[j], strict=True)) == (i == j),
                "the rotation is not orthogonal",
            )
    return found


def eliminated(rows: Integers) -> int:
    """Turn [A | B] into [last | last A^{-1} B] in integers (Bareiss), and return last.  Raises Rejected if A is singular."""
    n, before = len(rows), 1
    for k in range(n):
        swap = present(next((i for i in range(k, n) if rows[i][k]), None), "1 - t K / 2 is singular")
        rows[k], rows[swap] = rows[swap], rows[k]
        pivot = rows[k][k]
        for i in range(n):
            if i != k:
                factor = rows[i][k]
                rows[i] = [(pivot * x - factor * y) // before for x, y in zip(rows[i], rows[k], strict=True)]
        before = pivot
    return before


@dataclass(frozen=True)
class Shattering(Certificate):
    """Every sign pattern of the points is taken by a function of a class, at points where none of its values is 0.

    ``of`` says which class: *forms* is the orbit of z -> sign(z'Jz), that is z -> sign((Qz)'J(Qz)) for Q orthogonal, and
    a point is one row; *bilinear* is (x, y) -> sign(x'Qy), and a point is the row x followed by y.  ``form``: the diagonal
    of J (empty for *bilinear*).
    """

    of: str
    form: Vector
    points: Matrix
    directions: tuple[Matrix, ...]
    step: Fraction
    kind: ClassVar[str] = "shattering"

    @property
    def size(self) -> int:
        """The dimension of the rotations."""
        width = len(self.points[0]) if self.points else 0
        return width if self.of == "forms" else width // 2

    def check(self) -> None:
        self.check_shape()
        for pattern in product((1, -1), repeat=len(self.points)):
            rotation = cayley(self.mixed(pattern), self.step)
            for i, (sign, value) in enumerate(zip(pattern, self.values(rotation), strict=True)):
                require(
                    sign * value > 0,
                    f"pattern {''.join('+-'[s < 0] for s in pattern)} is missed at point {i + 1}: {value}",
                )

    def check_shape(self) -> None:
        require(self.of in ("forms", "bilinear"), f"a class {self.of!r} is not known")
        n = self.size
        require(bool(self.points) and n > 0, "no points")
        require(
            all(len(p) == (n if self.of == "forms" else 2 * n) for p in self.points), "points of one dimension wanted"
        )
        require(len(self.form) == (n if self.of == "forms" else 0), "the form is of another dimension")
        require(len(self.directions) == len(self.points), "each point has a direction")
        for k in self.directions:
            require(len(k) == n and all(len(row) == n for row in k), "a direction is of another dimension")
            require(all(k[i][j] == -k[j][i] for i in range(n) for j in range(n)), "a direction is not skew")

    def mixed(self, pattern: Sequence[int]) -> list[list[Fraction]]:
        n = self.size
        return [
            [
                sum((s * k[i][j] for s, k in zip(pattern, self.directions, strict=True) if k[i][j]), Fraction(0))
                for j in range(n)
            ]
            for i in range(n)
        ]

    def values(self, rotation: Matrix) -> Iterator[Fraction]:
        """What the function of a rotation takes the sign of, point by point."""
        n = self.size
        for point in self.points:
            if self.of == "forms":
                turned = [sum((q * z for q, z in zip(row, point, strict=True) if z), Fraction(0)) for row in rotation]
                yield sum((j * x * x for j, x in zip(self.form, turned, strict=True)), Fraction(0))
            else:
                x, y = point[:n], point[n:]
                yield sum(
                    (x[a] * rotation[a][b] * y[b] for a in range(n) for b in range(n) if x[a] and y[b]), Fraction(0)
                )

    def statement(self) -> str:
        within = f"sign(z'Q'JQz) in R^{self.size}" if self.of == "forms" else f"sign(x'Qy) in R^{self.size}"
        return f"{len(self.points)} points are shattered by {within}, Q orthogonal"

    def to_json(self) -> dict[str, Any]:
        sparse = [
            [[str(i), str(j), str(x)] for i, row in enumerate(k) for j, x in enumerate(row) if x]
            for k in self.directions
        ]
        return {
            "kind": self.kind,
            "of": self.of,
            "form": strings(self.form),
            "points": strings(self.points),
            "directions": sparse,
            "step": str(self.step),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Shattering:
        of, points = str(data.get("of")), matrix(data.get("points"))
        require(bool(points) and bool(points[0]), "no points")
        n = len(points[0]) if of == "forms" else len(points[0]) // 2
        sparse = listed(data.get("directions"), "a list of directions wanted")
        directions = []
        for entries in map(matrix, sparse):
            full = [[Fraction(0)] * n for _ in range(n)]
            for entry in entries:
                require(
                    len(entry) == 3 and all(x.denominator == 1 and 0 <= x < n for x in entry[:2]),
                    "row, column and entry wanted",
                )
                full[int(entry[0])][int(entry[1])] = entry[2]
            directions.append(tuple(map(tuple, full)))
        form = matrix([data.get("form")])[0]
        return cls(of, form, points, tuple(directions), rational(data.get("step")))


def skew_unit(n: int, i: int, j: int) -> Matrix:
    """1 at (i, j), -1 at (j, i)."""
    return tuple(tuple(Fraction((a, b) == (i, j)) - Fraction((a, b) == (j, i)) for b in range(n)) for a in range(n))


def unit(n: int, *places: int) -> Vector:
    """1 at these places."""
    return tuple(Fraction(i in places) for i in range(n))


def find_form_shattering(d: int, step: Fraction | None = None) -> Shattering:
    """The d^2 points (e_i, e_j), shattered by the orbit of |x|^2 - |y|^2 under O(2d); directions mix x_i and y_j."""
    pairs = list(product(range(d), repeat=2))
    points = tuple(unit(2 * d, i, d + j) for i, j in pairs)
    directions = tuple(skew_unit(2 * d, i, d + j) for i, j in pairs)
    form = tuple(Fraction(1 if i < d else -1) for i in range(2 * d))
    return Shattering("forms", form, points, directions, Fraction(1, 2 * d * d) if step is None else step)


def find_bilinear_shattering(d: int, step: Fraction | None = None) -> Shattering:
    """The d(d-1)/2 points (e_i, e_j), i < j, shattered by sign(x'Uy); directions turn e_j towards e_i."""
    pairs = [(i, j) for i, j in product(range(d), repeat=2) if i < j]
    points = tuple(unit(d, i) + unit(d, j) for i, j in pairs)
    return Shattering(
        "bilinear",
        (),
        points,
        tuple(skew_unit(d, i, j) for i, j in pairs),
        Fraction(1, d * d) if step is None else step,
    )
