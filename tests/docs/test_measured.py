"""Scripts write their part of a page, and leave the rest as it is."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "scripts"))

import measured


def test_only_the_part_of_that_name_changes(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A\n<!-- b: begin -->\nold\n<!-- b: end -->\nrest\n<!-- c: begin -->\n<!-- c: end -->\n")
    measured.write(page, "b", ["new", "numbers"])
    said = "# A\n<!-- b: begin -->\nnew\nnumbers\n<!-- b: end -->\nrest\n<!-- c: begin -->\n<!-- c: end -->\n"
    assert page.read_text() == said
    measured.write(page, "b", ["new", "numbers"])
    assert page.read_text() == said


@pytest.mark.parametrize("text", ["", "<!-- b: begin -->\n", "<!-- b: begin --><!-- b: end --><!-- b: begin -->"])
def test_a_page_without_the_part_stays_as_it_is(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text)
    with pytest.raises(ValueError, match="has no part b"):
        measured.write(page, "b", ["new"])
    assert page.read_text() == text


def test_every_script_that_writes_a_part_has_one_in_its_page():
    docs = Path(__file__).parents[2] / "docs"
    pages = "".join(page.read_text(encoding="utf-8") for page in docs.glob("*.md"))
    scripts = [script.read_text(encoding="utf-8") for script in (docs / "scripts").glob("*.py")]
    names = [name for text in scripts for name in re.findall(r'measured\.write\(.*"(\w+)", ', text)]
    assert len(names) >= 5 and all(f"<!-- {name}: begin -->" in pages for name in names)
