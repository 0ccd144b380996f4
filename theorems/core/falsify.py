"""The search for a counterexample to one claim: exact points, global optimisation, Hypothesis, enclosure, simulation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sympy import Expr, Rational, oo

from theorems.core.attack import NotAttackable, attack, evaluable, program, violation
from theorems.core.chain import Row
from theorems.core.domain import rational, within
from theorems.core.evidence.derived import Derived, walk
from theorems.core.evidence.evidence import Run, as_record
from theorems.core.judge import Options
from theorems.core.registry import load_entry
from theorems.core.sets import Numbers
from theorems.core.statement import Relation
from theorems.core.verdict import Counterexample, refutation
from theorems.index import Entry

TRIES = {"quick": 300, "standard": 3_000, "deep": 30_000}


@dataclass
class Search:
    """What has been tried, and what was found."""

    tried: int = 0
    found: Counterexample | None = None
    of: str = "claim"                            # or the link of the proof that was found false
    ruled_out: list[str] = field(default_factory=list)
    not_attackable: list[str] = field(default_factory=list)


def falsify(entry: Entry, options: Options) -> dict[str, Any]:
    """The simplest and the worst counterexample found to a claim, or what was tried in vain.

    Everything the derivation shows equal to the left side stands in for it.  ``ruled_out`` says where an enclosure shows
    that there is none.  Raises NotAClaim.
    """
    claim = load_entry(entry)
    statement = claim.statement
    conclusion, search = statement.conclusion(), Search()
    given = (claim.witness, *(dict(m.at) for m in claim.mutants if m.at))
    rng = np.random.default_rng([options.seed, 1])
    if isinstance(conclusion, Relation):
        whole = Row(conclusion.left, conclusion.sense, conclusion.right, statement.region(), statement.given())
        for left in lefts(claim, whole):
            row = whole.with_(left, whole.relation, whole.after)
            if exactly(row, search, rng, (given, TRIES[options.budget])):
                break
    if search.found is None:
        by_evidence(claim, options, search)
    found = search.found
    return {
        "id": claim.id, "found": found is not None, "of": search.of, "tried": search.tried,
        "not_attackable": search.not_attackable, "ruled_out": search.ruled_out, "shrunk": as_record(found) if found else None,
        "worst": as_record(found.worst) if found and found.worst else None,
    }


def lefts(claim: Any, whole: Row) -> list[Any]:
    """The left side, and what the derivations show equal to it."""
    from numerics.sequential import Share

    found, trial = [whole.before], Run(Share("falsify", 0.5, 0), of_mutant=True)
    for evidence in claim.evidence:
        if isinstance(evidence, Derived):
            try:
                found += walk(evidence.derivation(claim.statement), whole, trial).proved_equal
            except Exception:  # a derivation that breaks proves nothing equal
                continue
    return found


def exactly(row: Row, search: Search, rng: np.random.Generator, effort: tuple[Any, int]) -> bool:
    """Whether exact points, those that optimisation and Hypothesis propose included, refute the row or balls rule it out."""
    given, tries = effort
    try:
        left, right = evaluable(row.before, row), evaluable(row.after, row)
    except NotAttackable as error:
        search.not_attackable.append(str(error))
        return False
    if (said := enclosed(row, left, right)) is not None:
        search.ruled_out.append(said)
        return True
    proposed = [*given, *optimised(row, left, right, tries), *by_hypothesis(row, left, right, tries)]
    search.tried += tries + len(proposed)
    search.found = attack(row, rng, proposed, tries)
    return search.found is not None


def enclosed(row: Row, left: Expr, right: Expr) -> str | None:
    """In words, where balls show that an inequality holds; None if they do not."""
    from numerics import enclosure

    if row.relation == "=":
        return None
    surplus = right - left if row.relation == "<=" else left - right
    try:
        box = row.domain[tuple(surplus.free_symbols)].enclosure_box()
        decided = enclosure.nonnegative(surplus, box, budget=4_000)
    except (ValueError, TypeError, ArithmeticError):
        return None
    return f"enclosed on {box}: no counterexample" if isinstance(decided, enclosure.Holds) else None


def reals(row: Row, left: Expr, right: Expr) -> list[tuple[Any, float, float]]:
    """The numbers the two sides use with their typical ends; those with dependent ends are drawn, not searched."""
    found: list[tuple[Any, float, float]] = []
    for symbol, values in row.domain.sets:
        if symbol in left.free_symbols | right.free_symbols and isinstance(values, Numbers):
            low, high = (row.domain.expanded(end) for end in values.parameters())
            if all(end in (oo, -oo) or end.is_number for end in (low, high)):
                first, last = within(low, high, values.typical)
                found.append((symbol, float(first), float(last)))
    return found


def optimised(row: Row, left: Expr, right: Expr, tries: int) -> list[Mapping[Any, Any]]:
    """The point at which differential evolution sees the largest violation, in floats; attack() decides on it exactly."""
    free = reals(row, left, right)
    if not free or len(free) < len((left.free_symbols | right.free_symbols) & set(row.domain.index)):
        return []
    from scipy.optimize import differential_evolution

    surplus = program(right - left)

    def score(x: Any) -> float:
        point = as_point(free, x, row)
        try:
            gap = float(surplus.at(point, digits=15).mid())
        except (ArithmeticError, ValueError):
            return 0.0
        return {"<=": gap, ">=": -gap, "=": -abs(gap)}[row.relation] if np.isfinite(gap) else 0.0

    bounds = [(low, max(high, low + 1e-9)) for _, low, high in free]
    rounds = max(3, tries // 150)
    best = differential_evolution(score, bounds, maxiter=rounds, popsize=8, seed=0, polish=False)
    return [as_point(free, best.x, row)]


def as_point(free: list[tuple[Any, float, float]], x: Any, row: Row) -> dict[Any, Any]:
    """Rationals of the domain near a vector of floats."""
    point: dict[Any, Any] = {}
    for (symbol, _, _), value in zip(free, x, strict=True):
        values = row.domain.set_of(symbol)
        whole = isinstance(values, Numbers) and values.integer
        point[symbol] = Rational(round(value)) if whole else rational(Rational(round(float(value) * 960), 960))
    return point


def by_hypothesis(row: Row, left: Expr, right: Expr, tries: int) -> list[Mapping[Any, Any]]:
    """The point to which Hypothesis shrinks a violation, where Hypothesis is installed."""
    try:
        from hypothesis import HealthCheck, Phase, find, settings
        from hypothesis.errors import NoSuchExample, Unsatisfiable
    except ImportError:
        return []
    used = row.domain[tuple((left.free_symbols | right.free_symbols) & set(row.domain.index))]
    check: Callable[[Any], bool] = lambda point: violation(left, row.relation, right, point) is not None
    chosen = settings(
        max_examples=min(tries, 2_000), database=None, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
    )
    try:
        return [find(used.strategy(), check, settings=chosen)]
    except (NoSuchExample, Unsatisfiable):
        return []


def by_evidence(claim: Any, options: Options, search: Search) -> None:
    """Simulations, replays and exact checks at more points, with the whole error budget for this search."""
    from numerics.sequential import Share

    given = (claim.witness, *(dict(m.at) for m in claim.mutants if m.at))
    for evidence in claim.evidence:
        if evidence.kind == "derivation":
            continue
        share = Share(f"falsify/{claim.id}/{evidence.name}", options.alpha / len(claim.evidence), options.seed)
        judged = evidence.judge(claim.statement, Run(share, options.budget, given, keen=len(given)))
        points = judged.record.get("points", [])
        search.tried += points if isinstance(points, int) else len(points)
        refuted = refutation(judged.verdict)
        if refuted is not None and refuted.of in ("claim", "link"):
            search.found, search.of = refuted.counterexample, refuted.of if refuted.of == "claim" else refuted.where
            return
