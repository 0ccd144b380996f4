"""Whether an expression is at least zero on a box: the front door of the search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import sympy

from numerics.enclosure.balls import NotEnclosable, precision
from numerics.enclosure.branch import DIGITS, Search
from numerics.enclosure.compiled import compile
from numerics.enclosure.convexity import by_convexity
from numerics.enclosure.grid import outward
from numerics.enclosure.problem import Interval, Problem, interior
from numerics.enclosure.ranges import Box
from numerics.enclosure.recording import Record, nested
from numerics.enclosure.refuting import Fails
from numerics.enclosure.rewriting import taken_apart
from numerics.enclosure.verdicts import Holds, Unknown
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


def _decide(
    expr: sympy.Expr, box: Box, given: Sequence[sympy.Expr], how: tuple[int, bool], leaves: list[Leaf] | None
) -> Holds | Fails | Unknown:
    budget, strict = how
    trusted, boxes, leans = _trust(expr, box)
    problem = Problem(expr, box, trusted, leans)
    compiled = tuple(compile(g, tuple(box)) for g in given)
    outcome: Holds | Fails | Unknown = Unknown(box, "nothing was tried", boxes)
    # Lines are tried before any search, curves that must be solved for after a short one.
    for solve, before, share in ((False, 0, min(FIRST, budget)), (True, FIRST, budget)):
        if not strict and len(box) > 1:
            found = by_convexity(problem, partial(_shown, budget=budget // 10), solve)
            if found is not None:
                if leaves is not None:
                    leaves[:] = [_whole(box, "convexity in one symbol")]
                return Holds(found.boxes + boxes, found.leans)
        if share > before:
            search = Search(problem, compiled, share, strict, boxes)
            search.leaves = None if leaves is None else []
            outcome = search.run()
            if leaves is not None:
                leaves[:] = search.leaves or []
        if not isinstance(outcome, Unknown) or outcome.boxes < share:
            break
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
