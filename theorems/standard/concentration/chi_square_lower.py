r"""The lower tail of a chi-square number.

For every number d >= 1 of degrees of freedom and every x >= 0

.. math:: \mathbb{P}\bigl(\chi^2_d \le d - 2 \sqrt{d x}\bigr) \le e^{-x}.

Source: Laurent and Massart 2000, Lemma 1, with equal weights.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, Rational, exp, log, sqrt

from numerics.enclosure import ball, precision
from theorems.core import Chain, Claim, Derived, Exact, Fact, Relation, Simulation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, combination, monotone, rewriting
from theorems.standard.concentration import tails
from theorems.standard.concentration.symbols import CHI, d, w, x

below = arbitrary("P_below", nonnegative=True)   # the chance that a chi-square number with d degrees is at most a level
moment = arbitrary("M", positive=True)           # the mean of exp(-u chi^2), a function of d and u


@dataclass(frozen=True)
class ChiSquareLower(Statement):
    """The level is d - root sqrt(d x)."""

    root: int = 2
    chance: Expr = exp(-x)

    def domain(self):
        return CHI

    def conclusion(self):
        return Relation(below(d, d - self.root * sqrt(d * x)), "<=", self.chance)


def logarithm():
    """ln(1 + 2 w) / 2 lies above the parabola that meets it at 0."""
    size = Chain(Integer(0), "size").at_most(w, by=algebra)
    gap = lambda w: log(1 + 2 * w) / 2 - w + w**2
    growing = Chain(Integer(0), "gap").at_most(gap(w), by=monotone(gap, size, lambda w: 4 * w**2 / (1 + 2 * w)))
    return Chain(log(1 + 2 * w) / 2, "logarithm").at_least(w - w**2, by=combination(growing))


def derivation(s):
    """Markov's inequality for exp(-u chi^2), with u = sqrt(x / d)."""
    level = d - s.root * sqrt(d * x)
    u = sqrt(x / d)
    markov = Fact(below(d, level), "<=", exp(u * level) * moment(d, u), fact="Markov's inequality for exp(-u chi^2), u >= 0")
    mean = Fact(
        moment(d, u), "=", exp(-d * log(1 + 2 * u) / 2), source="laurent2000",
        fact="E exp(-u g^2) = (1 + 2 u)^(-1/2), and the d squares are independent",
    )
    exponent = (
        Chain(u * level - d * log(1 + 2 * u) / 2, "exponent")
        .at_most(u * level - d * (u - u**2), by=combination((logarithm().at({w: u}), d)))
        .equals(-x, by=algebra)
    )
    return (
        Chain(below(d, level))
        .at_most(markov.right, by=markov)
        .equals(exp(exponent.start), by=rewriting(mean))
        .at_most(exp(-x), by=monotone(exp, exponent))
        .at_most(s.chance, by=algebra)
    )


def tail_in_a_ball(p):
    """With digits to spare: what is wanted is the little by which the upper tail falls short of 1."""
    with precision(60 + p.x):
        level = p.d - p.root * (p.d * ball(p.x)).sqrt()
        return 1 - tails.chi_square(p.d, level) if level > 0 else 0


def settings(budget):
    degrees = {"quick": (1, 2, 3, 10, 101), "standard": (*range(1, 12), 101, 1000), "deep": (*range(1, 60), 1000, 10001)}
    shares = (Rational(1, 400), Rational(1, 50), Rational(1, 9), Rational(1, 5))
    return [{d: n, x: n * r} for n in degrees[budget] for r in shares]


def falls_short(p, size, rng):
    """Whether a sum of d squares is at most the level."""
    return (rng.chisquare(p.d, size) <= p.d - p.root * np.sqrt(p.d * p.x)).astype(float)


CLAIM = Claim(
    id="concentration/chi_square_lower",
    title="The lower tail of a chi-square number",
    kind="lemma",
    source=Source("laurent2000", where="Lemma 1", origin="classical"),
    statement=ChiSquareLower(),
    evidence=(Derived(derivation), Exact(tail_in_a_ball, settings), Simulation(falls_short, law="bernoulli")),
    mutants=(
        mutant("one-root", "a square has variance 2, not 1", root=1, at={d: 101, x: 3}),
        mutant("twice-the-rate", "the exponent of the variance counted twice", chance=exp(-2 * x), at={d: 100, x: 3}),
    ),
    witness={d: 100, x: 3},
)
