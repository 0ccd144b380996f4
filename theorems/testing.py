"""For tests of one's own code against a claim: parameters at which the claim speaks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from theorems.core.claim import Claim


def parameters(claim: str | Claim) -> SearchStrategy[dict[str, int | Fraction]]:
    """Hypothesis strategy over the numbers of a claim's domain, by the names of their symbols; exact.

    Integers and signs come as ``int``, real numbers as ``Fraction``, all within the typical ranges and allowed by the
    domain, so that dependent ends and constraints hold.  Matrices and random symbols are left out.  ``claim`` is an id,
    a path to a claim file, or a claim.  Raises UnknownClaim, NotAClaim; ModuleNotFoundError without Hypothesis, which
    the extra ``test`` brings.
    """
    found = _claim(claim) if isinstance(claim, str) else claim
    strategy: SearchStrategy[dict[str, int | Fraction]] = found.statement.domain().strategy().map(_plain)
    return strategy


def _claim(name: str) -> Claim:
    from theorems.core.registry import load_entry
    from theorems.index import NotAClaim, resolve

    entries = resolve([name])
    if len(entries) != 1:
        raise NotAClaim(f"{name}: one claim wanted, this names {len(entries)}")
    return load_entry(entries[0])


def _plain(point: dict[Any, Any]) -> dict[str, int | Fraction]:
    return {str(s): int(v) if s.is_integer else Fraction(int(v.p), int(v.q)) for s, v in point.items()}
