r"""Squared risk of a net of unit nodes on patches, one of which holds the signal.

Nodes of length 1, a threshold b >= 0, noise of level s; given the place of the signal, with which its node has alignment a,

.. math:: \mathbb{E}\,(f(x) - y)^2 \le (1 - a + b)^2 + k s^2, \qquad
          f(x) = \sum_{i \le k} \varphi_b(\langle w_i, x^{(i)} \rangle),

with equality at b = 0.  The risk, a mean over the places, is at most this for the least of the alignments.  Adding up
roots instead (Minkowski's inequality) gives the weaker (1 - a + b + s)^2 + (k - 1) s^2.  Source: ours.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Abs, Expr, Integer, Rational

from numerics.networks import LocallyConnected
from numerics.tasks import SignalTask
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    mutant,
    nonnegative,
    real,
)
from theorems.core.rules import algebra, combination, linear, moments, monotone, pointwise, rewriting
from theorems.papers.dynamic_signal.node import unit
from theorems.papers.dynamic_signal.symbols import a, b, g, k, s, v
from theorems.papers.dynamic_signal.two_step_symbols import ANSWER

risk = arbitrary("R_place", nonnegative=True)(k, s, b, a)  # the risk, given the place of the signal
clipped = Quantity("mean of the loss given the place of the signal, losses above 20 counted as 20")


@dataclass(frozen=True)
class FinalRisk(Statement):
    """Of a net whose nodes have length 1."""

    answer: Expr = (1 - a + b) ** 2
    noise: Expr = k * s**2
    thresholds: Any = nonnegative(typical=(0, 1))

    def domain(self):
        return ANSWER.but(b=self.thresholds)

    def conclusion(self):
        return Relation(risk, "<=", self.answer + self.noise)


def one_pair():
    """The answers to the noises v and -v: their mean misses 1 by at most 1 - a + b, and they lie at most 2 v apart."""
    middle, half = (unit(a + v) + unit(a - v)) / 2, (unit(a + v) - unit(a - v)) / 2
    missed = Chain(1 - middle, "missed").at_most(1 - a + b, by=linear())
    apart = Chain(half, "half apart").at_most(v, by=linear())
    squared = lambda lemma: Chain(lemma.start**2, f"{lemma.label}, squared").at_most(
        lemma.end**2,
        by=monotone(lambda z: z**2, lemma, within=(Chain(lemma.start, "not below 0").at_least(Integer(0), by=linear()),)),
    )
    return (
        Chain(((1 - unit(a + v)) ** 2 + (1 - unit(a - v)) ** 2) / 2, "one pair")
        .equals((1 - middle) ** 2 + half**2, by=algebra)
        .at_most((1 - a + b) ** 2 + v**2, by=combination(squared(missed), squared(apart)))
    )


def one_noise():
    """What a patch of noise is answered: it is shortened, whatever its sign."""
    short = Chain(Abs(unit(v)), "short").at_most(Abs(v), by=linear())
    return (
        Chain(unit(v) ** 2, "shortened")
        .equals(Abs(unit(v)) ** 2, by=algebra)
        .at_most(v**2, by=monotone(lambda z: z**2, short))
    )


def derivation(statement):
    """A threshold shortens; so a patch of noise adds at most s^2, and the patch of the signal (1 - a + b)^2 + s^2."""
    heard = Quantity("E (1 - phi(a + s g))^2", E((1 - unit(a + s * g)) ** 2, g))
    silent = Quantity("E phi(s g)^2", E(unit(s * g) ** 2, g))
    noise = s * Abs(g)
    places = Fact(
        risk, "=", heard + (k - 1) * silent,
        fact="y f(x) is phi(a + s g) for the patch of the signal and independent phi(s g_i) of mean 0, phi being odd",
    )
    pair = one_pair().at({v: noise})
    paired = Fact(heard, "=", E(pair.start, g), fact="the sign of g is a fair coin, independent of |g|")
    even = Fact(silent, "=", E(unit(noise) ** 2, g), fact="phi is odd")
    variance = Fact(E(g**2, g), "=", Integer(1), fact="variance of a standard normal number")
    signal = (
        Chain(heard, "patch of the signal")
        .equals(paired.right, by=paired)
        .at_most(E((1 - a + b) ** 2 + noise**2, g), by=pointwise(pair))
        .equals((1 - a + b) ** 2 + s**2 * E(g**2, g), by=moments)
        .equals((1 - a + b) ** 2 + s**2, by=rewriting(variance))
    )
    silence = (
        Chain(silent, "patch of noise")
        .equals(even.right, by=even)
        .at_most(E(noise**2, g), by=pointwise(one_noise().at({v: noise})))
        .equals(s**2 * E(g**2, g), by=moments)
        .equals(s**2, by=rewriting(variance))
    )
    return (
        Chain(risk)
        .equals(heard + (k - 1) * silent, by=places)
        .at_most((1 - a + b) ** 2 + k * s**2, by=combination(signal, (silence, k - 1)))
        .at_most(statement.answer + statement.noise, by=algebra)
    )


def losses(p, size, rng):
    """Losses of a net on fresh images with the signal in the first patch; patches of two coordinates are enough."""
    images, labels = SignalTask(p.k, 2, p.s).static(0, size, rng)
    nodes = np.tile([p.a, np.sqrt(1 - p.a**2)], (p.k, 1))
    found = LocallyConnected(p.b).outputs([nodes], images)
    return np.minimum((found - labels) ** 2, 20)[0], (0, 20)


CLAIM = Claim(
    id="dynamic_signal/final_risk",
    title="Squared risk of a net of unit nodes with a threshold",
    kind="lemma",
    source=Source("lahoti2024", where="last step of the upper bounds", origin="ours"),
    statement=FinalRisk(),
    evidence=(
        Derived(derivation),
        Simulation(losses, law="bounded", tests=lambda s: Relation(clipped, "<=", s.answer + s.noise)),
    ),
    mutants=(
        mutant(
            "one-patch", "every patch is heard, also those without signal", noise=s**2,
            at={k: 10, a: 1, b: 0, s: Rational(1, 4)},
        ),
        mutant(
            "no-threshold", "the threshold is taken off the signal too", answer=(1 - a) ** 2,
            at={k: 1, a: 1, b: 1, s: Rational(1, 10)},
        ),
        mutant(
            "negative-threshold", "the unit then amplifies", thresholds=real(typical=(-1, 1)),
            at={k: 4, a: 1, b: -1, s: Rational(1, 10)},
        ),
    ),
    witness={k: 4, a: Rational(9, 10), b: Rational(1, 10), s: Rational(1, 4)},
)
