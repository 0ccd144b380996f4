r"""How much of k unknown orthonormal images one direction can hold after n samples each.

The images are a uniform frame U in D = kd dimensions, d >= 2; of each at most n samples u_t + sigma xi are seen, and
M = E[U U' | data].  With kappa = n / sigma^2

.. math:: \mathbb{E}\, \lambda_{\max}(M) \le \frac{4 \Theta}{(1 + \sqrt{1 + 4 \Theta})^2} + \frac{4}{d - 1}, \qquad
          \Theta = \kappa\, \frac{\bigl( \sqrt{D + \kappa + 2 \sqrt{\kappa k}} + \sqrt k \bigr)^2 + 1}{(D - k)^2}.

For kappa = rho D and d -> oo the right side tends to rho / (1 + rho).  The simulation measures |U'v|^2 for the top
direction v of the data, which holds no more than the best direction: it can refute, and does not support the best.
Source: the lower bound for fully connected nets.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Max, Rational, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, jensen, linear, monotone, pointwise, rewriting
from theorems.papers.dynamic_signal.overlap_root import root
from theorems.papers.dynamic_signal.overlap_symbols import (
    DATA_LAW,
    OVERLAP,
    across,
    kap,
    moment,
    overlap,
    swing,
    theta,
    x,
)
from theorems.papers.dynamic_signal.overlap_symbols import s_value as s
from theorems.papers.dynamic_signal.symbols import d, k

outside = k * d - k                              # dimensions outside the data
strength = kap * ((sqrt(k * d + kap + 2 * sqrt(kap * k)) + sqrt(k)) ** 2 + 1) / outside**2


short = arbitrary("Theta", nonnegative=True)(k, d, kap)       # for it


def limit(strength):
    """What the best direction holds as the dimension grows."""
    return 4 * strength / (1 + sqrt(1 + 4 * strength)) ** 2


@dataclass(frozen=True)
class OverlapBound(Statement):
    """The limit, at a strength that the finite dimension raises, and what a direction holds by chance."""

    limit: Callable[[Expr], Expr] = limit
    chance: Expr = 4 / (d - 1)

    def domain(self):
        return OVERLAP

    def conclusion(self):
        return Relation(overlap, "<=", self.limit(strength) + self.chance)


def held(strength):
    """What the best direction holds at most, when this is the square of theta."""
    return limit(strength) + 4 / (d - 1)


def rise(strength):
    return 4 / (sqrt(1 + 4 * strength) * (1 + sqrt(1 + 4 * strength)) ** 2)


def bend(strength):
    r = sqrt(1 + 4 * strength)
    return -8 * (1 + 3 * r) / (r**3 * (1 + r) ** 3)


def best_direction():
    """For each data set: what the best direction holds is at most a root of its singular value, and so of the largest."""
    inequality = claim("dynamic_signal/posterior_overlap")
    solved = claim("dynamic_signal/overlap_root").at({x: moment(s), theta: s / outside})
    defect = moment(s) - s / outside * sqrt(moment(s)) * (1 - moment(s))
    small = Chain(Max(defect, 0), "defect").at_most(2 / (d - 1), by=linear(
        inequality, Chain(Integer(0), "positive").at_most(2 / (d - 1), by=algebra)
    ))
    largest = Fact(s, "<=", sqrt(kap) * swing, fact="the data are (U sqrt(K) + noise) sqrt(K), and K is at most kap")
    rooted = lambda z: root(z / outside) + 4 / (d - 1)
    steepness = lambda z: rise(z**2 / outside**2) * 2 * z / outside**2
    strength = kap * swing**2 / outside**2
    along = (
        Chain(moment(s), "along")
        .at_most(root(s / outside) + 2 * Max(defect, 0), by=solved)
        .at_most(rooted(s), by=combination((small, Integer(2))))
        .at_most(rooted(sqrt(kap) * swing), by=monotone(rooted, largest, steepness))
        .equals(held(strength), by=algebra)
    )
    least = Chain(across, "across").at_most(1 / (d - 1), by=algebra).at_most(held(strength), by=algebra)
    return Chain(Max(moment(s), across), "best").at_most(held(strength), by=linear(along, least))


def derivation(statement):
    """The root is concave in the strength, whose mean is that of the square of a largest singular value."""
    mean = lambda e: E(e, *DATA_LAW)
    spectrum = Fact(
        overlap, "<=", mean(Max(moment(s), across)),
        fact="turned signs and turned complement leave the posterior alone: the eigenvectors of M are the directions of the "
        "data, and all outside, which share at most k in D - k dimensions",
    )
    scatter = Fact(
        mean(swing**2), "<=", E(swing, swing) ** 2 + 1, source="boucheron2013",
        fact="Gaussian Poincare inequality: a 1-Lipschitz function of the noise has variance at most 1",
    )
    width = sqrt(k * d + kap + 2 * sqrt(kap * k)) + sqrt(k)
    squared = (
        Chain(mean(swing**2), "squared")
        .at_most(E(swing, swing) ** 2 + 1, by=scatter)
        .at_most(width**2 + 1, by=monotone(lambda z: z**2 + 1, claim("dynamic_signal/top_singular_value")))
    )
    abbreviation = Fact(short, "=", strength, fact="abbreviation")
    strengths = (
        Chain(mean(kap * swing**2 / outside**2), "strength")
        .at_most(strength, by=combination((squared, kap / outside**2)))
        .equals(short, by=abbreviation)
    )
    best = best_direction()
    return (
        Chain(overlap)
        .at_most(mean(Max(moment(s), across)), by=spectrum)
        .at_most(mean(held(kap * swing**2 / outside**2)), by=pointwise(best))
        .at_most(held(strengths.start), by=jensen(held, bend))
        .at_most(held(short), by=monotone(held, strengths, rise))
        .at_most(statement.limit(short) + statement.chance, by=algebra)
        .equals(statement.limit(strength) + statement.chance, by=rewriting(abbreviation))
    )


def overlaps(p, size, rng):
    """Of the frame with the top left singular vector of U sqrt(kap) + noise; outside U the noise's Gram matrix suffices."""
    inside = rng.standard_normal((size, p.k, p.k))
    inside[:, range(p.k), range(p.k)] += np.sqrt(p.kap)
    rows = np.tril(rng.standard_normal((size, p.k, p.k)), -1)
    rows[:, range(p.k), range(p.k)] = np.sqrt(rng.chisquare(p.k * p.d - p.k - np.arange(p.k), (size, p.k)))
    squares, directions = np.linalg.eigh(inside.transpose(0, 2, 1) @ inside + rows @ rows.transpose(0, 2, 1))
    held = (inside @ directions[:, :, -1:])[:, :, 0]
    return (held**2).sum(1) / squares[:, -1]


CLAIM = Claim(
    id="dynamic_signal/overlap_bound",
    title="How much of k unknown orthonormal images one direction can hold",
    kind="theorem",
    source=Source("lahoti2024", where="lower bound for fully connected nets", origin="ours"),
    statement=OverlapBound(),
    evidence=(Derived(derivation), Simulation(overlaps, law=(0, 1), name="top direction")),
    mutants=(
        mutant(
            "asymptote", "the limit of large d is no bound at small d", limit=lambda _: kap / (kap + k * d),
            chance=Integer(0), at={k: 4, d: 8, kap: 8},
        ),
        mutant(
            "no-chance", "without data each direction holds 1/d", chance=Integer(0), at={k: 4, d: 4, kap: Rational(1, 10)},
        ),
        mutant(
            "square", "that falls as 1/d, not as its square", chance=4 / (d - 1) ** 2,
            at={k: 4, d: 8, kap: Rational(1, 10)},
        ),
    ),
    witness={k: 16, d: 64, kap: 256},
)
