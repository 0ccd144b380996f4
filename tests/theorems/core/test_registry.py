"""The catalogue: read without importing, and loading that turns every mistake into one line."""

import subprocess
import sys

import pytest

from theorems.core.registry import load, load_entry
from theorems.index import NotAClaim, UnknownClaim, catalogue, entry, leaned_on, resolve

HEAD = "from theorems.core import *\n"
SOURCE = 'source=Source("key", where="here", origin="ours")'
CALL = f'Claim(id="mine/one", title="T", kind="lemma", {SOURCE}, mutants=(mutant("a", "b"),))'


def write(tmp_path, text, name="one.py"):
    path = tmp_path / name
    path.write_text(text)
    return path


def test_an_entry_is_read_from_the_syntax_tree(tmp_path):
    found = entry(write(tmp_path, f"raise SystemExit\nCLAIM = {CALL}\n"))
    assert (found.id, found.kind, found.origin, found.key, found.mutants) == (
        "mine/one",
        "lemma",
        "ours",
        "key",
        ("a",),
    )


def test_a_file_without_a_claim(tmp_path):
    path = write(tmp_path, "x = 1\n")
    assert entry(path) is None
    for name in (str(path), str(tmp_path)):
        with pytest.raises(NotAClaim, match="CLAIM"):
            resolve([name])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CLAIM = (", "SyntaxError"),
        ("CLAIM = 3", "not written as"),
        ("CLAIM = Claim(id='x')", "paper/file"),
        ("CLAIM = Claim(title='x')", "paper/file"),
        ("CLAIM = Claim(id='a/b/c')", "paper/file"),
        ("\0", "Error"),
    ],
)
def test_what_is_no_claim_is_said_before_it_is_imported(tmp_path, text, said):
    with pytest.raises(NotAClaim, match=said) as caught:
        entry(write(tmp_path, text))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"1 / 0\nCLAIM = {CALL}", "ZeroDivisionError"),
        (f"import no_such_module\nCLAIM = {CALL}", "no_such_module"),
        (f"{HEAD}CLAIM = {CALL}", "changes nothing"),
        (f"{HEAD}Claim = dict\nCLAIM = Claim(id='mine/one')", "not a Claim"),
        (f"raise ValueError('one\\ntwo')\nCLAIM = {CALL}", "one"),
    ],
)
def test_a_file_that_raises_becomes_one_line(tmp_path, text, said):
    with pytest.raises(NotAClaim, match=said) as caught:
        load_entry(entry(write(tmp_path, text)))
    assert "\n" not in str(caught.value)


def test_unknown_names_come_with_near_ones():
    with pytest.raises(UnknownClaim, match="dynamic_signal/static_kl"):
        resolve(["dynamic_signal/static_k"])
    with pytest.raises(UnknownClaim):
        load("no/such")


def test_names_resolve_once_and_in_catalogue_order():
    ids = list(catalogue())
    assert [e.id for e in resolve([])] == ids
    twice = resolve(["dynamic_signal", "dynamic_signal/static_kl"])
    assert [e.id for e in twice] == [i for i in ids if i.startswith("dynamic_signal/")]


def test_listing_imports_no_sympy():
    code = "import sys; from theorems.index import catalogue; catalogue(); sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_a_file_leans_on_is_read_from_it(tmp_path):
    path = write(tmp_path, f"by = claim('a/b'), claim('c/d').at(3), claim('a/b'), other('e/f')\nCLAIM = {CALL}\n")
    assert leaned_on(entry(path)) == ("a/b", "c/d")
