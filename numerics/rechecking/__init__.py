"""The independent checker: intervals and fractions on SymPy's trees as they stand; no FLINT, no SymPy algebra."""

from numerics.rechecking.boxes import Leaf, Rechecked, recheck
from numerics.rechecking.errors import NotRecheckable
from numerics.rechecking.expansion import NotPolynomial, expansion

__all__ = ["Leaf", "NotPolynomial", "NotRecheckable", "Rechecked", "expansion", "recheck"]
