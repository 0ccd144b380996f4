"""What a claim is made of, and how it is judged.  A claim file imports from here and from ``theorems.core.rules``."""

from theorems.core.bounds.bound import Bound, Rate
from theorems.core.chain import Chain, Fact
from theorems.core.claim import Claim
from theorems.core.domain import Domain, HypothesisViolated
from theorems.core.evidence import Derived, Enclosure, Exact, Replay, Simulation
from theorems.core.expressions import E, MatrixFunction, Quantity, arbitrary, dot, norm, square, substitute
from theorems.core.leaning import claim
from theorems.core.mutant import mutant
from theorems.core.sets import (
    binomial,
    frame,
    gaussian,
    integers,
    interval,
    invertible,
    matrix,
    nonnegative,
    normal,
    orthogonal,
    positive,
    real,
    signs,
    vector,
)
from theorems.core.source import Source
from theorems.core.statement import Exists, Learners, Relation, Statement

__all__ = [
    "Bound", "Chain", "Claim", "Derived", "Domain", "E", "Enclosure", "Exact", "Exists", "Fact", "HypothesisViolated",
    "Learners", "MatrixFunction", "Quantity", "Rate", "Relation", "Replay", "Simulation", "Source", "Statement", "arbitrary",
    "binomial", "claim", "dot", "frame", "gaussian", "integers", "interval", "invertible", "matrix", "mutant",
    "nonnegative", "norm", "normal", "orthogonal", "positive", "real", "signs", "square", "substitute", "vector",
]
