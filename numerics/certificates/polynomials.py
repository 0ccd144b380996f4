"""Polynomials with rational coefficients, as plain dictionaries: exponents -> coefficient, none of them zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from numerics.certificates.certificate import natural, rational, require

Exponents = tuple[int, ...]
Polynomial = dict[Exponents, Fraction]


def constant(value: Fraction | int, variables: int) -> Polynomial:
    return tidy({(0,) * variables: Fraction(value)})


def variable(place: int, variables: int) -> Polynomial:
    return {tuple(int(i == place) for i in range(variables)): Fraction(1)}


def monomial(exponents: Exponents) -> Polynomial:
    return {exponents: Fraction(1)}


def tidy(p: Mapping[Exponents, Fraction]) -> Polynomial:
    """Without zero coefficients, in one order."""
    return {e: Fraction(c) for e, c in sorted(p.items()) if c}


def total(parts: Iterable[Polynomial]) -> Polynomial:
    found: Polynomial = {}
    for part in parts:
        for e, c in part.items():
            found[e] = found.get(e, Fraction(0)) + c
    return tidy(found)


def product(p: Polynomial, q: Polynomial) -> Polynomial:
    found: Polynomial = {}
    for e, c in p.items():
        for f, d in q.items():
            together = tuple(a + b for a, b in zip(e, f, strict=True))
            found[together] = found.get(together, Fraction(0)) + c * d
    return tidy(found)


def scaled(p: Polynomial, factor: Fraction | int) -> Polynomial:
    return tidy({e: c * factor for e, c in p.items()})


def power(p: Polynomial, exponent: int, variables: int) -> Polynomial:
    found = constant(1, variables)
    for _ in range(exponent):
        found = product(found, p)
    return found


def value(p: Polynomial, point: Sequence[Fraction | int]) -> Fraction:
    found = Fraction(0)
    for exponents, c in p.items():
        for x, e in zip(point, exponents, strict=True):
            c = c * Fraction(x) ** e
        found += c
    return found


def degree(p: Polynomial) -> int:
    return max((sum(e) for e in p), default=0)


def to_json(p: Polynomial) -> list[Any]:
    return [[str(c), *map(str, e)] for e, c in sorted(p.items())]


def from_json(data: Any, variables: int) -> Polynomial:
    """From a list of [coefficient, exponent, …].  Raises Rejected, also where one monomial stands twice."""
    require(isinstance(data, list) and all(isinstance(t, list) for t in data), "a polynomial is a list of terms")
    found: Polynomial = {}
    for term in data:
        require(len(term) == variables + 1, f"a term of {variables} variables has {variables + 1} numbers")
        exponents = tuple(map(natural, term[1:]))
        require(exponents not in found, f"the monomial {exponents} stands twice")
        found[exponents] = rational(term[0])
    return tidy(found)


def written(p: Polynomial, names: Sequence[str]) -> str:
    """In words, the highest terms first."""
    terms = []
    for exponents, c in sorted(p.items(), key=lambda t: (-sum(t[0]), [-e for e in t[0]])):
        powers = [n if e == 1 else f"{n}**{e}" for n, e in zip(names, exponents, strict=True) if e]
        factors = ([str(abs(c))] if abs(c) != 1 or not powers else []) + powers
        terms.append(("- " if c < 0 else "+ ") + "*".join(factors))
    text = " ".join(terms) or "0"
    return text[2:] if text.startswith("+ ") else text.replace("- ", "-", 1) if text.startswith("- ") else text
