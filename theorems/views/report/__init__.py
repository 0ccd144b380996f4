"""A whole run as a folder of pages that need nothing from elsewhere: no network, and no script to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from theorems.views import badge, files
from theorems.views.report import pages
from theorems.views.report.formulas import Formulas
from theorems.views.report.site import GENERATOR, Site
from theorems.views.words import Record

Told = Callable[[int, int], None]


class NotAFolder(ValueError):
    """A place where no report may be written."""


def contents(document: Record, formulas: Formulas, told: Told = lambda done, of: None) -> Iterator[tuple[str, str]]:
    """Each file of the report, by its path in the folder."""
    site = Site(document, formulas)
    yield "index.html", pages.overview(site)
    yield "errata.html", pages.errata(site)
    yield "search.html", pages.search(site)
    yield "graph.html", pages.graph(site)
    yield "badge.svg", badge.svg(document)
    yield "run.json", files.as_json(document)
    for done, record in enumerate(document["claims"]):
        told(done, len(document["claims"]))
        yield site.page(record["id"]), pages.claim(site, record)


def check(folder: str) -> None:
    """Raises NotAFolder unless a report can be written there: a new or empty folder, or an earlier report."""
    place = Path(folder)
    try:
        if place.exists() and not place.is_dir():
            raise NotAFolder(f"{folder} is a file, and the report is a folder")
        inside = any(place.iterdir()) if place.is_dir() else False
        if inside and not ours(place / "index.html"):
            raise NotAFolder(f"{folder} holds other things than an earlier report; name a new folder")
        place.mkdir(parents=True, exist_ok=True)
        files.check(str(place / "index.html"))
    except OSError as error:
        raise NotAFolder(f"cannot write {folder}: {error.strerror or error}") from None


def write(folder: str, pages: Mapping[str, str]) -> None:
    """The files of a report, and away with the pages of claims that an earlier one had and this one has not."""
    place = Path(folder)
    for name, text in pages.items():
        try:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotAFolder(f"cannot write {place / name}: {error.strerror or error}") from None
        files.write(str(place / name), text)
    for old in sorted((place / "claims").rglob("*.html")):
        if old.relative_to(place).as_posix() not in pages and ours(old):
            old.unlink()


def ours(page: Path) -> bool:
    """Whether a page was written as part of a report."""
    try:
        with page.open(encoding="utf-8", errors="replace") as text:
            return GENERATOR in text.read(1000)
    except OSError:
        return False
