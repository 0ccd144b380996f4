"""Records written by hand, as a run would give them: the views read nothing else."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

EXAMPLE = {
    "at": {"alpha": "2", "sigma": "1"}, "left": "1.41614683655", "relation": "=", "right": "0.708073418274",
    "margin": "0.708073418274", "certain": True, "alpha": None, "note": "",
}
DERIVATION = {
    "kind": "derivation", "name": "derivation", "verdict": "proved", "seconds": 0.1,
    "chains": [
        {"label": "length", "steps": [
            {"before": "|u|", "relation": "<=", "after": "1", "rule": "fact", "verdict": "discharged", "conditions": [],
             "uses": ["fact: the cap"]},
        ]},
        {"label": "", "steps": [
            {"before": "KL", "relation": "=", "after": "|u - v|**2/2", "rule": "gaussian-moments",
             "verdict": "discharged", "conditions": ["sigma > 0"], "uses": []},
            {"before": "|u - v|**2/2", "relation": "=", "after": "1 - cos(alpha)", "rule": "orthogonality",
             "verdict": "discharged", "conditions": [], "uses": ["lemma length"]},
        ]},
    ],
    "step_mutants": {"tried": 3, "survived": []},
}
SIMULATION = {
    "kind": "simulation", "name": "simulation", "verdict": "not-refuted", "seconds": 0.2, "alpha": 1e-9,
    "samples": 60000, "detectable": "0.0512", "law": "gaussian", "tests": "claim", "path": "run/paper/kl/simulation",
    "points": [{"at": {"alpha": "2"}, "target": "1.4161468", "estimate": "1.41999", "interval": ["1.40", "1.44"],
                "alpha": 1e-9, "samples": 60000, "stopped": "budget"}],
}
MUTANTS = [
    {"name": "half", "because": "the 2 counted twice", "of": "statement", "changes": {"value": "(1 - cos(alpha))/2"},
     "killed": True, "tried": ["derivation"],
     "by": [{"evidence": "derivation", "refuted": "claim", "certain": True, "at": EXAMPLE["at"],
             "counterexample": EXAMPLE}]},
    {"name": "sine", "because": "distance to the line", "of": "statement", "changes": {"value": "sin(alpha)**2"},
     "killed": True, "tried": ["simulation"],
     "by": [{"evidence": "simulation", "refuted": "claim", "certain": False, "at": EXAMPLE["at"],
             "counterexample": {**EXAMPLE, "certain": False, "alpha": 1e-9}}]},
]
RECORD = {
    "id": "paper/kl", "title": "KL divergence of <two> rotations", "paper": "paper", "kind": "lemma",
    "origin": "printed", "expected": "holds", "as_expected": True, "contradiction": False, "contradictions": [],
    "error": None,
    "statement": {"text": "KL = 1 - cos(alpha)", "latex": "KL = 1 - \\cos\\alpha", "hypotheses": ["Eq(|u|, 1)"],
                  "domain": [{"symbol": "alpha", "set": "reals in [0, pi]"}],
                  "docstring": "Two rotations.\n\nUnits: nats."},
    "source": {"key": "author2024", "where": "Lemma 3", "version": "v2", "origin": "printed"},
    "witness": {"alpha": "2"}, "corrects": None, "corrected_by": None,
    "verdicts": {"derivation": "proved", "simulation": "not-refuted"}, "evidence": [DERIVATION, SIMULATION],
    "mutants": MUTANTS, "toothless": [],
    "trust": {"cited": ["the cap"], "engines": ["normal form"], "heuristics": []}, "uses": ["paper/first"],
    "used_by": ["paper/last"],
    "facts": [{"name": "the cap", "source": "classical", "left": "|u|", "relation": "<=", "right": "1"}],
    "seconds": 0.5, "path": "theorems/papers/paper/kl.py", "hash": "00",
}


def spoilt(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(RECORD), **changes}


def refuted(expected: str) -> dict[str, Any]:
    """A claim whose derivation side is silent and whose simulation refutes it."""
    record = spoilt(expected=expected, as_expected=expected == "refuted", id=f"paper/{expected}")
    record["verdicts"] = {"derivation": "undecided", "simulation": "refuted"}
    record["evidence"][0] |= {"verdict": "undecided", "reason": "derivation[1]: differ by 1"}
    seen = {"counterexample": deepcopy(EXAMPLE), "of": "claim", "where": "conclusion"}
    record["evidence"][1] |= {"verdict": "refuted", **seen}
    return record


def variants() -> dict[str, dict[str, Any]]:
    """One record for each way in which a claim can turn out."""
    survivor = spoilt(id="paper/survivor")
    survivor["mutants"][1] |= {"killed": False, "by": [], "survived_because": ["simulation: not-refuted"]}
    wrong_row = spoilt(id="paper/wrong_row")
    wrong_row["evidence"][0]["step_mutants"] = {"tried": 3, "survived": ["derivation[0] reversed"]}
    broken = spoilt(
        id="paper/broken", error="kl.py: ValueError: boom", as_expected=False, statement=None, evidence=[], mutants=[],
        verdicts={}, witness={}, facts=[], uses=[], used_by=[], trust={"cited": [], "engines": [], "heuristics": []},
    )
    return {
        "good": spoilt(), "erratum": refuted("refuted"), "refuted": refuted("holds"), "survivor": survivor,
        "wrong row": wrong_row, "broken": broken, "toothless": spoilt(id="paper/toothless", toothless=["simulation"]),
        "contradiction": spoilt(id="paper/contra", contradiction=True, contradictions=["the derivation proves 'half'"]),
    }


@pytest.fixture
def records() -> dict[str, dict[str, Any]]:
    return variants()


@pytest.fixture
def document(records: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A run over all of them; the counts are written out, not computed by what is tested."""
    return {
        "schema": 1, "version": "0", "seed": 0, "alpha": 1e-6, "budget": "quick", "engines": {"sympy": "1.14.0"},
        "claims": list(records.values()),
        "summary": {"claims": 8, "selected": 8, "as_expected": 6, "mutants": 14, "mutants_killed": 13, "toothless": 1,
                    "contradictions": 1, "seconds": 4.0},
    }
