"""Figures of the pages: the commands shown are those that run, once; whatever goes wrong is one line."""

import re
import shlex
import sys
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = "```shell\n{code}\n```\n\n![What\nleans](figures/{shown})\n\nText.\n\n```shell\nlemmata report site\n```\n"
GRAPH = "lemmata plot graph concentration --out a.svg"


@pytest.fixture
def docs(tmp_path):
    """A folder with a page; ``write(code, shown)`` changes it."""

    def write(code, shown, page="page"):
        (tmp_path / f"{page}.md").write_text(PAGE.format(code=code, shown=shown), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def ran(package, monkeypatch):
    """The commands as they run."""
    words, run = [], package.figures.run
    monkeypatch.setattr(package.figures, "run", lambda page, some: (words.append(some), run(page, some)))
    return words


def test_every_plot_command_of_the_pages_is_run_and_every_figure_is_made_by_one(package):
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        found = package.figures.blocks(page.name, text)
        inside, lines = False, []
        for line in text.splitlines():
            inside = line == "```shell" if line.startswith("```") else inside
            if inside and line.startswith("lemmata plot "):
                lines.append(line)
        plots = [words for block in found for words in block.commands if words[1] == "plot"]
        assert plots == [tuple(shlex.split(line, comments=True)) for line in lines]
        assert [name for block in found for name in block.shown] == re.findall(r"\(figures/(\S+)\)", text)
        for block in found:
            pairs = [pair for words in block.commands for pair in pairwise(words)]
            stems = {Path(file).stem for option, file in pairs if option == "--out"}
            assert all(name.startswith(tuple(stems)) for name in block.shown), block


def test_the_gallery_shows_every_kind_of_figure(package):
    from theorems.views.plots import KINDS

    blocks = package.figures.blocks("gallery.md", (DOCS / "gallery.md").read_text(encoding="utf-8"))
    assert {words[2] for block in blocks for words in block.commands if words[1] == "plot"} == set(KINDS)


def test_the_commands_shown_are_those_that_run_and_run_once(package, docs, ran, monkeypatch):
    folder = docs(f"lemmata list concentration   # which there are\n{GRAPH} \\\n  --out a.png", "a.png")
    package.figures.write(folder)
    graph = (*shlex.split(GRAPH), "--out", "a.png")
    assert ran == [("lemmata", "list", "concentration"), graph]
    assert sorted(p.name for p in (folder / "figures").iterdir()) == ["a.png", "a.svg", "made.json"]
    docs(f"{GRAPH}", "a.svg", "another")                          # a file that both would write
    with pytest.raises(package.figures.NotDrawn, match=r"^another.md: .* makes a.svg, which another block makes too"):
        package.figures.write(folder)
    docs("lemmata list concentration\n" + shlex.join(graph), "a.svg", "another")    # the same commands
    package.figures.write(folder)
    assert len(ran) == 3
    (folder / "another.md").unlink()
    docs(GRAPH.replace("a.svg", "b.svg"), "b.svg")
    package.figures.write(folder)
    assert sorted(p.name for p in (folder / "figures").iterdir()) == ["b.svg", "made.json"] and len(ran) == 4
    monkeypatch.setattr(package.figures, "digest", lambda: "other sources")
    package.figures.write(folder)
    assert len(ran) == 5 and ran[3] == ran[4]


@pytest.mark.parametrize(("code", "shown", "said"), [
    ("lemmata pie --out a.svg", "a.svg", "page.md: lemmata pie --out a.svg: lemmata: error: No such command 'pie'."),
    ("lemmata plot graph no_such_paper --out a.svg", "a.svg", "page.md: lemmata plot graph no_such_paper --out a.svg: "),
    ("lemmata list concentration", "a.svg", "page.md: lemmata list concentration makes nothing, not a.svg"),
    ("python draw.py", "a.svg", "page.md: python draw.py: figures are made by the command lemmata"),
    ("ls; lemmata list", "a.svg", "page.md: 'ls;' lemmata list: figures are made by the command lemmata"),
    ("lemmata list\n```\n\nText between.\n\n```text", "a.svg", "page.md: no command right before a.svg"),
])
def test_what_goes_wrong_is_one_line(package, docs, code, shown, said):
    with pytest.raises(package.figures.NotDrawn) as caught:
        package.figures.write(docs(code, shown))
    assert str(caught.value).startswith(said) and "\n" not in str(caught.value)


def test_a_page_may_show_commands_without_figures(package, tmp_path):
    (tmp_path / "page.md").write_text("```shell\npip install .\nlemmata plot graph mine.py --out a.svg\n```\n\nText.\n")
    package.figures.write(tmp_path)
    assert not (tmp_path / "figures").exists()


def test_a_missing_extra_is_named_before_anything_is_run(package, docs, ran, monkeypatch):
    from theorems.views.plots.canvas import MissingExtra

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match="figures need matplotlib"):
        package.figures.write(docs(GRAPH, "a.svg"))
    assert ran == []


def test_a_build_that_was_interrupted_leaves_nothing_behind(package, docs, ran):
    folder = docs(GRAPH, "a.svg")
    (folder / "figures" / "tmp1").mkdir(parents=True)
    (folder / "figures" / "tmp1" / "half.svg").write_text("<svg")
    package.figures.write(folder)
    (folder / "figures" / "a.svg").unlink()                        # a figure that is gone is drawn again
    package.figures.write(folder)
    assert sorted(p.name for p in (folder / "figures").iterdir()) == ["a.svg", "made.json"] and len(ran) == 2
