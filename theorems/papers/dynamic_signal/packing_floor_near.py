r"""Fano's lower bound for locally connected nets with nearly orthogonal signals, as quoted, at sizes that occur.

A review quotes a packing of the sphere with scalar products at most 1/1000.  Were its constants meant for problems of any
size, half of the learners would fail, with P(failure) the value that Fano's inequality shows,

.. math:: \mathbb{P}(\text{failure}) \ge \frac12 \quad \text{for all} \quad m \le \frac{\sigma^2 k d}{1000},
          \qquad d \ge 10^4.

This is false for the packings there are to use, greedy caps or the axes with both signs: the logarithm of their number is
the larger of 5 d / 10^7 and ln 2d, and nothing at all is shown.  With 1/2 for 1/1000 the way works.
"""

from dataclasses import dataclass
from fractions import Fraction

from flint import arb
from sympy import Expr, Integer, Rational

from numerics.enclosure import ball, precision
from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, integers, mutant
from theorems.papers.dynamic_signal.symbols import SIGNAL, d, k, m, sigma


@dataclass(frozen=True)
class PackingFloorNear(Statement):
    """What Fano's inequality shows of the chance to fail, at scalar products up to 1/1000."""

    least: Expr = Rational(1, 2)

    def domain(self):
        return SIGNAL[k, d, sigma, m].but(d=integers(10**4, typical=(10**4, 10**6))).where(1000 * m <= sigma**2 * k * d)

    def conclusion(self):
        return Relation(Quantity("P(failure) by Fano, c = 1/1000"), ">=", self.least)


def failure(p):
    """1 - (I + ln 2)/ln M with I = 2m/(k sigma^2), for the larger of the two packings."""
    with precision(40):
        squared = Fraction(1, 10**6)
        caps = arb(2).log() + ball(1 + (p.d - 1) * squared).log() / 2 - ball(1 - squared).log() * (p.d - 1) / 2
        axes = arb(2 * p.d).log()
        return 1 - (ball(Fraction(2 * p.m) / (p.k * Fraction(p.sigma) ** 2)) + arb(2).log()) / caps.max(axes)


CLAIM = Claim(
    id="dynamic_signal/packing_floor_near",
    title="Fano's lower bound for locally connected nets with nearly orthogonal signals",
    kind="corollary",
    source=Source(
        "lahoti2024", where="constant 1/1000 of the packing, as quoted in a review; the sizes are ours", origin="abstract",
    ),
    statement=PackingFloorNear(),
    evidence=(
        Exact(failure, lambda _: [{d: 10**i, k: 10, sigma: 1, m: 10 ** (i - 2)} for i in (4, 5, 6)]),
    ),
    mutants=(
        mutant("any-chance", "nothing is shown at all", least=Integer(0)),
        mutant("high-chance", "larger still", least=Rational(9, 10)),
    ),
    witness={d: 10**4, k: 10, sigma: 1, m: 100},
    expected="refuted",
)
