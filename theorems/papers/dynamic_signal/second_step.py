r"""The second gradient turns the node into the signal.

A node of length 1 and alignment alpha with the signal w sees nu samples in which only its unit on the signal is active, as
``noise_removal`` makes sure.  Then y_j - f(x_j) = y_j (beta - z_j), beta = 1 - alpha + b, where z_j, the noise along the
node, is below tau <= b/2.  A step whose gradient outweighs the old node 1/h times leads, but for a chance of 2 exp(-L), to
an alignment of

.. math:: 1 - \varepsilon^2 \text{ at least}, \quad \varepsilon^2 = \varepsilon_1^2 + \varepsilon_2^2 < 1, \quad
          \varepsilon_1 = \frac{2 (h + \tau^2)}b + 2 \sigma \sqrt{\frac{2L}\nu}, \quad
          \varepsilon_2 = \frac{3 \sigma q}{\sqrt\nu}, \quad q^2 = d - 1 + 2 \sqrt{(d-1)L} + 2L.

More samples and a smaller weight h of the old node serve as well.  Source: ours, for a step of the upper bounds.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from sympy import Expr, Integer, Min, Rational, exp, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, linear, monotone
from theorems.papers.dynamic_signal.symbols import d
from theorems.papers.dynamic_signal.two_step_symbols import (
    SECOND,
    alpha,
    beta,
    bound,
    drift,
    eps,
    error_across,
    error_along,
    fewest,
    length,
    pull,
    rarity,
    reach,
    sigma,
    spread,
    threshold,
)
from theorems.standard.concentration.chi_square_upper import above
from theorems.standard.concentration.normal_tail import NormalTail
from theorems.standard.concentration.symbols import d as degrees
from theorems.standard.concentration.symbols import t, x

strays = arbitrary("P_strays", nonnegative=True)  # largest chance that the noises are small, the new alignment is not large
setting = (d, sigma, fewest, bound, pull, threshold)

left = threshold - bound                         # of the signal, at least,
kept = (pull + threshold * drift + bound**2) / left  # and, against it, at most: what is kept of the old node,
aside = spread * (threshold + bound) / left      # and the noise across it


@dataclass(frozen=True)
class SecondStep(Statement):
    """Over all alignments, numbers of samples from nu on, weights of the old node up to h; eps^2 is at least ``errors``."""

    chance: Expr = 2 * exp(-rarity)
    errors: Expr = error_along**2 + error_across**2

    def domain(self):
        return SECOND

    def hypotheses(self):
        return (self.errors <= eps**2,)

    def conclusion(self):
        return Relation(strays(*setting, 1 - eps**2), "<=", self.chance)


def at_most(low, high):
    return Chain(low, f"{low}").at_most(high, by=linear())


def least_left():
    """The bounds of what is kept and of the noise across, against what is left of the signal, fall with what is left."""
    more = at_most(threshold, beta)
    return (
        Chain(pull + beta * drift + bound**2, "least left, along").at_most(
            kept * (beta - bound), by=combination((more, (pull + bound**2 + bound * drift) / left))
        ),
        Chain(spread * (beta + bound), "least left, across").at_most(
            aside * (beta - bound), by=combination((more, 2 * spread * bound / left))
        ),
    )


def angle():
    """Half of the threshold is more than the noise: so much of the signal is left at least."""
    half, third = at_most(threshold / 2, left), at_most(threshold + bound, 3 * left)
    along, across = (
        Chain(found, said).at_most(allowed, by=combination((lemma, factor / left)))
        for said, found, allowed, lemma, factor in (
            ("along", kept, error_along, half, error_along), ("across", aside, error_across, third, spread)
        )
    )
    squares = [
        Chain(lemma.start**2, f"{lemma.label}, squared").at_most(lemma.end**2, by=monotone(lambda z: z**2, lemma))
        for lemma in (along, across)
    ]
    return (
        Chain(kept**2 + aside**2, "angle")
        .at_most(error_along**2 + error_across**2, by=linear(*squares))
        .at_most(eps**2, by=linear())
    )


def near():
    """A point within eps of a unit vector has a cosine of at least 1 - eps^2 with it: law of cosines."""
    cosine = 1 - eps**2
    return (
        Chain((length**2 + 1 - eps**2) / (2 * length), "near")
        .equals(cosine + ((length - cosine) ** 2 + eps**2 * cosine) / (2 * length), by=algebra)
        .at_least(cosine + eps**2 * cosine / (2 * length), by=algebra)
        .at_least(cosine, by=combination((at_most(eps, Integer(1)), eps**2 * (1 + eps) / (2 * length))))
    )


def derivation(s):
    """Two tails, and geometry on the rest."""
    cosine, curve = 1 - eps**2, lambda z: strays(*setting, z)
    found = 1 - kept**2 - aside**2
    no_less = Chain(cosine, "no less").equals(Min(cosine, found), by=linear(angle(), near(), *least_left()))
    union = Fact(
        curve(Min(cosine, found)), "<=", 2 * NormalTail(sqrt(2 * rarity)) + above(d - 1, reach(d - 1, rarity) ** 2),
        fact="union bound: the new node is parallel to beta_bar w + S w_old + V, V orthogonal to w_old, beta_bar = mean of "
        "beta - z_j, S = h + mean of (beta - z_j) z_j.  The mean of nu noises z_j is Gaussian of level sigma / sqrt(nu), "
        "and given them V is, of level (beta + tau) sigma / sqrt(nu) at most, in d - 1 dimensions; where neither is large, "
        "the node lies, scaled, within the root of kept^2 + aside^2 of w",
    )
    return (
        Chain(s.conclusion().left)
        .equals(curve(Min(cosine, found)), by=monotone(curve, no_less))
        .at_most(union.right, by=union)
        .at_most(2 * exp(-rarity), by=combination(
            (claim("concentration/gaussian_tail").at({t: sqrt(2 * rarity)}), 2),
            claim("concentration/chi_square_upper").at({degrees: d - 1, x: rarity}),
        ))
        .at_most(s.chance, by=algebra)
    )


def misses(p, size, rng):
    """Whether the noises are small and the new node misses, with the least number of samples and the largest weight.

    Coordinates: along the old node, across it towards the signal, and the length of the rest.
    """
    count = ceil(p.fewest)
    noises = p.sigma * rng.standard_normal((size, count))
    left = 1 - p.alpha + p.b - noises
    spread = p.sigma * np.sqrt((left**2).mean(1) / count)
    signal = np.array([p.alpha, np.sqrt(1 - p.alpha**2)])
    node = np.array([p.pull + (left * noises).mean(1), spread * rng.standard_normal(size)])
    node = node + left.mean(1) * signal[:, None]
    beyond = spread**2 * rng.chisquare(p.d - 2, size) if p.d > 2 else 0
    cosine = signal @ node / np.sqrt((node**2).sum(0) + beyond)
    return ((np.abs(noises).max(1) <= p.tau) & (cosine < 1 - p.eps**2)).astype(float)


CLAIM = Claim(
    id="dynamic_signal/second_step",
    title="The second gradient turns the node into the signal",
    kind="lemma",
    source=Source("lahoti2024", where="second step of the upper bounds", origin="ours"),
    statement=SecondStep(),
    evidence=(Derived(derivation), Simulation(misses, law="bernoulli")),
    mutants=(
        mutant(
            "no-noise-across", "in many dimensions most noise is across the node", errors=error_along**2,
            at={
                d: 10**4, sigma: Rational(1, 100), fewest: 4, rarity: 2, bound: Rational(1, 20), pull: Rational(1, 1000),
                alpha: Rational(9, 10), threshold: Rational(1, 10), eps: Rational(1, 5),
            },
        ),
        mutant(
            "no-old-node", "a small step keeps the old node",
            errors=(error_along - 2 * pull / threshold) ** 2 + error_across**2,
            at={
                d: 4, sigma: Rational(1, 1000), fewest: 40, rarity: 2, bound: Rational(1, 100), pull: 10, alpha: 0,
                threshold: Rational(1, 10), eps: Rational(1, 10),
            },
        ),
    ),
    witness={
        d: 16, sigma: Rational(1, 200), fewest: 40, rarity: 2, bound: Rational(1, 50), pull: Rational(1, 1000),
        alpha: Rational(9, 10), threshold: Rational(1, 10), eps: Rational(1, 5),
    },
)
