"""Rational expressions as one polynomial over a product of others, and the signs one sees in their terms.

Nothing is cancelled: a denominator that vanishes somewhere stays one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sympy import QQ, Add, Expr, Integer, Mul, Pow, exp
from sympy.polys.orderings import lex
from sympy.polys.rings import PolyElement, PolyRing

from theorems.core.normal.signs import POSITIVE, UNKNOWN, ZERO, Sign

MOST_TERMS = 20_000                              # of a numerator; more than that is not looked at
HIGHEST = 40                                     # power that is multiplied out

Denominators = dict[PolyElement, int]


class TooLong(ValueError):
    """A numerator with more terms than anyone wants to see."""


@dataclass
class Ratio:
    """A polynomial over powers of polynomials."""

    top: PolyElement
    below: Denominators = field(default_factory=dict)


class Terms:
    """Expressions as ratios of polynomials in their parts that are not rational; the parts are found in one pass."""

    def __init__(self, e: Expr) -> None:
        self.parts: dict[Expr, int] = {}
        self.collect(e)
        self.ring = PolyRing([f"p{i}" for i in range(len(self.parts))] or ["none"], QQ, lex)

    def ratio(self, e: Expr) -> Ratio:
        found = self.of(e)
        below: Denominators = {}
        for b, times in found.below.items():
            below[self.lowered(b)] = below.get(self.lowered(b), 0) + times
        return Ratio(self.lowered(found.top), below)

    def collect(self, e: Expr) -> None:
        """Number the parts that stay whole."""
        if e.is_Rational:
            return
        if isinstance(e, Add | Mul):
            for a in e.args:
                self.collect(a)
        elif isinstance(e, Pow) and e.exp.is_Integer and abs(e.exp) <= HIGHEST:
            self.collect(e.base)
        elif isinstance(e, exp):
            for term in Add.make_args(e.args[0]):
                self.number(exp(term.as_coeff_Mul()[1]) if whole(term) else exp(term))
        elif (root := rooted(e)) is not None:
            self.number(root[0])
            self.collect(e.base)
        else:
            self.number(e)

    def number(self, part: Expr) -> None:
        self.parts.setdefault(part, len(self.parts))

    def part(self, e: Expr) -> PolyElement:
        return self.ring.gens[self.parts[e]]

    def of(self, e: Expr) -> Ratio:
        if e.is_Rational:
            return Ratio(self.ring.ground_new(QQ(int(e.p), int(e.q))))
        if isinstance(e, Add):
            return self.added([self.of(a) for a in e.args])
        if isinstance(e, Mul):
            found = Ratio(self.ring.one)
            for a in e.args:
                found = self.times(found, self.of(a))
            return found
        if isinstance(e, Pow) and e.exp.is_Integer and abs(e.exp) <= HIGHEST:
            return self.power(self.of(e.base), int(e.exp))
        if isinstance(e, exp):
            found = Ratio(self.ring.one)
            for term in Add.make_args(e.args[0]):
                times, rest = term.as_coeff_Mul()
                one = Ratio(self.part(exp(rest if whole(term) else term)))
                found = self.times(found, self.power(one, int(times)) if whole(term) else one)
            return found
        if (root := rooted(e)) is not None:
            return self.power(Ratio(self.part(root[0])), root[1])
        return Ratio(self.part(e))

    def added(self, ratios: list[Ratio]) -> Ratio:
        common: Denominators = {}
        for r in ratios:
            for b, times in r.below.items():
                common[b] = max(common.get(b, 0), times)
        top = self.ring.zero
        for r in ratios:
            lifted = r.top
            for b, times in common.items():
                if (missing := times - r.below.get(b, 0)) > 0:
                    lifted = short(lifted * b**missing)
            top = top + lifted
        return Ratio(short(top), common)

    def times(self, one: Ratio, other: Ratio) -> Ratio:
        below = dict(one.below)
        for b, times in other.below.items():
            below[b] = below.get(b, 0) + times
        return Ratio(short(one.top * other.top), below)

    def power(self, base: Ratio, exponent: int) -> Ratio:
        if exponent >= 0:
            if len(base.top) ** exponent > MOST_TERMS**2:
                raise TooLong
            return Ratio(short(base.top**exponent), {b: times * exponent for b, times in base.below.items()})
        top = self.ring.one 
        for b, times in base.below.items():
            top = short(top * b ** (times * -exponent))
        return Ratio(top, {**dict.fromkeys(base.below, 0), base.top: -exponent})   # the power 0: it must not vanish

    def lowered(self, poly: PolyElement) -> PolyElement:
        """With b^(1/q) to the power q put as b, where b is a polynomial of the parts."""
        for part, place in reversed(list(self.parts.items())):
            if rooted(part) is None or not any(monom[place] >= part.exp.q for monom in poly):
                continue
            base = self.of(part.base)
            if base.below:
                continue
            found = self.ring.zero
            for monom, c in poly.terms():
                often, left = divmod(monom[place], int(part.exp.q))
                rest = list(monom)
                rest[place] = left
                found = found + self.ring.term_new(tuple(rest), c) * base.top**often
            poly = short(found)
        return poly

    def sign(self, poly: PolyElement, of_part: Callable[[Expr], Sign]) -> Sign:
        """The sum of the signs of its terms."""
        signs = [of_part(part) for part in self.parts]
        total = ZERO
        for monom, c in poly.terms():
            term = POSITIVE if c > 0 else -POSITIVE
            for part, sign, often in zip(self.parts, signs, monom, strict=False):
                if often:                        # a root of what may be below 0 is not real: its square need not be above 0
                    squared = often % 2 == 0 and (sign.known or rooted(part) is None)
                    term = term * (Sign(True, False, sign.nonzero) if squared else sign)
            total = total + term
            if not total.known:
                return UNKNOWN
        return total


def whole(term: Expr) -> bool:
    """An exponent's term c rest with c an integer that is multiplied out."""
    times, rest = term.as_coeff_Mul()
    return bool(times.is_Integer and rest != 1 and abs(times) <= HIGHEST)


def rooted(e: Any) -> tuple[Expr, int] | None:
    """b^(p/q) as the part b^(1/q) and p; None for what is no root."""
    if isinstance(e, Pow) and e.exp.is_Rational and not e.exp.is_Integer and abs(e.exp.p) <= HIGHEST:
        return Pow(e.base, Integer(1) / e.exp.q), int(e.exp.p)
    return None


def short(poly: PolyElement) -> PolyElement:
    if len(poly) > MOST_TERMS:
        raise TooLong
    return poly


def sign_over_one_denominator(e: Expr, of_part: Callable[[Expr], Sign]) -> Sign:
    """The sign that the terms of numerator and denominators show; every denominator must be visibly non-zero."""
    terms = Terms(e)
    try:
        found = terms.ratio(e)
    except TooLong:
        return UNKNOWN
    total = terms.sign(found.top, of_part)
    for below, times in found.below.items():
        sign = terms.sign(below, of_part)
        if not sign.nonzero:
            return UNKNOWN
        total = total * (Sign(True, False, True) if times % 2 == 0 else sign)
    return total


