r"""Squared risk of a predictor on the static signal task: no net has risk 0.

A label y, a fair sign, is seen through x with z = <mu, x>/s^2 = (y + s g)/s^2, mu a unit signal.  The posterior mean of y
is tanh(z), and every predictor f has

.. math:: \mathbb{E}\,(f(x) - y)^2 = 1 - \mathbb{E} \tanh\Bigl(\frac{1 + s g}{s^2}\Bigr)
          + \mathbb{E}\,\bigl(f(x) - \tanh z\bigr)^2.

The least risk is that of tanh(z), above 0 for every s > 0.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational, tanh

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
    real,
)
from theorems.core.rules import algebra, pointwise, rewriting
from theorems.papers.dynamic_signal.symbols import NODE, SIGNAL, g, s, y

SEEN = NODE[s, g].plus(**dict(SIGNAL[y].named())).plus(
    z=real(),                                    # evidence of a fresh image
    f=real(),                                    # prediction for it
)
z, f = SEEN.symbols[3:]
risk = Quantity("E (f - y)^2")
missed = E((f - tanh(z)) ** 2, z, f)
agreement = E(tanh((1 + s * g) / s**2), g)


@dataclass(frozen=True)
class StaticBayes(Statement):
    """Risk, less what the predictor misses of the posterior mean, plus how far that mean agrees with the label."""

    total: Expr = Integer(1)
    evidence: str = "over the variance"
    counted: str = "missed"

    def domain(self):
        return SEEN

    def conclusion(self):
        rest = {"missed": missed, "nothing": Integer(0)}[self.counted]
        own = risk if self.evidence == "over the variance" else Quantity("E (f - y)^2, evidence over the deviation")
        return Relation(own + agreement - rest, "=", self.total)


def derivation(st):
    """Given the image, y is 1 with chance (1 + tanh z)/2; complete the square."""
    loss = ((1 + tanh(z)) * (f - 1) ** 2 + (1 - tanh(z)) * (f + 1) ** 2) / 2
    posterior = Fact(risk, "=", E(loss, z, f), fact="Bayes: the odds of the labels 1 and -1 are exp(2 z)")
    same = Fact(
        E(tanh(z) ** 2, z, f), "=", agreement,
        fact="given the image tanh(z) is the mean of y, so this is E y tanh(z) = E tanh(y z); and y z = (1 + s g)/s^2",
    )
    square = Chain(loss, "square").equals((f - tanh(z)) ** 2 + 1 - tanh(z) ** 2, by=algebra)
    parts = (
        Chain(risk, "risk")
        .equals(E(loss, z, f), by=posterior)
        .equals(E((f - tanh(z)) ** 2 + 1 - tanh(z) ** 2, z, f), by=pointwise(square))
        .equals(missed + 1 - E(tanh(z) ** 2, z, f), by=algebra)
        .equals(missed + 1 - agreement, by=rewriting(same))
    )
    return (
        Chain(risk + agreement - missed)
        .equals((missed + 1 - agreement) + agreement - missed, by=rewriting(parts))
        .equals(st.total, by=algebra)
    )


def balances(p, size, rng):
    """Loss less missed plus agreement at fresh images, for the prediction <mu, x> cut to [-1, 1]."""
    label = rng.choice([-1.0, 1.0], size)
    heard = label + p.s * rng.standard_normal(size)
    said = np.clip(heard, -1, 1)
    mean = np.tanh(heard / (p.s**2 if p.evidence == "over the variance" else p.s))
    missed = (said - mean) ** 2 if p.counted == "missed" else 0.0
    return (said - label) ** 2 - missed + label * mean


CLAIM = Claim(
    id="dynamic_signal/static_bayes",
    title="Squared risk of a predictor on the static signal task",
    kind="lemma",
    source=Source("lahoti2024", where="definition of the static signal distribution", origin="ours"),
    statement=StaticBayes(),
    evidence=(Derived(derivation), Simulation(balances, law=(-5, 5))),
    mutants=(
        mutant("deviation", "the log-odds are over the variance", evidence="over the deviation", at={s: Rational(1, 2)}),
        mutant(
            "every-net", "a predictor other than the posterior mean pays for it", counted="nothing", at={s: Rational(3, 4)},
        ),
        mutant("half", "a label has square 1", total=Rational(1, 2)),
    ),
    witness={s: Rational(1, 2)},
    corrects="dynamic_signal/task_with_zero_risk",
)
