"""From a claim and one of its bounds to the formula, the hypotheses and the parameters of its numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sympy import Expr, Integer, Rational, Symbol, oo, sympify

from theorems.core.bounds.bound import Bound, Cell, NotTabulated, Rate, Side
from theorems.core.bounds.bounding import NEEDS, Reading
from theorems.core.bounds.conditions import conditions, numeric, relations
from theorems.core.domain import Domain, HypothesisViolated, rational, within
from theorems.core.sets import Numbers, Signs
from theorems.core.statement import Learners, Relation, Statement

if TYPE_CHECKING:
    from theorems.core.claim import Claim


def read(claim: Claim, bound: Bound | Rate, given: Collection[str] = ()) -> Reading:
    """The bound as the claim's statement says it; ``given`` names settings of ``bound.at`` that do not count.

    Raises NotTabulated, naming the claim, where the statement gives no number.
    """
    try:
        symbols = named(claim.statement, bound)
        if strange := [str(s) for s in bound.at if str(s) not in symbols]:
            raise NotTabulated(f"`at` gives a value to {', '.join(strange)}, which is no number of the statement")
        settings = {symbols[str(s)]: sympify(v) for s, v in bound.at.items() if str(s) not in given}
        if isinstance(bound, Rate):
            return of_rate(claim.statement, bound, settings)
        return of_bound(claim.statement, bound, settings)
    except NotTabulated as error:
        raise NotTabulated(f"{claim.id}: {error}") from None


def named(statement: Statement, bound: Bound | Rate) -> dict[str, Symbol]:
    """The symbols that a bound may speak of, by name."""
    domain = statement.domain()
    found = {str(s): s for s in domain.numbers}
    parts = [bound.formula] if isinstance(bound, Rate) else [bound.target, bound.counts]
    for part in parts:
        new = [Symbol(part, positive=True)] if isinstance(part, str) else part.free_symbols if part is not None else ()
        found = {str(s): s for s in sorted(new, key=str)} | found
    return found


def of_rate(statement: Statement, rate: Rate, settings: Mapping[Symbol, Expr]) -> Reading:
    """The formula, where its symbols have values of their sets; the claim's own hypotheses are not the rate's."""
    domain = replace(statement.domain(), constraints=(), index={})
    used = used_in(domain, [rate.formula, *settings, *settings.values()])
    found = (replace(c, gap=settled(c.gap, settings)) for c in conditions(domain, used))
    return Reading(rate, rate.side, settled(of_numbers(rate.formula), settings), tuple(found))


def of_bound(statement: Statement, bound: Bound, settings: Mapping[Symbol, Expr]) -> Reading:
    """Formula, side and hypotheses from the statement, with abbreviations and settings written out."""
    domain = statement.region()
    formula, side = stated(statement, bound)
    symbols = named(statement, bound)

    def write(e: Expr) -> Expr:
        return settled(of_numbers(domain.expanded(e)), settings)

    target = symbols[bound.target] if isinstance(bound.target, str) else bound.target
    trivial = Integer(0) if bound.trivial is None and side == "lower" else bound.trivial
    counts = bound.solve if bound.counts is None else bound.counts
    parts = [e for e in (formula, target, counts, trivial) if e is not None]
    used = used_in(domain, [*parts, *settings, *settings.values(), *relations(domain)])
    return Reading(
        bound, side, write(formula), tuple(replace(c, gap=write(c.gap)) for c in conditions(domain, used)),
        bound.solve, Integer(0) if counts is None else write(counts), Integer(0) if target is None else write(target),
        None if trivial is None else write(sympify(trivial)),
    )


def stated(statement: Statement, bound: Bound) -> tuple[Expr, Side]:
    """The formula, and which way it bounds."""
    conclusion = statement.conclusion()
    if isinstance(conclusion, Relation):
        formula = conclusion.right
        by_sense: dict[str, Side] = {">=": "lower", "<=": "upper"}
        side = bound.side or by_sense.get(conclusion.sense)
        if side is not None and by_sense.get(conclusion.sense, side) != side:
            raise NotTabulated(f"the conclusion has {conclusion.sense}, which is no {side} bound")
    else:
        side = bound.side
        if bound.formula is None:
            raise NotTabulated("the conclusion is a construction: the bound needs a formula of the statement")
    if side is None:
        raise NotTabulated("the conclusion does not say which way it bounds: the bound needs a side")
    return (formula if bound.formula is None else sympify(bound.formula(statement))), side


def used_in(domain: Domain, parts: list[Any]) -> set[Symbol]:
    """The numbers of the domain that occur, also by way of abbreviations and of the ends of sets."""
    found: set[Symbol] = set()
    fresh = set().union(*(domain.expanded(p).free_symbols for p in parts)) & set(domain.numbers)
    while fresh:
        found |= fresh
        ends = [domain.expanded(end) for s in fresh for end in domain.set_of(s).parameters()]
        fresh = (set().union(*(end.free_symbols for end in ends)) & set(domain.numbers)) - found
    return found


def of_numbers(e: Expr) -> Expr:
    if not numeric(e):
        raise NotTabulated(f"{e} has no value at a point")
    return e


def settled(e: Expr, settings: Mapping[Symbol, Expr]) -> Expr:
    """The expression with the settings in place, which may use each other's symbols but not in a circle."""
    for _ in range(len(settings) + 1):
        if not e.free_symbols & set(settings):
            return e
        e = e.xreplace(dict(settings))
    raise NotTabulated("the settings in `at` use each other in a circle")


def learners(statement: Statement, bound: Bound | Rate) -> str:
    """The class of algorithms a bound speaks of: as it says, or as the statement does."""
    values = (getattr(statement, f.name) for f in fields(statement))  # type: ignore[arg-type]
    return bound.learners or next((str(v) for v in values if isinstance(v, Learners)), "")


def defaults(statement: Statement, bound: Bound | Rate) -> dict[str, list[Expr]]:
    """Values by name at which tables show a bound that are given no others: its grid."""
    return {str(s): [number(v) for v in values] for s, values in bound.grid.items()}


def typical(statement: Statement, name: str) -> list[Expr]:
    """The ends of a symbol's typical range; empty for a symbol the domain does not have, or whose ends are no numbers."""
    domain = statement.domain()
    symbol = next((s for s in domain.numbers if str(s) == name), None)
    values = None if symbol is None else domain.set_of(symbol)
    if isinstance(values, Signs):
        return [Integer(-1), Integer(1)]
    if not isinstance(values, Numbers):
        return []
    ends = [domain.expanded(end) for end in values.parameters()]
    if not all(end.is_number or end in (oo, -oo) for end in ends):
        return []
    first, last = (rational(end) for end in within(ends[0], ends[1], values.typical))
    return [first] if first == last else [first, last]


def number(value: Any) -> Expr:
    """A value as the exact number that is meant; a float is the decimal it is written as.  Raises NotTabulated."""
    if isinstance(value, float):
        value = repr(value)
    if isinstance(value, Fraction):
        return Rational(value.numerator, value.denominator)
    try:
        found = Rational(value) if isinstance(value, str) else sympify(value, strict=True)
    except (TypeError, ValueError, ZeroDivisionError):
        raise NotTabulated(f"{value!r} is no number") from None
    if not (isinstance(found, Expr) and found.is_number and found.is_finite and found.is_real):
        raise NotTabulated(f"{value!r} is no real number")
    return found


def bounded(claim: Claim, quantity: str | None, given: Mapping[str, Any]) -> Cell:
    """A claim's bound at one point: see ``Claim.bound``."""
    if claim.expected == "refuted":
        raise NotTabulated(f"{claim.id}: is an erratum; what it states is refuted, and guarantees nothing")
    found = [b for b in claim.bounds if isinstance(b, Bound) and quantity in (None, b.quantity)]
    if not found:
        known = ", ".join(sorted({b.quantity for b in claim.bounds if isinstance(b, Bound)})) or "nothing"
        raise NotTabulated(f"{claim.id}: bounds {known}" + (f", not {quantity}" if quantity else ""))
    reading = read(claim, found[0], given)
    if unknown := sorted(set(given) - {str(s) for s in claim.statement.domain().numbers} - set(reading.symbols)):
        raise NotTabulated(f"{claim.id}: has no parameter {', '.join(unknown)}; it has {', '.join(reading.symbols)}")
    cell = reading.at({name: number(value) for name, value in given.items()})
    if cell.kind == "outside":
        raise HypothesisViolated(cell.reason.removeprefix(NEEDS), {n: str(v) for n, v in given.items()})
    return cell
