r"""Samples that a fully connected net needs on the dynamic signal task, whatever its thresholds: as summaries have it.

An algorithm that turns with the data under O(kd) and returns f(x) = sum_j phi_b(<w_j, x>), k nodes with |w_j| <= 1, would
need of the order of sigma^2 k^2 d samples for a constant risk, here 1/5:

.. math:: m^* \ge c\, \sigma^2 k^2 d, \qquad c = \tfrac1{100}.

Without a least threshold this is false for every c > 0.  For b = 0 the net is linear, and a multiple of its mean sample has
risk V / (1 + V); at k = q^4, d = k, sigma = q^(-3), m = 12 k that tends to 1/7, the nodes get short, and
m / (sigma^2 k^2 d) = 12 / q^2.  The formal theorem supposes b >= 1/100.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational

from theorems.core import Bound, Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.dynamic_signal.mean_sample import excess
from theorems.papers.dynamic_signal.symbols import GRID, SIGNAL, d, k, sigma

samples = Quantity("samples for risk 1/5")


@dataclass(frozen=True)
class FullyConnectedRate(Statement):
    """For the best algorithm of the class."""

    rate: Expr = sigma**2 * k**2 * d / 100

    def domain(self):
        return SIGNAL[k, d, sigma]

    def conclusion(self):
        return Relation(samples, ">=", self.rate)


def samples_of_the_mean(p):
    """12 k, where the capped linear net has mean risk at most 1/5; where the cap would cut it answers 0, of risk 1.

    By Markov's inequality that happens with a chance of at most the mean squared norm of a node.
    """
    m = 12 * p.k
    scale = 1 / (1 + excess(p.k, p.d, p.sigma, m))
    squared_norm = scale**2 * (Fraction(1, p.k) * (1 + Fraction(p.k - 1, m)) + p.sigma**2 * Fraction(p.k * p.d, m))
    risk = 1 - scale + squared_norm
    if risk > Fraction(1, 5):
        raise ArithmeticError(f"the risk may be {float(risk):.3g}")
    return m


def shapes(_):
    return [{k: Integer(q) ** 4, d: Integer(q) ** 4, sigma: Rational(1, q**3)} for q in (36, 120, 400)]


CLAIM = Claim(
    id="dynamic_signal/fully_connected_rate",
    title="Samples that a fully connected net needs, whatever its thresholds",
    kind="theorem",
    source=Source("lahoti2024", where="abstract: sigma^2 k^2 d samples for fully connected nets", origin="abstract"),
    statement=FullyConnectedRate(),
    evidence=(Exact(samples_of_the_mean, shapes, shows="at most"),),
    mutants=(
        mutant("smaller-constant", "no constant helps", rate=sigma**2 * k**2 * d / 1000),
        mutant("much-smaller-constant", "no constant helps", rate=sigma**2 * k**2 * d / 10**4),
    ),
    witness={k: 36**4, d: 36**4, sigma: Rational(1, 36**3)},
    expected="refuted",
    bounds=(Bound("samples", "FCN", note="for risk 1/5", grid={symbol: GRID[symbol] for symbol in (k, d, sigma)}),),
)
