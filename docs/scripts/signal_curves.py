"""Bounds on the number of samples that the measured numbers are drawn between, for ``signal_separation.py``."""

from collections.abc import Callable

import numpy as np
from scipy.special import gammaln, ndtr

FAILURE = 0.1           # of the guarantees with high probability
DRAWS = 200             # of how the samples fall on the places, for the fully connected floor


def least(enough: Callable[[float], bool], most: float = 1e9) -> float:
    """The least number from which on ``enough`` holds, to 0.1 %; inf if it does not hold at ``most``."""
    if not enough(most):
        return float("inf")
    low, high = 1e-6, most
    while high / low > 1.001:
        middle = (low * high) ** 0.5
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def coupon_floor(k: int, risk: float) -> float:
    """(1 - 1/k)^m <= risk: a place never seen costs its share, whatever is predicted there.  Not for shared weights."""
    return float(np.log(risk) / np.log1p(-1 / k))


def aligned_floor(copies: float, d: int, sigma: float) -> float:
    """The risk (1 - A*)^2 below which no patch's node gets from so many samples of its patch on average."""
    kappa = np.sqrt(copies**2 / sigma**4 + copies * d / sigma**2)
    half = (d - 1) / 2
    return float((1 - kappa / (np.sqrt(kappa**2 + half**2) + half)) ** 2)


def lower(architecture: str, k: int, d: int, sigma: float, risk: float) -> float:
    """Samples below which no algorithm of the architecture's symmetry, nodes of norm at most 1, reaches the risk."""
    if architecture == "CNN":
        return least(lambda m: aligned_floor(m, d, sigma) <= risk)
    coupons = coupon_floor(k, risk)
    if architecture == "LCN":
        return max(coupons, least(lambda m: aligned_floor(m / k, d, sigma) <= risk))
    return coupons


def fully_connected_floor(k: int, d: int, sigma: float, risk: float, threshold: float) -> float:
    """As ``lower`` for FCN with thresholds of at least ``threshold``, by the overlap with all signals at once."""
    hull = overlap_hull(1 / (d - 1))
    return max(coupon_floor(k, risk), least(lambda m: overlap_risk(m, (k, d, sigma), threshold, hull) <= risk, 1e7))


def overlap_hull(share: float) -> tuple[np.ndarray, np.ndarray]:
    """Least concave function above the largest root x of x - share <= theta^(1/2) x^(3/4) (1 - x)^(1/2), over theta^2.

    Being concave, it may be taken at the mean of theta^2.
    """
    x = share + (1 - share) * np.concatenate([[0], np.geomspace(1e-9, 0.5, 2000), 1 - np.geomspace(0.5, 1e-6, 2000)[1:]])
    squares = ((x - share) ** 2 / (x**1.5 * (1 - x))) ** 2
    corners: list[int] = []
    for i in range(len(x)):
        while len(corners) > 1:
            a, b = corners[-2:]
            if (x[b] - x[a]) * (squares[i] - squares[a]) > (x[i] - x[a]) * (squares[b] - squares[a]):
                break
            corners.pop()
        corners.append(i)
    return squares[corners], x[corners]


def overlap_risk(
    m: float, sizes: tuple[int, int, float], threshold: float, hull: tuple[np.ndarray, np.ndarray]
) -> float:
    """Mean over the samples' places of the risk that their overlap leaves; the slack h below the threshold is the best."""
    k, d, sigma = sizes
    rng = np.random.default_rng(0)
    whole = int(m)
    most = rng.multinomial(whole, np.full(k, 1 / k), DRAWS).max(1) + (m - whole)
    kappa, dimension = most / sigma**2, k * d
    size = (np.sqrt(dimension + kappa + 2 * np.sqrt(kappa * k)) + np.sqrt(k)) ** 2 + 1
    overlap = np.interp(kappa * size / (dimension - k) ** 2, *hull)[:, None]
    slack = threshold * np.linspace(0.02, 0.98, 49)
    heard = overlap / (4 * (threshold - slack)) + 2 * ndtr(-slack / sigma) * np.sqrt(k * overlap)
    return float((np.maximum(1 - heard, 0) ** 2).mean(0).max())


def upper(architecture: str, k: int, d: int, sigma: float, risk: float) -> float:
    """Samples from which on two steps with b_1 = 2 tau, b_2 = 10^-4 reach the risk with probability 1 - FAILURE.

    inf where the conditions of the guarantee hold for no number up to 10^9.
    """
    halves = least(lambda n: guarantee(architecture, (k, d, sigma), n) <= risk)
    return 2 * halves


def guarantee(architecture: str, sizes: tuple[int, int, float], n: float) -> float:
    """Bound of the risk after two steps on n samples each, inf where its conditions do not hold."""
    k, d, sigma = sizes
    own = architecture == "LCN"
    events, filters = (8 * k, k) if own else (5, 1)
    rarity = np.log(events / FAILURE)
    tau = sigma * np.sqrt(2 * np.log((8 if own else 5) * k * n / FAILURE))
    reach = np.sqrt(d - 1) + np.sqrt(2 * rarity)
    tilt = (4 * k if own else 2 * np.sqrt(k)) * sigma * reach / np.sqrt(n)
    b_1 = 2 * tau
    enough = n >= 8 * k * rarity and n >= 32 * sigma**2 * k**2 * rarity if own else n >= max(1, 8 * sigma**2 * k * rarity)
    if not enough or b_1 > 2 / 3 / np.sqrt(1 + tilt**2):
        return float("inf")
    weight = 1e3 * filters * b_1
    along = (4 * k if own else 2) / weight + 2 * tau**2 / b_1
    along += 4 * sigma * np.sqrt(k * rarity / n) if own else 2 * sigma * np.sqrt(2 * rarity / n)
    across = 3 * sigma * reach * np.sqrt((2 * k if own else 1) / n)
    turned = along**2 + across**2
    return float((turned + 1e-4) ** 2 + k * sigma**2) if turned < 1 else float("inf")


def binomial(m: int, k: int) -> np.ndarray:
    """P(N = 0), ..., P(N = m) for N of Bin(m, 1/k)."""
    if k == 1:
        return np.concatenate([np.zeros(m), [1.0]])
    n = np.arange(m + 1)
    logs = gammaln(m + 1) - gammaln(n + 1) - gammaln(m - n + 1) - n * np.log(k) + (m - n) * np.log1p(-1 / k)
    return np.exp(logs)
