"""The best constant of a claim, from all that bounds it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from theorems.core.constant.asked import BOTH_SIDES, Asked, C, NoConstant, ask, multiplied
from theorems.core.constant.boxes import Trial, regions
from theorems.core.constant.exactly import by_exact
from theorems.core.constant.found import Found, told
from theorems.core.constant.reach import LARGEST, limit, reach_of
from theorems.core.evidence.derived import Derived
from theorems.core.evidence.evidence import Run, written
from theorems.core.falsify import FEWEST, Progress, affordable
from theorems.core.judge import Options
from theorems.core.registry import load_entry
from theorems.core.verdict import Proved
from theorems.index import Entry

HALVINGS = {"quick": 8, "standard": 20, "deep": 48}
BOXES = {"quick": 1_500, "standard": 10_000, "deep": 60_000}
TRIALS = 10                                      # constants tried before bisection


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
    if asked.carried is None or found.fails is None or found.settled:
        return
    halvings = HALVINGS[options.budget]
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
