"""Claims as they are asked for: by id, by path, or as the objects they are, which may be in no catalogue and in no file."""

from __future__ import annotations

import inspect

from theorems.core.claim import Claim
from theorems.core.evidence.derived import Derived
from theorems.core.leaning import Leaning
from theorems.core.registry import load_entry
from theorems.core.rules.identities import parts_of
from theorems.index import Entry, Given, NotAClaim, catalogue, resolve


def one(name: str) -> Claim:
    """A claim by its id, or by the path of its file.  Raises UnknownClaim, NotAClaim."""
    return load_entry(entry_of(name))


def entry_of(claim: str | Claim) -> Entry:
    """The one entry that an id or a path names, or that of a claim at hand.  Raises UnknownClaim, NotAClaim."""
    if isinstance(claim, str):
        found = resolve([claim])
        if len(found) != 1:
            raise NotAClaim(f"{claim} names {len(found)} claims, and one is wanted")
        return found[0]
    if not isinstance(claim, Claim):
        raise NotAClaim(f"a claim, its id or its path is wanted, not a {type(claim).__name__}")
    known = catalogue().get(claim.id)
    if known is not None and not known.error and load_entry(known) is claim:
        return known
    return Given(
        claim.id, claim.title, claim.kind, claim.source.origin, claim.source.key, claim.source.where, claim.expected,
        claim.corrects, tuple(m.name for m in claim.mutants), written_in(claim), None, claim=claim, leans=leans(claim),
    )


def written_in(claim: Claim) -> str:
    """The file of a claim's statement, or its id where it is in none."""
    try:
        return inspect.getfile(type(claim.statement))
    except (OSError, TypeError):
        return claim.id


def leans(claim: Claim) -> tuple[str, ...]:
    """The ids of the claims that its derivations lean on; none of one that raises, which its verdict will tell."""
    found: list[str] = []
    for evidence in claim.evidence:
        if isinstance(evidence, Derived):
            try:
                found += [rule.id for rule in parts_of((evidence.derivation(claim.statement),)) if isinstance(rule, Leaning)]
            except Exception:  # an author's slip in the derivation
                continue
    return tuple(dict.fromkeys(found))
