"""The parts of pages that scripts write: what stands between two marks, and nothing else."""

from collections.abc import Iterable
from pathlib import Path


def write(page: Path, name: str, lines: Iterable[str]) -> None:
    """Put lines between the marks ``<!-- name: begin -->`` and ``<!-- name: end -->`` of a page.

    Raises ValueError for a page without the marks; the page then stays as it is.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    text = page.read_text(encoding="utf-8")
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"{page} has no part {name}")
    before, rest = text.split(begin)
    page.write_text("\n".join([before + begin, *lines, end + rest.split(end)[1]]), encoding="utf-8")
