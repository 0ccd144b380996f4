"""Rows that push a known inequality through an average, a function or a sum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Sum, Symbol, diff, oo, sympify

from theorems.core.chain import Fact, Statemented
from theorems.core.domain import Domain
from theorems.core.expressions import E
from theorems.core.matching import (
    BY_NORMAL_FORM,
    PLAIN,
    WORDS,
    belongs,
    difference,
    entangled,
    reduced_sign,
    same,
)
from theorems.core.normal.continuity import discontinuity
from theorems.core.row import Discharged, Refused, Row, Rule
from theorems.core.sets import Numbers, Set
from theorems.core.verdict import Trust

Curve = Callable[[Expr], Expr]
BY_SIGN = Trust(engines=("normal form", "visible sign", "SymPy differentiation"))


def leaning(lemma: Statemented, row: Row) -> str | None:
    return lemma.admitted(row)


@dataclass(frozen=True)
class Pointwise(Rule):
    """A mean, or a finite sum, preserves an inequality that holds at every value of the symbol it runs over."""

    lemma: Statemented
    name = "pointwise"

    def uses(self) -> tuple[Rule, ...]:
        return (self.lemma,)

    def decide(self, row: Row) -> Discharged | Refused:
        if refused := leaning(self.lemma, row):
            return Refused(refused)
        if isinstance(row.before, Sum) and isinstance(row.after, Sum):
            return self.summed(row)
        if not isinstance(row.before, E) or not isinstance(row.after, E) or row.before.over != row.after.over:
            return Refused("the row does not compare two means, or two sums, over one symbol")
        for start, relation, end in self.lemma.readings():
            if relation in (row.relation, "=") and same(row.before.body, start, row) and same(row.after.body, end, row):
                return Discharged(("the inequality holds at every value; the means exist",), BY_NORMAL_FORM)
        return Refused(lambda: f"inside the means the row is not {self.lemma.start} {self.lemma.relation} {self.lemma.end}")

    def summed(self, row: Row) -> Discharged | Refused:
        if len(row.before.limits) != 1 or row.before.limits != row.after.limits:
            return Refused("the row does not compare two sums over one range of one index")
        index, low, high = row.before.limits[0]
        own = row.domain.index.get(index)
        if not isinstance(own, Numbers) or not own.integer or not (low.is_integer and high.is_integer):
            return Refused(f"{index} from {low} to {high} is not visibly a range of integers")
        if not reduced_sign(high - low + 1, row.domain, (), PLAIN, "known").nonnegative:
            return Refused(f"{high} may lie more than one below {low}")
        if tied := entangled(index, row, row.before.function, row.after.function):
            return Refused(tied)
        if out := next((f"{end} {bad}" for end in (low, high) if (bad := belongs(end, own, row, {}, row.domain))), None):
            return Refused(f"the inequality holds where {index} is allowed, but {out}")
        for start, relation, end in self.lemma.readings():
            inside = same(row.before.function, start, row) and same(row.after.function, end, row)
            if relation in (row.relation, "=") and inside:
                return Discharged(("the inequality holds for every term",), BY_NORMAL_FORM)
        return Refused(lambda: f"inside the sums the row is not {self.lemma.start} {self.lemma.relation} {self.lemma.end}")


def pointwise(lemma: Statemented) -> Pointwise:
    """``lemma`` bounds the body of a mean, or the term of a sum, at every value of its symbol."""
    return Pointwise(lemma)


@dataclass(frozen=True)
class Range:
    """An auxiliary symbol over the set that the values of an expression visibly lie in."""

    inner: Symbol                                # in the interior, where slopes and bends are looked at
    closed: Symbol                               # with the ends that belong to it, where the curve must be continuous
    domain: Domain
    said: str


def range_of(values: Expr, row: Row) -> Range:
    """[0, oo) for what is visibly at least 0, the symbol's own set for a symbol, the real line otherwise."""
    found: Numbers = Numbers(-oo, oo)
    if isinstance(values, Symbol) and isinstance(own := row.domain.index.get(values), Numbers):
        low, high = (row.domain.expanded(end) for end in own.parameters())
        found = Numbers(low, high, own.low_open, own.high_open)
    elif reduced_sign(values, row.domain, row.given, WORDS, "known").nonnegative:
        found = Numbers(Integer(0), oo)
    return ranged(found, row)


def ranged(found: Numbers, row: Row) -> Range:
    inner = Symbol("§inner", **({"positive": True} if found.low == 0 else {"real": True}))
    above = "positive" if found.low_open else "nonnegative"
    closed = Symbol("§closed", **({above: True} if found.low == 0 else {"real": True}))
    sets: tuple[tuple[Any, Set], ...] = (
        (inner, Numbers(found.low, found.high, low_open=True, high_open=True)),
        (closed, Numbers(found.low, found.high, found.low_open, found.high_open)),
    )
    domain = Domain(row.domain.sets + sets, row.domain.lets, row.domain.constraints)
    left, right = "(" if found.low_open else "[", ")" if found.high_open else "]"
    return Range(inner, closed, domain, f"{left}{found.low}, {found.high}{right}")


@dataclass(frozen=True)
class Jensen(Rule):
    """E f(Z) <= f(E Z) for f concave on the range of Z, E f(Z) >= f(E Z) for f convex there.

    ``bend`` is f'' in a form whose sign one sees.  Where f is not differentiable at a closed end of the range, it has to
    be continuous there.
    """

    curve: Curve
    bend: Curve | None = None
    name = "jensen"

    def decide(self, row: Row) -> Discharged | Refused:
        if not isinstance(row.before, E):
            return Refused("the row does not start with a mean")
        over, means = row.before.over, [e for e in sorted(row.after.atoms(E), key=str) if e.over == row.before.over]
        for mean in means:
            if same(self.curve(mean), row.after, row) and same(E(self.curve(mean.body), *over), row.before, row):
                return self.bent(mean.body, row)
        return Refused("no Z was found such that the row compares E f(Z) with f(E Z)")

    def bent(self, values: Expr, row: Row) -> Discharged | Refused:
        at = range_of(values, row)
        if self.curve(at.inner).free_symbols & set(row.before.over):
            return Refused("the curve itself depends on what is averaged over")
        wanted = self.bend(at.inner) if self.bend else diff(self.curve(at.inner), at.inner, 2)
        equal, how = difference(diff(self.curve(at.inner), at.inner, 2), wanted, at.domain, (), PLAIN)
        if not equal:
            return Refused(f"the second derivative given is not that of the curve: {how()}")
        sign = reduced_sign(wanted, at.domain, (), PLAIN, "known")
        if not (sign.nonpositive if row.relation == "<=" else sign.nonnegative and row.relation == ">="):
            shape = "concave" if row.relation == "<=" else "convex"
            line = row.with_(wanted, row.relation, Integer(0)).__class__(
                wanted, "<=" if row.relation == "<=" else ">=", Integer(0), at.domain
            )
            return Refused(f"not visibly {shape} on {at.said}: second derivative {wanted}", line)
        if broken := discontinuity(self.curve(at.closed), at.domain):
            return Refused(f"not visibly continuous on {at.said}: {broken}")
        return Discharged((f"second derivative of one sign on {at.said}", "continuous there"), BY_SIGN)


def jensen(curve: Curve, bend: Curve | None = None) -> Jensen:
    """Jensen's inequality for ``curve``; ``bend`` is its second derivative, displayed so that its sign is visible."""
    return Jensen(curve, bend)


@dataclass(frozen=True)
class Monotone(Rule):
    """f(x) <= f(y) from x <= y for f increasing on a range that contains both, >= for f decreasing.

    ``slope`` is f' in a form whose sign one sees; ``within`` are facts that keep both ends in the range [low, high].
    """

    curve: Curve
    lemma: Statemented
    slope: Curve | None = None
    within: tuple[Statemented, ...] = ()
    name = "monotone"

    def uses(self) -> tuple[Rule, ...]:
        return (self.lemma, *self.within)

    def decide(self, row: Row) -> Discharged | Refused:
        for lemma in (self.lemma, *self.within):
            if refused := leaning(lemma, row):
                return Refused(refused)
        for start, relation, end in self.lemma.readings():
            if same(row.before, self.curve(start), row) and same(row.after, self.curve(end), row):
                return self.sloped(start, relation, end, row)
        return Refused(lambda: f"the row does not compare f({self.lemma.start}) with f({self.lemma.end})")

    def sloped(self, start: Any, relation: str, end: Any, row: Row) -> Discharged | Refused:
        if relation == "=":
            return Discharged(trust=BY_NORMAL_FORM)
        if row.relation == "=":
            return Refused("an equality does not follow from an inequality")
        at = self.range(start, relation, end, row)
        if isinstance(at, Refused):
            return at
        wanted = self.slope(at.inner) if self.slope else diff(self.curve(at.inner), at.inner)
        equal, how = difference(diff(self.curve(at.inner), at.inner), wanted, at.domain, (), PLAIN)
        if not equal:
            return Refused(f"the slope given is not that of the curve: {how()}")
        rising = row.relation == relation
        sign = reduced_sign(wanted, at.domain, (), PLAIN, "known")
        if not (sign.nonnegative if rising else sign.nonpositive):
            line = Row(wanted, ">=" if rising else "<=", Integer(0), at.domain)
            return Refused(f"not visibly {'increasing' if rising else 'decreasing'} on {at.said}: slope {wanted}", line)
        if broken := discontinuity(self.curve(at.closed), at.domain):
            return Refused(f"not visibly continuous on {at.said}: {broken}")
        return Discharged((f"slope of one sign on {at.said}", f"both ends in {at.said}"), BY_SIGN)

    def range(self, start: Any, relation: str, end: Any, row: Row) -> Range | Refused:
        """Where both ends lie: by the facts given, or because the smaller one is visibly at least 0."""
        smaller, larger = (start, end) if relation == "<=" else (end, start)
        low = self.bound(smaller, "<=", row)
        high = self.bound(larger, ">=", row)
        if low == -oo and reduced_sign(smaller, row.domain, row.given, WORDS, "known").nonnegative:
            low = Integer(0)
        return ranged(Numbers(low, high), row)

    def bound(self, value: Any, side: str, row: Row) -> Expr:
        """The constant that a fact puts below (side <=) or above (side >=) a value."""
        for fact in self.within:
            for low, relation, x in fact.readings():
                if relation == side and getattr(low, "is_number", False) and same(x, value, row):
                    return low
        return -oo if side == "<=" else oo


def monotone(
    curve: Curve, lemma: Statemented, slope: Curve | None = None, within: tuple[Statemented, ...] = ()
) -> Monotone:
    """Push ``lemma`` through a monotone ``curve``."""
    return Monotone(curve, lemma, slope, within)


@dataclass(frozen=True)
class Combination(Rule):
    """The row is a sum of known inequalities, each times a factor visibly at least 0, and a visible rest."""

    terms: tuple[tuple[Statemented, Expr], ...]
    name = "combination"
    exact = False

    def uses(self) -> tuple[Rule, ...]:
        return tuple(lemma for lemma, _ in self.terms)

    def decide(self, row: Row) -> Discharged | Refused:
        surplus: Expr = row.after - row.before if row.relation != ">=" else row.before - row.after
        for lemma, factor in self.terms:
            if refused := leaning(lemma, row):
                return Refused(refused)
            if lemma.relation != "=" and not reduced_sign(factor, row.domain, row.given, WORDS, "known").nonnegative:
                return Refused(f"the factor {factor} is not visibly at least 0", Row(factor, ">=", Integer(0), row.domain))
            if row.relation == "=" and lemma.relation != "=":
                return Refused("an equality does not follow from inequalities")
            gap = lemma.end - lemma.start if lemma.relation != ">=" else lemma.start - lemma.end
            surplus = surplus - factor * gap
        if same(surplus, Integer(0), row):
            return Discharged(trust=BY_NORMAL_FORM)
        if row.relation != "=" and reduced_sign(surplus, row.domain, row.given, WORDS, "known").nonnegative:
            return Discharged((f"{surplus} >= 0 is visible",), Trust(engines=("normal form", "visible sign")))
        return Refused(lambda: f"the inequalities leave {surplus}")


def combination(*terms: tuple[Statemented, Expr] | Statemented) -> Combination:
    """Add up inequalities; a bare one counts once."""
    return Combination(tuple((t[0], sympify(t[1], strict=True)) if isinstance(t, tuple) else (t, Integer(1)) for t in terms))


def cited(left: Any, relation: Any, right: Any, name: str, source: str = "classical") -> Fact:
    """A fact taken on trust, both sides written out."""
    return Fact(left, relation, right, source, name)
