"""Claims of a paper of their own, as files, and the records of a run over them, written by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FILE = '''
from dataclasses import dataclass

from sympy import Expr, Integer, Rational

from theorems.core import Bound, Claim, Domain, Exact, Quantity, Rate, Relation, Source, Statement, integers, positive

SYMBOLS = Domain.of(n=integers(1), k=integers(1, typical=(2, 8)), s=positive(typical=(Rational(1, 4), 1)))
n, k, s = SYMBOLS.symbols


@dataclass(frozen=True)
class Mine(Statement):
    value: Expr = {value}

    def domain(self):
        return SYMBOLS

    def hypotheses(self):
        return (k <= 100,)

    def conclusion(self):
        return Relation(Quantity("risk & 100% of $x_1 {{a}}"), "{sense}", self.value)


CLAIM = Claim(
    id="mine/{name}", title="Mine & yours: 100% of $x_1", kind="theorem",
    source=Source("{key}", where="Theorem 1_2 & 50%", origin="{origin}"), statement=Mine(),
    evidence=(Exact(lambda p: 0, points=lambda _: []),), mutants=(), witness={{}}, expected="{expected}",
    corrects={corrects},
    bounds=({bounds},),
)
'''
DEFAULTS = {
    "value": "k / n", "sense": ">=", "key": "li2021", "origin": "ours", "expected": "holds", "corrects": None,
    "bounds": 'Bound("samples", "any", solve=n, target="R", grid={k: (2, 4), "R": (Rational(1, 10),)})',
}


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., str]:
    """Writes claim files, each from what is particular about it, and returns their folder."""

    return lambda **files: written(tmp_path, **files)


def written(folder: Path, **files: dict[str, Any]) -> str:
    """The files in the folder, and its path."""
    for name, said in files.items():
        chosen = DEFAULTS | said | {"name": name}
        chosen["corrects"] = repr(chosen["corrects"])
        (folder / f"{name}.py").write_text(FILE.format(**chosen), encoding="utf-8")
    return str(folder)


def a_record(id: str, text: str, **said: Any) -> dict[str, Any]:
    """What a run says of a claim that turned out as expected."""
    return {
        "id": id, "expected": "holds", "as_expected": True, "error": "", "contradiction": False, "contradictions": [],
        "mutants": [], "toothless": [], "verdicts": {"derivation": "proved"},
        "evidence": [{"kind": "derivation", "name": "derivation", "verdict": "proved"}],
        "statement": {"text": text, "hypotheses": ["k <= 100"]},
    } | said


@pytest.fixture
def run() -> Callable[..., dict[str, Any]]:
    """A document over records."""
    from theorems.core.verify import SCHEMA, release

    return lambda *records, **said: {"schema": SCHEMA, "version": release(), "claims": list(records)} | said
