"""Packings: rational points of a sphere or ball whose distances are at least what is claimed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from numerics.certificates.certificate import Certificate, NotFound, matrix, rational, require, strings

Point = tuple[Fraction, ...]


@dataclass(frozen=True)
class Packing(Certificate):
    """Points of the unit ball (``where="ball"``) or of its surface ("sphere"), any two at squared distance >= ``apart``."""

    points: tuple[Point, ...]
    apart: Fraction
    where: str = "sphere"
    kind: ClassVar[str] = "packing"

    def check(self) -> None:
        require(self.where in ("sphere", "ball"), f"a packing of the {self.where!r} is not known")
        require(self.apart > 0, "the distance is not above 0")
        require(bool(self.points) and len({len(p) for p in self.points}) == 1, "points of one dimension wanted")
        for i, p in enumerate(self.points):
            length = sum((x * x for x in p), Fraction(0))
            require(
                length == 1 if self.where == "sphere" else length <= 1, f"point {i + 1} has squared length {length}"
            )
            for j in range(i):
                between = sum(((x - y) ** 2 for x, y in zip(p, self.points[j], strict=True)), Fraction(0))
                require(between >= self.apart, f"points {j + 1} and {i + 1} are at squared distance {between}")

    def statement(self) -> str:
        n = len(self.points[0])
        return f"{len(self.points)} points of the unit {self.where} of R^{n}, squared distances at least {self.apart}"

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "where": self.where, "apart": str(self.apart), "points": strings(self.points)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Packing:
        return cls(matrix(data.get("points")), rational(data.get("apart")), str(data.get("where")))


def find_packing(count: int, dimension: int, apart: Fraction, rng: np.random.Generator) -> Packing:
    """Points of the sphere pushed apart from random places, then moved to rational points of it.  Raises NotFound."""
    for _ in range(20):
        x = rng.standard_normal((count, dimension))
        for step in np.geomspace(0.3, 1e-3, 800):
            x /= np.linalg.norm(x, axis=1, keepdims=True)
            gaps = x[:, None] - x
            squared = (gaps**2).sum(-1) + 4 * np.eye(count)
            weights = (squared / squared.min()) ** -12.0
            x = x + step * (weights[:, :, None] * gaps).sum(1) / weights.sum(1).max()
        found = Packing(tuple(rational_point(p / np.linalg.norm(p)) for p in x), apart)
        try:
            found.check()
        except ArithmeticError:
            continue
        return found
    raise NotFound(f"{count} points on the sphere of R^{dimension} at squared distance {apart}")


def rational_point(p: np.ndarray, denominator: int = 10**4) -> Point:
    """A rational point of the sphere near a float one, by stereographic projection from the pole farthest away."""
    place = int(np.abs(p).argmax())
    sign = 1 if p[place] >= 0 else -1
    plane = [
        Fraction(float(x / (1 + abs(p[place])))).limit_denominator(denominator) for i, x in enumerate(p) if i != place
    ]
    size = sum((x * x for x in plane), Fraction(0))
    others = iter([2 * x / (1 + size) for x in plane])
    return tuple(sign * (1 - size) / (1 + size) if i == place else next(others) for i in range(len(p)))


def find_simplex(k: int) -> Packing:
    """2^k vectors of the sphere with all scalar products -1/(2^k - 1): no more have them at most that.

    The words of the simplex code, of length m = 2^k - 1, as signs, each m times, divided by m: any two differ in more
    than half of their places, by one of m.
    """
    m = 2**k - 1
    points = tuple(
        tuple(Fraction((-1) ** (word & mask).bit_count(), m) for mask in range(1, m + 1)) * m for word in range(m + 1)
    )
    return Packing(points, 2 + Fraction(2, m))
