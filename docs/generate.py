"""One page a claim, and the list of them, from the catalogue and the docstrings; nothing is listed by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import indent

from theorems.index import Entry, catalogue

LITERAL = re.compile(r"(``.+?``)")
SPECIAL = re.compile(r"([\\*`|])|(?<=\w)(_)(?!\w)")
MATH = ".. math::"
BLOCK = re.compile(r"^\.\. math::.*\n(?:[ \t]+.*\n|[ \t]*\n)*|(?:^.*\S.*\n)+?(?=[ \t]*\n|\.\. math::|\Z)", re.MULTILINE)


def write(docs: Path) -> None:
    """Fill ``docs/claims`` anew; pages that did not change keep their time, so that a second build is short."""
    folder = docs / "claims"
    entries = list(catalogue().values())
    pages = {folder / "index.rst": contents(entries)}
    for entry in entries:
        pages[folder / f"{entry.id}.rst"] = page(entry, entries)
    for old in folder.rglob("*.rst") if folder.exists() else ():
        if old not in pages:
            old.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def contents(entries: Sequence[Entry]) -> str:
    lines = [*heading("Claims", "="), ""]
    for paper, group in groupby(sorted(entries, key=lambda e: e.id), key=lambda e: e.paper):
        lines += [*heading(paper.replace("_", " "), "-"), "", ".. toctree::", "   :maxdepth: 1", ""]
        lines += [f"   {plain(entry.title) or entry.id} <{entry.id}>" for entry in group]
        lines.append("")
    return "\n".join(lines)


def page(entry: Entry, entries: Sequence[Entry]) -> str:
    path = Path(entry.path)
    source = path.read_text(encoding="utf-8")
    title = escaped(entry.title or entry.id)
    lines = [*heading(title, "="), "", f":claim: ``{entry.id}``", f":kind: {entry.kind}"]
    lines += [f":expected: {entry.expected}", f":source: {escaped(entry.key)}, {escaped(entry.where)} ({entry.origin})"]
    corrected = next((e for e in entries if e.corrects == entry.id), None)
    for word, other in (("corrects", entry.corrects), ("corrected by", corrected and corrected.id)):
        if other:
            lines.append(f":{word}: :doc:`/claims/{other}`")
    lines += ["", *prose(ast.get_docstring(ast.parse(source)) or ""), ""]
    if entry.mutants:
        lines += [*heading("Mutants, which must fall", "-"), "", *(f"- ``{name}``" for name in entry.mutants), ""]
    lines += [*heading("Check it", "-"), "", ".. code-block:: shell", "", f"   lemmata show {entry.id}"]
    lines += [f"   lemmata verify {entry.id}", f"   pytest --claims={entry.id}", ""]
    lines += [*heading("The file", "-"), "", ".. code-block:: python", "", indent(source.rstrip(), "   "), ""]
    return "\n".join(lines)


def heading(text: str, sign: str) -> list[str]:
    return [text, sign * max(len(text), 3)]


def prose(docstring: str) -> Iterator[str]:
    """Paragraphs with their signs taken literally, displayed formulas as they stand."""
    for block in BLOCK.findall(docstring.strip("\n") + "\n"):
        yield from block.rstrip().splitlines() if block.startswith(MATH) else spoken(block)
        yield ""


def spoken(paragraph: str) -> Iterator[str]:
    for line in paragraph.splitlines():
        bullet = re.match(r"\s*[-*]\s+(.*)", line)
        if bullet:
            yield ""
        yield f"- {escaped(bullet[1])}" if bullet else ("  " if listed(paragraph) else "") + escaped(line.strip())


def listed(paragraph: str) -> bool:
    return bool(re.match(r"\s*[-*]\s", paragraph))


def escaped(text: str) -> str:
    """Text whose signs mean nothing to reStructuredText, double backquotes aside."""
    parts = LITERAL.split(text)
    return "".join(part if i % 2 else SPECIAL.sub(lambda m: "\\" + m[0], part) for i, part in enumerate(parts))


def plain(text: str) -> str:
    return re.sub(r"[<>`]", "", text)
