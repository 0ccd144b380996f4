r"""0-1 error of sums of independent soft thresholds, from their characteristic functions.

With y = 1 and the signal at t, and S the sum of the nodes, independent given t,

.. math:: P(S < 0) + \tfrac12 P(S = 0) = \frac12 - \frac1\pi \int_0^\infty \mathrm{Im} \prod_j \chi_j(u) \frac{du}{u},

Gil-Pelaez's formula, which charges half of an atom at 0: noise that the threshold silences needs no special case.
A node's chi is a sum of an atom and two half Gaussians, known through Faddeeva's function.
"""

import numpy as np
from numpy.typing import NDArray

from numerics.networks import SignalNetwork, Weights
from numerics.risks.squared import ROUNDING, Matches, matches
from numerics.tasks import SignalTask

__all__ = ["error_rates"]

Array = NDArray[np.float64]
PANEL, RADIANS, DAMPED = 20, 9.0, 9.0
SMALLEST, LARGEST = 1e-3, 100.0


def error_rates(network: SignalNetwork, weights: Weights, task: SignalTask) -> Array:
    """P(sign f(x) is not y) on U SSD_t for t = 0, ..., k - 1, half of the ties counted, shape (k,).

    The dynamic task's error is their mean.  Good to about 1e-12.  Raises ValueError if two nodes are correlated
    (fully connected nets) or the threshold is negative.
    """
    law, b = matches(network, weights, task), float(network.threshold)
    if b < 0:
        raise ValueError(f"needs a threshold >= 0, got {b}")
    if np.any(np.abs(np.triu(law.correlations, 1)) > ROUNDING):
        raise ValueError("needs independent nodes, got correlated ones")
    still = law.deviations <= 0
    if still.all():
        answers = (np.sign(law.means) * np.maximum(np.abs(law.means) - b, 0)).sum(0)
        return np.asarray((1 - np.sign(answers)) / 2)
    return np.array([_error(law, t, b) for t in range(law.means.shape[1])])


def _error(law: Matches, t: int, b: float) -> float:
    means, deviations = law.means[:, t], law.deviations
    frequencies, shares = _quadrature(means, deviations)
    product = np.ones(len(frequencies), dtype=complex)
    for mean, deviation in zip(means, deviations, strict=True):
        product *= _characteristic(frequencies, mean, deviation, b)
    return float(0.5 - (product.imag / frequencies * shares).sum() / np.pi)


def _quadrature(means: Array, deviations: Array) -> tuple[Array, Array]:
    """Frequencies u and weights du on (0, infinity): panels that grow geometrically, cut where the integrand turns.

    Beyond the last panel half Gaussians make the integrand a smooth function of 1/u.
    """
    heard = deviations[deviations > 0]
    growing = np.geomspace(SMALLEST / heard.max(), LARGEST / heard.min(), int(6 * np.log(heard.max() / heard.min())) + 60)
    # A mean turns its factor, until the noise around it has damped that below rounding.
    turning = means != 0
    last_turn = DAMPED / deviations[turning].min() if turning.any() else 0.0
    edges = [np.array([0.0])]
    for start, end in zip([0.0, *growing[:-1]], growing, strict=True):
        turns = np.abs(means).sum() * (end - start) if start < last_turn else 0.0
        edges.append(np.linspace(start, end, 1 + int(np.ceil(max(1.0, turns / RADIANS))))[1:])
    ends = np.concatenate(edges)
    nodes, shares = np.polynomial.legendre.leggauss(PANEL)
    inner = (ends[:-1, None] + np.diff(ends)[:, None] * (nodes + 1) / 2).ravel()
    beyond = (nodes + 1) / (2 * ends[-1])
    frequencies = np.concatenate([inner, 1 / beyond])
    weights = np.concatenate([(np.diff(ends)[:, None] * shares / 2).ravel(), shares / (2 * ends[-1]) / beyond**2])
    return frequencies, weights


def _characteristic(u: Array, m: float, s: float, b: float) -> NDArray[np.complex128]:
    """E exp(i u phi_b(m + s g))."""
    from scipy.special import ndtr

    if s <= 0:
        value = np.sign(m) * max(abs(m) - b, 0)
        return np.asarray(np.exp(1j * u * value))
    silent = ndtr((b - m) / s) - ndtr((-b - m) / s)
    return np.asarray(silent + _half(u * s, (b - m) / s) + np.conj(_half(u * s, (b + m) / s)))


def _half(v: Array, h: float) -> NDArray[np.complex128]:
    """Integral of exp(i v x) phi(x + h) over x > 0."""
    from scipy.special import wofz

    if h >= 0:
        return np.asarray(np.exp(-(h**2) / 2) * wofz((v + 1j * h) / np.sqrt(2)) / 2)
    # wofz(z) + wofz(-z) = 2 exp(-z^2): above the axis nothing overflows.
    return np.asarray(np.exp(-(v**2) / 2 - 1j * v * h) - np.exp(-(h**2) / 2) * wofz(-(v + 1j * h) / np.sqrt(2)) / 2)
