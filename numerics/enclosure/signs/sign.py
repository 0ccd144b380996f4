"""Whether an expression is at least zero on a box: the front door of the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import sympy

from numerics.enclosure.evaluation.balls import NotEnclosable, precision
from numerics.enclosure.evaluation.compiled import compile
from numerics.enclosure.signs.branch import DIGITS, Search
from numerics.enclosure.signs.convexity import by_convexity, lines, solved
from numerics.enclosure.signs.faces import by_faces
from numerics.enclosure.signs.grid import outward
from numerics.enclosure.signs.problem import Interval, Problem, interior
from numerics.enclosure.signs.ranges import Box
from numerics.enclosure.signs.recording import Record, nested
from numerics.enclosure.signs.refuting import Fails
from numerics.enclosure.signs.rewriting import taken_apart
from numerics.enclosure.signs.roots_of_symbols import without_roots
from numerics.enclosure.signs.surfaces import Decide, Surface, surfaces
from numerics.enclosure.signs.verdicts import Holds, Unknown
from numerics.rechecking.boxes import Leaf

SIDE_BUDGET = 20_000
FIRST = 1_000  # cells looked at before anything is solved for


def _trust(expr: sympy.Expr, box: Box) -> tuple[frozenset[sympy.Expr], int, list[str]]:
    """Which arguments of roots, of x log x and of arcs are at least zero on all of the box, each shown on its own."""
    found: set[sympy.Expr] = set()
    boxes, leans = 0, list[str]()
    for argument in compile(expr, tuple(box)).program.guarded:
        outcome = nonnegative(argument, box, budget=SIDE_BUDGET)
        if isinstance(outcome, Holds):
            found.add(argument)
            boxes += outcome.boxes
            leans.extend(outcome.leans)
    return frozenset(found), boxes, leans


def trusted_parts(expr: sympy.Expr, box: Box) -> frozenset[sympy.Expr]:
    """The arguments of roots, of x log x and of arcs that are shown to be at least zero on all of the box."""
    with precision(DIGITS):
        return _trust(expr, box)[0]


def _visibly_nonnegative(part: sympy.Expr, box: Box) -> bool:
    """Whether one evaluation on all of the box shows it."""
    try:
        bounds = Problem(part, box).on_ends((0,) * len(box), [Interval(r.low, r.high) for r in box.values()])
    except NotEnclosable:
        return False
    return bounds is not None and bool(bounds[0] >= 0)


def _needed(box: Box, expressions: Sequence[sympy.Expr]) -> Box:
    used = set[sympy.Symbol]().union(*(e.free_symbols for e in expressions))
    ranges = {s: r for s, r in box.items() if s in used}
    return Box(ranges or dict(list(box.items())[:1]))


def nonnegative(
    expr: sympy.Expr, box: Box, *, given: Sequence[sympy.Expr] = (), budget: int = 200_000, strict: bool = False
) -> Holds | Fails | Unknown:
    """Whether ``expr >= 0`` (``> 0`` if ``strict``) on the box, wherever all of ``given`` are at least zero.

    ``budget``: cells looked at before giving up.  Raises NotEnclosable where an operation has no enclosure.
    """
    expr = sympy.sympify(expr, strict=True)
    compile(expr, tuple(box))
    with precision(DIGITS), nested() as records:
        small = _needed(box, [expr, *given])
        apart = taken_apart(expr, lambda part: _visibly_nonnegative(part, small))
        leaves: list[Leaf] | None = None if records is None else []
        outcome = _decide(apart, small, given, (budget, strict), leaves)
    if records is not None and leaves is not None and isinstance(outcome, Holds):
        records.append(Record(expr, small, tuple(leaves), strict, len(given)))
    if isinstance(outcome, Fails):
        others = {s: interior(r.low, r.high, 0) for s, r in box.items() if s not in small}
        return Fails({s: (outcome.point | others)[s] for s in box}, outcome.value)
    if isinstance(outcome, Unknown):
        return Unknown(Box(dict(box) | dict(outcome.where)), outcome.why, outcome.boxes)
    return outcome


@dataclass
class _Attempt:
    """One inequality, the ways to decide it, and where to note what decided it."""

    problem: Problem
    given: Sequence[sympy.Expr]
    budget: int
    strict: bool
    boxes: int
    leaves: list[Leaf] | None

    def decide(self) -> Holds | Fails | Unknown:
        """Lines are tried before any search, curves and faces that need more algebra after a short one."""
        shown = partial(_shown, budget=self.budget // 10)
        held = None if self.strict else self.on_lines(shown)
        if held is not None:
            return held
        outcome = self.search(min(FIRST, self.budget), ())
        if self.strict or not isinstance(outcome, Unknown):
            return self.longer(outcome, ())
        held = self.by_algebra(shown)
        if held is not None or self.budget < FIRST:
            return held or self.longer(outcome, ())
        return self.longer(outcome, surfaces(self.problem, shown))

    def on_lines(self, shown: Decide) -> Holds | None:
        if len(self.problem.box) == 1:
            return None
        return self.whole(by_convexity(self.problem, shown, lines), "convexity in one symbol")

    def by_algebra(self, shown: Decide) -> Holds | None:
        problem = self.problem
        if len(problem.box) > 1:
            held = self.whole(by_convexity(problem, shown, solved), "convexity in one symbol")
            if held is None and self.budget >= FIRST:
                held = self.whole(by_faces(problem, shown), "monotonicity on the whole box")
            if held is not None:
                return held
        other = without_roots(problem.expr, problem.box) if self.budget >= FIRST else None
        return None if other is None else self.whole(shown(*other), "roots as symbols")

    def longer(self, outcome: Holds | Fails | Unknown, found: Sequence[Surface]) -> Holds | Fails | Unknown:
        """The search again, unless the short one ended by itself and nothing new is known."""
        ended = not isinstance(outcome, Unknown) or outcome.boxes < min(FIRST, self.budget) or self.budget <= FIRST
        return outcome if ended and not found else self.search(self.budget, found)

    def search(self, budget: int, found: Sequence[Surface]) -> Holds | Fails | Unknown:
        compiled = tuple(compile(g, tuple(self.problem.box)) for g in self.given)
        search = Search(self.problem, compiled, budget, self.strict, self.boxes, found)
        search.leaves = None if self.leaves is None else []
        outcome = search.run()
        if self.leaves is not None:
            self.leaves[:] = search.leaves or []
        return outcome

    def whole(self, held: Holds | None, form: str) -> Holds | None:
        """Notes that one form decided all of the box."""
        if held is not None and self.leaves is not None:
            self.leaves[:] = [_whole(self.problem.box, form)]
        return None if held is None else Holds(held.boxes + self.boxes, held.leans)


def _decide(
    expr: sympy.Expr, box: Box, given: Sequence[sympy.Expr], how: tuple[int, bool], leaves: list[Leaf] | None
) -> Holds | Fails | Unknown:
    budget, strict = how
    trusted, boxes, leans = _trust(expr, box)
    problem = Problem(expr, box, trusted, leans)
    outcome = _Attempt(problem, given, budget, strict, boxes, leaves).decide()
    if isinstance(outcome, Unknown) and (doubts := _doubts(problem)):
        return Unknown(outcome.where, f"{outcome.why}; not shown to be at least zero: {doubts}", outcome.boxes)
    return outcome


def _whole(box: Box, form: str) -> Leaf:
    outer = [outward(r) for r in box.values()]
    return Leaf(tuple(low for low, _ in outer), tuple(high for _, high in outer), form)


def _shown(expr: sympy.Expr, box: Box, budget: int) -> Holds | None:
    """The proof that an expression is at least zero on a box, if it is found."""
    try:
        outcome = nonnegative(expr, box, budget=budget)
    except NotEnclosable:
        return None
    return outcome if isinstance(outcome, Holds) else None


def _doubts(problem: Problem) -> str:
    return ", ".join(str(a) for a in problem.compiled.program.guarded if a not in problem.trusted)
