"""Rows that a normal form decides, each with as much theory as its name says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sympy import Basic

from theorems.core.chain import Statemented
from theorems.core.expressions import E
from theorems.core.matching import BY_NORMAL_FORM, WORDS, same, visible
from theorems.core.normal.scalars import ALGEBRA, DEFINITIONS, MOMENTS, ORTHOGONALITY, TRIGONOMETRY
from theorems.core.row import Discharged, Refused, Row, Rule


class Identity(Rule):
    """Both sides have one normal form; or, for an inequality, their difference has a visible sign."""

    exact = False

    def __init__(self, name: str, theories: frozenset[str]) -> None:
        self.name, self.theories = name, theories  # type: ignore[misc]

    def decide(self, row: Row) -> Discharged | Refused:
        return visible(row, self.theories)


algebra = Identity("algebra", frozenset({ALGEBRA}))
definition = Identity("definition", frozenset({ALGEBRA, DEFINITIONS}))
moments = Identity("moments", frozenset({ALGEBRA, MOMENTS}))
orthogonality = Identity("orthogonality", frozenset({ALGEBRA, ORTHOGONALITY}))
trigonometry = Identity("trigonometry", frozenset({ALGEBRA, TRIGONOMETRY, ORTHOGONALITY}))
gaussian_moments = Identity("gaussian-moments", frozenset({ALGEBRA, MOMENTS, ORTHOGONALITY}))


@dataclass(frozen=True)
class Rewriting(Rule):
    """Both sides agree once the left sides of known equalities are replaced by their right sides, everywhere."""

    equalities: tuple[Statemented, ...]
    name = "rewriting"

    def uses(self) -> tuple[Rule, ...]:
        return self.equalities

    def decide(self, row: Row) -> Discharged | Refused:
        for lemma in self.equalities:
            if lemma.relation != "=":
                return Refused(f"{lemma.start} {lemma.relation} {lemma.end} is no equality")
            if refused := lemma.admitted(row):
                return Refused(refused)
        pairs = tuple((lemma.start, lemma.end) for lemma in self.equalities)
        before, after = (rewritten(side, pairs, row) for side in (row.before, row.after))
        if same(before, after, row):
            return Discharged(trust=BY_NORMAL_FORM)
        return Refused(lambda: f"after rewriting, {before} is not {after}")


def rewritten(e: Any, pairs: tuple[tuple[Any, Any], ...], row: Row, bound: tuple[Any, ...] = ()) -> Any:
    """The expression with every part that equals a left side replaced; no part is rewritten twice.

    Under an average, an equality is used only if it does not speak of the averaged symbol as a free one, or holds for
    all its values, as every row of a chain does.
    """
    for left, right in pairs:
        if e == left or (alike(e, left) and same(e, left, row)):
            return right
    if not isinstance(e, Basic) or not e.args:
        return e
    parts = tuple(rewritten(a, pairs, row) for a in e.args)
    if isinstance(e, E):
        parts = (parts[0], *e.over)
    return e if parts == e.args else e.func(*parts)


def alike(e: Any, left: Any) -> bool:
    """Whether two expressions could be equal by the look of their heads: one function, one first argument if a name."""
    return type(e) is type(left) and bool(e.args) and e.args[:1] == left.args[:1] or (
        type(e) is type(left) and isinstance(e, E) and e.over == left.over
    )


def rewriting(*equalities: Statemented) -> Rewriting:
    return Rewriting(equalities)


@dataclass(frozen=True)
class Squares(Rule):
    """Two sides visibly at least 0 compare as their squares do."""

    name = "squares"
    exact = False

    def decide(self, row: Row) -> Discharged | Refused:
        from theorems.core.matching import reduced_sign

        for side in (row.before, row.after):
            if not reduced_sign(side, row.domain, row.given, WORDS, "known").nonnegative:
                return Refused(f"{side} is not visibly at least 0", row.with_(0 * side, "<=", side))
        found = visible(row.with_(row.before**2, row.relation, row.after**2), WORDS)
        return found if isinstance(found, Discharged) else Refused(f"of the squares, {found.reason}")


squares = Squares()


def parts_of(rules: tuple[Rule, ...]) -> Iterator[Rule]:
    """All rules that these lean on, each once, what is leaned on first."""
    seen: list[Rule] = []

    def visit(rule: Rule) -> Iterator[Rule]:
        if any(rule is known for known in seen):
            return
        seen.append(rule)
        for used in rule.uses():
            yield from visit(used)
        yield rule

    for rule in rules:
        yield from visit(rule)
