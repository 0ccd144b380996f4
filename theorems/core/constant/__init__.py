"""The best constant a claim could carry: certain bounds from exact points on one side, from balls or a proof on the other.

A claim ``left <= right`` with a multiple c of its right side (or of one of its formulas) is stronger for some c and
weaker for others.  The best constant is where it stops to hold on the way from the claim as it stands to the stronger
ones.  A point at which the claim is certainly false bounds it on one side; a constant at which balls show it on a box,
or at which the derivation proves it, bounds it on the other.
"""

from theorems.core.constant.asked import Asked, C, NoConstant, ask, multiplied
from theorems.core.constant.best import constant
from theorems.core.constant.reach import Reach, reach_of

__all__ = ["Asked", "C", "NoConstant", "Reach", "ask", "constant", "multiplied", "reach_of"]
