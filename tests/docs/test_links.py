"""Every link between the pages leads somewhere: to a file, to a page that the build generates, to a heading."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
DRAWN = ("figures/",)                                    # test_figures asks for these


def headings(path):
    """The anchors of a page, as GitHub and MyST make them."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.fixture(scope="module")
def generated(package):
    known = package.catalogued.Catalogued.read(None)
    made = (package.papers, package.claims, package.errata)
    return {name for pages in made for name in pages.pages(known)} | set(package.reference.pages())


def test_every_link_leads_somewhere(generated):
    dead = []
    for source in SOURCES:
        for link in LINK.findall(CODE.sub("", source.read_text(encoding="utf-8"))):
            place, _, anchor = link.partition("#")
            if re.match(r"\w+:", link) or place.startswith(DRAWN):
                continue
            target = (source.parent / place).resolve() if place else source
            name = str(target.relative_to(ROOT / "docs")) if target.is_relative_to(ROOT / "docs") else ""
            if not target.is_file() and name not in generated or anchor and anchor not in headings(target):
                dead.append(f"{source.relative_to(ROOT)}: {link}")
    assert not dead


def test_every_page_stands_in_a_table_of_contents():
    """Those in the folders of docs; a page that stands nowhere is found by nobody."""
    listed = set()
    for source in (ROOT / "docs").rglob("*.md"):
        for tree in re.findall(r"^```\{toctree\}\n(.*?)^```", source.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            for name in re.findall(r"^(?!:)(\S+)$", tree, re.MULTILINE):
                listed |= {p for p in source.parent.glob(f"{name}.md")}
    assert set((ROOT / "docs").rglob("*.md")) - listed == {ROOT / "docs" / "index.md"}
