"""Tables: which rows and points they have, what their marks may say, and that every format shows the same numbers."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest
from sympy import (
    Abs,
    Eq,
    Max,
    Piecewise,
    Rational,
    Sum,
    Symbol,
    atan,
    besseli,
    binomial,
    ceiling,
    erf,
    exp,
    floor,
    gamma,
    log,
    pi,
    sqrt,
)

import theorems
from theorems.core import E, Quantity, arbitrary
from theorems.core.bounds.bound import Bound, NotTabulated, Rate
from theorems.index import catalogue
from theorems.views.tables import Tables, table
from theorems.views.tables.formulas import formula
from theorems.views.tables.layout import Look
from theorems.views.tables.marks import MARKS, StaleRun
from theorems.views.tables.table import together

HERE = Path(__file__).parent
spec = spec_from_file_location("records_by_hand", HERE / "conftest.py")
by_hand = module_from_spec(spec)
spec.loader.exec_module(by_hand)
a_record = by_hand.a_record

TEXT = "risk & 100% of $x_1 {a} >= k/n"
LOOSE = {"bounds": 'Bound("risk", "any", grid={k: (1, 3), n: (2, 7)})'}
RATE = (
    'Rate("samples", "any", "lower", k * s, source=Source("lahoti2024", where="abstract", origin="abstract"), '
    "grid={s: (1,)}), "
    + by_hand.DEFAULTS["bounds"]
)


def cells(found):
    return [[cell for cell in row] for t in found.tables for row in t.cells]


def numbers(found):
    return [[str(c.rounded(found.look.digits)) for c in row if c.kind in ("bound", "rate")] for row in cells(found)]


def test_tables_from_python():
    found = theorems.table("orthogonal_equivariance/quadratic_regression", verified="no", d=[10, 100], eps=0.25)
    assert numbers(found) == [["42", "3780"]] and str(found) == found.to_text()
    found = theorems.table("orthogonal_equivariance/quadratic_regression", verified="no", d="10,100", eps="1/4", digits=5)
    assert numbers(found) == [["42", "3788"]]


# -- rows and points ------------------------------------------------------------------------------------------------------


def test_rows_come_by_class_and_side_and_what_was_claimed_before_what_is_right(paper):
    folder = paper(
        a={"corrects": "mine/b"}, b={"expected": "refuted", "origin": "printed"},
        c={"bounds": 'Bound("samples", "CNN", side="lower", solve=n, target="R")'},
        d={"bounds": 'Bound("samples", "LCN", side="lower", solve=n, target="R")'},
        e={"bounds": 'Bound("samples", "FCN", side="upper", solve=n, target="R")', "sense": "<="},
        f={"bounds": 'Bound("samples", "FCN", side="lower", solve=n, target="R")'},
    )
    (one,) = table(folder, verified="no").tables
    assert [row.entry.id[-1] for row in one.rows] == ["f", "e", "d", "c", "b", "a"]
    assert [row.stated for row in one.rows][-2:] == ["as printed", "corrected"]


def test_values_given_replace_the_grid_and_others_are_the_unions_of_the_grids(paper):
    other = 'Bound("samples", "any", solve=n, target="R", grid={k: (4, 8), "R": (Rational(1, 2),)})'
    folder = paper(a={}, b={"bounds": other})
    points = table(folder, verified="no").tables[0].grid.points
    assert [(p["k"], p["R"]) for p in points] == [(k, r) for k in (2, 4, 8) for r in (Rational(1, 10), Rational(1, 2))]
    given = table(folder, verified="no", k=[5], R="1/k").tables[0].grid
    assert given.points == ({"k": 5, "R": Rational(1, 5)},) and given.varying == ()


def test_without_a_grid_the_ends_of_the_typical_range_stand_in(paper):
    folder = paper(a={"bounds": 'Bound("risk", "any", at={n: 3})', "value": "k * s / n"})
    points = table(folder, verified="no").tables[0].grid.points
    assert [(p["k"], p["s"]) for p in points] == [(2, Rational(1, 4)), (2, 1), (8, Rational(1, 4)), (8, 1)]


def test_bounds_that_vary_with_other_parameters_get_tables_of_their_own(paper):
    folder = paper(
        a={}, b={"bounds": 'Bound("samples", "any", side="lower", formula=lambda t: 1 / s, grid={s: (1, 2)})'},
        c={"bounds": 'Bound("samples", "any", side="lower", formula=lambda t: 1 / (k * s), grid={})'}, d=LOOSE,
    )
    found = table(folder, verified="no").tables
    assert [(t.quantity, [r.entry.id[-1] for r in t.rows]) for t in found] == [("samples", ["a", "b", "c"]), ("risk", ["d"])]
    row = lambda *names: SimpleNamespace(reading=SimpleNamespace(symbols=names))
    rows = [row("k", "R"), row("s"), row("k", "s", "R"), row("n"), row(), row("n", "s")]
    assert together(rows, "ksn") == [[rows[0], rows[1], rows[2], rows[4]], [rows[3], rows[5]]]


def test_names_that_no_bound_has_and_tables_too_large_are_refused(paper):
    folder = paper(a={}, b={"bounds": ""} | LOOSE)
    with pytest.raises(NotTabulated, match="a parameter q; there are: R, k, n"):
        table(folder, verified="no", q=1)
    with pytest.raises(NotTabulated, match="at most 2000"):
        table(folder, verified="no", k=[1], n=list(range(1, 3000)))
    with pytest.raises(NotTabulated, match="there is no parameter q"):
        table(folder, verified="no", k="q+1")
    with pytest.raises(NotTabulated, match="in itself"):
        table(folder, verified="no", k="k+1")
    with pytest.raises(NotTabulated, match="no real number"):
        table(folder, verified="no", R="sqrt(k-9)")
    with pytest.raises(NotTabulated, match="no claim of .* has a bound"):
        table("information", verified="no")


def test_a_bound_that_is_none_is_named(paper):
    with pytest.raises(NotTabulated, match="mine/a: bounds holds a int"):
        table(paper(a={"bounds": "7"}), verified="no")


def test_look():
    for wrong in (dict(digits=0), dict(digits=26), dict(columns=("clas",)), dict(columns=("class", "class"))):
        with pytest.raises(NotTabulated):
            Look(**wrong)


# -- marks ----------------------------------------------------------------------------------------------------------------


def marks(found):
    return [row.mark.name for t in found.tables for row in t.rows]


@pytest.mark.parametrize(("said", "mark"), [
    ({}, "proved"),
    ({"evidence": [{"kind": "derivation", "name": "d", "verdict": "conditional"}]}, "conditional"),
    ({"evidence": [{"kind": "derivation", "name": "d", "verdict": "undecided"},
                   {"kind": "exact", "name": "e", "verdict": "enclosed"}]}, "enclosed"),
    ({"evidence": [{"kind": "simulation", "name": "s", "verdict": "not-refuted"}]}, "tested"),
    ({"evidence": [{"kind": "simulation", "name": "s", "verdict": "undecided"}]}, "undecided"),
    ({"as_expected": False, "verdicts": {"derivation": "refuted"}}, "undecided"),
    ({"contradiction": True}, "undecided"),
    ({"toothless": ["derivation"]}, "undecided"),
    ({"expected": "refuted"}, "undecided"),
    ({"statement": {"text": "risk >= 2*k/n", "hypotheses": ["k <= 100"]}}, "declared"),
    ({"statement": {"text": TEXT, "hypotheses": ["k <= 99"]}}, "declared"),
    ({"id": "mine/other"}, "declared"),
])
def test_a_mark_says_what_a_run_found_of_this_very_statement(paper, run, said, mark):
    assert marks(table(paper(a={}), verified=run(a_record("mine/a", TEXT) | said))) == [mark]


def test_nothing_is_proved_without_a_verdict(paper):
    folder = paper(a={}, b={"expected": "refuted"}, c={"bounds": RATE})
    assert sorted(marks(table(folder, verified="no"))) == ["declared", "declared", "doubted", "rate"]
    assert MARKS["proved"].sign not in table(folder, verified="no").to_text()


def test_an_erratum_is_refuted_only_by_a_run_that_refuted_it(paper, run):
    folder = paper(a={"expected": "refuted"})
    refuted = a_record("mine/a", TEXT, expected="refuted", evidence=[], verdicts={"exact": "refuted"})
    found = table(folder, verified=run(refuted))
    assert marks(found) == ["refuted"]
    assert [c["kind"] for c in found.to_records()["tables"][0]["rows"][0]["cells"]] == ["refuted", "refuted"]
    assert "~~" in found.to_markdown() and "<s>" in found.to_html()
    assert "†" in found.to_text() and r"\dagger" in found.to_latex()
    assert marks(table(folder, verified=run(refuted | {"as_expected": False}))) == ["undecided"]
    assert [c["kind"] for c in table(folder, verified="no").to_records()["tables"][0]["rows"][0]["cells"]] == ["refuted"] * 2


def test_a_run_of_another_version_or_no_run_marks_nothing(paper, run, tmp_path):
    folder = paper(a={})
    for wrong in (run(version="0.0.0"), run(schema=0), {}, run(claims=None), run(7), run({"id": "mine/a"})):
        with pytest.raises(StaleRun):
            table(folder, verified=wrong)
    stored = tmp_path / "run.json"
    for text in ("", "[1]", "{", "[" * 100_000):
        stored.write_text(text)
        with pytest.raises(StaleRun):
            table(folder, verified=stored)
    with pytest.raises(StaleRun, match="cannot read"):
        table(folder, verified=tmp_path / "none.json")
    stored.write_text(json.dumps(run(a_record("mine/a", TEXT))))
    assert marks(table(folder, verified=str(stored))) == ["proved"]


def test_judging_now_gives_the_verdicts_of_a_run():
    found = table("learning/benedek_itai")
    assert marks(found) == ["proved"]
    assert "derivation proved" in found.to_text()


def test_a_rate_is_refuted_by_the_claim_that_shows_it_false(paper):
    refuter = 'refuted_by="orthogonal_equivariance/quadratic_regression_printed", '
    folder = paper(a={"bounds": RATE.replace("grid={s: (1,)}", refuter + "grid={s: (1,)}")})
    assert "refuted" in marks(table(folder)) and "doubted" in marks(table(folder, verified="no"))
    with pytest.raises(NotTabulated, match="not in the catalogue"):
        table(paper(e={"bounds": RATE.replace("grid={s: (1,)}", 'refuted_by="no/claim"')}), verified="no")


# -- formats --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Tables:
    """Numbers, a rate, an erratum, and words of every kind."""
    folder = by_hand.written(
        tmp_path_factory.mktemp("mixed"),
        a={"bounds": RATE}, b={"expected": "refuted", "origin": "printed"},
        c={"sense": "<=", "value": "1 + k / n", "bounds": 'Bound("samples", "up & down_1", solve=n, target="R")'},
    )
    return table(folder, verified="no", k=[1, 7, 101], R=["1/3", "1000"])


def test_every_format_shows_the_same_numbers(mixed):
    wanted = sorted(n for row in numbers(mixed) for n in row)
    assert len(wanted) == 6 + 2 + 2 + 2
    rows = list(csv.DictReader(io.StringIO(mixed.to_csv())))
    assert sorted(r["value"] for r in rows if r["value"]) == wanted
    kinds = {r["kind"] for r in rows}
    assert kinds == {"bound", "rate", "refuted", "vacuous", "none", "outside"}
    records = mixed.to_records()["tables"]
    assert sorted(c["value"] for t in records for r in t["rows"] for c in r["cells"] if c["value"]) == wanted
    for text in (mixed.to_text(), mixed.to_markdown(), mixed.to_html()):
        assert len(re.findall(r"[≥≤] \d|\(\d", text)) == len(wanted)
    assert len(re.findall(r"\$\\[gl]eq \{\d|\$\(\{\d", mixed.to_latex())) == len(wanted)


def test_ends_of_records_enclose_and_values_lie_outside_them(mixed):
    for t in mixed.to_records()["tables"]:
        for row in t["rows"]:
            for c in row["cells"]:
                if c["kind"] == "bound":
                    low, high, value = (Fraction(Decimal(c[k])) for k in ("low", "high", "value"))
                    assert low <= high and (value <= low if row["side"] == "lower" else value >= high)


def test_words_in_cells_have_their_reasons_below(mixed):
    text = mixed.to_text()
    assert re.search(r"outside [a-z]", text) and "needs k <= 100" in text
    assert re.search(r"none [a-z]", text) and "the risk stays above the target" in text
    assert "vacuous: no better than the trivial bound" in text and "constant not stated" in text


def test_transposed_is_the_same_table_turned(mixed):
    turned = Tables(mixed.tables, Look(orientation="points in rows"))
    for one, two in zip(mixed.sheets, turned.sheets, strict=True):
        assert [list(c.body) for c in two.values] == [list(row) for row in zip(*(c.body for c in one.values), strict=True)]
    for text in (turned.to_text(), turned.to_markdown(), turned.to_latex(), turned.to_html()):
        assert "1000" in text


def test_columns_are_those_asked_for_in_that_order(mixed):
    found = Tables(mixed.tables, Look(columns=("claim", "values", "status", "formula")))
    header = next(line for line in found.to_text().splitlines() if line.startswith("claim"))
    assert header.split()[0] == "claim" and header.split()[-2:] == ["status", "formula"]
    assert found.to_csv().splitlines()[0].startswith("paper,quantity,claim,status,formula,")


def test_markdown_rows_have_as_many_cells_as_their_header(mixed):
    counts = {len(re.findall(r"(?<!\\)\|", line)) for line in mixed.to_markdown().splitlines() if line.startswith("|")}
    assert len(counts) == 1


def test_html_closes_what_it_opens_and_escapes_the_rest(mixed):
    open_tags = []

    class Check(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in ("meta", "br"):
                open_tags.append(tag)

        def handle_endtag(self, tag):
            assert open_tags.pop() == tag

    Check().feed(mixed.to_html())
    assert open_tags == [] and "http" not in mixed.to_html() and "<table>" in mixed._repr_html_()


def test_text_fits_the_width(mixed):
    for width in (60, 90, 120):
        lines = [line for line in mixed.to_text(width).splitlines() if "---" in line]
        described = 60
        assert all(len(line) <= max(width, described) for line in lines)
    assert mixed.to_text(60).count("----\n") > mixed.to_text(200).count("----\n")


def test_latex_escapes_everything(mixed):
    body = mixed.to_latex()
    outside = re.sub(r"\$[^$]*\$", "", body.replace(r"\$", ""))
    assert not re.search(r"(?<!\\)[_^#%]", outside.replace("% \\usepackage", ""))
    assert "Theorem 1\\_2 \\& 50\\%" in body


X = Symbol("x", real=True)
HARD = (
    erf(X / 2), binomial(X, 3), Max(X, 0, -X), Piecewise((X, X > 0), (0, True)), E(X**2, X), Abs(X), floor(X), ceiling(X),
    exp(-X) * log(X) + sqrt(X) * pi, Sum(X, (X, 0, 3)), X > 0, Eq(X, 1), arbitrary("P_unseen")(X), gamma(X), besseli(1, X),
    Quantity("E |g^ - f|^2 & 100% of $x_1 {a} ~ b\\c#"), Symbol("error"), Symbol("sigma_1"), Rational(1, 3), atan(X),
)


def test_formulas_that_base_latex_cannot_set_stay_text():
    assert formula(sqrt(X) / 2) == r"$\frac{\sqrt{x}}{2}$"
    assert formula(binomial(X, 3)) == "binomial(x, 3)" and "cases" not in formula(HARD[3])
    assert formula(erf(X)).startswith(r"$\mathrm{erf}")


def test_latex_compiles_with_booktabs_alone(mixed, tmp_path, needs):
    document = r"\documentclass{article}\usepackage{booktabs}\begin{document}%s\end{document}"
    look = Look(orientation="points in rows", columns=("class", "formula", "where", "values", "source"))
    turned = Tables(mixed.tables, look, table(FLIPS, verified="no").symmetries)
    formulas = "\\par ".join(map(formula, HARD))
    (tmp_path / "t.tex").write_text(document % (mixed.to_latex("t.bib") + turned.to_latex() + formulas), encoding="utf-8")
    done = subprocess.run(
        [needs("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", "t.tex"], cwd=tmp_path, text=True,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Missing" not in done.stdout and "Undefined control" not in done.stdout


def test_the_bibliography_holds_each_source_once_as_it_stands_in_the_references(mixed, paper):
    references = (Path(theorems.__file__).parent / "references.bib").read_text(encoding="utf-8")
    found = mixed.to_bibtex()
    assert re.findall(r"^@\w+\{(\w+),", found, re.M) == ["lahoti2024", "li2021"]
    for entry in found.strip().split("\n\n"):
        assert entry in references
    assert "% no entry for nobody1900" in table(paper(a={"key": "nobody1900"}), verified="no").to_bibtex()


# -- symmetries -----------------------------------------------------------------------------------------------------------

FLIPS = "orthogonal_equivariance/shift_invariant_convolution"


def test_cells_of_symmetry_are_those_of_the_statement():
    found = table(FLIPS, verified="no")
    said = {c.group: c.holds for c in theorems.claim(FLIPS).statement.cells}
    (line,) = [line for line in found.to_text().splitlines() if line.startswith("shift-invariant CNN")]
    header = next(line for line in found.to_text().splitlines() if line.startswith("algorithm"))
    for group, holds in said.items():
        assert line[header.index(group):].startswith(holds)
    assert {c["group"]: c["holds"] for c in found.to_records()["symmetries"][0]["cells"]} == said
    assert all(word in text for text in (found.to_markdown(), found.to_html(), found.to_latex()) for word in ("yes", "no"))
    assert "li2021" in found.to_bibtex()


def test_a_cell_that_says_no_is_marked_by_its_counterexample(run):
    from theorems.views.tables.rows import load_entry, statement_text

    text, hypotheses = statement_text(load_entry(catalogue()[FLIPS]))
    record = a_record(FLIPS, text) | {"statement": {"text": text, "hypotheses": hypotheses}}
    (found,) = table(FLIPS, verified=run(record)).symmetries
    shown = {(a.cell.holds, a.shown.name) for a in found.answers}
    assert shown == {("yes", "proved"), ("no", "counterexample")}
    (found,) = table(FLIPS, verified=run(record | {"as_expected": False})).symmetries
    assert {a.shown.name for a in found.answers} == {"undecided"}


# -- the catalogue ----------------------------------------------------------------------------------------------------------


def declared():
    return [e.id for e in catalogue().values() if not e.error and "bounds=" in Path(e.path).read_text(encoding="utf-8")]


@pytest.mark.parametrize("id", declared())
def test_every_bound_of_the_catalogue_says_something_on_its_own_grid(id):
    found = table(id, verified="no")
    rows = [(row, cells) for t in found.tables for row, cells in zip(t.rows, t.cells, strict=True)]
    assert {type(row.bound) for row, _ in rows} <= {Bound, Rate}
    for row, cells in rows:
        kinds = {c.kind for c in cells}
        assert kinds & {"bound", "rate"}, (id, row.bound.quantity, [(c.kind, c.reason) for c in cells])
        assert "undecided" not in kinds, [c.reason for c in cells if c.kind == "undecided"]


@pytest.mark.parametrize("id", declared())
def test_inverted_bounds_are_on_the_right_side_of_their_target_by_the_second_evaluator(id):
    from numerics.enclosure.evaluation import second

    for t in table(id, verified="no").tables:
        for row, cells in zip(t.rows, t.cells, strict=True):
            reading = row.reading
            for point, cell in zip(t.grid.points, cells, strict=True):
                if cell.certified_at is None or cell.kind != "bound":
                    continue
                values = {s: point[name] for name, s in reading.symbols.items()} | {reading.solve: cell.certified_at}
                exact = {s: Rational(v) for s, v in values.items() if Rational(v) == v}
                low, high = second.evaluate(reading.formula - reading.target, exact)
                assert low > 0 if reading.side == "lower" else high <= Fraction(1, 10**15)
