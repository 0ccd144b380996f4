"""``lemmata plot``: files by kind and name, claims of one's own, bad input in one line."""

import sys

import pytest

BOUND = """    bounds=(Bound("nats", "mine", side="upper", formula=lambda s: s.value, grid={delta: (1, 4), sigma: (1, 2)}),),
"""


def test_a_claim_of_ones_own_is_drawn(lemmata, file, tmp_path):
    pytest.importorskip("matplotlib")
    path = file("good")
    with open(path, encoding="utf-8") as text:
        written = text.read()
    changed = written.replace("    evidence=(", BOUND + "    evidence=(").replace(
        "from theorems.core import ", "from theorems.core.bounds.bound import Bound\nfrom theorems.core import ", 1
    )
    assert changed.count("Bound") == 2
    with open(path, "w", encoding="utf-8") as text:
        text.write(changed)
    done = lemmata("plot", "bounds", path, "--out", tmp_path / "f.svg", "--out", tmp_path / "f.png")
    assert done.exit_code == 0, done.stderr
    assert "mine" in done.stdout and {p.name for p in tmp_path.glob("f.*")} == {"f.svg", "f.png"}


def test_the_power_of_a_test_is_the_same_for_the_same_seed(lemmata, tmp_path):
    pytest.importorskip("matplotlib")
    written = []
    for i, seed in enumerate((1, 1, 2)):
        words = ("gaussian", "--runs", 5, "--set", "n=70", "--set", "alpha=1/20", "--seed", seed)
        done = lemmata("plot", "power", *words, "--out", tmp_path / f"{i}.svg")
        assert done.exit_code == 0 and done.stdout == f"{tmp_path / f'{i}.svg'}  power-gaussian\n"
        written.append((tmp_path / f"{i}.svg").read_bytes())
    assert written[0] == written[1] != written[2]


@pytest.mark.parametrize("words", [
    ["bounds", "no_such_paper", "--out", "{f}"], ["bounds", "information/fano", "--out", "{f}"],
    ["bounds", "--out", "f.gif"],
    ["bounds", "concentration", "--x", "q", "--out", "{f}"], ["bounds", "concentration", "--set", "q=1", "--out", "{f}"],
    ["bounds", "concentration", "--field", "bound", "--out", "{f}"], ["phases", "concentration", "--out", "{f}"],
    ["slack", "concentration", "--out", "{f}"], ["slack", "information/pinsker", "--out", "{f}"],
    ["graph", "learning/benedek_itai", "--out", "{f}"], ["graph", "concentration", "--from", "/no/such", "--out", "{f}"],
    ["bounds", "concentration", "--out", "/no/such/f.svg"], ["pie", "--out", "{f}"], ["bounds", "concentration"], [],
    ["power", "pie", "--out", "{f}"], ["calibration", "--x", "k", "--out", "{f}"], ["graph", "--runs", "3", "--out", "{f}"],
    ["power", "--set", "n=0", "--out", "{f}"], ["calibration", "--runs", "0", "--out", "{f}"], ["power", "gaussian"],
])
def test_bad_input_is_one_line_and_exit_code_two(lemmata, tmp_path, words):
    pytest.importorskip("matplotlib")
    done = lemmata("plot", *(word.format(f=tmp_path / "f.svg") for word in words))
    assert done.exit_code == 2 and done.stderr.startswith("lemmata: error: ") and done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("f*"))


def test_a_missing_extra_is_named(lemmata, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = lemmata("plot", "graph", "concentration", "--out", tmp_path / "f.svg")
    assert done.exit_code == 2 and done.stderr == "lemmata: error: figures need matplotlib: pip install 'lemmata[plots]'\n"
