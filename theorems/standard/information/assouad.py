r"""Assouad's lemma: many bits, each hard to tell.

There are 2^N laws P_v, v in {0, 1}^N, and the laws of any two v that differ in one bit have total variation distance at
most delta.  Every estimate V of v, randomised or not, has

.. math:: \max_v \mathbb{E}_v \sum_{i=1}^N 1_{V_i \ne v_i} \ge \frac N2 (1 - \delta).

Le Cam's bound for each bit, information/le_cam, given the other bits; the mean over all v is at least as large.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from sympy import Expr, Rational

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    arbitrary,
    integers,
    mutant,
)
from theorems.core.rules import algebra, combination, pointwise
from theorems.standard.information.symbols import LAWS, delta

BITS = LAWS[delta].plus(N=integers(1, typical=(1, 12)), bit=integers(1))     # bits; one of them, in means uniform
N, bit = BITS.symbols[1:]
chance, distance = arbitrary("P_error", nonnegative=True)(bit), arbitrary("TV", nonnegative=True)(bit)

worst = Quantity("worst mean number of wrong bits")


@dataclass(frozen=True)
class Assouad(Statement):
    """How many bits every estimate gets wrong."""

    floor: Expr = N * (1 - delta) / 2

    def domain(self):
        return BITS

    def conclusion(self):
        return Relation(worst, ">=", self.floor)


def derivation(s):
    """The mean over all v is taken bit by bit; each bit is a problem of two laws."""
    average = Fact(
        worst, ">=", N * E(chance, bit),
        fact="the largest mean is at least the mean over all v; wrong bits are counted one by one",
    )
    two_points = Fact(
        chance, ">=", (1 - distance) / 2, source="tsybakov2009",
        fact="information/le_cam for each choice of the other bits, averaged; TV(bit) is the mean of the distances",
    )
    close = Fact(distance, "<=", delta, fact="hypothesis: laws that differ in one bit are at most delta apart")
    each = (
        Chain(chance, "each bit")
        .at_least((1 - distance) / 2, by=two_points)
        .at_least((1 - delta) / 2, by=combination((close, Rational(1, 2))))
    )
    mean = (
        Chain(E(chance, bit), "mean")
        .at_least(E((1 - delta) / 2, bit), by=pointwise(each))
        .equals((1 - delta) / 2, by=algebra)
    )
    return (
        Chain(worst)
        .at_least(N * E(chance, bit), by=average)
        .at_least(N * (1 - delta) / 2, by=combination((mean, N)))
        .at_least(s.floor, by=algebra)
    )


def coins(p):
    """Chances of heads of a bit's coin under 0 and under 1: at distance delta."""
    return (1 - Fraction(p.delta)) / 2, (1 + Fraction(p.delta)) / 2


def wrong_bits(p):
    """Each bit shows in one coin of its own, and is read off it: the worst v, over all outcomes."""
    chances = coins(p)
    cube = list(product((0, 1), repeat=p.N))
    toss = lambda v, seen: prod(chances[i] if head else 1 - chances[i] for i, head in zip(v, seen, strict=True))
    wrong = lambda v, seen: sum(i != head for i, head in zip(v, seen, strict=True))
    return max(sum(toss(v, seen) * wrong(v, seen) for seen in cube) for v in cube)


def cubes(budget):
    most = {"quick": 3, "standard": 4, "deep": 6}[budget]
    return list(BITS.grid(N=list(range(1, most + 1)), delta=[Rational(i, 4) for i in range(5)]))


CLAIM = Claim(
    id="information/assouad",
    title="Assouad's lemma",
    kind="theorem",
    source=Source("tsybakov2009", where="Assouad's lemma", origin="classical"),
    statement=Assouad(),
    evidence=(Derived(derivation), Exact(wrong_bits, cubes, shows="at most")),
    mutants=(
        mutant("half-missing", "a guessed bit is right every other time", floor=N * (1 - delta)),
        mutant("squared", "the distance itself, not its square", floor=N * (1 - delta**2) / 2),
        mutant("half-distance", "half the sum of |dP - dQ| is the distance already", floor=N * (1 - delta / 2) / 2),
    ),
    witness={N: 3, delta: Rational(1, 4)},
)
