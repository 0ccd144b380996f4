r"""The first gradient points along the signal.

From zero weights and without a threshold the step goes along G = p w + s xi: w is the signal, |w| = 1, xi is standard
Gaussian in d >= 2 dimensions, p is the share of samples that show the signal to the node and s the level of their mean
noise.  If p >= p_0 and s sqrt(2L) < p_0, then but for a chance of (3/2) exp(-L)

.. math:: \frac{\langle G, w \rangle}{|G|} \ge \frac1{\sqrt{1 + T^2}}, \qquad T = \frac{s\,q}{p_0 - s \sqrt{2L}}, \quad
          q^2 = d - 1 + 2 \sqrt{(d-1) L} + 2 L.

Locally connected nets: p_0 = 1/(2k) and s = sigma / sqrt n; convolutional nets: p_0 = 1 and s = sigma sqrt(k/n), k patches
of noise being added up.  Source: ours, for a step of the upper bounds.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational, exp, sqrt

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
from theorems.core.rules import algebra, combination
from theorems.papers.dynamic_signal.symbols import d
from theorems.papers.dynamic_signal.two_step_symbols import FIRST, level, rarity, reach, share
from theorems.standard.concentration.chi_square_upper import above
from theorems.standard.concentration.normal_tail import NormalTail
from theorems.standard.concentration.symbols import d as degrees
from theorems.standard.concentration.symbols import t, x

astray = arbitrary("P_astray", nonnegative=True)  # chance that G/|G| is aligned with the signal less than a number


def aligned(tail_along=1, tail_across=1, weight=share):
    """1 / sqrt(1 + T^2), where the noise is no rarer than it should be."""
    along = weight - tail_along * level * sqrt(2 * rarity)
    across = level * (reach(d - 1, rarity) if tail_across else sqrt(d - 1))
    return along / sqrt(along**2 + across**2)


cosine = aligned()


@dataclass(frozen=True)
class FirstStep(Statement):
    """Tails may be forgotten, of the noise along the signal and across it, and that few samples show the signal."""

    chance: Expr = 3 * exp(-rarity) / 2
    tail_along: int = 1
    tail_across: int = 1
    shown: str = "a share"

    def domain(self):
        return FIRST

    def hypotheses(self):
        return (level * sqrt(2 * rarity) < share,)

    def conclusion(self):
        weight = share if self.shown == "a share" else Integer(1)
        return Relation(astray(d, share, level, aligned(self.tail_along, self.tail_across, weight)), "<=", self.chance)


def derivation(s):
    """Two numbers decide: the noise along the signal, and the length of the noise across it."""
    along = sqrt(2 * rarity)
    union = Fact(
        astray(d, share, level, cosine), "<=",
        NormalTail(along) + above(d - 1, reach(d - 1, rarity) ** 2),
        fact="union bound: the tangent |s xi_across| / (p + s xi_along) exceeds T only if |xi_across| exceeds q or "
        "-xi_along exceeds sqrt(2L), independent parts of a Gaussian vector in d - 1 and 1 dimensions",
    )
    return (
        Chain(s.conclusion().left)
        .at_most(union.right, by=union)
        .at_most(3 * exp(-rarity) / 2, by=combination(
            claim("concentration/gaussian_tail").at({t: along}),
            claim("concentration/chi_square_upper").at({degrees: d - 1, x: rarity}),
        ))
        .at_most(s.chance, by=algebra)
    )


def strays(p, size, rng):
    """Whether a gradient with the least share of the signal is aligned with it less than claimed."""
    along = p.share + p.level * rng.standard_normal(size)
    across = p.level * np.sqrt(rng.chisquare(p.d - 1, size))
    rest, shown = p.d - 1, p.share if p.shown == "a share" else 1
    longest = rest + p.tail_across * (2 * np.sqrt(rest * p.rarity) + 2 * p.rarity)
    steepest = p.level * np.sqrt(longest) / (shown - p.tail_along * p.level * np.sqrt(2 * p.rarity))
    return (along / np.hypot(along, across) < 1 / np.sqrt(1 + steepest**2)).astype(float)


CLAIM = Claim(
    id="dynamic_signal/first_step",
    title="The first gradient points along the signal",
    kind="lemma",
    source=Source("lahoti2024", where="first step of the upper bounds", origin="ours"),
    statement=FirstStep(),
    evidence=(Derived(derivation), Simulation(strays, law="bernoulli")),
    mutants=(
        mutant(
            "mean-length", "half of all Gaussian vectors are longer than sqrt(d - 1)", tail_across=0,
            at={d: 100, share: 1, rarity: 4, level: Rational(1, 1000)},
        ),
        mutant(
            "full-share", "the noise weakens the signal, too", tail_along=0,
            at={d: 10**4, share: 1, rarity: 4, level: Rational(1, 4)},
        ),
        mutant(
            "all-samples", "a node of a locally connected net sees the signal in one of k samples only", shown="all",
            at={d: 64, share: Rational(1, 8), rarity: 4, level: Rational(1, 100)},
        ),
        mutant(
            "twice-the-rate", "the two in the Gaussian exponent forgotten", chance=3 * exp(-2 * rarity) / 2,
            at={d: 2, share: 1, rarity: 4, level: Rational(35, 100)},
        ),
    ),
    witness={d: 16, share: Rational(1, 4), rarity: 2, level: Rational(1, 40)},
)
