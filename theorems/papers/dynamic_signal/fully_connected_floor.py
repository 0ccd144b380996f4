r"""Least risk of a fully connected net of high threshold that has seen few samples of the dynamic signal task.

A net f(x) = sum_j phi_b(<w_j, x>) of k nodes with |w_j| <= 1 and threshold b > 0 (or higher), trained on m samples by an
algorithm whose risk has the same law on every O(kd)-rotation of the task.  For every 0 < h < b and 0 <= z <= 1

.. math:: \mathbb{E} R \ge \Bigl( 1 - \frac{\Lambda}{4 (b - h)} - \mathbb{P}(|\sigma g| > h) \sqrt{k \Lambda} \Bigr)_+^2,
          \qquad \Lambda = \frac{4 \Theta}{(1 + \sqrt{1 + 4 \Theta})^2} + \frac{4}{d - 1} + k e^{-z^2 m / (3 k)},

where Theta is that of ``overlap_bound`` for at most (1 + z) m / k samples of each location.

Hypotheses: d >= 2, m >= 1; squared loss, unit signal.  With d far above 1/b and sigma sqrt(ln k) far below b, a risk R needs
about r sigma^2 k^2 d samples where r / (1 + r) = 4 b (1 - sqrt R); without a least threshold it does not.  The simulation
measures what members of the class make of the signal: that no learner of these beats the bound.
An explicit form of the rate of Lahoti et al. 2024.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtr
from sympy import Abs, Expr, Integer, Max, Rational, erfc, exp, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Learners,
    Quantity,
    Rate,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
    nonnegative,
    positive,
    substitute,
)
from theorems.core.rules import algebra, combination, definition, jensen, linear, monotone, pointwise, rewriting
from theorems.papers.dynamic_signal.crowded_location import crowded
from theorems.papers.dynamic_signal.node import response
from theorems.papers.dynamic_signal.overlap_bound import held, strength
from theorems.papers.dynamic_signal.overlap_symbols import (
    FLOOR,
    PAIR_LAW,
    h,
    kap,
    level,
    overlap,
    score,
    side,
    sigma,
    size,
    z,
)
from theorems.papers.dynamic_signal.overlap_symbols import label as y
from theorems.papers.dynamic_signal.overlap_symbols import samples as m
from theorems.papers.dynamic_signal.symbols import GRID, a, b, d, k
from theorems.papers.dynamic_signal.symbols import s as noise
from theorems.standard.concentration.normal_tail import NormalTail, density, written_out

risk = Quantity("E R", E((score * y - y) ** 2, score))         # y f(x) = score, so that f(x) = y score
mean_score = E(score, score)
most = (1 + z) * m / (k * sigma**2)                            # samples of any location, over sigma^2
few, crowd = held(substitute(strength, {kap: most})), k * exp(-(z**2) * m / (3 * k))
short = arbitrary("Lambda", nonnegative=True)(k, d, sigma, m, z)   # for the first of these
share, total = few + crowd, short + crowd
rare = erfc(h / (sqrt(2) * sigma))                             # chance that noise of level sigma is larger than h


@dataclass(frozen=True)
class FullyConnectedFloor(Statement):
    """Mean over the sample and the algorithm's own randomness, for every algorithm of the class."""

    constant: Expr = Integer(4)
    learners: Learners = Learners("O(kd)", "fully connected", cap=Integer(1))
    threshold: Literal["at least b", "any"] = "at least b"

    def domain(self):
        thresholds = FLOOR.set_of(b) if self.threshold == "at least b" else nonnegative()
        levels = FLOOR.set_of(level) if self.learners.cap is not None else positive()
        return FLOOR.but(b=thresholds, level=levels)

    def conclusion(self):
        return Relation(risk, ">=", Max(1 - self.heard(share), 0) ** 2)

    def heard(self, total):
        """The mean score that nodes of so large a share can reach."""
        return total / (self.constant * (b - h)) + rare * sqrt(k * total)


def one_pair():
    """What one node makes of one location's signal, once the data are given."""
    node = {a: size, b: b, noise: level}
    upright, small = claim("dynamic_signal/no_reversal").at(node), claim("dynamic_signal/thresholded_overlap").at(node)
    psi = substitute(response, {a: size, noise: level})
    louder = Chain(1 / level, "level").at_least(1 / sigma, by=algebra)
    tail = lambda w: 2 * NormalTail(h * w)
    loud = (
        Chain(2 * NormalTail(h / level), "loud")
        .at_most(2 * NormalTail(h / sigma), by=monotone(tail, louder, lambda w: -2 * h * density(h * w)))
        .equals(rare, by=combination((written_out(h / sigma), Integer(2))))
    )
    return (
        Chain(side * psi, "one pair")
        .at_most(psi, by=combination((upright, 1 - side)))
        .at_most(size**2 / (4 * (b - h)) + size * 2 * NormalTail(h / level), by=small)
        .at_most(size**2 / (4 * (b - h)) + size * rare, by=combination((loud, size)))
    )


def derivation(s):
    """The k unit nodes together hold no more of the images than one direction can; threshold and chance do the rest."""
    mean = lambda e: E(e, *PAIR_LAW)
    pair = one_pair()
    tower = Fact(
        mean_score, "=", k * mean(pair.start),
        fact="tower rule, node and location drawn at random: given the data, y <w_j, x> is an alignment plus noise of level "
        "sigma |w_j|, and the threshold is odd",
    )
    bounded = Fact(
        k * mean(size**2), "<=", substitute(overlap, {kap: most}) + crowded,
        fact="given data and locations, a node of norm 1 holds at most the largest eigenvalue of E[sum_t u_t u_t' | data]; "
        "that is at most 1 where a location is crowded",
    )
    abbreviation = Fact(short, "=", few, fact="abbreviation")
    direction = Chain(substitute(overlap, {kap: most}), "best direction").at_most(
        short, by=combination(claim("dynamic_signal/overlap_bound").at({kap: most}), (abbreviation, Integer(-1)))
    )
    together = (
        Chain(k * mean(size**2), "together")
        .at_most(bounded.right, by=bounded)
        .at_most(total, by=combination(direction, claim("dynamic_signal/crowded_location")))
    )
    single = (
        Chain(k * mean(size), "single")
        .at_most(k * sqrt(mean(size**2)), by=combination((
            Chain(mean(size), "root mean square").at_most(sqrt(mean(size**2)), by=jensen(sqrt)), k
        )))
        .equals(sqrt(k * together.start), by=algebra)
        .at_most(sqrt(k * total), by=monotone(lambda u: sqrt(k * u), together))
    )
    pairs = Chain(mean(pair.start), "pairs").at_most(mean(pair.end), by=pointwise(pair))
    scored = (
        Chain(mean_score, "mean score")
        .equals(tower.right, by=tower)
        .at_most(k * mean(pair.end), by=monotone(lambda u: k * u, pairs))
        .at_most(
            total / (4 * (b - h)) + rare * sqrt(k * total),
            by=combination((together, 1 / (4 * (b - h))), (single, rare)),
        )
        .at_most(s.heard(total), by=algebra)
    )
    gap = Chain(Abs(1 - mean_score), "gap").at_least(Max(1 - s.heard(total), 0), by=linear(scored))
    return (
        Chain(risk)
        .equals(E((score * y - y) ** 2, score), by=definition)
        .equals(E((1 - score) ** 2, score), by=algebra)
        .at_least((1 - mean_score) ** 2, by=jensen(lambda u: (1 - u) ** 2))
        .equals(Abs(1 - mean_score) ** 2, by=algebra)
        .at_least(Max(1 - s.heard(total), 0) ** 2, by=monotone(lambda u: u**2, gap))
        .equals(Max(1 - s.heard(share), 0) ** 2, by=rewriting(abbreviation))
    )


def scores(p, size, rng):
    """Mean scores of a member of the class: of grouped nodes, or of a linear net where any threshold is allowed."""
    return linear_scores(p, size, rng) if p.threshold == "any" else grouped_scores(p, size, rng)


def linear_scores(p, size, rng):
    """Without threshold: k equal nodes along the mean of all samples, each times its label, as long as the cap allows."""
    seen = rng.multinomial(p.m, [1 / p.k] * p.k, size) / p.m
    along = seen + p.sigma / np.sqrt(p.m) * rng.standard_normal((size, p.k))
    length = np.sqrt((along**2).sum(1) + p.sigma**2 / p.m * rng.chisquare(p.k * p.d - p.k, size))
    return np.minimum(0.9 * p.k, p.k / length) * along.mean(1), (-np.sqrt(p.k), np.sqrt(p.k))


def grouped_scores(p, size, rng):
    """The locations in groups, and as many equal nodes as the group has locations, along the sum of their samples.

    A node of norm 1 has a mean response of at most its alignment, and the squares of its alignments add up to at most 1.
    """
    norm = 1 if p.learners.cap is not None else 4
    group = group_size(p, norm)
    counts = rng.multinomial(p.m, [1 / p.k] * p.k, size)
    sums = np.sqrt(counts)[:, None, :] * rng.standard_normal((size, p.k, p.k)) * p.sigma
    sums[:, range(p.k), range(p.k)] += counts
    inside = sums.reshape(size, p.k, -1, group).sum(3)
    outside = p.sigma**2 * counts.reshape(size, -1, group).sum(2) * rng.chisquare(p.k * p.d - p.k, (size, p.k // group))
    lengths = np.sqrt((inside**2).sum(1) + outside)[:, None]
    aligned = norm * np.divide(inside, lengths, out=np.zeros_like(inside), where=lengths > 0)
    heard = mean_response(aligned, p.b, norm * p.sigma)
    return group * heard.sum((1, 2)) / p.k, (-norm * np.sqrt(p.k), norm * np.sqrt(p.k))


def group_size(p, norm):
    """The divisor of k at which ``group`` nodes of the overlap to be expected would respond with 1, without noise."""
    strength = p.m / (p.sigma**2 * p.k**2 * p.d)
    alignment = norm * np.sqrt(strength / (1 + strength))
    sizes = [q for q in range(1, p.k + 1) if p.k % q == 0]
    return min(sizes, key=lambda q: abs(1 - q * max(alignment / np.sqrt(q) - p.b, 0)))


def mean_response(aligned, b, s):
    """Of a soft threshold at b to a signal in noise of level s."""
    above = lambda u: u * ndtr(u / s) + s * np.exp(-((u / s) ** 2) / 2) / np.sqrt(2 * np.pi)
    return above(aligned - b) - above(-aligned - b)


MANY = {
    k: 32, d: 2 * 10**7, sigma: Rational(1, 250), m: 32 * 4000, z: Rational(1, 10), b: Rational(1, 10), h: Rational(1, 50),
}

CLAIM = Claim(
    id="dynamic_signal/fully_connected_floor",
    title="Least risk of a fully connected net of high threshold after m samples",
    kind="theorem",
    source=Source("lahoti2024", where="Theorem 6.1, lower bound for fully connected nets", origin="ours"),
    statement=FullyConnectedFloor(),
    evidence=(
        Derived(derivation),
        Simulation(scores, law="bounded", tests=lambda s: Relation(mean_score, "<=", s.heard(share)), name="members"),
    ),
    mutants=(
        mutant("twice-the-constant", "groups of 1/b nodes come near the bound", constant=Integer(8), at=MANY),
        mutant("no-threshold", "a linear net averages the noise of all images", threshold="any", at=MANY),
        mutant("no-cap", "long nodes have a low threshold", learners=Learners("O(kd)", "fully connected"), at=MANY),
    ),
    witness={k: 8, d: 1000, sigma: Rational(1, 10), m: 160, z: 1, b: Rational(1, 2), h: Rational(1, 4)},
    corrects="dynamic_signal/fully_connected_rate",
    bounds=(
        Bound(
            "samples", "FCN", solve=m, target="R", grid=GRID, note="thresholds at least 1/2",
            at={b: Rational(1, 2), h: Rational(1, 4), z: Integer(1)},
        ),
        Rate(
            "samples", "FCN", "lower", sigma**2 * k**2 * d, refuted_by="dynamic_signal/fully_connected_rate",
            source=Source("lahoti2024", where="lower bound for fully connected nets", origin="abstract"), grid=GRID,
        ),
    ),
)
