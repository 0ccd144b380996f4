"""Groups that act on data: the orthogonal group by Haar measure and by exact rationals, finite groups one by one."""

from numerics.groups.elements import ELEMENTS
from numerics.groups.finite import SignedPermutation, hyperoctahedral, orbit, permutations, shifts, sign_flips
from numerics.groups.haar import haar, haar_direction, polished, stiefel
from numerics.groups.planes import rotation_at, signs_differ
from numerics.groups.rational import rational_invertible, rational_matrix, rational_orthogonal

__all__ = [
    "ELEMENTS",
    "SignedPermutation",
    "haar",
    "haar_direction",
    "hyperoctahedral",
    "orbit",
    "permutations",
    "polished",
    "rational_invertible",
    "rational_matrix",
    "rational_orthogonal",
    "rotation_at",
    "shifts",
    "sign_flips",
    "signs_differ",
    "stiefel",
]
