"""What the independent checker says, one line a certificate or enclosure, and how many of each there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from theorems.views.lines import Line, Span, Style, line

if TYPE_CHECKING:
    from theorems.core.rechecking import Found
    from theorems.index import Entry

STYLE: dict[str, Style] = {"passed": "good", "failed": "loud", "stale": "bad", "not re-checkable": "poor"}
BAD = ("failed", "stale")


@dataclass
class Work:
    """One run over claims, with a budget, and what came of it; a claim that does not load is an error, no more."""

    budget: str
    width: int = 0
    found: list[Found] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def store(self, entry: Entry) -> Iterator[Line]:
        """Search the boxes of a claim's enclosures anew, and write them beside it; a line for what was done."""
        from theorems.core.rechecking import store
        from theorems.index import NotAClaim

        try:
            for said in store(entry, self.budget):
                yield line((f"{entry.id:<{self.width}}", "name"), f"  {said}")
        except NotAClaim:
            return                               # said when it is looked at
        except OSError as error:
            self.errors.append(f"{entry.id}: the boxes cannot be written: {error.strerror or error}")

    def look_at(self, entry: Entry) -> Iterator[Line]:
        """Check what is stored beside a claim; a line for each item."""
        from theorems.core.rechecking import rechecked
        from theorems.index import NotAClaim

        try:
            for item in rechecked(entry, self.budget):
                self.found.append(item)
                yield of_item(item, self.width)
        except NotAClaim as error:
            self.errors.append(str(error))

    def counts(self) -> dict[str, int]:
        """How many there are of each verdict."""
        return {verdict: sum(item.verdict == verdict for item in self.found) for verdict in STYLE}

    def summary(self) -> Iterator[Line]:
        """What failed to load, and the counts."""
        for error in self.errors:
            yield line((error, "bad"))
        said = ", ".join(f"{n} {verdict}" for verdict, n in self.counts().items())
        yield line(f"{len(self.found)} certificates and enclosures ({sum(i.boxes for i in self.found)} boxes): {said}")

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return {"rechecked": [asdict(item) for item in self.found], "errors": self.errors, "summary": self.counts()}

    def good(self) -> bool:
        """Whether nothing failed, and nothing that is stored is of another inequality."""
        return not self.errors and not any(item.verdict in BAD for item in self.found)


def of_item(item: Found, width: int) -> Line:
    why = Span(f"  ({item.why})" if item.why else "", "dim")
    shows = f"  {item.shows}" if item.shows else ""
    verdict = Span(item.verdict, STYLE[item.verdict])
    return line((f"{item.claim:<{width}}", "name"), "  ", verdict, f"  {item.name}{shows}", why)
