r"""When twice the noise is low enough a threshold for the second step.

The second step wants a threshold b_1 with 2 tau <= b_1 <= (2/3) / sqrt(1 + T^2), T being the tangent of the first step at a
share p_0 of the signal and noise of level s.  For b_1 = 2 tau, tau < 1/3, it is enough that

.. math:: 2 s \sqrt{2L} \le p_0, \qquad 36\, \tau^2 s^2 q^2 \le (1 - 9 \tau^2)\, p_0^2.

Locally connected nets, p_0 = 1/(2k) and s = sigma / sqrt n: n >= 32 sigma^2 k^2 L and n >= 144 tau^2 sigma^2 k^2 q^2 /
(1 - 9 tau^2).  Convolutional nets, p_0 = 1 and s = sigma sqrt(k/n): n >= 8 sigma^2 k L and n >= 36 tau^2 sigma^2 k q^2 /
(1 - 9 tau^2).  Here q^2 = d - 1 + 2 sqrt((d - 1) L) + 2L.  Source: ours.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Rational, sqrt

from theorems.core import Chain, Claim, Derived, Relation, Source, Statement, interval, mutant
from theorems.core.rules import algebra, combination, linear, monotone
from theorems.papers.dynamic_signal.first_step import cosine
from theorems.papers.dynamic_signal.symbols import d
from theorems.papers.dynamic_signal.two_step_symbols import FIRST, level, rarity, reach, share

LOW = FIRST.but(level=interval(0, share / (2 * sqrt(2 * rarity)), "(]", typical=(Rational(1, 200), Rational(1, 15)))).plus(
    tau=interval(0, Rational(1, 3), "()", typical=(Rational(1, 100), Rational(1, 10))),  # noise of the second step
)
tau = LOW.symbols[-1]
across = level * reach(d - 1, rarity)


@dataclass(frozen=True)
class ThresholdAtTwiceTheNoise(Statement):
    """``factor``: 36 = 9 * 2^2, for b_1 = 2 tau is two thirds of what is left, and half of the share is."""

    factor: Expr = Integer(36)
    spare: Expr = 1 - 9 * tau**2

    def domain(self):
        return LOW

    def hypotheses(self):
        return (self.factor * tau**2 * across**2 <= self.spare * share**2,)

    def conclusion(self):
        return Relation(2 * tau, "<=", 2 * cosine / 3)


def derivation(s):
    """Half of the share is left along the signal at least; then compare squares."""
    along = share - level * sqrt(2 * rarity)
    length, rest = sqrt(along**2 + across**2), 1 - 9 * tau**2
    left = Chain(share / 2, "half is left").at_most(along, by=algebra)
    squared = Chain(share**2 / 4, "half, squared").at_most(along**2, by=monotone(lambda z: z**2, left))
    noise = (
        Chain(9 * tau**2 * across**2, "across")
        .at_most(rest * share**2 / 4, by=linear())
        .at_most(rest * along**2, by=combination((squared, rest)))
    )
    whole = Chain((3 * tau * length) ** 2, "squares").at_most(along**2, by=combination(noise))
    root = Chain(3 * tau * length, "roots").at_most(along, by=monotone(sqrt, whole))
    return (
        Chain(2 * tau)
        .at_most(2 * cosine / 3, by=combination((root, 2 / (3 * length))))
    )


CLAIM = Claim(
    id="dynamic_signal/threshold_at_twice_the_noise",
    title="When twice the noise is low enough a threshold",
    kind="corollary",
    source=Source("lahoti2024", where="threshold of the second step of the upper bounds", origin="ours"),
    statement=ThresholdAtTwiceTheNoise(),
    evidence=(Derived(derivation),),
    mutants=(
        mutant(
            "half-the-noise", "the tangent is twice the noise across over the share", factor=Integer(4),
            at={d: 100, share: 1, rarity: 2, tau: Rational(1, 10), level: Rational(1, 5)},
        ),
        mutant(
            "no-rest", "a threshold at two thirds leaves no room for any angle", spare=Integer(1),
            at={d: 2, share: 1, rarity: Rational(1, 100), tau: Rational(3, 10), level: Rational(1, 2)},
        ),
    ),
    witness={d: 16, share: Rational(1, 4), rarity: 2, tau: Rational(1, 20), level: Rational(1, 40)},
)
