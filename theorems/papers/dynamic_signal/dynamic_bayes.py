r"""Best prediction on the dynamic signal task.

With z_t = <mu_t, x>/s^2 the evidence of location t in an image x, the mean of the label given the image is

.. math:: T(x) = \mathbb{E}[y \mid x] = \frac{\sum_t \sinh z_t}{\sum_t \cosh z_t}, \qquad
          \mathbb{E}\,(f(x) - y)^2 = 1 - \mathbb{E}\, y\, T(x) + \mathbb{E}\,\bigl(f(x) - T(x)\bigr)^2

for every predictor f: the least squared risk is 1 - E y T, and the sign of T errs least.  One location is
dynamic_signal/static_bayes.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational

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
    interval,
    mutant,
    real,
)
from theorems.core.rules import algebra, pointwise, rewriting
from theorems.papers.dynamic_signal.symbols import SIGNAL, d, k, sigma

SEEN = SIGNAL[k, d, sigma].plus(
    q=interval(0, 1),                            # sum of exp(z_t) over that of exp(z_t) + exp(-z_t), in a fresh image
    f=real(),                                    # prediction for it
)
q, f = SEEN.symbols[3:]
T = 2 * q - 1                                    # the sum of sinh z_t over that of cosh z_t
image = q, f

risk, agreement = Quantity("E (f - y)^2"), Quantity("E y T")
missed = E((f - T) ** 2, *image)
guessed = Quantity("risk, agreement and what is missed of another guess")


@dataclass(frozen=True)
class DynamicBayes(Statement):
    """Risk, less what the predictor misses of T, plus how far T agrees with the label."""

    total: Expr = Integer(1)
    guess: str = "sinh over cosh"

    def domain(self):
        return SEEN

    def conclusion(self):
        balance = risk + agreement - missed if self.guess == "sinh over cosh" else guessed
        return Relation(balance, "=", self.total)


def derivation(s):
    """Given the image the label is 1 with chance q; complete the square."""
    loss = q * (f - 1) ** 2 + (1 - q) * (f + 1) ** 2
    posterior = Fact(
        risk, "=", E(loss, *image),
        fact="Bayes: label y and location t have, given the image, a chance proportional to exp(y z_t)",
    )
    same = Fact(E(T**2, *image), "=", agreement, fact="tower rule: given the image T is the mean of y")
    square = Chain(loss, "square").equals((f - T) ** 2 + 1 - T**2, by=algebra)
    parts = (
        Chain(risk, "risk")
        .equals(E(loss, *image), by=posterior)
        .equals(E((f - T) ** 2 + 1 - T**2, *image), by=pointwise(square))
        .equals(missed + 1 - E(T**2, *image), by=algebra)
        .equals(missed + 1 - agreement, by=rewriting(same))
    )
    return (
        Chain(risk + agreement - missed)
        .equals((missed + 1 - agreement) + agreement - missed, by=rewriting(parts))
        .equals(s.total, by=algebra)
    )


GUESSES = {
    "sinh over cosh": lambda z: np.sinh(z).sum(0) / np.cosh(z).sum(0),
    "largest evidence": lambda z: np.tanh(np.take_along_axis(z, np.abs(z).argmax(0)[None], 0)[0]),
    "mean of the tanh": lambda z: np.tanh(z).mean(0),
}


def balances(p, size, rng):
    """Loss, less missed, plus agreement at fresh images, for the sum of the signal coordinates cut to [-1, 1]."""
    label, place = rng.choice([-1.0, 1.0], size), rng.integers(p.k, size=size)
    heard = p.sigma * rng.standard_normal((p.k, size))
    heard[place, np.arange(size)] += label
    said, guess = np.clip(heard.sum(0), -1, 1), GUESSES[p.guess](heard / p.sigma**2)
    return (said - label) ** 2 - (said - guess) ** 2 + label * guess


CLAIM = Claim(
    id="dynamic_signal/dynamic_bayes",
    title="Best prediction on the dynamic signal task",
    kind="lemma",
    source=Source("lahoti2024", where="definition of the dynamic signal distribution", origin="ours"),
    statement=DynamicBayes(),
    evidence=(Derived(derivation), Simulation(balances, law=(-5, 5))),
    mutants=(
        mutant(
            "largest-evidence", "the other locations count too", guess="largest evidence",
            at={k: 4, sigma: Rational(1, 2)},
        ),
        mutant(
            "mean-of-locations", "a location without evidence of a signal counts less", guess="mean of the tanh",
            at={k: 4, sigma: Rational(1, 2)},
        ),
        mutant("half", "a label has square 1", total=Rational(1, 2)),
    ),
    witness={k: 4, sigma: Rational(1, 2)},
)
