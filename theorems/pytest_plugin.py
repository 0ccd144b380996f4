"""``pytest --claims``: every registered claim as test items, one a piece of evidence, a mutant, or a step.

Items are called ``dynamic_signal/static_kl::derivation``, ``…::derivation[2]``, ``…::simulation``,
``…::mutant[twice]``.  Their names come from syntax trees, so collecting them imports no claim; a claim is judged once
in a process, by the first of its items that runs.
"""

from __future__ import annotations

import argparse
import ast
import copy
import re
import shlex
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from theorems.index import Entry

EVIDENCE = {"Derived": "derivation", "Simulation": "simulation", "Replay": "replay", "Exact": "exact"}
KEYWORD = re.compile(r"[\w:+\-.\[\]\\/]+")                                      # what -k can match
ENTRIES = pytest.StashKey[list["Entry"]]()
RECORDS = pytest.StashKey[dict["Entry", dict[str, Any]]]()


class Unexpected(Exception):
    """A part of a claim did not turn out as expected; the message is the report."""


# -- options and items ----------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("lemmata", "claims")
    group.addoption(
        "--claims", nargs="?", const="", default=None, metavar="PREFIX",
        help="add the registered claims as items; with =PREFIX, those whose name begins so",
    )
    group.addoption(
        "--claims-path", action="append", default=[], metavar="PATH",
        help="add the claims of a file or folder of one's own; may be given repeatedly",
    )
    group.addoption("--claims-budget", default="standard", choices=("quick", "standard", "deep"), help="work to spend")
    group.addoption("--claims-seed", default=0, type=int, metavar="N", help="seed of the simulations")
    group.addoption("--claims-alpha", default=1e-6, type=_level, metavar="A", help="total error of the catalogue")


def _level(text: str) -> float:
    level = float(text)
    if not 0 < level < 1:
        raise argparse.ArgumentTypeError(f"a level lies between 0 and 1, got {text}")
    return level


def wanted(config: pytest.Config) -> bool:
    return config.option.claims is not None or bool(config.option.claims_path)


def pytest_configure(config: pytest.Config) -> None:
    """Names that mean nothing are told before anything is collected, by every process of a distributed run."""
    if not wanted(config):
        return
    try:
        entries = selected(config)
    except (ValueError, LookupError) as error:
        raise pytest.UsageError(str(error)) from None
    prefix = config.option.claims or ""
    near = [entry for entry in entries if _overlap(entry, prefix)]
    if not near or ("::" in prefix and not any(True for _ in _names(near, config))):
        raise pytest.UsageError(f"no item's name begins with {prefix!r}; write --claims=PREFIX")
    config.stash[ENTRIES], config.stash[RECORDS] = near, {}


def pytest_report_header(config: pytest.Config) -> str | None:
    option = config.option
    if not wanted(config):
        return None
    return f"claims: alpha {option.claims_alpha:g}, seed {option.claims_seed}, budget {option.claims_budget}"


@pytest.hookimpl(tryfirst=True)                  # before the filters of pytest, so that they see these items too
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    if not wanted(config):
        return
    chosen: list[pytest.Item] = [
        ClaimItem.from_parent(session, name=name, nodeid=f"claim::{name}", entry=entry, part=part)
        for entry, part, name in _names(config.stash[ENTRIES], config)
    ]
    items.extend(chosen)
    report = pytest.CollectReport("claims", "passed", None, [*chosen])
    config.hook.pytest_collectreport(report=report)        # which counts them


def selected(config: pytest.Config) -> list[Entry]:
    """The catalogue with ``--claims``, one's own claims with ``--claims-path``; none is imported."""
    from theorems.index import catalogue, resolve

    base = config.invocation_params.dir
    paths = [str(base / path) for path in config.option.claims_path]
    own = resolve(paths) if paths else []
    known = {entry.id: entry for entry in (catalogue().values() if config.option.claims is not None else ())}
    return list((known | {entry.id: entry for entry in own}).values())


def _names(entries: list[Entry], config: pytest.Config) -> Iterator[tuple[Entry, str, str]]:
    """Each part asked for, with its claim and its name."""
    prefix = config.option.claims or ""
    with_steps = config.option.verbose > 0 or "::derivation" in prefix
    for entry in entries:
        for part in parts(entry, with_steps):
            name = f"{entry.id}::{part}"
            if name.startswith(prefix):
                yield entry, part, name


def _overlap(entry: Entry, prefix: str) -> bool:
    """Whether names of a claim's parts can begin with the prefix."""
    stem = f"{entry.id}::"
    return stem.startswith(prefix) or prefix.startswith(stem)


# -- parts of a claim -----------------------------------------------------------------------------------------------


def parts(entry: Entry, with_steps: bool = False) -> list[str]:
    """The names of a claim's parts, read from its syntax tree; from the claim itself where that does not spell them.

    What is no claim, or cannot be imported, has one part, which tells why.
    """
    from theorems.index import NotAClaim

    try:
        evidence, mutants = (None if entry.error else spelled(Path(entry.path))) or loaded(entry)
    except NotAClaim:
        return ["claim"]
    found: list[str] = []
    for name, kind in evidence:
        found.append(name)
        if with_steps and kind == "derivation":
            found += steps(entry, name)
    return found + [f"mutant[{name}]" for name in mutants]


Named = tuple[list[tuple[str, str]], list[str]]


def spelled(path: Path) -> Named | None:
    """(name, kind) of each evidence and the names of the mutants as the file writes them; None if it computes them."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "CLAIM" for t in node.targets):
            said = {k.arg: k.value for k in node.value.keywords if k.arg} if isinstance(node.value, ast.Call) else {}
            groups = [_calls(said.get(field)) for field in ("evidence", "mutants")]
            if None in groups:
                return None
            evidence, mutants = ([_name(call) for call in group or ()] for group in groups)
            if None in evidence or None in mutants:
                return None
            return [e for e in evidence if e], [m[0] for m in mutants if m]
    return None


def _calls(group: ast.expr | None) -> list[ast.Call] | None:
    if not isinstance(group, ast.Tuple | ast.List):
        return None
    calls = [item for item in group.elts if isinstance(item, ast.Call)]
    return calls if len(calls) == len(group.elts) else None


def _name(call: ast.Call) -> tuple[str, str] | None:
    """(name, kind) of the evidence, or (name, "mutant"); None where the name is not written out."""
    maker = call.func.id if isinstance(call.func, ast.Name) else ""
    given = {k.arg: k.value for k in call.keywords}
    if None in given or maker not in (*EVIDENCE, "mutant"):
        return None
    if maker == "mutant":
        word: ast.expr | None = call.args[0] if call.args else given.get("name")
        kind = "mutant"
    else:
        kind = EVIDENCE[maker]
        word = given.get("name", ast.Constant(kind))
    return (word.value, kind) if isinstance(word, ast.Constant) and isinstance(word.value, str) else None


def loaded(entry: Entry) -> Named:
    from theorems.core.registry import load_entry

    claim = load_entry(entry)
    return [(e.name, e.kind) for e in claim.evidence], [m.name for m in claim.mutants]


def steps(entry: Entry, name: str) -> list[str]:
    """``derivation[2]`` for each row of a derivation's last chain, ``derivation[label:2]`` for those of its lemmas.

    The chain is built, not checked; what cannot be built has no steps, and the derivation itself reports it.
    """
    from theorems.core.chain import Chain
    from theorems.core.registry import load_entry
    from theorems.core.rules.identities import parts_of

    try:
        claim = load_entry(entry)
        derived: Any = next(e for e in claim.evidence if e.name == name)
        chain = derived.derivation(claim.statement)
        chains = [rule for rule in parts_of((chain,)) if isinstance(rule, Chain)]
    except Exception:  # an author's slip is told by the item of the derivation
        return []
    return [
        f"{name}[{i}]" if position == len(chains) - 1 else f"{name}[{lemma.label or position}:{i}]"
        for position, lemma in enumerate(chains)
        for i in range(len(lemma.steps))
    ]


# -- running --------------------------------------------------------------------------------------------------------


def settings(config: pytest.Config) -> Any:
    """The options of the run.  Raises ValueError with one line."""
    from theorems.core.judge import Options

    option = config.option
    return Options(alpha=option.claims_alpha, seed=option.claims_seed, budget=option.claims_budget)


class ClaimItem(pytest.Item):
    """One part of one claim; passes when it turned out as expected."""

    def __init__(self, *, entry: Entry, part: str, **known: Any) -> None:
        super().__init__(**known)
        self.entry, self.part = entry, part
        if self.config.pluginmanager.hasplugin("xdist"):
            self.add_marker(pytest.mark.xdist_group(entry.id))

    def runtest(self) -> None:
        from theorems.views.parts import fault

        found = fault(self.record(), self.part)
        if found:
            raise Unexpected(found)

    def record(self) -> dict[str, Any]:
        """The record of the claim, with what the claims it leans on make of it; each is judged once a process."""
        from theorems.core.graph import compose
        from theorems.core.verify import run, with_leaned_on

        judged, needed = self.config.stash[RECORDS], with_leaned_on([self.entry])
        with warnings.catch_warnings():
            warnings.simplefilter("default")     # a verdict may not depend on the warning filters of a test suite
            missing = {entry.id: entry for entry in needed if entry not in judged}
            for record in run(list(missing.values()), settings(self.config)):
                judged[missing[record["id"]]] = record
        composed = {entry.id: copy.deepcopy(judged[entry]) for entry in needed}
        compose(composed)
        return composed[self.entry.id]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if not isinstance(excinfo.value, Unexpected):
            return super().repr_failure(excinfo, style)
        return f"{excinfo.value}\nalone: {self.alone()}"

    def alone(self) -> str:
        """The command that runs this item and nothing else."""
        option = self.config.option
        words = ["pytest"]
        if option.claims_path:
            words += [f"--claims-path={path}" for path in option.claims_path]
        keyword = self.keyword()
        stem = f"{self.entry.id}::{self.part.split('[')[0]}" if self.part.endswith("]") else self.entry.id
        words.append(f"--claims={stem if keyword else self.name}")
        for name, default in (("budget", "standard"), ("seed", 0), ("alpha", 1e-6)):
            value = getattr(option, f"claims_{name}")
            if value != default:
                words.append(f"--claims-{name}={value}")
        return shlex.join(words) + (f' -k "{keyword}"' if keyword else "")

    def keyword(self) -> str | None:
        """What to give to ``-k``, which knows parts of names only; None for a name that it cannot read."""
        if not KEYWORD.fullmatch(self.name):
            return None
        longer = sorted({p[len(self.part)] for p in parts(self.entry) if p.startswith(self.part) and p != self.part})
        return " and not ".join([self.name, *(f"{self.name}{letter}" for letter in longer)])

    def reportinfo(self) -> tuple[Path, int, str]:
        return Path(self.entry.path), 0, self.name
