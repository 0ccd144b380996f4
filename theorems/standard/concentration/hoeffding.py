r"""Hoeffding's inequality for the mean of bounded numbers.

For independent X_1, …, X_n in [0, 1] with mean p each, and every c >= 0

.. math:: \mathbb{P}\Bigl(\frac1n \sum_{i \le n} X_i \ge p + c\Bigr) \le e^{-2 n c^2}.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sympy import Expr, Rational, exp

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, monotone
from theorems.standard.concentration import tails
from theorems.standard.concentration.hoeffding_lemma import moment
from theorems.standard.concentration.symbols import SUMS, c, lam, n, p

exceeds = arbitrary("P_mean", nonnegative=True)  # the chance that the mean of n numbers of mean p is at least p + c


@dataclass(frozen=True)
class Hoeffding(Statement):
    """For every law on [0, 1] with mean p."""

    bound: Expr = exp(-2 * n * c**2)

    def domain(self):
        return SUMS[n, p, lam, c]

    def conclusion(self):
        return Relation(exceeds(n, p, c), "<=", self.bound)


def derivation(s):
    """Markov's inequality for exp(4 c times the sum), and Hoeffding's lemma for each factor."""
    markov = Fact(
        exceeds(n, p, c), "<=", exp(-4 * n * c**2) * moment(4 * c, p) ** n, source="hoeffding1963",
        fact="Markov's inequality for exp(4 c sum of (X_i - p)), and n independent factors, M as in Hoeffding's lemma",
    )
    lemma = claim("concentration/hoeffding_lemma").at({lam: 4 * c})
    product = Chain(moment(4 * c, p) ** n, "product").at_most(exp(2 * c**2) ** n, by=monotone(lambda u: u**n, lemma))
    return (
        Chain(exceeds(n, p, c))
        .at_most(markov.right, by=markov)
        .at_most(exp(-4 * n * c**2) * exp(2 * c**2) ** n, by=combination((product, exp(-4 * n * c**2))))
        .equals(exp(-2 * n * c**2), by=algebra)
        .at_most(s.bound, by=algebra)
    )


def tail_of_coins(p):
    """By adding up the law of the number of heads."""
    return tails.binomial(p.n, Fraction(p.p), ceil(p.n * (Fraction(p.p) + Fraction(p.c))))


def settings(budget):
    numbers = {"quick": (1, 10, 100), "standard": (*range(1, 12), 100, 400), "deep": (*range(1, 80), 400, 1000)}[budget]
    chances = (Rational(1, 100), Rational(1, 4), Rational(1, 2), Rational(9, 10))
    return [{n: m, p: q, c: r} for m in numbers for q in chances for r in (Rational(1, 20), Rational(1, 10), Rational(1, 2))]


def many_heads(p, size, rng):
    """Whether the mean of n coins is at least p + c; a whole level is not to be missed by rounding."""
    return (rng.binomial(p.n, p.p, size) >= p.n * (p.p + p.c) - 1e-9).astype(float)


CLAIM = Claim(
    id="concentration/hoeffding",
    title="Hoeffding's inequality",
    kind="theorem",
    source=Source("hoeffding1963", where="Theorem 1", origin="classical"),
    statement=Hoeffding(),
    evidence=(
        Derived(derivation), Exact(tail_of_coins, settings, shows="at least"), Simulation(many_heads, law="bernoulli"),
    ),
    mutants=(
        mutant(
            "four", "the variance of a coin is 1/4, not 1/8", bound=exp(-4 * n * c**2),
            at={n: 100, p: Rational(1, 2), c: Rational(1, 10)},
        ),
        mutant(
            "own-variance", "a rare success weighs more than its variance", bound=exp(-n * c**2 / (2 * p * (1 - p))),
            at={n: 1, p: Rational(1, 10), c: Rational(9, 10)},
        ),
    ),
    witness={n: 100, p: Rational(1, 2), c: Rational(1, 10)},
)
