"""The table of algorithms and groups: as the notes have it, and every cell turned over falls."""

from dataclasses import replace

import pytest

from numerics.learners.equivariance import OPTIMISED
from theorems.core.bounds.symmetry import GROUPS, Symmetry
from theorems.core.evidence.evidence import Run
from theorems.core.registry import load
from theorems.core.verdict import Refuted
from theorems.index import catalogue

ORTHOGONAL = ("yes", "yes", "yes", "yes", "yes", "no")
SIGNED = ("no", "yes", "yes", "yes", "yes", "no")
ROWS = {
    **dict.fromkeys((
        "gradient descent", "minibatch descent", "heavy ball", "Nesterov", "weight decay", "norm clipping",
        "normalised descent", "LARS", "AdaGrad-norm", "Muon", "Shampoo", "full-matrix AdaGrad", "damped Newton", "L-BFGS",
        "pseudo-inverse Newton", "kernel ridge",
    ), ORTHOGONAL),
    **dict.fromkeys((
        "AdaGrad", "RMSprop", "Adam", "AdamW", "signSGD", "Lion", "value clipping", "l1 proximal", "LAMB", "Adafactor",
    ), SIGNED),
    "Newton": ("yes",) * 6,
    "input dropout": ("no", "in law", "yes", "in law", "in law", "no"),
    "shift-invariant CNN": ("no", "no", "no", "no", "yes", "no"),
}
CLAIMS = [
    load(id) for id in catalogue()
    if id.startswith("orthogonal_equivariance/") and getattr(load(id).statement, "cells", ())
]


def test_the_cells_are_those_of_the_notes():
    found = {(c.algorithm, c.group): c.holds for claim in CLAIMS for c in claim.statement.cells}
    wanted = {(a, g): holds for a, row in ROWS.items() for g, holds in zip(GROUPS, row, strict=True)}
    assert found == wanted


def refuted(claim, cell):
    """Whether some exact evidence of the claim refutes the statement with the cell put in."""
    statement = replace(claim.statement, instead=cell)
    exact = [e for e in claim.evidence if e.kind == "exact"]
    return any(isinstance(e.judge(statement, Run(None, "quick")).verdict, Refuted) for e in exact)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id.split("/")[1])
def test_every_cell_turned_over_is_refuted(claim):
    survivors = []
    for cell in claim.statement.cells:
        if cell.algorithm == "Newton":           # has no counterexample to look for
            continue
        turned = {"yes": ("no",), "no": ("yes",), "in law": ("yes", "no")}[cell.holds]
        survivors += [c for h in turned if not refuted(claim, c := Symmetry(cell.algorithm, cell.group, h))]
    assert survivors == []


def test_every_optimiser_is_in_the_table_or_a_mutant_of_it():
    mutants = {str(dict(m.changes).get("instead", "")).split(",")[0] for claim in CLAIMS for m in claim.mutants}
    assert set(OPTIMISED) <= set(ROWS) | mutants
