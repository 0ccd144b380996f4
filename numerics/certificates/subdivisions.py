"""Boxes cut into boxes, as a short text: which side is cut, and what each part that is left is labelled with.

A text is read from left to right.  A digit says which side is cut, at its middle or at the number in brackets behind it;
the part below comes first, then the part above, or ``=`` before one text for both.  A letter labels a part that is not
cut; a dot is a part that does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from string import ascii_letters

from numerics.certificates.certificate import present, rational, require

End = Fraction | float  # a float only where it is infinite
Sides = tuple[tuple[End, End], ...]
Part = tuple[Sides, str]
OUTSIDE = "."
SAME = "="
MOST_PARTS = 20_000
DEEPEST = 400


class NotSubdivided(ValueError):
    """Boxes that no sequence of cuts makes of the whole."""


def middle(low: End, high: End) -> Fraction | None:
    """Half-way between two ends; None where one is infinite or the two are one."""
    if isinstance(low, float) or isinstance(high, float) or low == high:
        return None
    return (low + high) / 2


def written_end(end: End) -> str:
    return str(end)                              # inf and -inf where it is infinite


def read_end(text: str) -> End:
    """Raises Rejected."""
    return float(text) if text in ("inf", "-inf") else rational(text)


def cells_of(root: Sides, text: str) -> list[Part]:
    """The parts that a text cuts the whole into, with their letters, those that do not count left out.

    They cover the whole but for the parts that do not count.  Raises Rejected if the text is none of a subdivision, or of
    one too large.
    """
    found: list[Part] = []
    place, stack = 0, [(root, 0, -1)]            # a box to read, how deep, and where to read it if not here
    while stack:
        sides, depth, at = stack.pop()
        if at >= 0:
            place = at
        require(place < len(text), "the text of a subdivision ends too early")
        require(depth <= DEEPEST and len(found) + len(stack) <= MOST_PARTS, "a subdivision is too large")
        mark = text[place]
        place += 1
        if not mark.isascii() or not mark.isdecimal():
            require(mark == OUTSIDE or mark in ascii_letters, f"{mark!r} in the text of a subdivision")
            if mark != OUTSIDE:
                found.append((sides, mark))
            continue
        axis = int(mark)
        require(axis < len(sides), f"a subdivision cuts side {axis + 1} of {len(sides)}")
        cut, place = read_cut(sides[axis], text, place)
        twice = text[place : place + 1] == SAME
        place += twice
        below, above = halves(sides, axis, cut)
        stack += [(above, depth + 1, place if twice else -1), (below, depth + 1, -1)]
    require(place == len(text), "the text of a subdivision goes on after its end")
    return found


def halves(sides: Sides, axis: int, cut: Fraction) -> tuple[Sides, Sides]:
    low, high = sides[axis]
    return (*sides[:axis], (low, cut), *sides[axis + 1 :]), (*sides[:axis], (cut, high), *sides[axis + 1 :])


def read_cut(side: tuple[End, End], text: str, place: int) -> tuple[Fraction, int]:
    """Where a side is cut, and where the text goes on.  Raises Rejected unless that is between its ends."""
    if text[place : place + 1] != "[":
        return present(middle(*side), "a subdivision cuts a side that has no middle"), place
    end = text.find("]", place)
    require(end > 0, "a bracket of a subdivision stays open")
    cut = rational(text[place + 1 : end])
    require(side[0] < cut < side[1], f"a subdivision cuts [{side[0]}, {side[1]}] at {cut}")
    return cut, end + 1


def text_of(root: Sides, parts: Sequence[Part], depth: int = 0) -> str:
    """The text of parts that cuts make of the whole; what no part covers does not count.

    Raises NotSubdivided where the parts overlap or no cut leaves each of them whole.
    """
    if not parts:
        return OUTSIDE
    if len(parts) == 1 and parts[0][0] == root:
        return parts[0][1]
    if depth > DEEPEST:
        raise NotSubdivided("the boxes are too many cuts deep")
    axis, cut = free_cut(root, parts)
    first, second = (
        text_of(half, [p for p in parts if within(p[0], half)], depth + 1) for half in halves(root, axis, cut)
    )
    where = "" if cut == middle(*root[axis]) else f"[{cut}]"
    return f"{axis}{where}{SAME}{first}" if first == second else f"{axis}{where}{first}{second}"


def within(part: Sides, sides: Sides) -> bool:
    return all(low <= a and b <= high for (a, b), (low, high) in zip(part, sides, strict=True))


def free_cut(root: Sides, parts: Sequence[Part]) -> tuple[int, Fraction]:
    """The first cut that goes through no part: in the middle of a side if there is one, else at an end of a part."""
    halfway = [(i, half) for i, side in enumerate(root) if (half := middle(*side)) is not None]
    ends = ((i, end) for sides, _ in parts for i, side in enumerate(sides) for end in side if isinstance(end, Fraction))
    for axis, at in (*halfway, *ends):
        low, high = root[axis]
        if low < at < high and all(sides[axis][1] <= at or sides[axis][0] >= at for sides, _ in parts):
            return axis, at
    raise NotSubdivided("no cut leaves each box whole")
