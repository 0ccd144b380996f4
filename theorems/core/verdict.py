"""What was established, and what had to be trusted.  A verdict has no truth value: read it with ``match``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, NoReturn

from theorems.core.shown import Shown

Of = Literal["claim", "link", "step"]


@dataclass(frozen=True)
class Trust:
    """What must be believed: facts cited, engines used, heuristics with their measured error."""

    cited: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    heuristics: tuple[str, ...] = ()

    def __or__(self, other: Trust) -> Trust:
        def merged(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(sorted(set(one) | set(two)))

        return Trust(
            merged(self.cited, other.cited),
            merged(self.engines, other.engines),
            merged(self.heuristics, other.heuristics),
        )


@dataclass(frozen=True)
class Counterexample(Shown):
    """Where a relation fails: both values re-evaluated by a second evaluator, how far apart, and how sure that is.

    ``certain``: exact, or enclosed in balls; otherwise statistical (at ``alpha``) or numerical.  ``worst`` is the
    largest violation met, ``at`` the simplest point.
    """

    at: dict[str, str]
    left: str
    relation: str
    right: str
    margin: str
    certain: bool
    alpha: float | None = None
    seed: int | None = None
    worst: Counterexample | None = None
    note: str = ""


@dataclass(frozen=True)
class Verdict(Shown):
    """One of nine words; see the subclasses."""

    word: ClassVar[str] = ""

    def __bool__(self) -> NoReturn:
        raise TypeError(f"the verdict {self.word!r} has no truth value; read it with match")


@dataclass(frozen=True)
class Proved(Verdict):
    """Every row of the derivation was discharged and the chain ends in the statement."""

    trust: Trust = Trust()
    word: ClassVar[str] = "proved"


@dataclass(frozen=True)
class Enclosed(Verdict):
    """Ball arithmetic or exact enumeration shows it on all of the stated set."""

    domain: str
    trust: Trust = Trust()
    details: dict[str, Any] = field(default_factory=dict)
    word: ClassVar[str] = "enclosed"


@dataclass(frozen=True)
class Supported(Verdict):
    """A simulation's confidence interval lies strictly on the claim's side."""

    alpha: float
    margin: float
    details: dict[str, Any] = field(default_factory=dict)
    word: ClassVar[str] = "supported"


@dataclass(frozen=True)
class NotRefuted(Verdict):
    """No contradiction; a violation of relative size ``detectable`` would have been caught."""

    alpha: float
    samples: int
    detectable: float
    details: dict[str, Any] = field(default_factory=dict)
    word: ClassVar[str] = "not-refuted"


@dataclass(frozen=True)
class Measured(Verdict):
    """A fitted number: described, never judged."""

    estimate: float
    interval: tuple[float, float]
    window: str
    word: ClassVar[str] = "measured"


@dataclass(frozen=True)
class Cited(Verdict):
    """Taken on trust."""

    reference: str
    word: ClassVar[str] = "cited"


@dataclass(frozen=True)
class Conditional(Verdict):
    """Holds if what it leans on does."""

    on: tuple[str, ...]
    trust: Trust = Trust()
    word: ClassVar[str] = "conditional"


@dataclass(frozen=True)
class Refuted(Verdict):
    """Contradicted, exactly or at level alpha; ``of`` says what: the claim, a named link of its proof, or a step."""

    counterexample: Counterexample
    of: Of = "claim"
    where: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    word: ClassVar[str] = "refuted"


@dataclass(frozen=True)
class Undecided(Verdict):
    """Neither; a refused row names itself, and carries where it is broken if a point was found."""

    reason: str
    broken: Refuted | None = None
    word: ClassVar[str] = "undecided"


DEADLY: dict[str, frozenset[Of]] = {
    "statement": frozenset({"claim", "link"}),
    "proof": frozenset({"claim", "link", "step"}),
}


def refutation(verdict: Verdict) -> Refuted | None:
    """The refutation in a verdict, also one that travels inside Undecided."""
    match verdict:
        case Refuted():
            return verdict
        case Undecided(broken=found):
            return found
    return None


def kills(verdict: Verdict, of: str) -> Refuted | None:
    """The refutation by which a verdict kills a mutant of the statement or of the proof; None if it does not."""
    found = refutation(verdict)
    return found if found is not None and found.of in DEADLY[of] else None


STANDS = (Proved, Enclosed, Supported, NotRefuted, Measured, Cited, Conditional)
