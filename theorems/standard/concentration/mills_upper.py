r"""Mills' ratio, from above.

For g ~ N(0, 1) with density phi, and every t > 0

.. math:: \mathbb{P}(g \ge t) \le \frac{\varphi(t)}{t}.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Max, Rational, exp, pi

from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, enclosed
from theorems.standard.concentration import tails
from theorems.standard.concentration.normal_tail import NormalTail, density, written_out
from theorems.standard.concentration.symbols import BEYOND, g
from theorems.standard.concentration.symbols import beyond as t


@dataclass(frozen=True)
class MillsUpper(Statement):
    """The tail against the density, beyond every level above the mean."""

    bound: Expr = density(t) / t

    def domain(self):
        return BEYOND

    def conclusion(self):
        return Relation(NormalTail(t), "<=", self.bound)


def derivation(s):
    """The overshoot of the level is never negative, nor is its mean."""
    overshoot = Fact(
        E(Max(g - t, 0), g), "=", density(t) - t * NormalTail(t),
        fact="the density of g has the slope -g times itself: the mean of g beyond t is phi(t)",
    )
    positive = (
        Chain(Integer(0), "overshoot")
        .at_most(E(Max(g - t, 0), g), by=algebra)
        .equals(overshoot.right, by=overshoot)
    )
    return Chain(NormalTail(t)).at_most(density(t) / t, by=combination((positive, 1 / t))).at_most(s.bound, by=algebra)


def on_the_half_line(s):
    """By balls on all of (0, oo): the gap falls to 0, with slope -phi(t) / t^2."""
    return Chain(NormalTail(t)).equals(written_out(t).right, by=written_out(t)).at_most(s.bound, by=enclosed)


def tail_in_a_ball(p):
    return tails.normal(p.t)


def levels(budget):
    steps = {"quick": 20, "standard": 80, "deep": 400}[budget]
    return [{t: Rational(20 * i, steps)} for i in range(1, steps + 1)]


CLAIM = Claim(
    id="concentration/mills_upper",
    title="Mills' ratio, from above",
    kind="lemma",
    source=Source("gordon1941", where="bounds on Mills' ratio", origin="classical"),
    statement=MillsUpper(),
    evidence=(
        Derived(derivation, name="overshoot"), Derived(on_the_half_line, name="enclosure"),
        Exact(tail_in_a_ball, levels), Simulation(tails.reached, law="bernoulli"),
    ),
    mutants=(
        mutant("lower-bound", "that from below in place of that from above", bound=t * density(t) / (1 + t**2), at={t: 1}),
        mutant("two-terms", "the series breaks off below", bound=density(t) * (1 / t - 1 / t**3)),
        mutant("no-root", "2 pi for its root in the density", bound=exp(-(t**2) / 2) / (2 * pi * t)),
    ),
    witness={t: 2},
)
