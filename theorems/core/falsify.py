"""The search for a counterexample to one claim: exact points, global optimisation, Hypothesis, enclosure, simulation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational, ceiling, floor, sympify

from theorems.core.attack import NotAttackable, attack, evaluable, program, violation
from theorems.core.domain import Domain, rational, within
from theorems.core.evidence.derived import Derived
from theorems.core.evidence.evidence import Run, as_record
from theorems.core.evidence.walk import GIVEN, given_what_is_trusted, walk
from theorems.core.judge import Options
from theorems.core.points import moves
from theorems.core.registry import load_entry
from theorems.core.row import Row
from theorems.core.sets import Numbers, Signs
from theorems.core.statement import Relation
from theorems.core.verdict import Counterexample, refutation
from theorems.index import Entry

TRIES = {"quick": 300, "standard": 3_000, "deep": 30_000}
BOXES = {"quick": 400, "standard": 4_000, "deep": 40_000}
PEOPLE = 8                                       # per coordinate, in differential evolution
SHORT, OWN, FEWEST = 10, 400, 100                # operations of a short expression, of a function of its own; least boxes
STEPS = 960                                      # the grid of optimisation, in each coordinate
DIGITS = 20
MOVED = 2                                        # points around which single coordinates are moved

Progress = Callable[[int, int], None]            # told how many are done, of how many


@dataclass
class Search:
    """What has been tried, and what was found."""

    tried: int = 0
    found: Counterexample | None = None
    of: str = "claim"                            # or the link of the proof that was found false
    ruled_out: list[str] = field(default_factory=list)
    not_attackable: list[str] = field(default_factory=list)

    def trust(self) -> None:
        """What was found is true as far as the facts and claims are by which another expression stands for the left side."""
        if self.found is not None:
            self.found = given_what_is_trusted(self.found)
        self.ruled_out = [f"{said}, {GIVEN}" for said in self.ruled_out]


def falsify(entry: Entry, options: Options, progress: Progress = lambda done, of: None) -> dict[str, Any]:
    """The simplest and the worst counterexample found to a claim, or what was tried in vain.

    *Worst* is the largest violation relative to the sides, of all points tried.  Everything the derivation shows equal
    to the left side stands in for it.  ``ruled_out`` says where an enclosure shows that there is none.  Raises NotAClaim.
    """
    claim = load_entry(entry)
    statement = claim.statement
    conclusion, search = statement.conclusion(), Search()
    given = (claim.witness, *(dict(m.at) for m in claim.mutants if m.at))
    rng = np.random.default_rng([options.seed, 1])
    if isinstance(conclusion, Relation):
        whole = Row(conclusion.left, conclusion.sense, conclusion.right, statement.region(), statement.given())
        stand_ins = lefts(claim, whole)
        for stage, (left, trusting) in enumerate(stand_ins):
            progress(stage, len(stand_ins) + len(claim.evidence))
            row = whole.with_(left, whole.relation, whole.after)
            if exactly(row, search, rng, (given, options.budget)):
                if trusting:
                    search.trust()
                break
    if search.found is None:
        by_evidence(claim, options, search, progress)
    found = search.found
    return {
        "id": claim.id, "found": found is not None, "of": search.of, "tried": search.tried,
        "not_attackable": search.not_attackable, "ruled_out": search.ruled_out,
        "shrunk": as_record(found) if found else None,
        "worst": as_record(found.worst) if found and found.worst else None,
    }


def lefts(claim: Any, whole: Row) -> list[tuple[Any, bool]]:
    """The left side, and what the derivations show equal to it; each with whether facts or claims are trusted for that."""
    from numerics.sequential import Share

    found, trial = [(whole.before, False)], Run(Share("falsify", 0.5, 0), of_mutant=True)
    for evidence in claim.evidence:
        if isinstance(evidence, Derived):
            try:
                walked = walk(evidence.derivation(claim.statement), whole, trial)
                found += [(left, walked.trusting) for left in walked.proved_equal]
            except Exception:  # a derivation that breaks proves nothing equal
                continue
    return found


def exactly(row: Row, search: Search, rng: np.random.Generator, effort: tuple[Any, str]) -> bool:
    """Whether exact points, those that optimisation and Hypothesis propose included, refute the row or balls rule it out."""
    given, budget = effort
    try:
        left, right = evaluable(row.before, row), evaluable(row.after, row)
    except NotAttackable as error:
        search.not_attackable.append(str(error))
        return False
    if (said := enclosed(row, left, right, BOXES[budget])) is not None:
        search.ruled_out.append(said)
        return True
    tries = TRIES[budget]
    best = optimised(row, left, right, tries)
    proposed = [*given, *best, *around(row, left, right, [*best, *given][:MOVED]), *by_hypothesis(row, left, right, tries)]
    search.tried += tries + len(proposed)
    search.found = attack(row, rng, proposed, tries)
    return search.found is not None


def around(row: Row, left: Expr, right: Expr, centres: list[Mapping[Any, Any]]) -> Iterator[Mapping[Any, Any]]:
    """Points that differ from a centre in one coordinate, which may be far out or near an end."""
    used = left.free_symbols | right.free_symbols
    for centre in centres:
        point = {s: sympify(v) for s, v in centre.items() if s in used}
        yield from (moved for moved in moves(row.domain, point) if violation(left, row.relation, right, moved) is not None)


def enclosed(row: Row, left: Expr, right: Expr, boxes: int) -> str | None:
    """In words, where balls show that an inequality holds; None if they do not."""
    from numerics import enclosure

    if row.relation == "=":
        return None
    surplus = right - left if row.relation == "<=" else left - right
    try:
        box = row.domain[tuple(surplus.free_symbols)].enclosure_box()
        budget = affordable(surplus, boxes)
        if budget < FEWEST:                      # not worth beginning
            return None
        decided = enclosure.nonnegative(surplus, box, budget=budget)
    except (ValueError, TypeError, ArithmeticError):
        return None
    return f"enclosed on {box}: no counterexample" if isinstance(decided, enclosure.Holds) else None


def affordable(surplus: Expr, boxes: int) -> int:
    """As many boxes of a long expression as cost what ``boxes`` of a short one do; a function of its own counts as long."""
    compiled = program(surplus)
    own = sum(operation.name in ("hook", "besseli") for operation in compiled.program.operations)
    return boxes * SHORT // (compiled.operations + OWN * own)


@dataclass(frozen=True)
class Chart:
    """The points of a domain by numbers in [0, 1], symbol after symbol, so that ends may depend on earlier symbols."""

    domain: Domain
    symbols: tuple[Any, ...]

    @classmethod
    def of(cls, row: Row, used: set[Any]) -> Chart:
        part = row.domain[tuple(used & set(row.domain.index))]
        return cls(part, tuple(s for s, v in part.sets if isinstance(v, Numbers | Signs)))

    def point(self, x: Any) -> dict[Any, Expr] | None:
        """The exact point; None where a later range is empty or a constraint is broken."""
        point: dict[Any, Expr] = {}
        for symbol, share in zip(self.symbols, x, strict=True):
            found = self.placed(symbol, float(share), point)
            if found is None:
                return None
            point[symbol] = found
        return point if self.domain.allows(point) else None

    def placed(self, symbol: Any, share: float, point: Mapping[Any, Expr]) -> Expr | None:
        values = self.domain.set_of(symbol)
        if not isinstance(values, Numbers):
            return Integer(1 if share >= 0.5 else -1)
        first, last = within(*self.domain.range_at(symbol, point), values.typical)
        if not first <= last:
            return None
        if values.integer:
            low, high = int(ceiling(first)), int(floor(last))
            return Integer(min(high, low + int(share * (high - low + 1)))) if low <= high else None
        steps = round(share * STEPS)
        steps = max(steps, 1) if values.low_open else steps
        steps = min(steps, STEPS - 1) if values.high_open else steps
        start = rational(first)
        return start + (rational(last) - start) * Rational(steps, STEPS)


def optimised(row: Row, left: Expr, right: Expr, tries: int) -> list[Mapping[Any, Any]]:
    """The point at which differential evolution sees the largest relative violation; attack() decides on it exactly."""
    chart = Chart.of(row, left.free_symbols | right.free_symbols)
    if not chart.symbols:
        return []
    from scipy.optimize import differential_evolution

    def score(x: Any) -> float:
        point = chart.point(x)
        return 1.0 if point is None else -excess(left, row.relation, right, point)

    size = len(chart.symbols)
    best = differential_evolution(
        score, [(0.0, 1.0)] * size, maxiter=max(2, tries // (PEOPLE * size) - 1), popsize=PEOPLE, seed=0, polish=False,
    )
    point = chart.point(best.x)
    return [] if point is None else [point]


def excess(left: Expr, relation: str, right: Expr, point: Mapping[Any, Any]) -> float:
    """By how much, relative to the sides, the relation seems to be violated (below 0: by how much it seems to hold)."""
    try:
        one, two = (program(e).at({s: point[s] for s in e.free_symbols}, digits=DIGITS) for e in (left, right))
    except (ArithmeticError, ValueError):
        return -1.0
    scale = max(abs(one), abs(two), key=lambda ball: float(ball.mid()))
    gap = float(((one - two) / scale).mid()) if scale != 0 else 0.0
    return (abs(gap) if relation == "=" else gap if relation == "<=" else -gap) if np.isfinite(gap) else -1.0


def by_hypothesis(row: Row, left: Expr, right: Expr, tries: int) -> list[Mapping[Any, Any]]:
    """The point to which Hypothesis shrinks a violation, and the worst it met, where Hypothesis is installed."""
    try:
        from hypothesis import HealthCheck, Phase, find, settings
        from hypothesis.errors import NoSuchExample, Unsatisfiable
    except ImportError:
        return []
    used = row.domain[tuple((left.free_symbols | right.free_symbols) & set(row.domain.index))]
    worst: list[tuple[Any, Any]] = []

    def check(point: Any) -> bool:
        margin = violation(left, row.relation, right, point)
        if margin is not None and (not worst or margin > worst[0][0]):
            worst[:] = [(margin, point)]
        return margin is not None

    chosen = settings(
        max_examples=min(tries, 2_000), database=None, deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
    )
    try:
        return [find(used.strategy(), check, settings=chosen), *(point for _, point in worst)]
    except (NoSuchExample, Unsatisfiable):
        return []


def by_evidence(claim: Any, options: Options, search: Search, progress: Progress) -> None:
    """Simulations, replays and exact checks at more points, with the whole error budget for this search."""
    from numerics.sequential import Share

    given = (claim.witness, *(dict(m.at) for m in claim.mutants if m.at))
    for stage, evidence in enumerate(claim.evidence):
        if evidence.kind == "derivation":
            continue
        progress(stage, len(claim.evidence))
        share = Share(f"falsify/{claim.id}/{evidence.name}", options.alpha / len(claim.evidence), options.seed)
        judged = evidence.judge(claim.statement, Run(share, options.budget, given, keen=len(given)))
        points = judged.record.get("points", [])
        search.tried += points if isinstance(points, int) else len(points)
        refuted = refutation(judged.verdict)
        if refuted is not None and refuted.of in ("claim", "link"):
            search.found, search.of = refuted.counterexample, refuted.of if refuted.of == "claim" else refuted.where
            return
