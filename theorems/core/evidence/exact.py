"""Evidence by exact computation: enumeration, constructions, exact numbers, balls; on a stated set of points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from sympy import sympify

from theorems.core.evidence.evidence import Evidence, Judged, Run, as_exact, seen, target, tested, written
from theorems.core.statement import Relation, Statement
from theorems.core.verdict import Counterexample, Enclosed, NotRefuted, Refuted, Trust, Undecided

TRUST = Trust(engines=("exact arithmetic", "FLINT balls"))


@dataclass(frozen=True)
class Exact(Evidence):
    """``compute(p)`` gives the left side at each of ``points(budget)``; or, for a construction, what is wrong there.

    For a relation, ``compute`` returns the left side exactly (int, Fraction), in a ball, or as (low, high).  With
    ``shows="at most"`` it returns what the left side is certainly at most (a learner's error bounds the least error), with
    ``"at least"`` the contrary; then the check can refute but not support, and is labelled so.  For a conclusion that
    something exists, ``compute`` builds it, checks it exactly, and returns None or a line that says how it fails.
    """

    compute: Callable[[Any], Any]
    points: Callable[[str], list[dict[Any, Any]]]
    tests: Callable[[Any], Relation] | None = None
    shows: Literal["value", "at most", "at least", "construction"] = "value"
    kind: ClassVar[str] = "exact"
    cost: ClassVar[int] = 0

    def judge(self, statement: Statement, run: Run) -> Judged:
        record: dict[str, Any] = {"points": 0, "domain": "", "tests": "claim"}
        try:
            domain = statement.region()
            relation, link = (None, "") if self.shows == "construction" else tested(statement, self.tests)
            at = [*self.points(run.budget), *({**p} for p in run.at if self.whole(p, domain))]
            at = [p for p in ({s: sympify(v) for s, v in p.items()} for p in at) if domain.allows(p)]
        except Exception as error:  # an author's slip is a verdict, not a crash
            return Judged(Undecided(f"{type(error).__name__}: {error}"), record)
        if not at:
            return Judged(Undecided("no point of the set lies in the domain"), record)
        record |= {"points": len(at), "domain": span(at), "tests": link or "claim"}
        exactly, width = True, Fraction(0)
        for point in at:
            try:
                found = self.compute(seen(statement, point, as_exact))
                if relation is None:
                    wrong, gap = (None, Fraction(0)) if found is None else (failed(point, str(found)), Fraction(0))
                else:
                    wrong, gap = self.compared(found, relation, domain, point)
            except Exception as error:  # an error of the author's function
                return Judged(Undecided(f"at {written(point)}: {type(error).__name__}: {error}"), record)
            if wrong is not None:
                return Judged(Refuted(wrong, "link" if link else "claim", link or "conclusion"), record)
            exactly, width = exactly and gap == 0, max(width, gap)
        if self.shows in ("at most", "at least"):
            shows = f"cases {self.shows} the claimed: can refute, not support"
            return Judged(NotRefuted(0.0, len(at), 0.0, {"shows": shows}), record)
        if exactly:
            return Judged(Enclosed(span(at), TRUST), record)
        return Judged(NotRefuted(0.0, len(at), float(width)), record)

    def whole(self, point: Mapping[Any, Any], domain: Any) -> bool:
        """Whether a point gives every number the check needs, so that it can be tried too."""
        names = {s for p in self.points("quick")[:1] for s in p}
        return names <= set(point) and set(point) <= set(domain.index)

    def compared(
        self, found: Any, relation: Relation, domain: Any, point: Mapping[Any, Any]
    ) -> tuple[Counterexample | None, Fraction]:
        """The counterexample at a point if there is one; and how wide the overlap was that decided nothing."""
        low, high = ends(found)
        first, last = target(relation, domain, point)
        sense = relation.sense
        above = low > last if self.shows in ("value", "at least") else False
        below = high < first if self.shows in ("value", "at most") else False
        if (sense in ("=", "<=") and above) or (sense in ("=", ">=") and below):
            return Counterexample(
                at=written(point), left=f"{self.said()}{short(low, high)}", relation=sense, right=short(first, last),
                margin=short(max(low - last, first - high), max(low - last, first - high)), certain=True,
            ), Fraction(0)
        holds = {"<=": high <= first, ">=": low >= last, "=": low == high == first == last}[sense]
        if holds:
            return None, Fraction(0)
        return None, max(high - first, last - low)

    def said(self) -> str:
        return "" if self.shows == "value" else f"{self.shows} "


def ends(found: Any) -> tuple[Fraction, Fraction]:
    """An exact number, a ball or a pair as exact ends.  TypeError for a float, which is neither."""
    if isinstance(found, bool) or isinstance(found, float):
        raise TypeError(f"an exact number, a ball or (low, high) wanted, got the float {found!r}")
    if isinstance(found, int | Fraction):
        return Fraction(found), Fraction(found)
    if isinstance(found, tuple):
        low, high = found
        return ends(low)[0], ends(high)[1]
    if getattr(found, "is_Rational", False) or type(found).__name__ in ("fmpq", "fmpz"):
        return (Fraction(int(found.p), int(found.q)),) * 2 if hasattr(found, "q") else (Fraction(int(found)),) * 2
    from numerics.enclosure import endpoints

    if not hasattr(found, "is_finite"):
        raise TypeError(f"an exact number, a ball or (low, high) wanted, got {type(found).__name__}")
    if not found.is_finite():
        raise ArithmeticError("the ball is not finite")
    low, high = endpoints(found)
    return low, high


def failed(point: Mapping[Any, Any], how: str) -> Counterexample:
    return Counterexample(at=written(point), left=how, relation="exists", right="as claimed", margin="", certain=True)


def short(low: Fraction, high: Fraction) -> str:
    from theorems.core.attack import plain

    return plain(low, high)


def span(at: list[dict[Any, Any]]) -> str:
    """The set of points in words: each symbol's values, or how many and from where to where."""
    names = sorted({str(s) for p in at for s in p})
    parts: list[str] = []
    for name in names:
        values = sorted({v for p in at for s, v in p.items() if str(s) == name}, key=float)
        few = len(values) <= 6
        listed = ", ".join(map(str, values)) if few else f"{len(values)} values, {values[0]} … {values[-1]}"
        parts.append(f"{name} in {{{listed}}}")
    return f"{len(at)} points: " + "; ".join(parts)
