r"""The squared Hellinger distance is at most the divergence.

For any two laws P and Q on one space, with H^2 = \int (sqrt(dP) - sqrt(dQ))^2 = 2 - 2 \int sqrt(dP dQ),

.. math:: H^2(P, Q) \le \mathrm{KL}(P \,\|\, Q).

Derived for every law of y = ln dP/dQ at a sample of P (where this is infinite, so is KL); H^2 is written out, and
tried, for two coins of chances a and b.  Units: nats.
"""

from dataclasses import dataclass

from sympy import Abs, Expr, Integer, Rational, exp, log, sqrt

from numerics.information import kl
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Quantity, Relation, Source, Statement, claim, mutant
from theorems.core.rules import algebra, combination, pointwise, rewriting
from theorems.standard.information.symbols import COINS, LAWS, a, affinity, b, divergence, y

hellinger = Quantity("H^2(P, Q)", 2 - 2 * sqrt(a * b) - 2 * sqrt((1 - a) * (1 - b)))


@dataclass(frozen=True)
class HellingerKL(Statement):
    """What the divergence is at least."""

    floor: Expr = hellinger

    def domain(self):
        return COINS[a, b].plus(**dict(LAWS[y].named()))

    def conclusion(self):
        return Relation(divergence, ">=", self.floor)


def derivation(s):
    """-ln z >= 1 - z at the root of dQ/dP."""
    root = exp(-y / 2)
    ratio = Fact(divergence, "=", E(y, y), source="cover2006", fact="definition of the divergence")
    roots = Fact(E(root, y), "=", affinity, fact="the affinity as a mean under P, y = ln dP/dQ")
    distance = Fact(2 - 2 * affinity, "=", hellinger, fact="definition of H^2, its square expanded")
    tangent = claim("information/exponential_tangent").at({y: -y / 2})
    under = Chain(y, "tangent").at_least(2 - 2 * root, by=combination((tangent, Integer(2))))
    return (
        Chain(divergence)
        .equals(E(y, y), by=ratio)
        .at_least(E(2 - 2 * root, y), by=pointwise(under))
        .equals(2 - 2 * E(root, y), by=algebra)
        .equals(2 - 2 * affinity, by=rewriting(roots))
        .equals(hellinger, by=distance)
        .at_least(s.floor, by=algebra)
    )


def divergence_of_coins(p):
    return kl((p.a, 1 - p.a), (p.b, 1 - p.b))


def coins(budget):
    steps = {"quick": 8, "standard": 20, "deep": 60}[budget]
    return [{a: Rational(i, steps), b: Rational(j, steps)} for i in range(1, steps) for j in range(1, steps) if i != j]


CLAIM = Claim(
    id="information/hellinger_kl",
    title="The squared Hellinger distance is at most the divergence",
    kind="lemma",
    source=Source("tsybakov2009", where="Hellinger distance and Kullback divergence", origin="classical"),
    statement=HellingerKL(),
    evidence=(Derived(derivation), Exact(divergence_of_coins, coins)),
    mutants=(
        mutant("double", "KL is about twice H^2 for near laws, but not at least", floor=2 * hellinger),
        mutant("total-variation", "TV is of first order where KL is of second", floor=Abs(a - b)),
        mutant(
            "bits", "KL in nats for KL in bits: no more than H^2 is certain", floor=hellinger / log(2),
            at={a: Rational(1, 100), b: Rational(1, 4)},
        ),
    ),
    witness={a: Rational(1, 4), b: Rational(3, 4)},
)
