"""The linear net of the mean sample as a witness against rates: its least risk, in exact numbers."""

from fractions import Fraction


def excess(k: int, d: int, sigma: Fraction, m: int) -> Fraction:
    """V such that the best multiple of the mean of m samples has mean squared risk V / (1 + V) (``mean_sample_net``)."""
    s = k * sigma**2
    return Fraction(k - 1, m) + s * (1 + Fraction(2 * k - 1, m)) + s**2 * Fraction(k * d, m)
