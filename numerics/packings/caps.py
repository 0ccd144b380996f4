"""The measure of spherical caps, in balls."""

from fractions import Fraction

from flint import arb, fmpq

__all__ = ["cap"]


def cap(k: int, height: Fraction | int) -> arb:
    """The share of the unit sphere of R^k whose first coordinate is at least ``height``, in a ball.

    Half the regularised incomplete beta function I_{1 - t^2}((k - 1)/2, 1/2).  1/2 for k = 1.
    ValueError unless k >= 1 and 0 <= height <= 1.
    """
    if k < 1 or not 0 <= height <= 1:
        raise ValueError(f"needs k >= 1 and 0 <= height <= 1, got k = {k}, height = {height}")
    if k == 1:
        return arb(1) / 2
    left = 1 - Fraction(height) ** 2
    below: arb = arb(fmpq(left.numerator, left.denominator)).beta_lower(arb(k - 1) / 2, arb(1) / 2, regularized=True)
    return below / 2
