"""The searches as Python asks for them: a claim by name or as an object; what was found as plain data that shows itself."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sympy import Symbol

from theorems.core.given import entry_of
from theorems.core.judge import Options
from theorems.core.registry import load_entry
from theorems.core.shown import ShownData
from theorems.core.statement import Relation
from theorems.core.verdict import Counterexample

if TYPE_CHECKING:
    from theorems.core.claim import Claim


class BestConstant(ShownData):
    """What is known of the best constant of a claim, as ``lemmata constant --json`` writes it; ``relation`` has it as c."""

    relation: Relation | None = None

    @property
    def low(self) -> Fraction | None:
        """Below it no constant is the best one; None where nothing is known on that side."""
        return None if self["low"] is None else Fraction(self["low"])

    @property
    def high(self) -> Fraction | None:
        """Above it none is."""
        return None if self["high"] is None else Fraction(self["high"])


class Falsified(ShownData):
    """The simplest and the worst counterexample found, or what was tried in vain; ``expected`` is what the claim expects."""

    @property
    def counterexample(self) -> Counterexample | None:
        """The simplest one."""
        return None if self["shrunk"] is None else example(self["shrunk"])


def example(record: dict[str, Any]) -> Counterexample:
    """A counterexample from plain data."""
    worst = record.get("worst")
    return Counterexample(**(record | {"worst": example(worst) if worst else None}))


def constant(claim: str | Claim, field: str | None = None, budget: str = "standard", seed: int = 0) -> BestConstant:
    """The best multiple of a claim's right side, or of its formula ``field``, enclosed.  Raises NotAClaim, NoConstant."""
    from theorems.core.constant import C, ask
    from theorems.core.constant import constant as search

    entry = entry_of(claim)
    found = BestConstant(search(entry, Options(budget=budget, seed=seed), field))
    row = ask(load_entry(entry), field).whole
    taken = {str(s) for side in (row.before, row.after) for s in side.free_symbols}
    before, after = (side.xreplace({C: Symbol("constant" if "c" in taken else "c")}) for side in (row.before, row.after))
    found.relation = Relation(before, row.relation, after)
    return found


def falsify(claim: str | Claim, budget: str = "standard", seed: int = 0) -> Falsified:
    """A search for a counterexample, longer than what ``verify`` does.  Raises NotAClaim."""
    from theorems.core.falsify import falsify as search

    entry = entry_of(claim)
    return Falsified(search(entry, Options(budget=budget, seed=seed)) | {"expected": entry.expected})
