"""Mean squared alignment against the Poisson mixture of betas and against samples."""

import numpy as np
import pytest
from scipy.special import gammaln

from numerics.risks import squared_alignment


@pytest.mark.parametrize("dimension", [1, 2, 5, 64, 241, 4097])
@pytest.mark.parametrize("copies, sigma", [(0, 1.0), (1, 2.0), (30, 0.5), (900, 2.0), (4000, 2.0)])
def test_against_the_poisson_mixture(dimension, copies, sigma):
    """cos^2 is Beta(1/2 + J, (D - 1)/2) with J Poisson of mean N / (2 sigma^2)."""
    half = copies / (2 * sigma**2)
    j = np.arange(int(half + 12 * half**0.5 + 40))
    shares = np.exp(j * np.log(half) - half - gammaln(j + 1)) if half else (j == 0) * 1.0
    wanted = (shares * (j + 0.5) / (j + dimension / 2)).sum()
    assert squared_alignment(copies, dimension, sigma) == pytest.approx(wanted, rel=1e-9)


def test_against_samples():
    rng, copies, sigma = np.random.default_rng(1), 6, 1.5
    means = np.eye(1, 8) + sigma / copies**0.5 * rng.standard_normal((40_000, 8))
    squares = means[:, 0] ** 2 / (means**2).sum(1)
    assert abs(squares.mean() - squared_alignment(copies, 8, sigma)) < 6 * squares.std() / 200


def test_impossible_dimensions_are_refused():
    with pytest.raises(ValueError, match="D >= 1"):
        squared_alignment(3, 0, 1.0)
