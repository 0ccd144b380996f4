r"""Enough random filters meet every pattern often.

Of q filters drawn independently and uniformly from {1/k, -1/k}^k, let N_p have the signs of the pattern p, one of P = 2^k.
If q >= 8 P ln(P / delta), then

.. math:: \mathbb{P}\Bigl(N_p \le \frac{q}{2 P} \text{ for some pattern } p\Bigr) \le \delta.

Source: the coverage step of Malach and Shalev-Shwartz's guarantee for convolutional nets, with Chernoff's exponent 1/8.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from sympy import Expr, Rational, ceiling, exp, log

from theorems.core import (
    Bound,
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
from theorems.core.rules import algebra, combination, linear, monotone
from theorems.papers.local_patterns.symbols import FILTERS, P, delta, q
from theorems.standard.concentration.binomial_chernoff_lower import below
from theorems.standard.concentration.symbols import eta, n, p

rarely = arbitrary("P_rare", nonnegative=True)   # chance that some pattern is met at most q / (2 P) times


@dataclass(frozen=True)
class PatternCoverage(Statement):
    """How seldom a pattern is met by less than half as many filters as on average."""

    chance: Expr = delta
    enough: Expr = 8 * P * log(P / delta)

    def domain(self):
        return FILTERS.where(q >= self.enough)

    def conclusion(self):
        return Relation(rarely(P, q), "<=", self.chance)


def derivation(s):
    """Chernoff's bound for each pattern, and as many patterns as the logarithm allows."""
    one = claim("concentration/binomial_chernoff_lower").at({n: q, p: 1 / P, eta: Rational(1, 2)})
    union = Fact(
        rarely(P, q), "<=", P * below(q, 1 / P, q / (2 * P)),
        fact="union bound over the patterns, each met by a binomial number of the q filters",
    )
    many = Chain(q, "many").at_least(8 * P * log(P / delta), by=linear())
    exponent = Chain(-q / (8 * P), "exponent").at_most(-log(P / delta), by=combination((many, 1 / (8 * P))))
    rare = Chain(exp(exponent.start), "rare").at_most(exp(exponent.end), by=monotone(exp, exponent))
    return (
        Chain(rarely(P, q))
        .at_most(union.right, by=union)
        .at_most(P * rare.start, by=combination((one, P)))
        .at_most(P * rare.end, by=combination((rare, P)))
        .equals(delta, by=algebra)
        .at_most(s.chance, by=algebra)
    )


def chance_exactly(p):
    """Filters as balls in P boxes: 1 minus the share of the fillings in which each box holds more than the level."""
    return 1 - Fraction(fillings(p.P, p.q, p.q // (2 * p.P) + 1), p.P**p.q)


@lru_cache(maxsize=4096)
def fillings(boxes, balls, least):
    """In how many ways balls with names fill boxes so that each holds at least ``least``."""
    if boxes == 0:
        return int(balls == 0)
    rest = range(least, balls - least * (boxes - 1) + 1)
    return sum(comb(balls, here) * fillings(boxes - 1, balls - here, least) for here in rest)


def settings(budget):
    sizes = {"quick": (2,), "standard": (2, 4), "deep": (2, 4, 8)}[budget]
    chances = (Rational(1, 2), Rational(1, 10), Rational(1, 100))
    return [{P: size, delta: c, q: ceiling(8 * size * log(size / c))} for size in sizes for c in chances]


def some_rare(p, size, rng):
    """Whether some pattern is met by at most q / (2 P) of q filters."""
    met = rng.multinomial(p.q, [1 / p.P] * p.P, size)
    return (2 * p.P * met <= p.q).any(1).astype(float)


CLAIM = Claim(
    id="local_patterns/pattern_coverage",
    title="Enough random filters meet every pattern often",
    kind="lemma",
    source=Source("malach2021", where="width of the net in the guarantee for convolutional nets", origin="ours"),
    statement=PatternCoverage(),
    evidence=(Derived(derivation), Exact(chance_exactly, settings), Simulation(some_rare, law="bernoulli")),
    mutants=(
        mutant(
            "one-pattern", "each of the patterns may be the rare one", enough=P * log(2 / delta),
            at={P: 16, delta: Rational(1, 2), q: 23},
        ),
        mutant(
            "independent", "chances of rare patterns add up, they do not multiply", chance=delta**P / 100,
            at={P: 2, delta: Rational(1, 10), q: 48},
        ),
    ),
    witness={P: 4, delta: Rational(1, 10), q: 119},
    bounds=(
        Bound(
            "filters", "random filters", task="every pattern met half as often as on average", solve=q, target=delta,
            grid={P: (8, 32), delta: (Rational(1, 20),)},
            note="with chance 1 - delta; drawn uniformly; says nothing of patterns that are met too often",
        ),
    ),
)
