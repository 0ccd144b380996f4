"""Samples that every learner needs that commutes with rotations, for ``orthogonal_separation.py``."""

from math import log2, pi, sqrt


def floor(d: int, target: float) -> float:
    """With fewer samples the expected error on sign(|x'|^2 - |x''|^2), x ~ N(0, I_2d), is above ``target``; d >= 2.

    orthogonal_equivariance/single_task_plain, which has the derivation.  Negative where it says nothing.
    """
    constant = sqrt((1 + 2 / d) * (1 - 1 / d - 1 / d**2)) / (2 * sqrt(2) * pi)
    return d * (d - 1) / 2 * log2(constant / (4 * target)) - 1
