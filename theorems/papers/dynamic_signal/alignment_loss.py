r"""A capped node pays for its alignment with the signal, whatever the threshold.

For an alignment -1 <= a <= 1, a threshold b >= 0 and Gaussian noise of any level s > 0,

.. math:: \mathbb{E}\,(\varphi_b(a + s g) - 1)^2 \ge (1 - a_+)^2, \qquad \varphi_b(z) = (z - b)_+ - (-z - b)_+.

So the risk of a capped locally connected net on the samples of one location is at least (1 - <w, u>_+)^2, the noise of the
other patches only adding to it.  Source: a step of the lower bounds for locally connected nets.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Integer, Max, Rational

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    interval,
    mutant,
    nonnegative,
    real,
)
from theorems.core.rules import algebra, definition, jensen, linear, monotone, pointwise
from theorems.papers.dynamic_signal.node import noise_is_symmetric, response, symmetric, unit
from theorems.papers.dynamic_signal.symbols import NODE, a, b, g, s, v

loss = Quantity("E (phi_b(a + s g) - 1)^2", E((unit(a + s * g) - 1) ** 2, g))


@dataclass(frozen=True)
class AlignmentLoss(Statement):
    """``heard`` is what the node hears at most, on average."""

    heard: Expr = Max(a, 0)
    thresholds: Any = nonnegative(typical=(0, 1))

    def domain(self):
        return NODE.but(a=interval(-1, 1), b=self.thresholds)

    def conclusion(self):
        return Relation(loss, ">=", (1 - self.heard) ** 2)


def derivation(statement):
    """Pair the noises v and -v; then a mean square is at least the squared mean."""
    pair = Chain(symmetric(v), "pair").at_most(statement.heard, by=linear())
    mean = (
        Chain(response, "mean")
        .equals(E(symmetric(s * g), g), by=noise_is_symmetric)
        .at_most(E(statement.heard, g), by=pointwise(pair.at({v: s * g})))
        .equals(statement.heard, by=algebra)
    )
    capped = Chain(statement.heard, "cap").at_most(Integer(1), by=linear())
    square = lambda z: (z - 1) ** 2
    return (
        Chain(loss)
        .equals(E((unit(a + s * g) - 1) ** 2, g), by=definition)
        .at_least(square(E(unit(a + s * g), g)), by=jensen(square))
        .at_least(square(statement.heard), by=monotone(square, mean, lambda z: 2 * (z - 1), within=(capped,)))
        .equals((1 - statement.heard) ** 2, by=algebra)
    )


def responses(p, size, rng):
    """Responses to fresh noise, written out; 1-Lipschitz in it for b >= 0, 2-Lipschitz for b < 0."""
    heard = p.a + p.s * rng.standard_normal(size)
    steep = 1 if p.b >= 0 else 2
    return np.maximum(heard - p.b, 0) - np.maximum(-heard - p.b, 0), (steep * p.s) ** 2


CLAIM = Claim(
    id="dynamic_signal/alignment_loss",
    title="A capped node pays for its alignment with the signal",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bounds for locally connected nets", origin="ours"),
    statement=AlignmentLoss(),
    evidence=(
        Derived(derivation),
        Simulation(responses, law="sub-gaussian", tests=lambda s: Relation(response, "<=", s.heard)),
    ),
    mutants=(
        mutant(
            "any-threshold", "a negative threshold amplifies", thresholds=real(typical=(-1, 1)),
            at={a: Rational(1, 2), b: Rational(-1, 2), s: Rational(1, 10)},
        ),
        mutant(
            "threshold-taken-off", "noise lifts some responses over the threshold", heard=Max(a - b, 0),
            at={a: Rational(1, 2), b: Rational(1, 2), s: 1},
        ),
        mutant("turned", "a signal of the other sign is heard with that sign", heard=Max(-a, 0),
               at={a: Rational(1, 2), b: 0, s: Rational(1, 10)}),
    ),
    witness={a: Rational(1, 2), b: Rational(1, 4), s: Rational(1, 2)},
)
