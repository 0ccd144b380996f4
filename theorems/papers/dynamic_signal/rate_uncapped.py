r"""Samples that a locally connected net needs on the dynamic signal task, whatever its nodes: as summaries have it.

An algorithm that turns with the data under O(d)^k and returns f(x) = sum_i phi_b(<w_i, x_i>) would need of the order of
sigma^2 k d samples for a constant risk, here 1/5:

.. math:: m^* \ge c\, \sigma^2 k d, \qquad c = \tfrac15.

If nodes may be long this is false for every c > 0.  For b = 0 the net is linear, and a multiple of its mean sample, patch by
patch, has risk V / (1 + V) (``mean_sample_net``): at k = 8, d = 5 q^2, sigma^2 = 1 / (400 q), m = 96 that is below .07, and
m / (sigma^2 k d) = 960 / q.  The cap on the norm of the nodes carries the bound.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational

from theorems.core import Bound, Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.dynamic_signal.mean_sample import excess
from theorems.papers.dynamic_signal.symbols import GRID, SIGNAL, d, k, sigma

samples = Quantity("samples for risk 1/5, locally connected nets with nodes of any length")


@dataclass(frozen=True)
class RateUncapped(Statement):
    """For the best algorithm of the class."""

    rate: Expr = sigma**2 * k * d / 5

    def domain(self):
        return SIGNAL[k, d, sigma]

    def conclusion(self):
        return Relation(samples, ">=", self.rate)


def samples_of_the_mean(p):
    """12 k, where the linear net of the mean sample has risk at most 1/5."""
    m = 12 * p.k
    risk = 1 - 1 / (1 + excess(p.k, p.d, p.sigma, m))
    if risk > Fraction(1, 5):
        raise ArithmeticError(f"the risk is {float(risk):.3g}")
    return m


def shapes(_):
    return [{k: Integer(8), d: 5 * Integer(10) ** (2 * q), sigma: Rational(1, 20) / 10 ** (q // 2)} for q in (4, 6, 8)]


CLAIM = Claim(
    id="dynamic_signal/rate_uncapped",
    title="Samples that a locally connected net needs, whatever the length of its nodes",
    kind="theorem",
    source=Source("lahoti2024", where="abstract: sigma^2 k d samples for locally connected nets, no cap", origin="abstract"),
    statement=RateUncapped(),
    evidence=(Exact(samples_of_the_mean, shapes, shows="at most"),),
    mutants=(
        mutant("smaller-constant", "no constant helps", rate=sigma**2 * k * d / 100),
        mutant("much-smaller-constant", "no constant helps", rate=sigma**2 * k * d / 1000),
    ),
    witness={k: 8, d: 5 * 10**8, sigma: Rational(1, 2000)},
    expected="refuted",
    bounds=(
        Bound(
            "samples", "LCN", note="for risk 1/5, nodes of any length",
            grid={symbol: GRID[symbol] for symbol in (k, d, sigma)},
        ),
    ),
)
