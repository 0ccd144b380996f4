"""What the independent checker says, one line a certificate or enclosure, and how many of each there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from theorems.views.lines import Line, Span, Style, line

if TYPE_CHECKING:
    from theorems.core.rechecking import Found

STYLE: dict[str, Style] = {"passed": "good", "failed": "loud", "not re-checkable": "poor"}


def lines(found: Sequence[Found], width: int) -> Iterator[Line]:
    """One line each."""
    for item in found:
        why = Span(f"  ({item.why})" if item.why else "", "dim")
        shows = f"  {item.shows}" if item.shows else ""
        verdict = Span(item.verdict, STYLE[item.verdict])
        yield line((f"{item.claim:<{width}}", "name"), "  ", verdict, f"  {item.name}{shows}", why)


def summary(found: Sequence[Found], errors: Sequence[str]) -> Iterator[Line]:
    """What failed to load, and the counts."""
    for error in errors:
        yield line((error, "bad"))
    counts = [f"{sum(item.verdict == verdict for item in found)} {verdict}" for verdict in STYLE]
    yield line(f"{len(found)} certificates and enclosures: {', '.join(counts)}")
