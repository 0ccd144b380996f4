r"""Gaussian integrals of soft thresholds phi_b(z) = (z - b)_+ - (-z - b)_+, for any real b.

With z = m + s g and, for the product, a pair (z, z') of correlation rho,

.. math:: \mathbb{E}(z)_+ = m \Phi(m/s) + s \varphi(m/s), \qquad
          \mathbb{E}(z)_+^2 = (m^2 + s^2) \Phi(m/s) + m s \varphi(m/s),

.. math:: \mathbb{E}(h + g)_+ (h' + g')_+ = (h h' + \rho) L + h \varphi(h') \Phi\Big(\frac{h - \rho h'}{r}\Big)
          + h' \varphi(h) \Phi\Big(\frac{h' - \rho h}{r}\Big) + r \varphi(h) \varphi\Big(\frac{h' - \rho h}{r}\Big),

L = P(g < h, g' < h'), r = sqrt(1 - rho^2).  L is by Owen's T function.  Arguments broadcast; s = 0 means no noise.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["soft_threshold_mean", "soft_threshold_product", "soft_threshold_square"]

Array = NDArray[np.float64]
TINY = 1e-100


def soft_threshold_mean(m: Any, s: Any, b: Any) -> Array:
    """E phi_b(m + s g), for standard deviations s >= 0."""
    return np.asarray(_rectified(m - b, s) - _rectified(-m - b, s))


def soft_threshold_square(m: Any, s: Any, b: Any) -> Array:
    """E phi_b(m + s g)^2, for standard deviations s >= 0."""
    squares = _rectified_square(m - b, s) + _rectified_square(-m - b, s)
    # Both halves are at work at once only if b < 0.
    both = _rectified_product(m - b, -m - b, s, s, -1.0) if np.any(np.less(b, 0)) else 0.0
    return np.asarray(squares - 2 * np.where(np.less(b, 0), both, 0))


def soft_threshold_product(m: tuple[Any, Any], s: tuple[Any, Any], correlation: Any, b: Any) -> Array:
    """E phi_b(z) phi_b(z') of two Gaussians with means m, standard deviations s >= 0 and a correlation in [-1, 1]."""
    (one, other), rho = m, np.asarray(correlation, dtype=float)
    agreeing = [_rectified_product(sign * one - b, sign * other - b, *s, rho) for sign in (1, -1)]
    opposite = [_rectified_product(sign * one - b, -sign * other - b, *s, -rho) for sign in (1, -1)]
    return np.asarray(sum(agreeing) - sum(opposite))


def _density(h: Any) -> Array:
    return np.asarray(np.exp(-np.square(h) / 2) / np.sqrt(2 * np.pi))


def _levels(m: Any, s: Any) -> tuple[Array, Array]:
    """m / s and s, with s = 1 in the place of 0."""
    scale = np.where(np.greater(s, 0), s, 1.0)
    return np.asarray(m / scale), scale


def _rectified(m: Any, s: Any) -> Array:
    from scipy.special import ndtr

    h, scale = _levels(m, s)
    return np.asarray(np.where(np.greater(s, 0), scale * (h * ndtr(h) + _density(h)), np.maximum(m, 0)))


def _rectified_square(m: Any, s: Any) -> Array:
    from scipy.special import ndtr

    h, scale = _levels(m, s)
    noisy = scale**2 * ((h**2 + 1) * ndtr(h) + h * _density(h))
    return np.asarray(np.where(np.greater(s, 0), noisy, np.maximum(m, 0) ** 2))


def _rectified_product(m: Any, n: Any, s: Any, t: Any, rho: Any) -> Array:
    """E (m + s g)_+ (n + t g')_+."""
    from scipy.special import ndtr

    (h, one), (k, other) = _levels(m, s), _levels(n, t)
    rho = np.asarray(rho, dtype=float)
    # Below 1e-100 the quotients by r are as good as infinite, which is right where rho is 1 or -1.
    r = np.maximum(np.sqrt((1 - rho) * (1 + rho)), TINY)
    up, over = (h - rho * k) / r, (k - rho * h) / r
    orthant = _below(h, k, rho, r)
    standard = (h * k + rho) * orthant + h * _density(k) * ndtr(up) + k * _density(h) * ndtr(over)
    noisy = one * other * (standard + r * _density(h) * _density(over))
    still = _rectified(m, s) * _rectified(n, t)
    return np.asarray(np.where(np.greater(s, 0) & np.greater(t, 0), noisy, still))


def _below(h: Array, k: Array, rho: Array, r: Array) -> Array:
    """P(g < h, g' < k).  Source: D. B. Owen (1956), Annals of Mathematical Statistics 27, 1075-1090."""
    from scipy.special import ndtr, owens_t

    h, k = (np.where(np.abs(level) < TINY, TINY, level) for level in (h, k))
    apart = np.where((h > 0) == (k > 0), 0.0, 1.0)
    wedges = owens_t(h, (k - rho * h) / (h * r)) + owens_t(k, (h - rho * k) / (k * r))
    return np.asarray((ndtr(h) + ndtr(k) - apart) / 2 - wedges)
