r"""Mills' ratio, from below.

For g ~ N(0, 1) with density phi, and every t >= 0

.. math:: \mathbb{P}(g \ge t) \ge \frac{t}{1 + t^2}\, \varphi(t).
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Max, Rational, exp

from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination
from theorems.standard.concentration import tails
from theorems.standard.concentration.normal_tail import NormalTail, density
from theorems.standard.concentration.symbols import GAUSS, g, t


@dataclass(frozen=True)
class MillsLower(Statement):
    """The tail against the density, beyond every level from the mean on."""

    bound: Expr = t * density(t) / (1 + t**2)

    def domain(self):
        return GAUSS[t, g]

    def conclusion(self):
        return Relation(NormalTail(t), ">=", self.bound)


def derivation(s):
    """The square of the overshoot has a mean of at least 0."""
    overshoot = Fact(
        E(Max(g - t, 0) ** 2, g), "=", (1 + t**2) * NormalTail(t) - t * density(t),
        fact="integrate by parts: beyond t the mean of g is phi(t), that of g^2 is t phi(t) + P(g >= t)",
    )
    positive = (
        Chain(Integer(0), "overshoot")
        .at_most(E(Max(g - t, 0) ** 2, g), by=algebra)
        .equals(overshoot.right, by=overshoot)
    )
    return (
        Chain(NormalTail(t))
        .at_least(t * density(t) / (1 + t**2), by=combination((positive, 1 / (1 + t**2))))
        .at_least(s.bound, by=algebra)
    )


def tail_in_a_ball(p):
    return tails.normal(p.t)


def levels(budget):
    steps = {"quick": 20, "standard": 80, "deep": 400}[budget]
    return [{t: Rational(20 * i, steps)} for i in range(steps + 1)]


CLAIM = Claim(
    id="concentration/mills_lower",
    title="Mills' ratio, from below",
    kind="lemma",
    source=Source("gordon1941", where="bounds on Mills' ratio", origin="classical"),
    statement=MillsLower(),
    evidence=(Derived(derivation), Exact(tail_in_a_ball, levels), Simulation(tails.reached, law="bernoulli")),
    mutants=(
        mutant("not-squared", "the denominator grows like the square", bound=t * density(t) / (1 + t), at={t: 2}),
        mutant("no-constant", "the density without its constant", bound=t * exp(-(t**2) / 2) / (1 + t**2)),
        mutant("closer", "at infinity the ratio is 1/t - 1/t^3", bound=t * density(t) / (Rational(1, 2) + t**2), at={t: 4}),
    ),
    witness={t: 2},
)
