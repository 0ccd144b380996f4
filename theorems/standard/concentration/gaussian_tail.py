r"""The tail of a standard normal number.

For g ~ N(0, 1) and every t >= 0

.. math:: \mathbb{P}(g \ge t) \le \tfrac12 e^{-t^2/2},

with equality at t = 0.  By symmetry P(|g| >= t) <= exp(-t^2/2).
"""

from dataclasses import dataclass

from sympy import Abs, Expr, Integer, Rational, exp

from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, enclosed, monotone, pointwise
from theorems.standard.concentration import tails
from theorems.standard.concentration.normal_tail import NormalTail, density, written_out
from theorems.standard.concentration.symbols import GAUSS, g, t


@dataclass(frozen=True)
class GaussianTail(Statement):
    """The tail beyond every level from the mean on."""

    bound: Expr = exp(-(t**2) / 2) / 2

    def domain(self):
        return GAUSS[t, g]

    def conclusion(self):
        return Relation(NormalTail(t), "<=", self.bound)


def derivation(s):
    """Count from the level t: the square of t + u exceeds t^2 + u^2 by 2 t u."""
    shift = Fact(
        NormalTail(t), "=", exp(-(t**2) / 2) * E(exp(-t * Abs(g)), g) / 2,
        fact="substitute g = t + u: (t + u)^2 / 2 = t^2 / 2 + t u + u^2 / 2 for u >= 0, and |g| has twice the density of u",
    )
    product = Chain(Integer(0), "product").at_most(t * Abs(g), by=algebra)
    factor = Chain(exp(-t * Abs(g)), "factor").at_most(Integer(1), by=monotone(lambda z: exp(-z), product))
    mean = (
        Chain(E(exp(-t * Abs(g)), g), "mean")
        .at_most(E(Integer(1), g), by=pointwise(factor))
        .equals(Integer(1), by=algebra)
    )
    return (
        Chain(NormalTail(t))
        .equals(shift.right, by=shift)
        .at_most(exp(-(t**2) / 2) / 2, by=combination((mean, exp(-(t**2) / 2) / 2)))
        .at_most(s.bound, by=algebra)
    )


def on_the_half_line(s):
    """By balls on all of [0, oo): the gap is 0 at 0, rises, then falls to 0."""
    return Chain(NormalTail(t)).equals(written_out(t).right, by=written_out(t)).at_most(s.bound, by=enclosed)


def tail_in_a_ball(p):
    return tails.normal(p.t)


def levels(budget):
    steps = {"quick": 20, "standard": 80, "deep": 400}[budget]
    return [{t: Rational(10 * i, steps)} for i in range(1, steps + 1)]


CLAIM = Claim(
    id="concentration/gaussian_tail",
    title="The tail of a standard normal number",
    kind="lemma",
    source=Source("boucheron2013", where="tails of the normal law", origin="classical"),
    statement=GaussianTail(),
    evidence=(
        Derived(derivation, name="shift"), Derived(on_the_half_line, name="enclosure"),
        Exact(tail_in_a_ball, levels), Simulation(tails.reached, law="bernoulli"),
    ),
    mutants=(
        mutant("variance-half", "exp(-t^2) is the tail of a number of variance 1/2", bound=exp(-(t**2)) / 2, at={t: 1}),
        mutant("quarter", "half of the law lies above 0", bound=exp(-(t**2) / 2) / 4, at={t: Rational(1, 10)}),
        mutant("density", "the density exceeds the tail from about 0.3 on only", bound=density(t), at={t: Rational(1, 10)}),
    ),
    witness={t: 2},
)
