r"""A soft threshold does not turn a signal round.

For an alignment a >= 0, any threshold b and Gaussian noise of any level s > 0,

.. math:: \mathbb{E}\, \varphi_b(a + s g) \ge 0, \qquad \varphi_b(z) = (z - b)_+ - (-z - b)_+.

Source: a step of the lower bound for locally connected nets.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational

from theorems.core import Chain, Claim, Derived, E, Relation, Simulation, Source, Statement, mutant, nonnegative, real
from theorems.core.rules import algebra, linear, pointwise
from theorems.papers.dynamic_signal.node import noise_is_symmetric, response, symmetric
from theorems.papers.dynamic_signal.symbols import NODE, a, b, g, s, v


@dataclass(frozen=True)
class NoReversal(Statement):
    """The mean response to a signal has the sign of the signal."""

    least: Expr = Integer(0)
    alignments: Any = nonnegative(typical=(0, 1))

    def domain(self):
        return NODE.but(a=self.alignments)

    def conclusion(self):
        return Relation(response, ">=", self.least)


def derivation(statement):
    """The threshold is odd and increasing, so the responses to a + v and a - v add up to something at least 0."""
    pair = Chain(symmetric(v), "pair").at_least(statement.least, by=linear())
    return (
        Chain(response)
        .equals(E(symmetric(s * g), g), by=noise_is_symmetric)
        .at_least(E(statement.least, g), by=pointwise(pair.at({v: s * g})))
        .equals(statement.least, by=algebra)
    )


def mean_responses(p, size, rng):
    """Averages of 25 responses to fresh noise, written out through positive parts; Lipschitz constant at most 2 / 5."""
    heard = p.a + p.s * rng.standard_normal((size, 25))
    answers = np.maximum(heard - p.b, 0) - np.maximum(-heard - p.b, 0)
    return answers.mean(1), (2 * p.s) ** 2 / 25


CLAIM = Claim(
    id="dynamic_signal/no_reversal",
    title="A soft threshold does not turn a signal round",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for locally connected nets", origin="ours"),
    statement=NoReversal(),
    evidence=(Derived(derivation), Simulation(mean_responses, law="sub-gaussian")),
    mutants=(
        mutant(
            "any-alignment", "a signal of the other sign is heard with that sign", alignments=real(typical=(-1, 1)),
            at={a: Rational(-1, 2), b: Rational(1, 4), s: Rational(1, 2)},
        ),
        mutant("half-heard", "a large threshold swallows almost all", least=a / 2, at={a: 1, b: 1, s: Rational(1, 4)}),
    ),
    witness={a: Integer(1), b: Rational(1, 2), s: Rational(1, 2)},
)
