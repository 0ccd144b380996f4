r"""Least error of a predictor on the static signal task.

A label y, a fair sign, is seen through x with z = <mu, x>/s^2 = (y + s g)/s^2.  Every predictor with answers 1 and -1 has

.. math:: \mathbb{P}(f(x) \ne y) \ge \Phi\Bigl(-\frac1s\Bigr) = \frac12 \operatorname{erfc}\Bigl(\frac1{s \sqrt2}\Bigr),

and the sign of z attains it.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Rational, erfc, sqrt, tanh

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
    mutant,
    nonnegative,
    signs,
)
from theorems.core.rules import algebra, combination, pointwise
from theorems.papers.dynamic_signal.symbols import NODE, s

SEEN = NODE[s].plus(
    size=nonnegative(), side=signs(),            # evidence of a fresh image: size and sign of z
    f=signs(),                                   # the answer to it
)
size, side, f = SEEN.symbols[1:]
error = Quantity("P(f != y)")
agreement = Quantity("E y f")
image = size, side, f


@dataclass(frozen=True)
class StaticError(Statement):
    """For every predictor, of any kind."""

    least: Expr = erfc(1 / (s * sqrt(2))) / 2

    def domain(self):
        return SEEN

    def conclusion(self):
        return Relation(error, ">=", self.least)


def derivation(st):
    """f agrees with y as much as with the posterior mean of y, at most as much as the sign of that mean does."""
    counted = Fact(error, "=", (1 - agreement) / 2, fact="y f is -1 where the answer is wrong, 1 elsewhere")
    posterior = Fact(agreement, "=", E(f * side * tanh(size), *image), fact="Bayes: given the image y has mean tanh(z)")
    sign = Fact(
        E(tanh(size), *image), "=", 1 - erfc(1 / (s * sqrt(2))),
        fact="this is E y sign(z), and sign(y z) = sign(1 + s g) is -1 with chance P(g > 1/s)",
    )
    answer = Chain(f * side * tanh(size), "answer").at_most(tanh(size), by=algebra)
    agreed = (
        Chain(agreement, "agreement")
        .equals(posterior.right, by=posterior)
        .at_most(E(tanh(size), *image), by=pointwise(answer))
        .equals(1 - erfc(1 / (s * sqrt(2))), by=sign)
    )
    return (
        Chain(error)
        .equals((1 - agreement) / 2, by=counted)
        .at_least(erfc(1 / (s * sqrt(2))) / 2, by=combination((agreed, Rational(1, 2))))
        .equals(st.least, by=algebra)
    )


def mistakes(p, size, rng):
    """Whether the sign of the evidence is wrong about the label of a fresh image."""
    label = rng.choice([-1.0, 1.0], size)
    return np.sign(label + p.s * rng.standard_normal(size)) != label


CLAIM = Claim(
    id="dynamic_signal/static_error",
    title="Least error of a predictor on the static signal task",
    kind="lemma",
    source=Source("lahoti2024", where="definition of the static signal distribution", origin="ours"),
    statement=StaticError(),
    evidence=(Derived(derivation), Simulation(mistakes, law="bernoulli")),
    mutants=(
        mutant("wide", "the signals y and -y are two apart, and the threshold is between them",
               least=erfc(1 / (2 * s * sqrt(2))) / 2),
        mutant("no-half", "one side is wrong only", least=erfc(1 / (s * sqrt(2)))),
    ),
    witness={s: 1},
)
