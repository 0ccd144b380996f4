"""Positivity on boxes and half-lines: a polynomial as a sum of products of the bounds' gaps with sums of squares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from numerics.certificates.certificate import Certificate, listed, natural, present, rational, require
from numerics.certificates.polynomials import (
    Polynomial,
    constant,
    from_json,
    product,
    tidy,
    to_json,
    total,
    variable,
    written,
)
from numerics.certificates.sums_of_squares import Squares, variables_of

Side = tuple[Fraction | None, Fraction | None]  # ends of a variable; None is infinite
Gap = tuple[int, Literal["low", "high"]]  # x - low or high - x, for the variable of this number


@dataclass(frozen=True)
class Term:
    """A sum of squares times some of the gaps, each at least 0 on the region."""

    gaps: tuple[Gap, ...]
    squares: Squares


def gap(sides: tuple[Side, ...], where: Gap) -> Polynomial:
    """x - low or high - x as a polynomial.  Raises Rejected where the end is infinite."""
    place, which = where
    require(0 <= place < len(sides) and which in ("low", "high"), f"there is no gap {where}")
    end = present(sides[place][0 if which == "low" else 1], f"variable {place + 1} has no {which} end")
    x, sign = variable(place, len(sides)), 1 if which == "low" else -1
    return total([{e: sign * c for e, c in x.items()}, constant(-sign * end, len(sides))])


@dataclass(frozen=True)
class Positivstellensatz(Certificate):
    """The polynomial is the sum of its terms, so it is at least 0 wherever each variable lies between its ends."""

    variables: tuple[str, ...]
    sides: tuple[Side, ...]
    polynomial: Polynomial
    terms: tuple[Term, ...]
    kind: ClassVar[str] = "positivstellensatz"

    def check(self) -> None:
        require(len(self.sides) == len(self.variables), "each variable has a pair of ends")
        found = []
        for term in self.terms:
            part = term.squares.expanded()
            for where in term.gaps:
                part = product(part, gap(self.sides, where))
            found.append(part)
        require(total(found) == tidy(self.polynomial), "the terms sum to another polynomial")

    def statement(self) -> str:
        ends = ["(-oo" if low is None else f"[{low}" for low, _ in self.sides]
        sides = [
            f"{left}, {'oo)' if high is None else f'{high}]'}" for left, (_, high) in zip(ends, self.sides, strict=True)
        ]
        region = ", ".join(f"{name} in {side}" for name, side in zip(self.variables, sides, strict=True))
        return f"{written(self.polynomial, self.variables)} >= 0 for {region}"

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "variables": list(self.variables),
            "polynomial": to_json(self.polynomial),
            "sides": [[None if end is None else str(end) for end in side] for side in self.sides],
            "terms": [
                {"gaps": [[str(place), which] for place, which in t.gaps], "squares": t.squares.to_json()}
                for t in self.terms
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Positivstellensatz:
        names = variables_of(data)
        sides = listed(data.get("sides"), "pairs of ends wanted")
        require(all(isinstance(s, list) and len(s) == 2 for s in sides), "pairs of ends wanted")
        terms = listed(data.get("terms"), "a list of terms wanted")
        require(all(isinstance(t, Mapping) for t in terms), "a list of terms wanted")
        ends = tuple((None if a is None else rational(a), None if b is None else rational(b)) for a, b in sides)
        return cls(
            names,
            ends,
            from_json(data.get("polynomial"), len(names)),
            tuple(Term(gaps_of(t.get("gaps")), Squares.from_json(t.get("squares"), len(names))) for t in terms),
        )


def gaps_of(data: Any) -> tuple[Gap, ...]:
    """Pairs of a variable's number and one of its ends.  Raises Rejected."""
    require(isinstance(data, list) and all(isinstance(g, list) and len(g) == 2 for g in data), "a list of gaps wanted")
    require(all(which in ("low", "high") for _, which in data), "a gap is to the low or to the high end")
    return tuple((natural(place), which) for place, which in data)
