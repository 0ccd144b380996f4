r"""Binary codes chosen greedily (Gilbert, Varshamov).

A(n, d) is the largest number of words of n bits that differ pairwise in at least d places, 1 <= d <= n.  For 0 < x <= 1

.. math:: A(n, d) \ge \frac{2^n}{\sum_{i < d} \binom ni} \ge \frac{2^n x^{d-1}}{(1 + x)^n}.

With q = (d - 1)/n <= 1/2 and x = q/(1 - q) the right side is 2^{n (1 - h(q))}, h the entropy of a coin in bits.
"""

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Rational

from numerics import packings
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
    interval,
    mutant,
)
from theorems.core.rules import algebra, combination, monotone, pointwise
from theorems.standard.packing.symbols import CODE, codes, least, n, ones, weight

d, x, i = least, weight, ones
C = arbitrary("C", positive=True)                # the binomial coefficients, for i <= n
ball = arbitrary("ball", positive=True)(n, d)    # words within d - 1 of a given one


@dataclass(frozen=True)
class GilbertVarshamov(Statement):
    """For every length, distance and weight; a largest code covers all words with balls of radius d - ``less``."""

    weights: Any = interval(0, 1, "(]", typical=(Rational(1, 20), 1))
    less: int = 1

    def domain(self):
        return CODE.but(x=self.weights)

    def conclusion(self):
        return Relation(codes(n, d), ">=", 2**n * x ** (d - self.less) / (1 + x) ** n)


def weighed():
    """C(n, i) <= C(n, i) x^(i - d + 1) for i < d and x <= 1."""
    power = lambda base: base ** (d - 1 - i)
    inverse = Chain(Integer(1), "x at most 1").at_most(1 / x, by=algebra)
    from_one = Chain(Integer(1), "from 1").at_most(Integer(1), by=algebra)
    factor = Chain(Integer(1), "factor").at_most(power(1 / x), by=monotone(power, inverse, within=(from_one,)))
    return Chain(C(n, i), "weighed").at_most(C(n, i) * power(1 / x), by=combination((factor, C(n, i))))


def derivation(s):
    """A word that no ball covers could be added; and the words of a ball weigh at least 1 each, in all (1 + x)^n at most."""
    covered = Fact(codes(n, d) * ball, ">=", 2**n, fact="the balls of radius d - 1 around a largest code cover all words")
    counted = Fact(ball, "=", d * E(C(n, i), i), fact="C(n, i) words differ in i places; i is uniform on 0, ..., d - 1")
    bound = (1 + x) ** n / x ** (d - 1)
    binomial_theorem = Fact(
        d * E(C(n, i) * (1 / x) ** (d - 1 - i), i), "<=", bound,
        fact="binomial theorem for (1 + x)^n, whose terms of order d and more are left out",
    )
    summed = Chain(E(C(n, i), i), "summed").at_most(E(C(n, i) * (1 / x) ** (d - 1 - i), i), by=pointwise(weighed()))
    size = (
        Chain(ball, "ball")
        .equals(d * E(C(n, i), i), by=counted)
        .at_most(d * E(C(n, i) * (1 / x) ** (d - 1 - i), i), by=combination((summed, d)))
        .at_most(bound, by=binomial_theorem)
    )
    return (
        Chain(codes(n, d), "greedy")
        .at_least(2**n / ball, by=combination((covered, 1 / ball)))
        .at_least(2**n / bound, by=combination((size, 2**n / (ball * bound))))
        .equals(s.conclusion().right, by=algebra)
    )


def largest(p):
    """The size of a largest code, by exhaustion."""
    return packings.largest_code(p.n, p.d)


def greedy_surplus(p):
    """What the greedy code, covered with balls, has beyond all words."""
    code = packings.lexicode(p.n, p.d)
    if any((u ^ v).bit_count() < p.d for u in code for v in code if u != v):
        raise ValueError("the greedy code has two words that are too close")
    return len(code) * packings.ball(p.n, p.d - p.less) - 2**p.n


def codes_of_six_bits(budget):
    weights = [Rational(1, 20), Rational(1, 5), Rational(1, 2), Integer(1)]
    return [{n: length, d: far, x: w} for length in range(1, 7) for far in range(1, length + 1) for w in weights]


def longer_codes(budget):
    most = {"quick": 7, "standard": 9, "deep": 12}[budget]
    return [{n: length, d: far} for length in range(1, most + 1) for far in range(1, length + 1)]


CLAIM = Claim(
    id="packing/gilbert_varshamov",
    title="Binary codes chosen greedily",
    kind="theorem",
    source=Source("gilbert1952", where="lower bound on the size of a code", origin="classical"),
    statement=GilbertVarshamov(),
    evidence=(
        Derived(derivation),
        Exact(largest, codes_of_six_bits),
        Exact(
            greedy_surplus, longer_codes, name="greedy",
            tests=lambda s: Relation(Quantity("|greedy code| |ball| - 2^n"), ">=", Integer(0)),
        ),
    ),
    mutants=(
        mutant("smaller-balls", "words at distance d - 1 may be left", less=2),
        mutant(
            "any-weight", "x > 1 makes the words of a ball weigh less than 1", at={n: 6, d: 6, x: 5},
            weights=interval(0, 8, "(]", typical=(Rational(1, 20), 8)),
        ),
    ),
    witness={n: 6, d: 3, x: Rational(1, 2)},
)
