"""Sums of squares: a polynomial is z'Gz with a positive semidefinite matrix G of rationals, z polynomials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from numerics.certificates.certificate import Certificate, Rejected, matrix, require, strings
from numerics.certificates.polynomials import Polynomial, from_json, product, scaled, tidy, to_json, total, written

Matrix = tuple[tuple[Fraction, ...], ...]


def pivots(gram: Sequence[Sequence[Fraction]]) -> tuple[Fraction, ...]:
    """The diagonal D of gram = L D L', exactly.  Raises Rejected unless gram is symmetric and positive semidefinite.

    A zero pivot is allowed only with a zero row beside it: otherwise a 2 x 2 minor is negative.
    """
    n = len(gram)
    require(all(len(row) == n for row in gram), "the Gram matrix is not square")
    require(all(gram[i][j] == gram[j][i] for i in range(n) for j in range(i)), "the Gram matrix is not symmetric")
    rest = [[Fraction(x) for x in row] for row in gram]
    found = []
    for k in range(n):
        pivot = rest[k][k]
        require(pivot >= 0, f"pivot {k + 1} of the Gram matrix is {pivot} < 0")
        found.append(pivot)
        if pivot == 0:
            require(not any(rest[k][k:]), f"pivot {k + 1} of the Gram matrix is 0, the row beside it is not")
            continue
        for i in range(k + 1, n):
            factor = rest[i][k] / pivot
            if factor:
                for j in range(k + 1, n):
                    rest[i][j] -= factor * rest[k][j]
    return tuple(found)


@dataclass(frozen=True)
class Squares:
    """The polynomial z'Gz; ``basis`` is z."""

    basis: tuple[Polynomial, ...]
    gram: Matrix

    def expanded(self) -> Polynomial:
        """z'Gz, once G is seen to be positive semidefinite.  Raises Rejected."""
        require(len(self.gram) == len(self.basis), "the Gram matrix and the basis are of different sizes")
        pivots(self.gram)
        pairs = [(i, j) for i in range(len(self.basis)) for j in range(len(self.basis)) if self.gram[i][j]]
        return total(scaled(product(self.basis[i], self.basis[j]), self.gram[i][j]) for i, j in pairs)

    def to_json(self) -> dict[str, Any]:
        return {"basis": [to_json(z) for z in self.basis], "gram": strings(self.gram)}

    @classmethod
    def from_json(cls, data: Any, variables: int) -> Squares:
        require(isinstance(data, Mapping) and isinstance(data.get("basis"), list), "a basis and a Gram matrix wanted")
        return cls(tuple(from_json(z, variables) for z in data["basis"]), matrix(data.get("gram")))


@dataclass(frozen=True)
class SumOfSquares(Certificate):
    """``multiplier * polynomial`` is a sum of squares, so the polynomial is at least 0 at every real point.

    The multiplier is a sum of even monomials with coefficients above 0.  It is positive off a set without inside, and
    there the polynomial is at least 0; by continuity it is so everywhere.
    """

    variables: tuple[str, ...]
    polynomial: Polynomial
    squares: Squares
    multiplier: Polynomial
    kind: ClassVar[str] = "sum of squares"

    def check(self) -> None:
        require(bool(self.multiplier), "the multiplier is zero")
        for exponents, c in self.multiplier.items():
            require(c > 0 and not any(e % 2 for e in exponents), f"the multiplier has the term {c} x^{exponents}")
        require(
            self.squares.expanded() == product(self.multiplier, tidy(self.polynomial)),
            "the sum of squares is another polynomial",
        )

    def statement(self) -> str:
        return f"{written(self.polynomial, self.variables)} >= 0"

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "variables": list(self.variables),
            "polynomial": to_json(self.polynomial),
            "multiplier": to_json(self.multiplier),
            "squares": self.squares.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SumOfSquares:
        names = variables_of(data)
        polynomial, multiplier = (from_json(data.get(key), len(names)) for key in ("polynomial", "multiplier"))
        return cls(names, polynomial, Squares.from_json(data.get("squares"), len(names)), multiplier)


def variables_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the variables, each once.  Raises Rejected."""
    names = data.get("variables")
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names) or len(set(names)) < len(names):
        raise Rejected("a list of names of variables wanted, each once")
    return tuple(names)
