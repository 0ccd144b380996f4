"""``pytest --claims`` from outside, in folders without a test; and what the plugin calls a fault."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from importlib.metadata import entry_points
from pathlib import Path
from unittest import mock

import pytest

from theorems import pytest_plugin
from theorems.core.judge import Options, judge
from theorems.core.registry import load_entry
from theorems.index import catalogue, entry
from theorems.views.parts import fault

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = bool(entry_points(group="pytest11", name="lemmata"))
PLUGIN = [] if INSTALLED else ["-p", "theorems.pytest_plugin"]
ALONE = ["-p", "no:unraisableexception", "-p", "no:faulthandler"]     # these two belong to the session around

SQUARE = '''
r"""The square of a sum.

.. math:: (x + 1)^2 = x^2 + 2 x + 1.
"""

import os
from dataclasses import dataclass

from sympy import Expr, Integer

from theorems.core import Chain, Claim, Derived, Domain, Exact, Relation, Source, Statement, integers, mutant
from theorems.core.rules import algebra

(x,) = Domain.of(x=integers(1, typical=(1, 9))).symbols


@dataclass(frozen=True)
class Square(Statement):
    value: Expr = x**2 + 2 * x + 1

    def domain(self):
        return Domain.of(x=integers(1, typical=(1, 9)))

    def conclusion(self):
        return Relation((x + 1) ** 2, "=", self.value)


def derivation(s):
    return Chain((x + 1) ** 2).equals(x * (x + 1) + x + 1, by=algebra).equals(s.value, by=algebra)


def squares(p):
    if "SQUARES" in os.environ:
        with open(os.environ["SQUARES"], "a") as log:
            log.write("one\\n")
    return (p.x + 1) ** 2


CLAIM = Claim(
    id="mine/square",
    title="The square of a sum",
    kind="lemma",
    source=Source("cover2006", where="nowhere", origin="classical"),
    statement=Square(),
    evidence=(Derived(derivation), Exact(squares, lambda _: [{x: Integer(i)} for i in (1, 2)], name="small numbers")),
    mutants=(
        mutant("no-middle", "the mixed terms are forgotten", value=x**2 + 1),
        mutant("twice", "a factor of two", value=2 * (x**2 + 2 * x + 1)),
    ),
    witness={x: Integer(1)},
)
'''
WRONG = SQUARE.replace("value: Expr = x**2 + 2 * x + 1", "value: Expr = x**2 + 2 * x + 3")
WRONG = WRONG.replace("mine/square", "mine/wrong")
ERRATUM = WRONG.replace('kind="lemma",', 'kind="lemma",\n    expected="refuted",').replace("mine/wrong", "mine/erratum")
WEAK = SQUARE.replace("2 * (x**2 + 2 * x + 1)", "(x + 1) ** 2").replace("mine/square", "mine/weak")
BROKEN = SQUARE.replace("(x,) =", "(x, y) =").replace("mine/square", "mine/raises")
PARTS = ["derivation", "small numbers", "mutant[no-middle]", "mutant[twice]"]


SUMMARY_SWITCHES = ("CI", "BUILD_NUMBER")       # with these pytest repeats each failure whole in its summary


def clean(**more):
    """The environment without the settings of this run."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PYTEST") and k not in SUMMARY_SWITCHES} | more


def run(folder, *arguments):
    """Pytest in a folder, in a process of its own, without the settings and plugins of this run."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", "pytest", *PLUGIN, *arguments]
    return subprocess.run(command, cwd=folder, env=clean(PYTHONPATH=path), capture_output=True, text=True)


def here(folder, *arguments, **environment):
    """The same in this process, where what claims are made of is imported already."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, clean(**environment), clear=True), contextlib.chdir(folder),
        contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
    ):
        code = pytest.main([*PLUGIN, *ALONE, *arguments])
    return subprocess.CompletedProcess(arguments, int(code), out.getvalue(), err.getvalue())


def names(output):
    return sorted(re.findall(r"^(?:\S*/)?claim::(.+)$", output, flags=re.MULTILINE))


def outcomes(path):
    """Name and outcome of each item in a JUnit file."""
    cases = ElementTree.parse(path).getroot().iter("testcase")
    return {case.get("name"): "failed" if case.find("failure") is not None else "passed" for case in cases}


@pytest.fixture
def mine(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "square.py").write_text(SQUARE)
    return folder


# -- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", sorted(catalogue()))
def test_names_read_from_the_syntax_tree_are_those_of_the_claim(id):
    known = catalogue()[id]
    claim = load_entry(known)
    assert pytest_plugin.parts(known) == [e.name for e in claim.evidence] + [f"mutant[{m.name}]" for m in claim.mutants]


def test_names_that_are_computed_are_taken_from_the_claim(tmp_path):
    path = tmp_path / "square.py"
    computed = 'mutants=tuple(mutant(f"plus-{i}", "more", value=x**2 + i) for i in (2, 3)) + ('
    path.write_text(SQUARE.replace("mutants=(", computed))
    found = entry(path)
    assert pytest_plugin.spelled(path) is None
    assert pytest_plugin.parts(found) == [*PARTS[:2], "mutant[plus-2]", "mutant[plus-3]", *PARTS[2:]]


def test_collecting_by_name_imports_no_claim(mine):
    (mine / "square.py").write_text("raise SystemExit('imported')\n" + SQUARE)
    found = run(mine, f"--claims-path={mine}", "--collect-only", "-q")
    assert names(found.stdout) == sorted(f"mine/square::{part}" for part in PARTS)


def test_steps_are_items_where_they_are_asked_for(mine):
    found = here(mine, f"--claims-path={mine}", "--claims=mine/square::derivation", "--collect-only", "-q")
    assert names(found.stdout) == [f"mine/square::derivation{step}" for step in ("", "[0]", "[1]")]


# -- running --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [
    (), ("-n", "2"), pytest.param(("-n", "2", "--dist", "loadgroup"), marks=pytest.mark.nightly),
], ids=["one", "two", "grouped"])
def test_claims_run_where_there_is_no_test_and_errata_pass_where_they_are_refuted(mine, how):
    (mine / "erratum.py").write_text(ERRATUM)
    found = (run if how else here)(mine, f"--claims-path={mine}", *how)
    assert (found.returncode, re.findall(r"(\d+) passed", found.stdout)) == (0, ["8"]), found.stdout


def test_a_claim_is_judged_once_whatever_number_of_its_items_runs(mine, tmp_path, monkeypatch):
    here(mine, f"--claims-path={mine}", SQUARES=str(tmp_path / "run"))
    monkeypatch.setenv("SQUARES", str(tmp_path / "judged"))
    assert judge(entry(mine / "square.py"), Options(), 1)["as_expected"]
    once, run_through = (tmp_path / "judged").read_text(), (tmp_path / "run").read_text()
    assert once == run_through != ""


def test_selecting_and_reporting_work_as_for_other_tests(mine):
    chosen = "square and not no-middle", "--deselect", "claim::mine/square::derivation"
    found = here(mine, f"--claims-path={mine}", "--junitxml=junit.xml", "-k", *chosen)
    assert found.returncode == 0, found.stdout
    assert outcomes(mine / "junit.xml") == {"small numbers": "passed", "mutant[twice]": "passed"}


@pytest.mark.parametrize("how", [(), pytest.param(("-n", "2"), marks=pytest.mark.nightly)], ids=["one", "two"])
def test_a_true_mutant_fails_and_last_failed_items_run_again_alone(mine, how):
    (mine / "weak.py").write_text(WEAK)
    pytested = run if how else here
    first = pytested(mine, f"--claims-path={mine}", *how)
    again = pytested(mine, f"--claims-path={mine}", "--lf", *how)
    failed = re.findall(r"^FAILED (\S*)", first.stdout, flags=re.MULTILINE)
    assert "claim::mine/weak::mutant[twice]" in failed and not any("square" in name for name in failed)
    assert re.findall(r"(\d+) failed", again.stdout) == [str(len(failed))]
    assert "passed" not in again.stdout


def test_a_failure_says_why_and_where_and_the_line_that_runs_it_alone(mine):
    (mine / "square.py").write_text(WRONG)
    found = here(mine, f"--claims-path={mine}", "--claims-seed=3")
    assert found.returncode == 1
    assert "at x = 1" in found.stdout and "left 4, right 6" in found.stdout
    lines = re.findall(r"^alone: pytest (.+)$", found.stdout, flags=re.MULTILINE)
    assert len(lines) == len(re.findall(r"^FAILED", found.stdout, flags=re.MULTILINE)) > 1
    for pytested, line in zip((run, here), lines, strict=False):     # a name that -k can read, and one with a blank in it
        again = pytested(mine, *shlex.split(line))
        assert re.findall(r"(\d+) (passed|failed)", again.stdout) == [("1", "failed")], line


def test_files_that_raise_or_are_no_claims_fail_and_others_run_all_the_same(mine):
    (mine / "raises.py").write_text(BROKEN)
    (mine / "nothing.py").write_text("CLAIM = None")
    (mine / "unfinished.py").write_text("CLAIM = Claim(")
    found = here(mine, f"--claims-path={mine}", "--junitxml=junit.xml")
    assert found.returncode == 1
    assert re.findall(r"(\d+) failed, (\d+) passed", found.stdout) == [("6", "4")]
    assert "ValueError: not enough values to unpack" in found.stdout
    assert "CLAIM is not written as Claim(…)" in found.stdout
    assert "SyntaxError" in found.stdout and "Traceback" not in found.stdout


@pytest.mark.parametrize("arguments", [
    ("--claims=mine/square::no-such-part", "--claims-path=."), ("--claims-path=nowhere.py",),
    ("--claims", "--claims-alpha=2"), ("--claims=no_such_paper", "-n", "2"),
])
def test_what_is_not_there_is_told_in_one_line(mine, arguments):
    found = (run if "-n" in arguments else here)(mine, *arguments)
    assert found.returncode == 4
    assert "error" in found.stderr.lower() and "Traceback" not in found.stderr + found.stdout


def test_without_the_option_nothing_is_added(mine):
    assert here(mine).returncode == 5


# -- faults ---------------------------------------------------------------------------------------------------------

EXAMPLE = {"at": {"x": "1"}, "left": "4", "relation": "=", "right": "6", "margin": "2", "certain": True, "note": ""}


def record(expected="holds", as_expected=True, **changes):
    """A claim with a derivation that is proved and a simulation that does not refute; the mutant is dead."""
    step = {"before": "a", "relation": "=", "after": "b", "rule": "algebra", "verdict": "discharged", "conditions": []}
    refused = step | {"verdict": "refused", "reason": "differ by 2"}
    chains = [{"label": "", "steps": [refused]}, {"label": "", "steps": [step]}]
    derived = {"kind": "derivation", "name": "derivation", "verdict": "proved", "chains": chains}
    simulated = {"kind": "simulation", "name": "simulation", "verdict": "not-refuted"}
    mutant = {"name": "twice", "because": "so", "killed": True, "tried": ["derivation"], "by": []}
    return {
        "expected": expected, "as_expected": as_expected, "error": None, "contradiction": False, "contradictions": [],
        "evidence": [derived, simulated], "mutants": [mutant], "toothless": [],
        "verdicts": {"derivation": "proved", "simulation": "not-refuted"},
    } | changes


def with_simulation(verdict, **more):
    found = record(**more)
    found["evidence"][1] = found["evidence"][1] | {"verdict": verdict, "reason": "so it is"}
    return found


@pytest.mark.parametrize(("found", "part", "said"), [
    (record(), "derivation", None),
    (record(), "mutant[twice]", None),
    (record(), "derivation[0]", None),
    (record(), "derivation[0:0]", "refused by algebra: differ by 2"),
    (record(), "derivation[7]", "not walked so far"),
    (record(), "mutant[thrice]", "no mutant"),
    (record(), "replay", "no part"),
    (record(error="no file"), "simulation", "no file"),
    (record(contradiction=True, contradictions=["one and the other"]), "mutant[twice]", "one and the other"),
    (record(toothless=["simulation"]), "simulation", "toothless"),
    (record(toothless=["simulation"]), "derivation", None),
    (with_simulation("undecided", as_expected=False), "simulation", "undecided: so it is"),
    (with_simulation("undecided", as_expected=False), "derivation", None),
    (with_simulation("refuted", as_expected=False), "simulation", "refuted"),
    (record(as_expected=False), "derivation", "expected: holds"),
    (with_simulation("refuted", expected="refuted"), "simulation", None),
    (with_simulation("refuted", expected="refuted"), "derivation", "expected a refutation, found: proved"),
    (record(expected="refuted", as_expected=False), "simulation", None),
])
def test_what_is_a_fault(found, part, said):
    why = fault(found, part)
    assert (why is None) if said is None else (said in why)


def test_a_fault_shows_the_counterexample():
    found = with_simulation("refuted", as_expected=False)
    found["evidence"][1]["counterexample"] = EXAMPLE
    assert "left 4, right 6" in fault(found, "simulation")
