"""The generated pages: one a claim, its text taken literally, its formula as it stands."""

import ast
from importlib import util
from pathlib import Path

import pytest

from theorems.index import catalogue

PATH = Path(__file__).resolve().parents[2] / "docs" / "generate.py"
SPEC = util.spec_from_file_location("generate_docs", PATH)
generate = util.module_from_spec(SPEC)
SPEC.loader.exec_module(generate)


def test_every_claim_has_a_page_that_is_listed(tmp_path):
    generate.write(tmp_path)
    pages = {str(path.relative_to(tmp_path / "claims"))[: -len(".rst")] for path in tmp_path.rglob("*.rst")}
    assert pages == {*catalogue(), "index"}
    listed = (tmp_path / "claims" / "index.rst").read_text(encoding="utf-8")
    assert all(f"<{id}>" in listed for id in catalogue())


def test_pages_of_claims_that_are_gone_go_too_and_others_are_not_touched(tmp_path):
    generate.write(tmp_path)
    gone = tmp_path / "claims" / "gone.rst"
    gone.write_text("gone")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.rst") if path != gone}
    generate.write(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.rst")} == before


@pytest.mark.parametrize("id", catalogue())
def test_a_page_shows_the_formula_as_the_docstring_writes_it(id):
    entries = list(catalogue().values())
    text = generate.page(catalogue()[id], entries).split("The file\n")[0]
    source = ast.get_docstring(ast.parse(Path(catalogue()[id].path).read_text(encoding="utf-8"))) or ""
    formula = next(part for part in source.split(".. math::")[1].split("\n\n") if part.strip())
    assert " ".join(formula.split()) in " ".join(text.split())
    assert catalogue()[id].kind in text


@pytest.mark.parametrize(("text", "literal"), [
    ("U'U = 1, a * b and c_", r"U'U = 1, a \* b and c\_"), ("w_1 stays", "w_1 stays"), ("``w*`` stays", "``w*`` stays"),
    ("|a| and `b`", r"\|a\| and \`b\`"), ("a\\b", r"a\\b"),
])
def test_signs_are_taken_literally(text, literal):
    assert generate.escaped(text) == literal


def test_paragraphs_formulas_and_lists_are_told_apart():
    formula = ".. math::\n   :label: a\n\n   x^2\n   + 1"
    docstring = f"One *line*\ngoes on.\n\n{formula}\n\nThen\n\n- first\n  of two\n- second"
    assert [line for line in generate.prose(docstring) if line] == [
        r"One \*line\*", "goes on.", ".. math::", "   :label: a", "   x^2", "   + 1", "Then", "- first", "  of two",
        "- second",
    ]
