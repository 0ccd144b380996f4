"""Wrong variants of a claim, which must fall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from theorems.core.statement import Statement


@dataclass(frozen=True)
class Mutant:
    """A statement with fields changed; or, ``of="proof"``, one whose proof is broken by it.

    ``at``: points at which it is known to fail, tried first, on the true claim too.
    """

    name: str
    because: str
    of: Literal["statement", "proof"]
    at: tuple[tuple[Any, Any], ...]
    changes: tuple[tuple[str, Any], ...]

    def of_statement(self, statement: Any) -> Statement:
        """The changed statement; raises TypeError if a field is unknown."""
        changed: Statement = replace(statement, **dict(self.changes))
        return changed


def mutant(
    name: str, because: str, *, of: Literal["statement", "proof"] = "statement", at: Mapping[Any, Any] | None = None,
    **changes: Any,
) -> Mutant:
    """The claim's statement with these fields changed, and why that makes it wrong."""
    if not changes:
        raise ValueError(f"the mutant {name!r} changes nothing")
    return Mutant(name, because, of, tuple((at or {}).items()), tuple(changes.items()))
