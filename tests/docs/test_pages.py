"""The generated pages: claims, papers, errata; text taken literally, formulas as they stand, all that leans before."""

import json
import re
from pathlib import Path

import pytest

from theorems.index import catalogue, leaned_on

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def written(package, tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    package.write(folder)
    return folder


def text(folder, name):
    return (folder / f"{name}.rst").read_text(encoding="utf-8")


def test_every_claim_has_a_page_that_is_listed_once(written):
    pages = {str(path.relative_to(written / "claims"))[: -len(".rst")] for path in (written / "claims").rglob("*.rst")}
    papers = {entry.paper for entry in catalogue().values()}
    assert pages == {*catalogue(), "index", "errata", *(f"{paper}/index" for paper in papers)}
    of_papers = "\n".join(text(written, f"claims/{paper}/index") for paper in papers)
    described = re.findall(r"</claims/([^>]+)>` — ``", of_papers)
    assert sorted(described) == sorted(catalogue())


def test_pages_that_are_gone_go_too_and_others_are_not_touched(written, package):
    gone = written / "claims" / "gone.rst"
    gone.write_text("gone")
    before = {path: path.stat().st_mtime_ns for path in written.rglob("*.rst") if path != gone}
    package.write(written)
    assert {path: path.stat().st_mtime_ns for path in written.rglob("*.rst")} == before


def test_a_page_shows_the_formula_as_the_docstring_writes_it(written):
    for id, entry in catalogue().items():
        said = text(written, f"claims/{id}").split("The file\n")[0]
        source = Path(entry.path).read_text(encoding="utf-8").split('"""')[1]
        formula = next(part for part in source.split(".. math::")[1].split("\n\n") if part.strip())
        assert " ".join(formula.split()) in " ".join(said.split()), id


def test_claims_stand_after_those_they_lean_on_and_errata_last(package):
    known = package.catalogued.Catalogued.read(None)
    for entries in known.papers().values():
        order = [e.id for e in known.in_order(entries)]
        assert sorted(order) == [e.id for e in entries]
        place = {id: i for i, id in enumerate(order)}
        for id in order:
            below = [other for other in leaned_on(catalogue()[id]) if other in place and catalogue()[id].expected == "holds"]
            assert all(place[other] < place[id] for other in below), id
        assert [catalogue()[id].expected for id in order] == sorted(catalogue()[id].expected for id in order)


def test_the_drawing_links_to_pages_that_exist(written):
    for page in (written / "claims").rglob("*/index.rst"):
        for target in re.findall(r'<a href="([^"]+)\.html"', page.read_text(encoding="utf-8")):
            assert (page.parent / f"{target}.rst").exists(), (page, target)


def test_a_run_gives_verdicts_counterexample_and_colour(package, tmp_path):
    from theorems import verify

    wrong = "orthogonal_equivariance/quadratic_regression_printed"
    run = tmp_path / "run.json"
    run.write_text(json.dumps(verify(wrong, budget="quick")))
    known = package.catalogued.Catalogued.read(run)
    assert known.verdict(wrong) == "exact refuted"
    assert known.mark(wrong) == ("✗", "bad")
    assert "right 12.86" in package.errata.pages(known)["claims/errata"]
    for mutant in known.records[wrong]["mutants"]:
        page = package.claims.page(catalogue()[wrong], known)
        (line,) = (row for row in page.splitlines() if row.startswith(f"- ``{mutant['name']}``"))
        assert line.endswith("; fell to " + ", ".join(found["evidence"] for found in mutant["by"])) and mutant["by"]
    other = catalogue()["orthogonal_equivariance/quadratic_regression"]
    assert "not judged for this page" in package.claims.page(other, known)


def test_the_lemma_of_the_tutorial_stands_and_its_first_version_falls(tmp_path):
    from theorems import verify

    right = (DOCS / "tutorial" / "majority.py").read_text(encoding="utf-8")
    changed = right.replace("value: Expr = 3 * p**2", "value: Expr = p**2")
    assert changed != right
    for source, word in ((right, "proved"), (changed, "refuted")):
        path = tmp_path / f"{word}.py"
        path.write_text(source)
        record = verify(str(path), budget="quick")["claims"][0]
        assert record["verdicts"]["derivation"] == word
        assert all(m["killed"] for m in record["mutants"])


@pytest.mark.parametrize(("said", "literal"), [
    ("U'U = 1, a * b and c_", r"U'U = 1, a \* b and c\_"), ("w_1 stays", "w_1 stays"), ("``w*`` stays", "``w*`` stays"),
    ("|a| and `b`", r"\|a\| and \`b\`"), ("a\\b", r"a\\b"), ("*holds*, or", "*holds*, or"), ("x*y*z", r"x\*y\*z"),
])
def test_signs_are_taken_literally(package, said, literal):
    assert package.text.escaped(said) == literal


@pytest.mark.parametrize(("short", "long"), [
    (r"\tfrac14, d", r"\tfrac{1}{4}, d"), (r"\frac1{2a}", r"\frac{1}{2a}"), (r"\frac{a}2b", r"\frac{a}{2}b"),
    (r"\sqrt2d", r"\sqrt{2}d"), ("x_12", "x_{1}2"), (r"1, \dots, n", r"1, \ldots, n"),
])
def test_short_arguments_are_read_as_tex_reads_them(package, short, long):
    latex2mathml = pytest.importorskip("docutils.utils.math.latex2mathml", reason="the extra docs is missing")
    from pages.mathematics import mathml

    assert mathml(short, True) == latex2mathml.tex2mathml(long, as_block=True)


def test_every_rule_is_in_the_reference_with_what_it_accepts(written):
    from theorems.core import rules

    entries = text(written, "reference/theorems.core.rules").split(".. py:")[1:]
    names = [re.match(r"\w+:: theorems\.core\.rules\.(\w+)", entry)[1] for entry in entries]
    assert names == rules.__all__
    assert all(len(entry.split("\n\n", 1)[1].strip()) > 10 for entry in entries)


def test_paragraphs_formulas_code_and_lists_are_told_apart(package):
    formula = ".. math::\n   :label: a\n\n   x^2\n   + 1"
    docstring = f"One 2 * line\ngoes on.\n\n    code = a * b\n\n{formula}\n\nThen\n\n- first\n  of two\n- second"
    assert [line for line in package.text.prose(docstring) if line] == [
        r"One 2 \* line", "goes on.", "::", "   code = a * b", ".. math::", "   :label: a", "   x^2", "   + 1", "Then",
        "- first", "  of two", "- second",
    ]
