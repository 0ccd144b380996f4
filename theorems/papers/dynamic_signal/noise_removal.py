r"""A threshold between the noise and the signal leaves exactly the signal.

If all noises seen through the nodes are smaller than tau, tau <= b, and the signal has strength alpha >= b + tau, then the
net answers an image of label y, with noise y z in the patch of the signal, by

.. math:: f(x) = \sum_{i \le k} \varphi_b(\langle w_i, x^{(i)} \rangle) = y\,(\alpha - b + z),

and the unit on the signal alone is active.  Of kn noises of level sigma all are smaller than sigma sqrt(2 ln(kn / delta)),
but for a chance of delta.  Source: ours, for a step of the upper bounds.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational, oo

from numerics.networks import LocallyConnected
from theorems.core import Chain, Claim, Derived, Exact, Quantity, Relation, Source, Statement, interval, mutant, positive
from theorems.core.rules import combination, definition, linear
from theorems.papers.dynamic_signal.node import unit
from theorems.papers.dynamic_signal.symbols import b, k
from theorems.papers.dynamic_signal.two_step_symbols import QUIET, heard, other, quiet_threshold, strength, tau

through = {b: quiet_threshold}
answer = Quantity("y f(x)", (unit(strength + heard) + (k - 1) * unit(other)).subs(through))


@dataclass(frozen=True)
class NoiseRemoval(Statement):
    """Of the noises the largest matter: all patches without signal may have the same."""

    value: Expr = strength - quiet_threshold + heard
    thresholds: Any = QUIET.set_of(quiet_threshold)
    signals: Any = QUIET.set_of(strength)

    def domain(self):
        return QUIET.but(b=self.thresholds, alpha=self.signals)

    def conclusion(self):
        return Relation(answer, "=", self.value)


def derivation(s):
    """Below the threshold nothing is answered; above it the threshold is taken off."""
    left = strength - quiet_threshold + heard
    signal = Chain(unit(strength + heard).subs(through), "the signal").equals(left, by=linear())
    silence = Chain(unit(other).subs(through), "a noise").equals(Integer(0), by=linear())
    return (
        Chain(answer)
        .equals(answer.definition, by=definition)
        .equals(left, by=combination(signal, (silence, k - 1)))
        .equals(s.value, by=definition)
    )


def answer_of_the_net(p):
    """In exact fractions; a patch of one coordinate is what its node sees."""
    seen = [p.alpha + p.heard] + [p.other] * (p.k - 1)
    image = np.array([[Fraction(z)] for z in seen], dtype=object)
    nodes = np.array([[Fraction(1)]] * p.k, dtype=object)
    return Fraction(LocallyConnected(Fraction(p.b)).outputs([nodes], image)[0, 0])


def settings(budget):
    sizes = {"quick": (1, 3), "standard": (1, 2, 3, 16), "deep": (*range(1, 20), 64)}[budget]
    noises = [Rational(i, 12) for i in (-11, -5, 0, 5, 11)]
    lines = [(Rational(1), Rational(1), Rational(2)), (Rational(1), Rational(3, 2), Rational(4))]
    return [
        {k: size, tau: t, quiet_threshold: low, strength: high, heard: y * t, other: z * t}
        for size in sizes for t, low, high in lines for y in noises for z in noises
    ]


CLAIM = Claim(
    id="dynamic_signal/noise_removal",
    title="A threshold between the noise and the signal leaves exactly the signal",
    kind="lemma",
    source=Source("lahoti2024", where="second step of the upper bounds", origin="ours"),
    statement=NoiseRemoval(),
    evidence=(Derived(derivation), Exact(answer_of_the_net, settings)),
    mutants=(
        mutant(
            "low-threshold", "a noise above the threshold is answered", thresholds=positive(),
            at={k: 3, tau: 1, quiet_threshold: Rational(1, 2), strength: 2, heard: 0, other: Rational(3, 4)},
        ),
        mutant(
            "weak-signal", "noise takes a signal just above the threshold below it", signals=interval(quiet_threshold, oo),
            at={k: 1, tau: 1, quiet_threshold: 1, strength: 1, heard: Rational(-1, 2), other: 0},
        ),
        mutant("nothing-taken-off", "the threshold is taken off what is answered", value=strength + heard),
    ),
    witness={k: 3, tau: 1, quiet_threshold: 1, strength: 3, heard: Rational(1, 2), other: Rational(1, 2)},
)
