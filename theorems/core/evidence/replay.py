"""Evidence by replay: one thing computed on two ways, in two precisions, so that rounding is measured and not assumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from theorems.core.evidence.evidence import Evidence, Judged, Run, as_float, points, seen, written
from theorems.core.statement import Statement
from theorems.core.verdict import Counterexample, NotRefuted, Refuted, Undecided

RUNS = {"quick": 3, "standard": 6, "deep": 30}
EQUAL, APART = 8, 1000                           # in units of the measured rounding


@dataclass(frozen=True)
class Replay(Evidence):
    """``both(p, rng, dtype)`` returns two arrays that the claim says are equal, computed in ``dtype``.

    The same draws are run in both precisions; how far the low one is from the high one is the rounding.  A gap of at most
    EQUAL roundings is none; one of more than APART refutes, numerically; between them nothing is said.
    """

    both: Callable[..., tuple[Any, Any]]
    kind: ClassVar[str] = "replay"
    cost: ClassVar[int] = 2

    def judge(self, statement: Statement, run: Run) -> Judged:
        import numpy as np

        low, high = precisions()
        worst_gap, worst_rounding = 0.0, 0.0
        record: dict[str, Any] = {"runs": RUNS[run.budget], "path": run.share.path}
        try:
            at = points(statement.region(), run, 1)[0]
            p = seen(statement, at, as_float)
            for i in range(RUNS[run.budget]):
                one = [np.asarray(a, dtype=high) for a in self.both(p, run.share.rng("run", i), low)]
                two = [np.asarray(a, dtype=high) for a in self.both(p, run.share.rng("run", i), high)]
                if one[0].shape != one[1].shape or not one[0].size:
                    shapes = f"{one[0].shape} and {one[1].shape}"
                    return Judged(Undecided(f"two arrays of one shape wanted, got {shapes}"), record)
                if not all(np.isfinite(a).all() for a in (*one, *two)):
                    return Judged(Undecided("a replay returned numbers that are not finite"), record)
                size = float(max(np.abs(a).max() for a in two)) or 1.0
                apart = float(max(np.abs(a - b).max() for a, b in zip(one, two, strict=True)))
                rounding = max(apart, size * np.finfo(low).eps)
                gap = float(np.abs(two[0] - two[1]).max())
                worst_gap, worst_rounding = max(worst_gap, gap), max(worst_rounding, rounding)
        except Exception as error:  # an author's slip is a verdict, not a crash
            return Judged(Undecided(f"{type(error).__name__}: {error}"), record)
        record |= {"rounding": f"{worst_rounding:.3g}", "gap": f"{worst_gap:.3g}"}
        if worst_gap <= EQUAL * worst_rounding:
            return Judged(NotRefuted(0.0, RUNS[run.budget], APART * worst_rounding), record)
        if worst_gap > APART * worst_rounding:
            example = Counterexample(
                at=written(at), left="one way", relation="=", right="the other way", margin=f"{worst_gap:.3g}",
                certain=False, seed=run.share.seed,
                note=f"numerical: a gap of {worst_gap:.3g} where rounding is {worst_rounding:.3g}",
            )
            return Judged(Refuted(example, "claim", "conclusion"), record)
        return Judged(Undecided(f"a gap of {worst_gap:.3g} where rounding is {worst_rounding:.3g}"), record)


def precisions() -> tuple[Any, Any]:
    """Double and extended precision; single and double where extended is no wider."""
    import numpy as np

    wider = np.finfo(np.longdouble).eps < np.finfo(np.float64).eps
    return (np.float64, np.longdouble) if wider else (np.float32, np.float64)
