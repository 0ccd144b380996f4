"""The rules rows follow by."""

from theorems.core.rules.calculus import barrier, from_slope, positive_root
from theorems.core.rules.certified import certified
from theorems.core.rules.identities import (
    algebra,
    definition,
    gaussian_moments,
    moments,
    orthogonality,
    rewriting,
    squares,
    trigonometry,
)
from theorems.core.rules.inequalities import combination, jensen, monotone, pointwise
from theorems.core.rules.linear import linear
from theorems.core.rules.structure import cases, enclosed, first_value, induction
from theorems.core.rules.sums import antiderivative, telescoping

__all__ = [
    "algebra", "antiderivative", "barrier", "cases", "certified", "combination", "definition", "enclosed", "first_value",
    "from_slope", "gaussian_moments", "induction", "jensen", "linear", "moments", "monotone", "orthogonality", "pointwise",
    "positive_root", "rewriting", "squares", "telescoping", "trigonometry",
]
