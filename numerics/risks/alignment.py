r"""How well a direction is known from noisy copies of it.

The mean of N copies of a uniform unit vector u of R^D under noise N(0, sigma^2 I) makes an angle with u of which

.. math:: \mathbb{E} \cos^2 = 1 - \frac{D - 1}{D}\, {}_1F_1\Big(1; \tfrac D2 + 1; -\frac{N}{2 \sigma^2}\Big),

the mean of a noncentral beta variable.  No estimator does better, as the posterior mean points the same way.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["squared_alignment"]


def squared_alignment(copies: Any, dimension: int, sigma: float) -> NDArray[np.float64]:
    """E cos^2 for each number N >= 0 of copies in R^D; 1/D at N = 0.  ValueError unless D >= 1 and sigma > 0."""
    from scipy.special import hyp1f1

    if dimension < 1 or not sigma > 0:
        raise ValueError(f"needs D >= 1 and sigma > 0, got D = {dimension}, sigma = {sigma}")
    evidence = np.asarray(copies, dtype=float) / (2 * sigma**2)
    return np.asarray(1 - (dimension - 1) / dimension * hyp1f1(1.0, dimension / 2 + 1, -evidence))
