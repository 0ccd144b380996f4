r"""The lower bound for locally connected nets, read for the error instead of the squared risk.

Were the rate sigma^2 k d a matter of the task and not of the loss, one would have, with some positive constant, say

.. math:: m \le \frac12 \sigma^2 k d \;\Rightarrow\; \mathbb{E}\,\mathbb{P}(\text{error}) \ge \frac1{20}

for locally connected nets whose nodes have norm at most 1.  This is false: the linear net of the mean samples, scaled into
the cap as one likes, errs seldom after m samples of the order k + sigma^4 k^3 d, fewer where k sigma^2 and 1/(sigma^2 d) are
small.  Its squared risk is large, as the cap makes it answer too faintly.  The lower bounds are about the squared risk.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr
from sympy import Expr, Rational

from theorems.core import Claim, Quantity, Relation, Simulation, Source, Statement, integers, mutant, positive
from theorems.papers.dynamic_signal.symbols import SIGNAL, d, k, m, sigma

LOW_NOISE = SIGNAL[k, d, sigma, m].but(
    k=integers(2, typical=(8, 8)), d=integers(2, typical=(20000, 40000)), m=integers(0, typical=(10, 25)),
    sigma=positive(typical=(Rational(1, 29), Rational(1, 28))),
)


@dataclass(frozen=True)
class SeparationInError(Statement):
    """For the best capped net: its error is no more than that of one such net."""

    floor: Expr = Rational(1, 20)
    fewest: Expr = Rational(1, 2)

    def domain(self):
        return LOW_NOISE

    def hypotheses(self):
        return (m <= self.fewest * sigma**2 * k * d,)

    def conclusion(self):
        return Relation(Quantity("least mean error of a capped locally connected net"), ">=", self.floor)


def errors(p, size, rng):
    """Of the linear net of the mean samples, averaged over the places: see ``linear_error``.  Its scale does not matter.

    Of each mean sample only its part along the signal and the length of the rest matter.
    """
    seen = rng.multinomial(p.m, [1 / p.k] * p.k, size) / p.m
    along = seen + p.sigma / np.sqrt(p.m) * rng.standard_normal((size, p.k))
    across = p.sigma**2 / p.m * rng.chisquare(p.k * (p.d - 1), size)
    return ndtr(-along / (p.sigma * np.sqrt((along**2).sum(1) + across))[:, None]).mean(1)


CLAIM = Claim(
    id="dynamic_signal/separation_in_error",
    title="The lower bound for locally connected nets, read for the error",
    kind="corollary",
    source=Source("lahoti2024", where="rates of the lower bounds, the constants are ours", origin="abstract"),
    statement=SeparationInError(),
    evidence=(Simulation(errors, law=(0, 1)),),
    mutants=(
        mutant("smaller-constant", "no constant helps where noise is low and dimensions are many", fewest=Rational(1, 7),
               at={k: 8, d: 200000, sigma: Rational(1, 52), m: 80}),
        mutant("tenth", "larger still", floor=Rational(1, 10)),
    ),
    witness={k: 8, d: 20000, sigma: Rational(1, 28), m: 80},
    expected="refuted",
)
