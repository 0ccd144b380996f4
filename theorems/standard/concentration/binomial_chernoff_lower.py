r"""A binomial number seldom falls far below its mean.

For N ~ Bin(n, p) and every 0 <= eta <= 1

.. math:: \mathbb{P}\bigl(N \le (1 - \eta)\, n p\bigr) \le e^{-\eta^2 n p / 2};

for eta = 1/2: P(N <= n p / 2) <= exp(-n p / 8).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

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

below = arbitrary("P_below", nonnegative=True)   # chance that a binomial number, of n trials, is at most a level


@dataclass(frozen=True)
class BinomialChernoffLower(Statement):
    """How seldom the number stays at or below a share 1 - eta of its mean."""

    bound: Expr = exp(-n * p * eta**2 / 2)

    def domain(self):
        return SUMS[n, p, eta, z]

    def conclusion(self):
        return Relation(below(n, p, (1 - eta) * n * p), "<=", self.bound)


def parabola():
    """exp(-z) <= 1 - z + z^2 / 2 for z >= 0: the quotient grows from 1."""
    size = Chain(Integer(0), "size").at_most(z, by=algebra)
    quotient = lambda z: exp(z) * (1 - z + z**2 / 2)
    growing = Chain(Integer(1), "quotient").at_most(quotient(z), by=monotone(quotient, size, lambda z: exp(z) * z**2 / 2))
    return Chain(exp(-z), "parabola").at_most(1 - z + z**2 / 2, by=combination((growing, exp(-z))))


def derivation(s):
    """Markov's inequality for exp(-eta N); eta is near enough to the best exponent."""
    trial = 1 - p + p * exp(-eta)
    markov = Fact(
        below(n, p, (1 - eta) * n * p), "<=", exp(eta * (1 - eta) * n * p + n * log(trial)),
        fact="Markov's inequality for exp(-eta N), and n independent trials, each of mean 1 - p + p exp(-eta)",
    )
    one = (
        Chain(log(trial), "one trial")
        .at_most(trial - 1, by=combination(claim("information/exponential_tangent").at({y: log(trial)})))
        .at_most(-p * (eta - eta**2 / 2), by=combination((parabola().at({z: eta}), p)))
    )
    exponent = (
        Chain(eta * (1 - eta) * n * p + n * log(trial), "exponent")
        .at_most(eta * (1 - eta) * n * p - n * p * (eta - eta**2 / 2), by=combination((one, n)))
        .equals(-n * p * eta**2 / 2, by=algebra)
    )
    return (
        Chain(markov.left)
        .at_most(exp(exponent.start), by=markov)
        .at_most(exp(exponent.end), by=monotone(exp, exponent))
        .at_most(s.bound, by=algebra)
    )


def tail(p):
    """By adding up the law."""
    chance, level = Fraction(p.p), (1 - Fraction(p.eta)) * p.n * Fraction(p.p)
    return 1 - tails.binomial(p.n, chance, floor(level) + 1)


def settings(budget):
    trials = {"quick": (1, 7, 40, 200), "standard": (*range(1, 12), 40, 200), "deep": (*range(1, 60), 200, 1000)}[budget]
    chances = (Rational(1, 20), Rational(1, 3), Rational(9, 10))
    return [{n: m, p: q, eta: e} for m in trials for q in chances for e in (Rational(1, 10), Rational(1, 2), 1)]


def falls_short(p, size, rng):
    """Whether n trials succeed at most (1 - eta) n p times; the level may be whole, and is not to be missed by rounding."""
    return (rng.binomial(p.n, p.p, size) <= (1 - p.eta) * p.n * p.p + 1e-9).astype(float)


CLAIM = Claim(
    id="concentration/binomial_chernoff_lower",
    title="A binomial number seldom falls far below its mean",
    kind="lemma",
    source=Source("mitzenmacher2005", where="Chernoff bounds for sums of Poisson trials", origin="classical"),
    statement=BinomialChernoffLower(),
    evidence=(Derived(derivation), Exact(tail, settings), Simulation(falls_short, law="bernoulli")),
    mutants=(
        mutant("no-half", "the half of the exponent forgotten", bound=exp(-n * p * eta**2)),
        mutant(
            "trials-for-mean", "rare successes scatter as their mean does", bound=exp(-n * eta**2 / 2),
            at={n: 40, p: Rational(1, 20), eta: Rational(1, 2)},
        ),
    ),
    witness={n: 100, p: Rational(1, 5), eta: Rational(1, 2)},
)
