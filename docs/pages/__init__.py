"""What the build makes: pages from the catalogue and the docstrings, figures from the commands that pages show."""

from __future__ import annotations

from pathlib import Path

from pages import claims, errata, figures, papers, reference
from pages.catalogued import Catalogued

FOLDERS = ("claims", "reference")


def write(docs: Path, run: Path | None = None) -> None:
    """Fill the generated folders of ``docs`` anew; what did not change is left as it is, so that a second build is short.

    ``run`` is what ``lemmata verify --json`` wrote: with it the pages carry its verdicts.
    """
    known = Catalogued.read(run)
    pages = papers.pages(known) | claims.pages(known) | errata.pages(known) | reference.pages()
    for folder in FOLDERS:
        for old in (docs / folder).rglob("*.rst"):
            if str(old.relative_to(docs).with_suffix("")) not in pages:
                old.unlink()
    for name, text in pages.items():
        path = docs / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    figures.write(docs)
