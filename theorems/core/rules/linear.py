"""Inequalities of linear expressions with Max, Min and Abs, decided exactly: every branch by Fourier-Motzkin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from sympy import Abs, Add, Dummy, Expr, Float, Integer, Max, Min, Mul, Symbol, oo, sstr
from sympy.core.relational import GreaterThan, LessThan, StrictGreaterThan, StrictLessThan

from numerics.certificates import Infeasible, feasible_point
from theorems.core.chain import Statemented
from theorems.core.matching import unreal
from theorems.core.row import Discharged, Refused, Row, Rule
from theorems.core.sets import Numbers, exact
from theorems.core.verdict import Trust

Bound = tuple[Expr, bool]                        # e >= 0, or e > 0 where True
MOST_BRANCHES = 4096


class NotLinear(ValueError):
    """An expression that is not linear in its symbols."""


@dataclass(frozen=True)
class Linear(Rule):
    """The row follows, in rational linear arithmetic, from the domain and from the relations it leans on."""

    lemmas: tuple[Statemented, ...] = ()
    name = "linear"
    exact = False

    def uses(self) -> tuple[Rule, ...]:
        return self.lemmas

    def decide(self, row: Row) -> Discharged | Refused:
        known: list[Bound] = []
        for lemma in self.lemmas:
            if refused := lemma.admitted(row):
                return Refused(refused)
            for start, relation, end in lemma.readings():
                if bad := unfit(start, row):
                    return Refused(bad)
                if relation in ("=", "<="):
                    known.append((end - start, False))
        if bad := unfit(row.before, row) or unfit(row.after, row):
            return Refused(bad)
        gap = row.domain.expanded(row.after - row.before)
        wrong = {"<=": [-gap], ">=": [gap], "=": [gap, -gap]}[row.relation]
        branches = 0
        for violated in wrong:
            for bounds in branched([(violated, True), *known], row):
                branches += 1
                if (point := solved(bounds)) is not None:
                    said = ", ".join(f"{sstr(s)} = {v}" for s, v in point.items())
                    return Refused(f"linear arithmetic leaves {said}", row)
        return Discharged((f"{branches} branches, each infeasible",), Trust(engines=("exact linear arithmetic",)))


def unfit(e: Expr, row: Row) -> str | None:
    """Why an expression is not visibly a real number, exact and of declared symbols; None if it is.

    Its frozen parts are unknowns that run through the real numbers: a root of something negative is none of them.
    """
    declared = set(row.domain.symbols)
    strange = sorted((s for s in e.free_symbols if s not in declared), key=str)
    if strange:
        return f"{strange[0]} is not declared"
    if e.has(Float):
        return f"{e} is not exact"
    return unreal(row.domain.expanded(e), row)


def branched(bounds: list[Bound], row: Row) -> Iterator[list[Bound]]:
    """The bounds without Max, Min and Abs, once for each way these may turn out, and those of the domain."""
    options = [ways(e) for e, _ in bounds]
    count = 1
    for option in options:
        count *= len(option)
    if count > MOST_BRANCHES:
        raise NotLinear(f"{count} branches are too many")
    for choice in product(*options):
        found = [(e, strict) for (e, _), (_, strict) in zip(choice, bounds, strict=True)]
        found += [(c, False) for _, conditions in choice for c in conditions]
        yield found + of_domain(found, row)


def ways(e: Expr) -> list[tuple[Expr, tuple[Expr, ...]]]:
    """All of ``opened``, as long as there are not too many."""
    found = list(islice(opened(e), MOST_BRANCHES + 1))
    if len(found) > MOST_BRANCHES:
        raise NotLinear("the branches are too many")
    return found


def opened(e: Expr) -> Iterator[tuple[Expr, tuple[Expr, ...]]]:
    """An expression as linear ones, each with the conditions (at least 0) under which it is that."""
    if isinstance(e, Abs):
        e = Max(e.args[0], -e.args[0], evaluate=False)
    if isinstance(e, Min):
        for inside, conditions in opened(Max(*(-a for a in e.args), evaluate=False)):
            yield -inside, conditions
    elif isinstance(e, Max):
        for args in product(*(ways(a) for a in e.args)):
            values = [a for a, _ in args]
            below = tuple(c for _, conditions in args for c in conditions)
            for best in values:
                yield best, below + tuple(best - other for other in values if other is not best)
    elif isinstance(e, Add | Mul):
        for args in product(*(ways(a) for a in e.args)):
            yield e.func(*(a for a, _ in args)), tuple(c for _, conditions in args for c in conditions)
    else:
        yield e, ()


def of_domain(bounds: list[Bound], row: Row) -> list[Bound]:
    """The ends of the symbols' sets, and the constraints, as far as they are linear."""
    found: list[Bound] = []
    used = set().union(*(e.free_symbols for e, _ in bounds))
    for symbol, values in reversed(row.domain.sets):
        if symbol not in used or not isinstance(values, Numbers):
            continue
        low, high = (row.domain.expanded(end) for end in values.parameters())
        if low != -oo:
            found.append((symbol - low, values.low_open))
            used |= low.free_symbols
        if high != oo:
            found.append((high - symbol, values.high_open))
            used |= high.free_symbols
    for c in row.domain.constraints:
        if isinstance(c, GreaterThan | StrictGreaterThan):
            found.append((c.lhs - c.rhs, isinstance(c, StrictGreaterThan)))
        elif isinstance(c, LessThan | StrictLessThan):
            found.append((c.rhs - c.lhs, isinstance(c, StrictLessThan)))
    return found


def solved(bounds: list[Bound]) -> dict[Any, Any] | None:
    """A point that satisfies all bounds; None if there is none.  What is not linear is an unknown of its own."""
    frozen: dict[Expr, Symbol] = {}
    linear = [(as_linear(e, frozen), strict) for e, strict in bounds]
    unknowns = sorted({s for e, _ in linear for s in e.free_symbols}, key=lambda s: (s.name, str(s)))
    rows = [
        ((exact(e.xreplace(dict.fromkeys(unknowns, Integer(0)))), *(exact(e.coeff(s)) for s in unknowns)), strict)
        for e, strict in linear
    ]
    found = feasible_point(rows, len(unknowns))
    if isinstance(found, Infeasible):
        return None
    named = {symbol: e for e, symbol in frozen.items()}
    return {named.get(s, s): v for s, v in zip(unknowns, found, strict=True)}


def as_linear(e: Expr, frozen: dict[Expr, Symbol]) -> Expr:
    """A linear expression in symbols; products and functions are frozen to unknowns, known by their form."""
    found: Expr = Integer(0)
    for term in Add.make_args(e.expand()):
        factor, rest = term.as_coeff_Mul()
        if not factor.is_Rational:
            raise NotLinear(f"{factor} is not rational")
        if rest == 1 or isinstance(rest, Symbol):
            found += term
        else:
            if rest.has(Max, Min, Abs):
                raise NotLinear(f"{rest} is not linear")
            found += factor * frozen.setdefault(rest, Dummy(f"part{len(frozen)}"))
    return found


def linear(*lemmas: Statemented) -> Linear:
    """Rational linear arithmetic over the domain, with Max, Min and Abs, and with known relations between the parts."""
    return Linear(lemmas)
