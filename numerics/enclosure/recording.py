"""What a search ended with, kept for an independent checker: the boxes, and the form that decided each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import sympy

from numerics.enclosure.ranges import Box
from numerics.rechecking.boxes import Leaf


@dataclass(frozen=True)
class Record:
    """One inequality ``expr >= 0`` (> 0 if ``strict``) that holds on a box, as the leaves of the search show it.

    ``given``: how many further inequalities restrict where it is to hold.
    """

    expr: sympy.Expr
    box: Box
    leaves: tuple[Leaf, ...]
    strict: bool
    given: int


RECORDS: ContextVar[list[Record] | None] = ContextVar("records", default=None)


@contextmanager
def recording(into: list[Record] | None = None) -> Iterator[list[Record]]:
    """Collect every inequality shown inside the block, but not those shown on the way to another."""
    records: list[Record] = [] if into is None else into
    token = RECORDS.set(records)
    try:
        yield records
    finally:
        RECORDS.reset(token)


@contextmanager
def nested() -> Iterator[list[Record] | None]:
    """Where to note what is shown; inside the block nothing is noted."""
    found = RECORDS.get()
    token = RECORDS.set(None)
    try:
        yield found
    finally:
        RECORDS.reset(token)
