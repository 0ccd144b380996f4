r"""The rate k d of the lower bound for locally connected nets, read without the noise level.

The abstract states rates in k and d alone.  Read so, with the constants of dynamic_signal/rate_floor, the nets and
learners of dynamic_signal/aligned_risk would have

.. math:: \mathbb{E} R \ge \frac15 \quad \text{for all} \quad m \le \frac{k d}4, \qquad d \ge 4,
          \quad \sigma \le \frac1{\sqrt k}.

This is false where noise is low: the samples needed for the signals are of order sigma^2 k d, and those needed to see
every location do not grow with d.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from sympy import Expr, Rational, sqrt

from numerics.enclosure import ball, precision
from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, integers, mutant, positive
from theorems.papers.dynamic_signal.symbols import SIGNAL, d, k, m, sigma

FREE = SIGNAL[k, d, sigma, m].but(
    d=integers(4, typical=(16, 64)), m=integers(0, typical=(0, 40)),
    sigma=positive(typical=(Rational(1, 100), Rational(1, 50))),
)


@dataclass(frozen=True)
class RateWithoutNoise(Statement):
    """For the best capped locally connected net that sees no rotation of single locations."""

    floor: Expr = Rational(1, 5)

    def domain(self):
        return FREE.where(4 * m <= k * d, sigma <= 1 / sqrt(k))

    def conclusion(self):
        return Relation(Quantity("least E R"), ">=", self.floor)


def risk_at_most(p):
    """Of the linear net whose nodes are the mean samples of the locations, on the sphere: alignments a = x/|(x, v)|.

    A location seen N > 0 times has x = N + sigma sqrt(m) g and |v|^2 = sigma^2 m chi^2.  Where x >= N/2 the loss (1 - a)^2
    is at most (1 - a^2)^2 <= (2 |v|/N)^4; elsewhere, and where N = 0, at most 4.  The noise of the patches adds k sigma^2.
    """
    noise, total = Fraction(p.sigma), ball(0)
    with precision(40):
        for seen in range(p.m + 1):
            chance = Fraction(comb(p.m, seen) * (p.k - 1) ** (p.m - seen), p.k**p.m)
            if seen == 0:
                loss = ball(4)
            else:
                away = ball(Fraction(seen) ** 2 / (8 * noise**2 * p.m)).sqrt().erfc() * 2
                loss = away + ball(16 * noise**4 * p.m**2 * (p.d**2 - 1) / Fraction(seen) ** 4)
            total += ball(chance) * loss
        return total + ball(p.k * noise**2)


CLAIM = Claim(
    id="dynamic_signal/rate_without_noise",
    title="The rate k d of the lower bound for locally connected nets, read without the noise level",
    kind="corollary",
    source=Source("lahoti2024", where="abstract: rates in k and d, the constant is ours", origin="abstract"),
    statement=RateWithoutNoise(),
    evidence=(
        Exact(
            risk_at_most, lambda _: [{k: 4, d: size, sigma: Rational(1, 100), m: size // 2} for size in (64, 256)],
            shows="at most",
        ),
    ),
    mutants=(
        mutant("tenth", "no constant helps: the risk falls with the noise", floor=Rational(1, 10)),
        mutant("constant-risk", "larger still", floor=Rational(1, 2)),
    ),
    witness={k: 4, d: 64, sigma: Rational(1, 100), m: 48},
    expected="refuted",
)
