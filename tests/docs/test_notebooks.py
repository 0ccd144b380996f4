"""The notebooks: their cells run one after the other, show what they make, and come to what their text says."""

import ast
import re
import sys
import types
from fractions import Fraction
from pathlib import Path

import pytest
from sympy import log

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
FENCE = re.compile(r"^```\{code-cell\}[^\n]*\n((?::\w+:[^\n]*\n)*)(.*?)^```$", re.MULTILINE | re.DOTALL)
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.md") if FENCE.search(path.read_text(encoding="utf-8")))


def cells(name):
    """The tags and the source of each cell."""
    for options, source in FENCE.findall((FOLDER / f"{name}.md").read_text(encoding="utf-8")):
        yield re.findall(r"[\w-]+", options.partition(":tags:")[2]), source


class Notebook:
    """A namespace in which cells have run, as in a kernel: its module has no file; ``outputs`` are their last values."""

    def __init__(self, name, monkeypatch, folder):
        self.module, self.outputs = types.ModuleType("notebook"), []
        monkeypatch.setitem(sys.modules, "notebook", self.module)
        monkeypatch.chdir(folder)
        for tags, source in cells(name):
            if "skip-execution" in tags:
                continue
            if "raises-exception" in tags:
                with pytest.raises(Exception):  # noqa: B017  (the text says which)
                    self.run(source, name)
            else:
                self.run(source, name)

    def run(self, source, name):
        tree = ast.parse(source, name)
        shown = isinstance(tree.body[-1], ast.Expr)
        last = ast.Expression(tree.body.pop().value) if shown else None
        exec(compile(tree, name, "exec"), vars(self.module))
        value = eval(compile(last, name, "eval"), vars(self.module)) if last else None
        if value is not None:
            self.outputs.append(value)

    def __getattr__(self, name):
        return vars(self.module)[name]


def shown(value):
    """What a notebook shows of a value: HTML, or LaTeX, or its text."""
    ways = (getattr(value, way, lambda: None)() for way in ("_repr_html_", "_repr_latex_"))
    return next(filter(None, ways), repr(value))


@pytest.fixture
def run(monkeypatch, tmp_path):
    def fresh(name):
        done = Notebook(name, monkeypatch, tmp_path)
        told = [shown(value) for value in done.outputs]
        assert not any("http:" in text or "https:" in text for text in told)
        assert not any(re.search(r"<[\w.]+ object at|\bat 0x", text) for text in told)
        return done
    return fresh


def test_the_referee_s_notebook_finds_the_number_in_between(run):
    notebook = run("referee_a_theorem")
    claim, report, value, determinant, threshold, right, chain, bound = notebook.outputs
    example = report["claims"][0]["evidence"][0]["counterexample"]
    assert (example["at"], example["left"]) == ({"d": "4", "eps": "1/100"}, "at most 10")
    assert Fraction(str(value)) == Fraction(example["right"]) > len(notebook.inputs) == 10
    assert determinant != 0
    d, eps = notebook.d, notebook.eps
    assert claim.statement.bound.subs(eps, threshold).equals(d * (d + 1) / 2)
    assert right["summary"]["as_expected"] == 1 and all(m["killed"] for m in right["claims"][0]["mutants"])
    assert chain.end.subs({d: 4, notebook.right.statement.domain().symbols[1]: 10}) == 0
    assert bound.number == 10


@pytest.mark.nightly  # 4 s: it judges the claims of its tables; the documentation's build runs it every time
def test_the_table_s_notebook_tells_two_errors_apart(run, capsys):
    notebook = run("table_for_a_paper")
    first, bound, plain, useful = notebook.outputs
    assert "outside a" in str(first) and "needs eps <= exp(-1)/2" in str(first)
    assert "vacuous" in str(plain)
    assert bound.number > notebook.enough == 9508
    for d, k in useful:
        bounds = [notebook.plain.bound(d=d, eps=Fraction(n, 1000)) for n in (k, k + 1)]
        assert [b.kind for b in bounds] == ["bound", "vacuous"]
    printed = capsys.readouterr().out
    assert "as the column reads: from d = 23 on" in printed
    assert "at the same expected error: from d = 56 on" in printed
    assert r"\begin{tabular}" in printed and "d = 56" in printed


def test_the_two_bounds_of_the_table_s_notebook_cross_where_its_text_says():
    from theorems import claim

    text = (FOLDER / "table_for_a_paper.md").read_text(encoding="utf-8")
    enough = claim("orthogonal_equivariance/convolution_erm").bound(eps="1/100").number
    sharp = claim("orthogonal_equivariance/all_laws_sharp")
    for d, error in ((23, "1/100"), (56, "119/2000")):
        assert f"from $d = {d}$ on" in " ".join(text.split())
        assert sharp.bound(d=d - 1, eps=error).number <= enough < sharp.bound(d=d, eps=error).number


def test_the_constant_s_notebook_finds_what_is_behind_the_three(run):
    pytest.importorskip("matplotlib", reason="the extra plots is missing")
    notebook = run("how_loose_is_a_constant")
    front, chain, report, best, exact, figures, sharper, attack = notebook.outputs
    assert front.low > Fraction(9, 10) and front.high == 1
    assert best.low <= Fraction(str(exact.n(30))) <= best.high
    assert best.high / 3 < Fraction(387, 1000) and best.low / 3 > Fraction(386, 1000)
    assert abs(exact / 3 - (2 * log(2) - 1)).equals(0)
    for found in (report, sharper):
        (record,) = found["claims"]
        assert record["verdicts"] == {"derivation": "proved"} and all(m["killed"] for m in record["mutants"])
    assert attack.counterexample.at == {"x": "1"} and attack.counterexample.certain
    assert [len(axis.lines) for axis in figures["mine-exponent"].axes] == [2]       # one curve, and the line at 1
    assert "lemma" in shown(chain) and "<details>" in shown(chain)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_opens_in_jupyter_and_needs_no_magic(name):
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    head, rest = text.split("---\n")[1:3]
    assert "format_name: myst" in head and "name: python3" in head
    assert rest.strip().startswith("# ")
    for _, source in cells(name):
        ast.parse(source)
        assert max(map(len, source.splitlines())) <= 88, "the documentation is narrow"


def test_every_notebook_is_listed():
    assert len(NOTEBOOKS) == 3
    listed = (FOLDER / "index.md").read_text(encoding="utf-8").split("```{toctree}")[1].split("```")[0].split()
    assert set(NOTEBOOKS) < set(listed)
