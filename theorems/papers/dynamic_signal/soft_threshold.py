r"""A soft threshold shortens what it hears.

For an alignment a >= 0, a threshold b >= 0 and Gaussian noise of any level s > 0,

.. math:: \mathbb{E}\, \varphi_b(a + s g) \le a, \qquad \varphi_b(z) = (z - b)_+ - (-z - b)_+.

For b < 0 it fails: the unit is then an amplifier.  Source: a step of the lower bound for locally connected nets.
"""

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Max, Rational

from numerics.networks import soft_threshold
from theorems.core import Chain, Claim, Derived, E, Relation, Simulation, Source, Statement, mutant, nonnegative, real
from theorems.core.rules import algebra, linear, pointwise
from theorems.papers.dynamic_signal.node import noise_is_symmetric, response, symmetric
from theorems.papers.dynamic_signal.symbols import NODE, a, b, g, s, v


@dataclass(frozen=True)
class SoftThreshold(Statement):
    """The mean response to a signal of strength a is at most a."""

    most: Expr = a
    thresholds: Any = nonnegative(typical=(0, 1))

    def domain(self):
        return NODE.but(a=nonnegative(typical=(0, 1)), b=self.thresholds)

    def conclusion(self):
        return Relation(response, "<=", self.most)


def derivation(statement):
    """Pair the noises v and -v: what the threshold takes from one it does not give to the other."""
    pair = Chain(symmetric(v), "pair").at_most(statement.most, by=linear())
    return (
        Chain(response)
        .equals(E(symmetric(s * g), g), by=noise_is_symmetric)
        .at_most(E(statement.most, g), by=pointwise(pair.at({v: s * g})))
        .equals(statement.most, by=algebra)
    )


def responses(p, size, rng):
    """Responses to fresh noise; 1-Lipschitz in it for b >= 0, 2-Lipschitz for b < 0."""
    steep = 1 if p.b >= 0 else 2
    return soft_threshold(p.a + p.s * rng.standard_normal(size), p.b), (steep * p.s) ** 2


CLAIM = Claim(
    id="dynamic_signal/soft_threshold",
    title="A soft threshold shortens what it hears",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for locally connected nets", origin="ours"),
    statement=SoftThreshold(),
    evidence=(Derived(derivation), Simulation(responses, law="sub-gaussian")),
    mutants=(
        mutant(
            "negative-threshold", "the unit then amplifies", thresholds=real(typical=(-1, 1)),
            at={a: Rational(1, 2), b: -1, s: Rational(1, 10)},
        ),
        mutant(
            "threshold-taken-off", "noise lifts some responses over the threshold", most=Max(a - b, 0),
            at={a: Rational(1, 2), b: Rational(1, 2), s: 1},
        ),
    ),
    witness={a: Integer(1), b: Rational(1, 2), s: Rational(1, 2)},
)
