r"""A binomial number seldom rises far above its mean.

For N ~ Bin(n, p) and every 0 <= eta <= 1

.. math:: \mathbb{P}\bigl(N \ge (1 + \eta)\, n p\bigr) \le e^{-\eta^2 n p / 3};

for eta = 1/2: P(N >= 3 n p / 2) <= exp(-n p / 12).  On the way: exp(-eta^2 n p / (2 + eta)), for every eta >= 0.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sympy import Expr, Integer, Rational, exp, log

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
from theorems.standard.concentration.symbols import SUMS, eta, n, p, z
from theorems.standard.information.symbols import y

above = arbitrary("P_above", nonnegative=True)   # chance that a binomial number, of n trials, reaches a level


@dataclass(frozen=True)
class BinomialChernoffUpper(Statement):
    """How seldom the number reaches 1 + eta times its mean."""

    bound: Expr = exp(-n * p * eta**2 / 3)

    def domain(self):
        return SUMS[n, p, eta, z]

    def conclusion(self):
        return Relation(above(n, p, (1 + eta) * n * p), "<=", self.bound)


def logarithm():
    """ln(1 + z) lies above a rational function of z that meets it at 0."""
    size = Chain(Integer(0), "size").at_most(z, by=algebra)
    gap = lambda z: log(1 + z) - 2 * z / (2 + z)
    growing = Chain(Integer(0), "gap").at_most(gap(z), by=monotone(gap, size, lambda z: z**2 / ((1 + z) * (2 + z) ** 2)))
    return Chain(log(1 + z), "logarithm").at_least(2 * z / (2 + z), by=combination(growing))


def derivation(s):
    """Markov's inequality for (1 + eta)^N, the best base."""
    spent = exp(-(1 + eta) * n * p * log(1 + eta))
    markov = Fact(
        above(n, p, (1 + eta) * n * p), "<=", spent * (1 + p * eta) ** n,
        fact="Markov's inequality for (1 + eta)^N, and n independent trials, each of mean 1 + p eta",
    )
    trial = Chain(1 + p * eta, "one trial").at_most(
        exp(p * eta), by=claim("information/exponential_tangent").at({y: p * eta})
    )
    trials = Chain((1 + p * eta) ** n, "all trials").at_most(exp(n * p * eta), by=monotone(lambda u: u**n, trial))
    exponent = (
        Chain(n * p * (eta - (1 + eta) * log(1 + eta)), "exponent")
        .at_most(-n * p * eta**2 / (2 + eta), by=combination((logarithm().at({z: eta}), n * p * (1 + eta))))
        .at_most(-n * p * eta**2 / 3, by=algebra)
    )
    return (
        Chain(markov.left)
        .at_most(markov.right, by=markov)
        .at_most(spent * exp(n * p * eta), by=combination((trials, spent)))
        .equals(exp(exponent.start), by=algebra)
        .at_most(exp(exponent.end), by=monotone(exp, exponent))
        .at_most(s.bound, by=algebra)
    )


def tail(p):
    """By adding up the law."""
    chance, level = Fraction(p.p), (1 + Fraction(p.eta)) * p.n * Fraction(p.p)
    return tails.binomial(p.n, chance, ceil(level))


def settings(budget):
    trials = {"quick": (1, 7, 40, 1000), "standard": (*range(1, 12), 40, 1000), "deep": (*range(1, 60), 200, 1000)}[budget]
    chances = (Rational(1, 20), Rational(1, 3), Rational(9, 10))
    return [{n: m, p: q, eta: e} for m in trials for q in chances for e in (Rational(1, 10), Rational(1, 2), 1)]


def exceeds(p, size, rng):
    """Whether n trials succeed at least (1 + eta) n p times; the level may be whole, and is not to be missed by rounding."""
    return (rng.binomial(p.n, p.p, size) >= (1 + p.eta) * p.n * p.p - 1e-9).astype(float)


CLAIM = Claim(
    id="concentration/binomial_chernoff_upper",
    title="A binomial number seldom rises far above its mean",
    kind="lemma",
    source=Source("mitzenmacher2005", where="Chernoff bounds for sums of Poisson trials", origin="classical"),
    statement=BinomialChernoffUpper(),
    evidence=(Derived(derivation), Exact(tail, settings), Simulation(exceeds, law="bernoulli")),
    mutants=(
        mutant("lower-rate", "the upper tail is the heavier one", bound=exp(-n * p * eta**2 / 2)),
        mutant(
            "trials-for-mean", "rare successes scatter as their mean does", bound=exp(-n * eta**2 / 3),
            at={n: 40, p: Rational(1, 20), eta: Rational(1, 2)},
        ),
    ),
    witness={n: 100, p: Rational(1, 5), eta: Rational(1, 2)},
)
