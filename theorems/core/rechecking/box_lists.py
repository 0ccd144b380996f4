"""The boxes stored beside a claim's file for the inequalities that it takes from enclosures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from numerics.certificates import BoxList, BoxLists, NotSubdivided, Rejected, box_list, path_of, read, write
from numerics.enclosure import Record
from numerics.rechecking.boxes import Leaf, exact
from theorems.core.evidence.evidence import BUDGETS
from theorems.core.rechecking.asked import Asked, NoBoxes, rows_again, unique
from theorems.core.registry import load_entry
from theorems.index import Entry


def file_of(entry: Entry) -> Path:
    """Where the boxes of a claim are stored."""
    return path_of("boxes", entry.path)


def stored(file: Path) -> dict[str, BoxList]:
    """The lists in a file, by fingerprint; none where there is no file.  Raises Rejected, OSError."""
    if not file.exists():
        return {}
    found = read(file)
    if not isinstance(found, BoxLists):
        raise Rejected(f"{file.name} holds a certificate of another kind: {found.kind}")
    found.check()
    return {item.fingerprint: item for item in found.lists}


def leaves_of(found: BoxList, names: tuple[str, ...], says: str) -> tuple[Leaf, ...]:
    """The boxes of a list, sides in the order of the names.  Raises Rejected where it is of other symbols or words."""
    if sorted(names) != sorted(found.symbols):
        raise Rejected(f"the boxes are of {', '.join(found.symbols)}, the inequality of {', '.join(names)}")
    if found.shows != says:
        raise Rejected(f"the boxes are said to show {found.shows}")
    order = [found.symbols.index(name) for name in names]
    return tuple(
        Leaf(tuple(sides[i][0] for i in order), tuple(sides[i][1] for i in order), form) for sides, form in found.boxes()
    )


def to_store(one: Record | Asked) -> BoxList:
    """The list of an inequality.  Raises NoBoxes."""
    record = one if isinstance(one, Record) else one.searched()
    names = tuple(str(s) for s in record.box)
    cells = [
        (tuple((exact(a), exact(b)) for a, b in zip(leaf.lows, leaf.highs, strict=True)), leaf.form)
        for leaf in record.leaves
    ]
    try:
        return box_list(record.fingerprint(), record.said(), names, cells)
    except NotSubdivided as error:
        raise NoBoxes(str(error)) from None


def store(entry: Entry, budget: str) -> Iterator[str]:
    """Search the boxes of all enclosures of a claim anew, up to a budget, and write them beside it; what was done, in lines.

    Lists that only a larger budget asks for stay as they are; so does the file where a derivation no longer stands.
    Raises NotAClaim, OSError.
    """
    claim, file = load_entry(entry), file_of(entry)
    rows, refused = rows_again(claim, budget)
    if refused:
        yield f"not stored: {refused[0][0]}: {refused[0][1]}"
        return
    place = BUDGETS.index(budget) + 1
    now: dict[str, Record | Asked] = dict(unique(claim, BUDGETS[:place]))
    later = unique(claim, BUDGETS[place:])
    lists: dict[str, BoxList] = {}
    for of, one in (now | {record.fingerprint(): record for record in rows if not record.given}).items():
        try:
            lists[of] = to_store(one)
        except NoBoxes as error:
            yield f"not stored: {one.said()}: {error}"
    lists |= {of: kept for of, kept in intact(file).items() if of in later and of not in lists}
    if lists:
        write(BoxLists(tuple(lists.values())), file)
        yield f"stored: {file.name}, {file.stat().st_size} bytes"
    elif file.exists():
        file.unlink()
        yield f"removed: {file.name}, no enclosure asks for boxes"


def intact(file: Path) -> dict[str, BoxList]:
    """The lists of a file, none where it cannot be read."""
    try:
        return stored(file)
    except (Rejected, OSError):
        return {}
