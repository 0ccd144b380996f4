"""The best constant a claim could carry: the interval, where it is attained, what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from theorems.views.lines import Line, line
from theorems.views.words import Record, point

SIDES = {
    "smallest": "the smallest constant with which it holds", "largest": "the largest constant with which it holds",
    "exactly": "the only constant with which it holds", "unknown": "no constant was found with which it fails",
}


def lines(found: Record) -> Iterator[Line]:
    """What is known of the constant, and how."""
    what = f"constant times {found['field']}" if found["field"] else "constant times the right side"
    yield line((found["id"], "name"), f"  {what}: {found['relation']}")
    yield line(f"{SIDES[found['kind']]}: ", (interval(found), "heading"), indent=2)
    if found["at"]:
        yield line(f"certain from the point {point(found['at'])}", indent=2)
    if found["limit"]:
        yield line(f"attained in the limit {found['limit']}, as far as points show", indent=2)
    if found["shown_by"]:
        yield line(f"shown by {found['shown_by']} on {found['on']}", indent=2)
    elif found["kind"] != "unknown":
        yield line(("neither a derivation nor balls bound it on the other side", "poor"), indent=2)
    if found["loose"]:
        yield line(f"how loose the claim is: {found['loose']}", indent=2)
    yield line((f"{found['points']} points, {found['boxes']} boxes", "dim"), indent=2)
    for note in found["notes"]:
        yield line(("note: ", "fair"), note, indent=2)


def interval(found: Record) -> str:
    low, high = found["low"], found["high"]
    if low is not None and low == high:
        return str(low)
    return f"[{'-oo' if low is None else low}, {'oo' if high is None else high}]"
