"""Tables as a paper prints them: nothing runs over the line or the page, and letters, labels and numbers are a paper's."""

from __future__ import annotations

import re
import subprocess
from collections import Counter

import pytest
from sympy import Rational, Symbol

from theorems.views.tables import Tables, measure, table
from theorems.views.tables.formulas import escaped, formula, setting
from theorems.views.tables.layout import Look, Words

DOCUMENT = r"\documentclass{article}\usepackage{booktabs}\begin{document}Before. %s\end{document}"
TASK = "signs of diagonal forms, Gaussian inputs"
GRID = 'grid={k: (2, 4, 90, 99), "R": (Rational(1, 10), Rational(1, 1000), Rational(1, 10**9))}'
WIDE = {"bounds": f'Bound("samples", "sign-flip-equivariant", task="{TASK}", solve=n, target="R", {GRID})'}
FAR = {"bounds": WIDE["bounds"].replace("sign-flip-equivariant", "any").replace("diagonal", "bilinear")}
LONG_WAY = {"value": "k / n * (k + 3 * s) / (k + 1 + s + s**2 / (1 + k**3)) + (k + 7 * s) / (n + k**3) - (k + 1) / n"}


def compiled(found: Tables, folder, pdflatex) -> str:
    """What TeX says of all tables of one look."""
    (folder / "t.tex").write_text(DOCUMENT % found.to_latex(), encoding="utf-8")
    for _ in range(2):
        done = subprocess.run([pdflatex, "-interaction=nonstopmode", "t.tex"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]
    return (folder / "t.log").read_text(errors="replace")


@pytest.mark.parametrize("look", [
    Look(), Look(25), Look(4, (), "points in rows"), Look(3, ("claim", "formula", "values", "learners", "where", "units")),
])
def test_no_table_runs_over_its_line_or_its_page(paper, tmp_path, look, needs):
    pdflatex = needs("pdflatex")
    many = look.orientation == "points in rows"
    folder = paper(**dict.fromkeys("ab" if many else "abcdefghij", WIDE), **dict.fromkeys("klmnopqrst"[:6], FAR), u=LONG_WAY)
    points = {"R": ["1/7"], "k": list(range(2, 62))} if many else {"R": ["1/7", "1/10^9"], "k": [2, 4, 99]}
    found = table(folder, verified="no", **points)
    said = compiled(Tables(found.tables, look), tmp_path, pdflatex)
    assert not re.findall(r"Overfull .hbox.*|Float too large.*|undefined.*|^!.*", said, re.M)


def test_what_is_measured_is_what_tex_sets(tmp_path, needs):
    """Text is never narrower than TeX sets it, and not much wider."""
    pdflatex = needs("pdflatex")
    texts = ["sign-flip-equivariant", "O(2d)-equivariant", "as printed", "0123456789", "WHICH MAMMALS", "illicit little"]
    boxes = "".join(rf"\setbox0\hbox{{{t}}}\message{{@\the\wd0@}}" for t in texts)
    (tmp_path / "w.tex").write_text(DOCUMENT % (r"\small " + boxes))
    done = subprocess.run([pdflatex, "-interaction=nonstopmode", "w.tex"], cwd=tmp_path, capture_output=True, text=True)
    widths = [float(w) for w in re.findall(r"@([\d.]+)pt@", done.stdout)]
    assert len(widths) == len(texts)
    for said, wide in zip(texts, widths, strict=True):
        assert wide <= measure.content(Words(said), False) <= 1.25 * wide, said


def test_floats_have_labels_of_their_own_and_later_ones_go_on_with_the_number(paper):
    text = table(paper(**dict.fromkeys("abcdefghij", WIDE)), verified="no", k=list(range(2, 14))).to_latex()
    floats = text.split(r"\begin{table}")[1:]
    assert len(floats) > 2
    for one in floats:
        assert (r"\label{tab:" in one) != (r"\addtocounter{table}{-1}" in one)
    assert max(Counter(re.findall(r"\\label\{[^}]*\}", text)).values()) == 1
    twice = table("learning", verified="no").to_latex()
    assert r"\label{tab:learning-bounds-on-samples}" in twice and r"\label{tab:learning-bounds-on-samples-2}" in twice


def test_notes_that_fill_a_page_follow_the_table_as_text(paper):
    one, many = (table(paper(**dict.fromkeys(n, {})), verified="no").to_latex() for n in ("a", "abcdefghijklmnopqrst"))
    assert r"\begin{minipage}" in one and "Notes to Table" not in one
    after = many[many.index(r"Notes to Table~\ref{tab:"):]
    assert r"\begin{table}" not in after and after.count(r"\par") > 20 and "minipage" not in many


@pytest.mark.parametrize(("said", "set_"), [
    ("O(d)^k and R^(2d+1)", r"O(d)$^{k}$ and R$^{2d+1}$"), ("S_d, b_1 and x_12", r"S$_{d}$, b$_{1}$ and x\_12"),
    ("eps < sigma", r"$\varepsilon$ $<$ $\sigma$"), ("δ for Erdős", r"$\delta$ for Erdős"),
    ("k*sigma**2 of `lemmata show`", r"k*$\sigma$$^{2}$ of \texttt{lemmata show}"), ("a^ b {c} \\d 漢", None),
])
def test_what_plain_text_spells_out_is_set(said, set_):
    found = escaped(said)
    assert set_ is None or found == set_
    assert not re.search(r"(?<!\\)[&%#_^]", re.sub(r"\$[^$]*\$", "", found))


def test_letters_of_formulas_are_those_of_the_paper():
    eps, error = Symbol("eps"), Symbol("error")
    assert formula(eps**2 + error) == r"$\varepsilon^{2} + \mathit{error}$"
    assert setting("eps", 1 / Symbol("k")) == r"$\varepsilon = \frac{1}{k}$"
    assert setting("k", Rational(3, 4)) == "$k = 3/4$"


def test_a_refuted_rate_is_still_a_rate_and_its_note_names_the_claim_that_shows_it_false(paper, run):
    wrong = "orthogonal_equivariance/quadratic_regression_printed"
    rate = ('Rate("samples", "any", "lower", k * s, source=Source("lahoti2024", where="abstract", origin="abstract"), '
            f'grid={{s: (1,)}}, refuted_by="{wrong}")')
    found = table(paper(a={"bounds": rate}), k=[2])
    for text in (found.to_text(), found.to_markdown(), found.to_html()):
        assert "(2) †" in text and "≥ 2" not in text and f"refuted by {wrong}".replace("_", "") in re.sub(r"[\\_]", "", text)
    assert r"$({2})^{\dagger}$" in found.to_latex()
    assert "which this table has not judged" in table(paper(a={"bounds": rate}), verified="no", k=[2]).to_text()


def test_regions_say_what_narrows_them_and_nothing_twice():
    found = table("orthogonal_equivariance", verified="no").to_text(10_000)
    integers = re.findall(r"valid for integers ([^;]*);", found)
    assert integers
    for names in integers:
        said = names.split(", ")
        assert len(set(said)) == len(said) and not any(name.isdigit() for name in said), names
    assert "v = r;" not in found and "2*m" not in " ".join(integers)


def test_what_is_long_is_counted_in_notes_and_whole_in_records():
    found = table("dynamic_signal/convolutional_training", verified="no")
    (note,) = [line for line in found.to_text(10_000).splitlines() if "[2]" in line and "valid for" in line]
    assert "longer conditions of the claim" in note and "as the claim sets it" in note and len(note) < 800
    row = found.to_records()["tables"][0]["rows"][1]
    assert "longer condition" not in row["valid"] and len(row["valid"]) > 300


def test_columns_that_say_one_thing_throughout_go_into_the_caption_where_the_line_is_full(paper):
    folder = paper(a=WIDE, b=WIDE)
    full = table(folder, verified="no").to_latex("x.bib")
    assert r"; source \cite{li2021}" in full and "& source &" not in full
    short = table(paper(c={}) + "/c.py", verified="no", k=[2]).to_latex("x.bib")
    assert "& source & note" in short and r"\cite{li2021} & (1)" in short


def test_a_note_and_a_citation_cannot_be_taken_for_each_other(paper):
    text = table(paper(a={}), verified="no").to_latex("x.bib")
    assert r"\cite[{Theorem 1\_2 \& 50\%}]{li2021} (ours)" in text
    assert re.search(r"& \(1\) \\", text) and "\n(1) " in text and "[1]" not in text
