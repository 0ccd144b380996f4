"""What exact evidence says of a constant, where nothing else knows the left side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sympy import sstr, sympify

from theorems.core.constant.asked import BOTH_SIDES, Asked, C, NoConstant, multiplied
from theorems.core.constant.found import Found
from theorems.core.constant.probes import Probe, at, probe, tightest
from theorems.core.constant.reach import limit
from theorems.core.domain import Domain
from theorems.core.evidence.evidence import as_exact, seen
from theorems.core.evidence.exact import Exact
from theorems.core.evidence.exact import ends as ends_of
from theorems.core.judge import Options
from theorems.core.points import NEAR, Point
from theorems.core.sets import Numbers


def by_exact(asked: Asked, options: Options, found: Found) -> None:
    """The point that bounds the constant most closely, of those of exact evidence and nearer to ends.  Raises NoConstant."""
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
    return probe(point, left, at(factor, point), asked.whole.relation)
