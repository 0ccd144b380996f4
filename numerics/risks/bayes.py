r"""What no predictor of the label can beat, on the static and on the dynamic task.

Knowing mu_t, x says tanh(<mu_t, x> / sigma^2) of the label y on the static task, and on the dynamic one

.. math:: \mathbb{E}[y \mid x] = \frac{\sum_t \sinh z_t}{\sum_t \cosh z_t}, \qquad z_t = \langle \mu_t, x \rangle / \sigma^2.

The 0-1 error is that of its sign, the squared risk is 1 - E (E[y|x])^2.  Frames change neither, nor does d.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Averages", "bayes_dynamic", "bayes_static_error", "bayes_static_squared", "posterior_label"]

Array = NDArray[np.float64]


class Averages(NamedTuple):
    """Sample means of the conditional error and squared risk, and their standard errors."""

    error: float
    squared: float
    error_deviation: float
    squared_deviation: float


def bayes_static_error(sigma: float) -> float:
    """Phi(-1 / sigma), the least 0-1 error on SSD_t.  ValueError unless sigma > 0."""
    from scipy.special import ndtr

    return float(ndtr(-1 / _positive(sigma)))


def bayes_static_squared(sigma: float) -> float:
    """E 1 / cosh(z)^2 with z = (1 + sigma g) / sigma^2, the least squared risk on SSD_t; good to about 1e-13."""
    from scipy.integrate import quad

    s = _positive(sigma)

    def missing(z: float) -> float:
        """Density of z times 1 - tanh(z)^2, with exp(z) of the two put together: the integrand is even."""
        return float(np.exp(-((s * z) ** 2) / 2 - 1 / (2 * s**2)) * s / np.sqrt(2 * np.pi) / np.cosh(z))

    # E 1/cosh^2 under N(1/s^2, 1/s^2) is E 1/cosh under the density above without exp(z): fold z onto -z.
    return float(2 * quad(missing, 0, 60, epsabs=0, epsrel=1e-13, limit=200)[0])


def posterior_label(z: Array) -> Array:
    """E[y | x] from z_t = <mu_t, x> / sigma^2 of shape (k, samples); shape (samples,), safe at any size of z."""
    top = np.abs(z).max(0)
    up, down = np.exp(z - top), np.exp(-z - top)
    return np.asarray((up - down).sum(0) / (up + down).sum(0))


def bayes_dynamic(k: int, sigma: float, size: int, rng: np.random.Generator) -> Averages:
    """Least 0-1 error and squared risk on DSD, averages over ``size`` images drawn by their k informative coordinates.

    What is averaged is the error given x, (1 - |E[y|x]|) / 2, and the squared risk given x, 1 - E[y|x]^2: both lie in
    [0, 1].  Raises ValueError unless k >= 1, sigma > 0 and size >= 2.
    """
    if k < 1 or size < 2:
        raise ValueError(f"needs k >= 1 and size >= 2, got k = {k}, size = {size}")
    z = rng.standard_normal((k, size)) / _positive(sigma)
    # By symmetry the signal may be at t = 0 with label 1.
    z[0] += 1 / sigma**2
    belief = posterior_label(z)
    errors, squares = (1 - np.abs(belief)) / 2, 1 - belief**2
    spread = [float(values.std(ddof=1) / np.sqrt(size)) for values in (errors, squares)]
    return Averages(float(errors.mean()), float(squares.mean()), *spread)


def _positive(sigma: float) -> float:
    if not sigma > 0:
        raise ValueError(f"needs sigma > 0, got {sigma}")
    return sigma
