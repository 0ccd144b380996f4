r"""The e-processes: capital of a gambler who bets on a mean other than the claimed one.

For a claimed mean m and bets l > 0 that the mean is larger, the capital after t samples X_i, in units of their law, is

.. math:: M_t(m) = \frac1K \sum_{l} \prod_{i \le t} \frac{1 + l X_i}{1 + l m} \quad (0 \le X_i \le 1), \qquad
          M_t(m) = \frac1K \sum_{l} \prod_{i \le t} \exp\{l (X_i - m) - l^2 / 2\} \quad \text{(Gaussian)}.

If m is the mean of X_i given the past, each factor has expectation 1 given the past: at once for the first, which is
1 + b (X - m) with b = l / (1 + l m) < 1 / m, so that every admissible bet is among them; by E exp(l (X - m)) =
exp(l^2 / 2) for the second, where "<=" is all a sub-Gaussian law promises.  So M_t is a martingale, or a
supermartingale, and P(M_t(m) >= 1/a for some t) <= a (Ville 1939).  Neither independence nor one law for all samples is
used.  For values 0 and 1 the factors are the likelihood ratios of m tilted by log(1 + l), and M_t is exact.

The bets do not depend on m.  Hence M_t falls as m grows, so it also refutes "mean <= m", and the means not refuted
form an interval; log M_t is convex in m.  Of the K = 16 bets each is half the one before (in log(1 + l) for the first
kind): one of them earns about 8/9 or more of what the best would, whatever the violation and the spread, and the
mixture gives away log K at most.  After some 10^9 samples the smallest bet is too large, and the interval stops
narrowing.  Reflected samples bet on smaller means.  Testing a mean by betting: Waudby-Smith & Ramdas 2024.
"""

from math import log
from typing import Literal, TypeAlias

import numpy as np

from numerics.sequential.laws import Array, Bernoulli, Bounded, Law
from numerics.sequential.totals import BETS, EPSILON, TILTS, Totals

Side: TypeAlias = Literal["both", "lower", "upper"]

ODDS = np.expm1(TILTS)
# For Gaussian values, per standard deviation.
STAKES = TILTS / 2
# Exponents up to 10^9 in size are rounded by less than this: what it takes to be refuted is raised by as much.
GUARD = 1e-6
STEPS = 3


def is_ranged(law: Law) -> bool:
    """Whether the values, in units of the law, lie in [0, 1]."""
    return isinstance(law, (Bounded, Bernoulli))


def reflected(totals: Totals, law: Law) -> Totals:
    """The totals of 1 - x for values in [0, 1], of -x for others; squares are not kept up."""
    whole = totals.count if is_ranged(law) else 0.0
    size = totals.count - totals.sum if is_ranged(law) else totals.size
    return Totals(totals.count, whole - totals.sum, size, totals.squares, totals.growth[..., ::-1, :])


def log_capital(totals: Totals, mean: float, law: Law, side: Side = "both") -> Array:
    """Logarithm of the e-process against ``mean``, at each time and in each run of ``totals``.

    ``side`` is the bound it moves: "lower" bets that the mean is larger than ``mean``, "upper" that it is smaller,
    "both" puts half on each.
    """
    unit = (mean - law.origin) / law.unit
    if side == "both":
        return np.logaddexp(log_capital(totals, mean, law, "lower"), log_capital(totals, mean, law, "upper")) - log(2)
    if side == "upper":
        totals, unit = reflected(totals, law), (1 - unit if is_ranged(law) else -unit)
    count = totals.count[..., None]
    if is_ranged(law):
        exponents = _growth(totals, law) - count * np.log1p(unit * ODDS)
    else:
        exponents = STAKES * (totals.sum[..., None] - count * unit) - count * STAKES**2 / 2
    return _softmax(exponents, ODDS)[0] - log(BETS)


def lower_bound(totals: Totals, law: Law, alpha: float) -> Array:
    """The smallest mean, in units of the law, against which the capital stays below 1/alpha.

    Each bet alone gives a bound in closed form, and the best of these starts Newton's iteration.  The log-capital being
    convex in the mean, every iterate errs to the safe side: the number of steps matters for the width only.
    """
    threshold = log(BETS) - log(alpha) + GUARD
    if is_ranged(law):
        return _tilted(totals.count[..., None], _growth(totals, law), threshold)
    lead = _lead(totals.count[..., None], threshold) * (1 + 4 * EPSILON)
    return np.asarray((totals.sum - totals.slack - lead) / totals.count)


def _growth(totals: Totals, law: Law) -> Array:
    """Sums of log(1 + l x) over the samples (..., times, bets), not larger than the exact ones.

    The sum errs as any sum of positive terms; each logarithm by (2 + l) eps at most, l < 54: x itself is rounded.
    """
    if isinstance(law, Bernoulli):
        return TILTS * totals.sum[..., None]
    growth, count = totals.growth[..., 0, :], totals.count[..., None]
    return growth - EPSILON * ((count + 8) * growth + 64 * count)


def _tilted(count: Array, growth: Array, threshold: float) -> Array:
    """Bound for values in [0, 1]: the m at which growth - count log(1 + l m), mixed, falls to the threshold."""
    alone = np.expm1(np.minimum((growth - threshold) / count, TILTS)) / ODDS
    mean = np.maximum(alone.max(axis=-1), 0)
    for _ in range(STEPS):
        scaled = mean[..., None] * ODDS
        excess, slope = _softmax(growth - count * np.log1p(scaled), count * ODDS / (1 + scaled))
        mean = mean + np.maximum(excess - threshold, 0) / slope
    return np.asarray(mean)


def _lead(count: Array, threshold: float) -> Array:
    """The lead S - t m, in standard deviations, at which the Gaussian capital reaches its threshold."""
    price = count * STAKES**2 / 2
    lead = ((threshold + price) / STAKES).min(axis=-1)
    for _ in range(STEPS):
        excess, slope = _softmax(STAKES * lead[..., None] - price, STAKES)
        lead = lead - np.maximum(excess - threshold, 0) / slope
    return np.asarray(lead)


def _softmax(exponents: Array, slopes: Array) -> tuple[Array, Array]:
    """log sum exp over the last axis, and the mean of ``slopes`` under the weights of that sum."""
    top = exponents.max(axis=-1, keepdims=True)
    weights = np.exp(exponents - top)
    total = weights.sum(axis=-1)
    return top[..., 0] + np.log(total), (weights * slopes).sum(axis=-1) / total
