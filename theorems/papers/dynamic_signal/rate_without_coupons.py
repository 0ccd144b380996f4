r"""The rate of the upper bound for locally connected nets, read for every noise level.

Were there a constant, 1000 say, such that nets trained by two steps of descent had for every sigma

.. math:: m \ge 1000\, \sigma^2 k (k + d) \ln(kd) \;\Rightarrow\; \mathbb{E} R \le \frac14 + k \sigma^2,

then also as sigma -> 0, where the rate falls below one sample.  But m samples miss a location with chance (1 - 1/k)^m, and
there the risk is at least 1.  The rate lacks the k ln k of ``locally_connected_training``, unless a least noise level that
was not seen excludes these.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Rational, log

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, integers, mutant, positive
from theorems.papers.dynamic_signal.symbols import SIGNAL, d, k, m, sigma

LOW_NOISE = SIGNAL[k, d, sigma, m].but(
    k=integers(2, typical=(16, 64)), d=integers(2, typical=(4, 16)),
    sigma=positive(typical=(Rational(1, 2000), Rational(1, 1000))), m=integers(0, typical=(4, 40)),
)


@dataclass(frozen=True)
class RateWithoutCoupons(Statement):
    """Mean over the samples, for one of the constants that the rate leaves open."""

    constant: Expr = Rational(1000)
    most: Expr = Rational(1, 4) + k * sigma**2

    def domain(self):
        return LOW_NOISE

    def hypotheses(self):
        return (m >= self.constant * sigma**2 * k * (k + d) * log(k * d),)

    def conclusion(self):
        return Relation(Quantity("E R of a net trained in two steps"), "<=", self.most)


def risk_at_least(p):
    """The chance that no sample shows the location of the test image: see ``coupon_floor``."""
    return Fraction(p.k - 1, p.k) ** p.m


CLAIM = Claim(
    id="dynamic_signal/rate_without_coupons",
    title="The rate of the upper bound for locally connected nets, read for every noise level",
    kind="corollary",
    source=Source("lahoti2024", where="upper bound for locally connected nets, the constant is ours", origin="abstract"),
    statement=RateWithoutCoupons(),
    evidence=(
        Exact(
            risk_at_least, lambda _: [{k: 64, d: 8, sigma: Rational(1, 1000), m: size} for size in (30, 60)],
            shows="at least",
        ),
    ),
    mutants=(
        mutant("ten-thousand", "no constant helps: the noise may be lower still", constant=Rational(10**4),
               at={k: 64, d: 8, sigma: Rational(1, 4000), m: 30}),
        mutant("half", "no risk below 1 can be promised", most=Rational(1, 2)),
    ),
    witness={k: 64, d: 8, sigma: Rational(1, 1000), m: 30},
    expected="refuted",
)
