r"""Hoeffding's lemma: the moment generating function of a bounded number.

For X in [0, 1] with mean p, and every real lambda,

.. math:: M(\lambda) = \mathbb{E}\, e^{\lambda (X - p)} \le e^{\lambda^2 / 8}.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integral, Rational, exp, log

from numerics.enclosure import ball
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, antiderivative, combination, jensen, moments, monotone, pointwise, rewriting
from theorems.standard.concentration.symbols import SUMS, Y, coin, lam, p, s

moment = arbitrary("M", positive=True)           # the mean of exp(lam (X - p)), for the worst law of X


@dataclass(frozen=True)
class HoeffdingLemma(Statement):
    """For every law on [0, 1]."""

    bound: Expr = exp(lam**2 / 8)

    def domain(self):
        return SUMS[p, lam, Y, s, coin]

    def conclusion(self):
        return Relation(moment(lam, p), "<=", self.bound)


def chord():
    """The exponential lies below its chord, as a coin of mean Y shows."""
    two_values = Fact(E(exp(lam * coin), coin), "=", 1 - Y + Y * exp(lam), fact="a coin of chance Y has two values")
    return (
        Chain(1 - Y + Y * exp(lam), "chord")
        .equals(two_values.left, by=two_values)
        .at_least(exp(lam * E(coin, coin)), by=jensen(lambda z: exp(lam * z)))
        .equals(exp(lam * Y), by=moments)
    )


def cumulant():
    """L(lam) <= lam^2 / 8 for a coin of mean p: L vanishes at 0 with its slope, and bends by w (1 - w) <= 1/4."""
    heads = lambda u: p * exp(u) / (1 - p + p * exp(u))          # the chance of heads, tilted
    value = lambda u: log(1 - p + p * exp(u)) - u * p
    rest = (1 - s) * lam**2 * heads(s * lam) * (1 - heads(s * lam))
    along = lambda s: (1 - s) * lam * (heads(s * lam) - p) + value(s * lam)
    uniform = Fact(E(rest, s), "=", Integral(rest, (s, 0, 1)), fact="s is uniform on [0, 1]")
    middle = Fact(E(s, s), "=", Rational(1, 2), fact="s is uniform on [0, 1]")
    taylor = Chain(Integral(rest, (s, 0, 1)), "Taylor's formula").equals(value(lam), by=antiderivative(along))
    bend = Chain(rest, "bend").at_most((1 - s) * lam**2 / 4, by=algebra)
    return (
        Chain(value(lam), "cumulant")
        .equals(Integral(rest, (s, 0, 1)), by=taylor)
        .equals(E(rest, s), by=uniform)
        .at_most(E((1 - s) * lam**2 / 4, s), by=pointwise(bend))
        .equals((1 - E(s, s)) * lam**2 / 4, by=algebra)
        .equals(lam**2 / 8, by=rewriting(middle))
    )


def derivation(statement):
    """Of all laws on [0, 1] with mean p, the coin has the largest moment; its logarithm is bounded by a parabola."""
    definition = Fact(moment(lam, p), "=", E(exp(lam * (Y - p)), Y), fact="definition of M, X written Y")
    mean = Fact(E(Y, Y), "=", p, fact="X has mean p")
    below = Chain(exp(lam * (Y - p)), "at a value").at_most(
        exp(-lam * p) * (1 - Y + Y * exp(lam)), by=combination((chord(), exp(-lam * p)))
    )
    return (
        Chain(moment(lam, p))
        .equals(definition.right, by=definition)
        .at_most(E(exp(-lam * p) * (1 - Y + Y * exp(lam)), Y), by=pointwise(below))
        .equals(exp(-lam * p) * (1 - E(Y, Y) + E(Y, Y) * exp(lam)), by=algebra)
        .equals(exp(-lam * p) * (1 - p + p * exp(lam)), by=rewriting(mean))
        .at_most(exp(lam**2 / 8), by=monotone(exp, cumulant()))
        .at_most(statement.bound, by=algebra)
    )


def moment_of_a_coin(p):
    chance, argument = ball(p.p), ball(p.lam)
    return chance * (argument * (1 - chance)).exp() + (1 - chance) * (-argument * chance).exp()


def settings(budget):
    steps = {"quick": 4, "standard": 12, "deep": 60}[budget]
    chances = (Rational(1, 100), Rational(1, 4), Rational(1, 2), Rational(9, 10))
    return [{p: q, lam: Rational(side * 8 * i, steps)} for q in chances for i in range(1, steps + 1) for side in (-1, 1)]


def powers(p, size, rng):
    """exp(lam (X - p)) for coins X, and its range on [0, 1] with room for rounding."""
    low, high = sorted((np.exp(-p.lam * p.p), np.exp(p.lam * (1 - p.p))))
    return np.exp(p.lam * ((rng.random(size) < p.p) - p.p)), (low * (1 - 1e-9), high * (1 + 1e-9))


CLAIM = Claim(
    id="concentration/hoeffding_lemma",
    title="Hoeffding's lemma",
    kind="lemma",
    source=Source("hoeffding1963", where="proof of Theorem 2", origin="classical"),
    statement=HoeffdingLemma(),
    evidence=(
        Derived(derivation), Exact(moment_of_a_coin, settings, shows="at least"), Simulation(powers, law="bounded"),
    ),
    mutants=(
        mutant(
            "uniform", "1/12 is the variance of a uniform number, 1/4 that of a coin", bound=exp(lam**2 / 24),
            at={p: Rational(1, 2), lam: 2},
        ),
        mutant(
            "own-variance", "a rare success weighs more than its variance", bound=exp(p * (1 - p) * lam**2 / 2),
            at={p: Rational(1, 10), lam: 3},
        ),
    ),
    witness={p: Rational(1, 2), lam: 1},
)
