"""Evidence by simulation: fresh samples whose mean is claimed, tested at any time without loss of level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from theorems.core.evidence.evidence import Evidence, Judged, Run, as_float, points, seen, target, tested, written
from theorems.core.statement import Relation, Statement
from theorems.core.verdict import Counterexample, NotRefuted, Refuted, Supported, Undecided, Verdict

MORE_POINTS = {"quick": 1, "standard": 3, "deep": 10}
SAMPLES = {"quick": 60_000, "standard": 1_000_000, "deep": 20_000_000}
RELATIVE = {"quick": 0.05, "standard": 0.01, "deep": 0.001}
KEEN, KEEN_RELATIVE = 1_000_000, 0.001


@dataclass(frozen=True)
class Simulation(Evidence):
    """``sampler(p, size, rng)`` draws values whose mean is the left side of the conclusion, or of the link ``tests``.

    ``law`` says what is known of the values: ``(low, high)`` or ``"bounded"``, ``"bernoulli"``, ``"gaussian"`` or
    ``"sub-gaussian"``.  For ``"bounded"`` the sampler returns (values, (low, high)), for the last two (values, variance
    or its proxy): the scale of its own law, from its own geometry.  ``p`` holds the domain's values and the statement's
    world, never a formula.
    """

    sampler: Callable[..., Any]
    law: Any
    tests: Callable[[Any], Relation] | None = None
    kind: ClassVar[str] = "simulation"
    cost: ClassVar[int] = 3

    def judge(self, statement: Statement, run: Run) -> Judged:
        try:
            relation, link = tested(statement, self.tests)
            domain = statement.region()
            at = points(domain, run, MORE_POINTS[run.budget])
        except Exception as error:  # an author's slip is a verdict, not a crash
            return Judged(Undecided(f"{type(error).__name__}: {error}"))
        record: dict[str, Any] = {
            "tests": link or "claim", "law": self.law if isinstance(self.law, str) else f"in {self.law}", "points": [],
            "path": run.share.path,
        }
        outcomes: list[Any] = []
        for i, point in enumerate(at):
            try:
                outcome, aim = self.monitored(statement, point, relation, (domain, run, i))
            except Exception as error:  # NaN, wrong shapes, nothing returned, an error of the sampler
                return Judged(Undecided(f"at {written(point)}: {type(error).__name__}: {error}"), record)
            outcomes.append(outcome)
            record["points"].append(point_record(point, outcome, aim))
            if outcome.stopped == "refuted":
                named = {s for given in run.at for s in given} | relation.right.free_symbols
                example = statistical({s: v for s, v in point.items() if s in named}, outcome, aim, relation, run)
                return Judged(Refuted(example, "link" if link else "claim", link or "conclusion"), record)
        return Judged(summed(outcomes, record), record)

    def monitored(self, statement: Statement, point: Mapping[Any, Any], relation: Relation, where: Any) -> tuple[Any, float]:
        """The outcome of the test at one point, and the claimed value there."""
        from numerics import sequential

        domain, run, i = where
        low, high = target(relation, domain, point)
        p, rng = seen(statement, point, as_float), run.share.rng("point", i)
        scale: list[Any] = []

        def draw(size: int) -> Any:
            drawn = self.sampler(p, size, rng)
            if isinstance(self.law, str) and self.law != "bernoulli":
                if not isinstance(drawn, tuple) or len(drawn) != 2:
                    raise sequential.BadSample(f"a sampler of law {self.law!r} returns (values, scale)")
                drawn, found = drawn
                if scale and not agrees(found, scale[0]):
                    raise sequential.BadSample(f"the scale changed from {scale[0]} to {found} between batches")
                scale[:] = scale or [found]
            if drawn is None or getattr(drawn, "shape", None) != (size,):
                raise sequential.BadSample(f"wanted {size} values, got {describe(drawn)}")
            return drawn

        first = draw(256)
        law = self.known_law(scale[0] if scale else None)
        held = [first]

        def fresh(size: int) -> Any:
            """The values drawn to learn the scale are used too."""
            if held and size >= 256:
                import numpy as np

                head = held.pop()
                return np.concatenate([head, draw(size - 256)]) if size > 256 else head
            return draw(size)

        keen = i < run.keen
        budget = sequential.Budget(KEEN if keen else SAMPLES[run.budget], KEEN_RELATIVE if keen else RELATIVE[run.budget])
        outcome = sequential.monitor(fresh, law, (below(low), above(high)), relation.sense, run.share.next(), budget)
        return outcome, float((low + high) / 2)

    def known_law(self, scale: Any) -> Any:
        from numerics import sequential

        match self.law:
            case "bernoulli":
                return sequential.Bernoulli()
            case "gaussian":
                return sequential.Gaussian(float(scale))
            case "sub-gaussian":
                return sequential.SubGaussian(float(scale))
            case "bounded":
                return sequential.Bounded(float(scale[0]), float(scale[1]))
            case (low, high):
                return sequential.Bounded(float(low), float(high))
        raise ValueError(f"no law {self.law!r}")


def agrees(scale: Any, first: Any) -> bool:
    """Whether a later batch has the scale of the first, up to rounding."""
    import numpy as np

    return bool(np.allclose(scale, first, rtol=1e-9, atol=0.0))


def below(x: Any) -> float:
    """A float not above an exact number."""
    from math import inf, nextafter

    return nextafter(float(x), -inf)


def above(x: Any) -> float:
    from math import inf, nextafter

    return nextafter(float(x), inf)


def describe(drawn: Any) -> str:
    if drawn is None:
        return "nothing"
    return f"shape {drawn.shape}" if hasattr(drawn, "shape") else type(drawn).__name__


def point_record(point: Mapping[Any, Any], outcome: Any, aim: float) -> dict[str, Any]:
    return {
        "at": written(point), "target": repr(aim), "estimate": repr(float(outcome.estimate)),
        "interval": [repr(float(outcome.low)), repr(float(outcome.high))], "alpha": outcome.alpha,
        "samples": int(outcome.samples), "stopped": outcome.stopped, "looks": [list(look) for look in outcome.looks],
    }


def statistical(point: Mapping[Any, Any], outcome: Any, aim: float, relation: Relation, run: Run) -> Counterexample:
    gap = max(outcome.low - aim, aim - outcome.high)
    return Counterexample(
        at=written(point), left=f"{outcome.estimate:.6g}", relation=relation.sense, right=f"{aim:.6g}",
        margin=f"{gap:.3g}", certain=False, alpha=outcome.alpha, seed=run.share.seed,
        note=f"{outcome.samples} samples, interval [{outcome.low:.6g}, {outcome.high:.6g}]",
    )


def summed(outcomes: list[Any], record: dict[str, Any]) -> Verdict:
    """One verdict for all points: supported if each is, otherwise not refuted, with the coarsest detection."""
    alpha = sum(o.alpha for o in outcomes)
    samples = sum(int(o.samples) for o in outcomes)
    aims = [abs(float(p["target"])) or 1.0 for p in record["points"]]
    if all(o.stopped == "supported" for o in outcomes):
        margin = min(
            max(float(o.low) - float(p["target"]), float(p["target"]) - float(o.high)) / a
            for o, p, a in zip(outcomes, record["points"], aims, strict=True)
        )
        return Supported(alpha, margin, {"samples": samples})
    return NotRefuted(alpha, samples, max(float(o.detectable) / a for o, a in zip(outcomes, aims, strict=True)))
