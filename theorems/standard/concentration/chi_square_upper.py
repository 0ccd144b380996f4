r"""The upper tail of a chi-square number.

For every number d >= 1 of degrees of freedom and every x >= 0

.. math:: \mathbb{P}\bigl(\chi^2_d \ge d + 2 \sqrt{d x} + 2 x\bigr) \le e^{-x}.

Source: Laurent and Massart 2000, Lemma 1, with equal weights.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational, exp, log, sqrt

from numerics.enclosure import ball
from theorems.core import Chain, Claim, Derived, Exact, Fact, Relation, Simulation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, combination, monotone, rewriting
from theorems.standard.concentration import tails
from theorems.standard.concentration.symbols import CHI, d, w, x

above = arbitrary("P_above", nonnegative=True)   # the chance that a chi-square number with d degrees reaches a level
moment = arbitrary("M", positive=True)           # the mean of exp(u chi^2), a function of d and u


@dataclass(frozen=True)
class ChiSquareUpper(Statement):
    """The level is d + root sqrt(d x) + linear x."""

    root: int = 2
    linear: int = 2
    chance: Expr = exp(-x)

    def domain(self):
        return CHI

    def conclusion(self):
        return Relation(above(d, d + self.root * sqrt(d * x) + self.linear * x), "<=", self.chance)


def logarithm():
    """ln(1 + 2 w) / 2 lies below a rational function of w that meets it at 0."""
    size = Chain(Integer(0), "size").at_most(w, by=algebra)
    gap = lambda w: w * (1 + w) / (1 + 2 * w) - log(1 + 2 * w) / 2
    growing = Chain(Integer(0), "gap").at_most(gap(w), by=monotone(gap, size, lambda w: 2 * w**2 / (1 + 2 * w) ** 2))
    return Chain(log(1 + 2 * w) / 2, "logarithm").at_most(w * (1 + w) / (1 + 2 * w), by=combination(growing))


def derivation(s):
    """Markov's inequality for exp(u chi^2), at the best u for a bound of its mean."""
    level = d + s.root * sqrt(d * x) + s.linear * x
    r = sqrt(x / d)
    u = r / (1 + 2 * r)
    markov = Fact(above(d, level), "<=", exp(-u * level) * moment(d, u), fact="Markov's inequality for exp(u chi^2), u > 0")
    mean = Fact(
        moment(d, u), "=", exp(-d * log(1 - 2 * u) / 2), source="laurent2000",
        fact="E exp(u g^2) = (1 - 2 u)^(-1/2) for u < 1/2, and the d squares are independent",
    )
    exponent = (
        Chain(-u * level - d * log(1 - 2 * u) / 2, "exponent")
        .equals(-u * level + d * log(1 + 2 * r) / 2, by=algebra)
        .at_most(-u * level + d * r * (1 + r) / (1 + 2 * r), by=combination((logarithm().at({w: r}), d)))
        .equals(-x, by=algebra)
    )
    return (
        Chain(above(d, level))
        .at_most(markov.right, by=markov)
        .equals(exp(exponent.start), by=rewriting(mean))
        .at_most(exp(-x), by=monotone(exp, exponent))
        .at_most(s.chance, by=algebra)
    )


def tail_in_a_ball(p):
    return tails.chi_square(p.d, p.d + p.root * (p.d * ball(p.x)).sqrt() + p.linear * ball(p.x))


def settings(budget):
    degrees = {"quick": (1, 2, 3, 10, 101), "standard": (*range(1, 12), 101, 1000), "deep": (*range(1, 60), 1000, 10001)}
    return [{d: n, x: r} for n in degrees[budget] for r in (Rational(1, 100), Rational(1, 2), 1, 3, 10, 40)]


def exceeds(p, size, rng):
    """Whether a sum of d squares reaches the level."""
    level = p.d + p.root * np.sqrt(p.d * p.x) + p.linear * p.x
    return (rng.chisquare(p.d, size) >= level).astype(float)


CLAIM = Claim(
    id="concentration/chi_square_upper",
    title="The upper tail of a chi-square number",
    kind="lemma",
    source=Source("laurent2000", where="Lemma 1", origin="classical"),
    statement=ChiSquareUpper(),
    evidence=(Derived(derivation), Exact(tail_in_a_ball, settings), Simulation(exceeds, law="bernoulli")),
    mutants=(
        mutant("gaussian", "far out a square falls like an exponential", linear=0),
        mutant("one-root", "a square has variance 2, not 1", root=1, at={d: 1000, x: 3}),
        mutant("twice-the-rate", "the exponent of the variance counted twice", chance=exp(-2 * x)),
    ),
    witness={d: 10, x: 3},
)
