"""The best constant a claim could carry: certain bounds from exact points on one side, from balls or a proof on the other.

A claim ``left <= right`` with a multiple c of its right side (or of one of its formulas) is stronger for some c and
weaker for others.  The best constant is where it stops to hold on the way from the claim as it stands to the stronger
ones.  A point at which the claim is certainly false bounds it on one side; a constant at which balls show it on a box,
or at which the derivation proves it, bounds it on the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from fractions import Fraction
from functools import partial
from typing import Any, Literal

import numpy as np
from sympy import Dummy, Expr, Rational, Symbol, sstr, sympify

from theorems.core.attack import NotAttackable, evaluable
from theorems.core.chain import Row
from theorems.core.domain import Domain
from theorems.core.evidence.derived import Derived
from theorems.core.evidence.evidence import Run, as_exact, seen, written
from theorems.core.evidence.exact import Exact
from theorems.core.evidence.exact import ends as ends_of
from theorems.core.falsify import FEWEST, affordable, lefts
from theorems.core.judge import Options
from theorems.core.reach import LARGEST, NEAR, Carried, Point, Probe, Reach, at, limit, multiplied, probe, ratio, regions
from theorems.core.registry import load_entry
from theorems.core.sets import Numbers
from theorems.core.statement import Relation
from theorems.core.verdict import Proved
from theorems.index import Entry

C = Dummy("constant", real=True)                 # no symbol of a claim
DIGITS = 12
EFFORT = {"quick": (1_000, 8), "standard": (6_000, 20), "deep": (40_000, 48)}      # points, constants tried by balls
BOXES = {"quick": 1_500, "standard": 10_000, "deep": 60_000}
TRIALS = 10                                      # constants tried before bisection
BOTH_SIDES = "the claim fails on both sides of its constant: its right side takes both signs"
CLOSE = Fraction(1, 10**9)
SHARES = tuple(Fraction(n, 1024) for n in (1, 8, 64, 256, 512, 1024, 2048, 8192, 262_144))
SIMPLE = 10**6                                   # denominators of the constants tried, as long as they differ

Progress = Callable[[int, int], None]            # told how many constants were tried, of how many


class NoConstant(ValueError):
    """A claim that carries no constant that could be searched, and why."""


@dataclass
class Found:
    """What is known of the best constant, and by what; None where nothing is."""

    fails: Fraction | None = None                # beyond it the claim is certainly false at a point
    holds: Fraction | None = None                # with it the claim holds on ``on``
    shown_by: str = ""
    on: str = ""
    where: dict[Symbol, Expr] | None = None
    limit: str = ""
    side: int = 0                                # +1 if larger constants fail, -1 if smaller ones do
    points: int = 0
    boxes: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """A claim with the constant C in it; ``carried`` is None where its left side has no value at a point."""

    claim: Any
    name: str | None
    whole: Row                                   # with C
    right: Expr
    carried: Carried | None


def constant(
    entry: Entry, options: Options, name: str | None = None, progress: Progress = lambda done, of: None
) -> dict[str, Any]:
    """The best multiple of a claim's right side, or of its formula ``name``, as plain data.

    ``low`` and ``high`` enclose it, rounded outward (None: nothing known on that side).  Raises NotAClaim, NoConstant.
    """
    claim = load_entry(entry)
    asked, found = ask(claim, name), Found()
    by_derivation(asked, found)
    if asked.whole.relation == "=":
        of_equality(asked, options, found)
    else:
        (by_exact if asked.carried is None else by_points)(asked, options, found)
        by_balls(asked, options, found, progress)
    return told(asked, found)


def ask(claim: Any, name: str | None) -> Asked:
    """The claim with the constant in it.  Raises NoConstant."""
    statement = claim.statement
    conclusion = statement.conclusion()
    if not isinstance(conclusion, Relation):
        raise NoConstant(f"{claim.id} states that something exists, and carries no constant")
    if name is None:
        relation = replace(conclusion, right=C * conclusion.right)
    else:
        numbers = [f.name for f in fields(statement) if isinstance(getattr(statement, f.name), Expr)]
        if name not in numbers:
            raise NoConstant(f"{claim.id} has no formula {name!r}; it has: {', '.join(numbers) or 'none'}")
        relation = replace(statement, **{name: C * getattr(statement, name)}).conclusion()
    row = Row(relation.left, relation.sense, relation.right, statement.region(), statement.given())
    own = Row(conclusion.left, conclusion.sense, conclusion.right, row.domain, row.given)
    try:
        right = with_value(relation.right, row)
    except NotAttackable as error:
        raise NoConstant(f"not computable: the right side: {error}") from None
    stand_ins = [relation.left] if C in relation.left.free_symbols else lefts(claim, own)
    for left in stand_ins:
        try:
            return Asked(claim, name, row, right, Carried(with_value(left, row), row.relation, right, C))
        except NotAttackable:
            continue
    return Asked(claim, name, row, right, None)


def with_value(side: Expr, row: Row) -> Expr:
    """The side written so that it has a value at each point and constant.  Raises NotAttackable."""
    found = evaluable(side, row)
    unknown = found.free_symbols - set(row.domain.numbers) - {C}
    if unknown:
        raise NotAttackable(f"{sorted(map(str, unknown))} are no numbers of the domain")
    return found


def reach_of(asked: Asked, options: Options) -> Reach:
    """What searches points: the claim's own first."""
    claim = asked.claim
    given = (claim.witness, *(dict(m.at) for m in claim.mutants if m.at))
    rng = np.random.default_rng([options.seed, 2])
    assert asked.carried is not None  # noqa: S101  (narrowing)
    return Reach(asked.carried, asked.whole.domain, given, EFFORT[options.budget][0], rng)


def of_equality(asked: Asked, options: Options, found: Found) -> None:
    """An equality carries 1 where a derivation proves it; the points only try to contradict that."""
    if multiplied(asked.right, C) is None:
        raise NoConstant("not computable: an equality bounds no multiple of a formula inside its right side")
    if found.holds is None:
        raise NoConstant("not computable: no derivation proves the equality, and points show no constant")
    if asked.carried is None:
        return
    reach, holding = reach_of(asked, options), 0
    for point in reach.pool():
        ends = reach.ends(point)
        if ends is not None and not ends[0] <= 1 <= ends[1]:
            raise NoConstant(f"the equality is proved, and contradicted at {written(point)}: one of the two is wrong")
        holding += ends is not None
    found.points = holding
    found.notes.append(f"left / right holds 1 in balls at {holding} points")


def by_points(asked: Asked, options: Options, found: Found) -> None:
    """On which side of the best constant the claim fails, and the point that shows it best.  Raises NoConstant."""
    reach = reach_of(asked, options)
    best = reach.tightest()
    found.points = reach.points
    if len(reach.sides) == 2:
        raise NoConstant(BOTH_SIDES)
    if best is None:
        found.notes.append(f"no constant between 1/{LARGEST} and {LARGEST} was seen to fail at a point")
        return
    found.fails, found.where, found.side = best.fails, best.point, best.side
    found.limit = limit(reach.domain, best, reach.constant)


def by_exact(asked: Asked, options: Options, found: Found) -> None:
    """The same where only exact evidence knows the left side: at its points, and nearer to ends.  Raises NoConstant."""
    best: Probe | None = None
    sides: set[int] = set()
    for evidence in asked.claim.evidence:
        # What the left side is at most refutes a lower bound, and says nothing of an upper one.
        useless = {"<=": "at most", ">=": "at least"}[asked.whole.relation]
        if not isinstance(evidence, Exact) or evidence.tests or evidence.shows in (useless, "construction"):
            continue
        known = partial(exact_probe, evidence, asked)
        own = [{s: sympify(v) for s, v in point.items()} for point in evidence.points(options.budget)]
        seen_own = [there for there in map(known, own) if there is not None]
        near = [there for there in map(known, nearer(asked.whole.domain, tightest(seen_own))) if there is not None]
        found.points += len(seen_own) + len(near)
        stronger = {"<=": -1, ">=": 1}[asked.whole.relation]      # where the right side is above 0
        if any(there.side == stronger for there in (*seen_own, *near)):
            # Where it is below 0 constants are bounded from the other side, and only those that are vacuous here.
            rest = [there for there in (*seen_own, *near) if there.side != stronger]
            sides |= {there.side for there in rest if (there.fails - 1) * stronger > 0}
            seen_own, near = ([there for there in some if there.side == stronger] for some in (seen_own, near))
        sides |= {there.side for there in (*seen_own, *near)}
        best = tightest([*([best] if best else []), *seen_own, *near])
        if best is not None:
            found.limit = limit(asked.whole.domain, best, known)
    if best is None:
        raise NoConstant(
            f"not computable: {sstr(asked.whole.before)} has no value at a point, and no exact evidence bounds it from "
            "the side that is needed"
        )
    if len(sides) == 2:
        raise NoConstant(BOTH_SIDES)
    found.fails, found.where, found.side = best.fails, best.point, best.side
    found.notes.append(f"the left side is known at {found.points} points only, from exact evidence")


def tightest(probes: list[Probe]) -> Probe | None:
    best: Probe | None = None
    for there in probes:
        best = there if there.beats(best) else best
    return best


def nearer(domain: Domain, best: Probe | None) -> Iterator[Point]:
    """Points nearer to the ends of the domain than a given one."""
    for symbol, value in (best.point if best else {}).items():
        values = domain.index.get(symbol)
        if isinstance(values, Numbers) and not values.integer and best is not None:
            for end, sign in zip(domain.range_at(symbol, best.point), (1, -1), strict=True):
                if end.is_Rational:
                    yield from (best.point | {symbol: end + sign * near} for near in NEAR if near < abs(value - end))


def exact_probe(evidence: Exact, asked: Asked, point: Point) -> Probe | None:
    """What exact evidence says of the constant at a point; None where it says nothing."""
    from numerics.enclosure import ball

    factor = multiplied(asked.right, C)
    if factor is None or not factor.free_symbols <= set(point) or not asked.whole.domain.allows(point):
        return None
    try:
        left = ball(ends_of(evidence.compute(seen(asked.claim.statement, point, as_exact))))
    except Exception:  # an author's function off the points it was written for
        return None
    right = at(factor, point)
    ends = ratio(left, right)
    return None if ends is None else probe(point, ends, asked.whole.relation, bool(right > 0))


def by_derivation(asked: Asked, found: Found) -> None:
    """The constant 1 where a derivation proves the claim as it stands, on all of its domain."""
    from numerics.sequential import Share

    for evidence in asked.claim.evidence:
        if isinstance(evidence, Derived):
            judged = evidence.judge(asked.claim.statement, Run(Share("constant", 0.5, 0), "quick", of_mutant=True))
            if isinstance(judged.verdict, Proved):
                found.holds, found.on = Fraction(1), "all of its domain"
                leaning = judged.record.get("uses", [])
                found.shown_by = "its derivation" + (f", which leans on {', '.join(leaning)}" if leaning else "")
                return


def by_balls(asked: Asked, options: Options, found: Found, progress: Progress) -> None:
    """Bisection between a constant that fails and one that holds, by branch and bound on the first box that works."""
    if asked.carried is None or found.fails is None or settled(found):
        return
    halvings = EFFORT[options.budget][1]
    budget = affordable(asked.carried.surplus, BOXES[options.budget])
    if budget < FEWEST:
        found.notes.append("balls were not tried: its sides are long to compute, and the budget is short")
        return
    for region in regions(asked.whole.domain, asked.carried.used):
        trial = Trial(asked.carried.surplus, region.boxes, budget, lambda done: progress(done, halvings + TRIALS))
        held = trial.best(found.fails, found.side, halvings)
        found.boxes += trial.looked_at
        if held is None:
            continue
        if found.holds is None or (held - found.holds) * found.side > 0:
            if found.holds is not None:
                found.notes.append(f"with c = {found.holds} shown by {found.shown_by} on {found.on}")
            found.holds, found.on, found.shown_by = held, region.said, "balls"
        return


def settled(found: Found) -> bool:
    return found.holds is not None and found.fails is not None and abs(found.holds - found.fails) <= CLOSE


def candidates(fails: Fraction, side: int) -> Iterator[Fraction]:
    """Constants on the holding side of one that fails: a simple one near it, then farther and farther away."""
    size: Fraction = abs(fails)
    if size < Fraction(1, 1000):
        size = Fraction(1, 1000)
    for denominator in (1, 2, 3, 4, 6, 8, 12, 24, 100):
        near = fails.limit_denominator(denominator)
        if abs(near - fails) <= size / 1000 and (fails - near) * side >= 0:
            yield near
            break
    for share in SHARES:
        yield Fraction(fails - side * size * share).limit_denominator(SIMPLE)


@dataclass
class Trial:
    """One constant after the other on the same boxes."""

    surplus: Expr
    boxes: tuple[Any, ...]
    budget: int
    tell: Callable[[int], None]
    tried: int = 0
    looked_at: int = 0

    def best(self, fails: Fraction, side: int, halvings: int) -> Fraction | None:
        """A constant that is shown to hold, as near as may be to one that fails; None if none is shown."""
        held = next((c for c in candidates(fails, side) if self.holds(c)), None)
        for _ in range(halvings if held is not None else 0):
            assert held is not None  # noqa: S101  (narrowing)
            if abs(held - fails) <= CLOSE * (1 + abs(fails)):
                break
            middle = (held + fails) / 2
            middle = middle.limit_denominator(SIMPLE) if abs(held - fails) > Fraction(10, SIMPLE) else middle
            if self.holds(middle):
                held = middle
            else:
                fails = middle                   # not shown there: nothing is said about it, only the search turns
        return held

    def holds(self, c: Fraction) -> bool:
        """Whether balls show the claim with this constant on every box."""
        from numerics.enclosure import Box, Holds, NotEnclosable, Undefined, nonnegative

        self.tried += 1
        self.tell(self.tried)
        with_c = self.surplus.xreplace({C: Rational(c.numerator, c.denominator)})
        for fixed, box in self.boxes:
            try:
                decided = nonnegative(with_c.xreplace(fixed), Box(box), budget=self.budget)
            except (NotEnclosable, Undefined, ValueError, TypeError, ArithmeticError):
                return False
            self.looked_at += getattr(decided, "boxes", 0)
            if not isinstance(decided, Holds):
                return False
        return True


def told(asked: Asked, found: Found) -> dict[str, Any]:
    """The record: the interval rounded outward, where it is attained, how loose the constant 1 is."""
    side = found.side
    kind: Literal["exactly", "largest", "smallest", "unknown"] = "exactly" if asked.whole.relation == "=" else (
        "largest" if side > 0 else "smallest" if side < 0 else "unknown")
    ends = {"exactly": (found.holds, found.holds), "largest": (found.holds, found.fails),
            "smallest": (found.fails, found.holds), "unknown": (None, None)}[kind]
    low, high = ends
    before, after = (sstr(side.xreplace({C: Symbol(C.name)})) for side in (asked.whole.before, asked.whole.after))
    relation = f"{before} {asked.whole.relation} {after}"
    return {
        "id": asked.claim.id, "field": asked.name, "relation": relation, "kind": kind,
        "low": rounded(low, ROUND_FLOOR), "high": rounded(high, ROUND_CEILING),
        "at": written(found.where or {}), "limit": found.limit,
        "shown_by": found.shown_by, "on": found.on, "loose": looseness(ends, side), "points": found.points,
        "boxes": found.boxes, "notes": found.notes,
    }


def rounded(x: Fraction | None, direction: str) -> str | None:
    """A number in at most twelve digits, rounded outward."""
    if x is None:
        return None
    context = Context(prec=DIGITS, rounding=direction)
    return format(context.divide(x.numerator, x.denominator).normalize(context), "f")


def looseness(ends: tuple[Fraction | None, Fraction | None], side: int) -> str:
    """By what factor the claim as it stands, with the constant 1, could be sharpened."""
    low, high = ends
    if side == 0 or low is None or high is None or low <= 0:
        return "" if side else ("not at all" if low == high == 1 else "")
    least, most = (low, high) if side > 0 else (1 / high, 1 / low)
    if most < 1:
        return "the constant 1 is too sharp: the claim fails"
    if most <= 1 + CLOSE:
        return "not at all: the constant 1 is best"
    return f"by a factor from {rounded(max(least, Fraction(1)), ROUND_FLOOR)} to {rounded(most, ROUND_CEILING)}"
