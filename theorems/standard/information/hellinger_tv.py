r"""Total variation is at most the Hellinger distance.

For any two laws, with the affinity A = \int sqrt(dP dQ) and H^2 = \int (sqrt(dP) - sqrt(dQ))^2 = 2 - 2A,

.. math:: \mathrm{TV}(P, Q) \le \sqrt{1 - A^2} = H \sqrt{1 - H^2/4}.

Stated here solved for A, with delta = TV < 1 (laws that share no mass have A = 0).  Derived for all pairs of laws on all
spaces: only the law of t = |dP - dQ| / (dP + dQ) under (P + Q)/2 matters, and it may be any law on [0, 1].
"""

from dataclasses import dataclass

from sympy import Expr, Rational, sqrt

from numerics.information import affinity as affinity_of
from numerics.information import pairs_apart
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, jensen, rewriting
from theorems.standard.information.symbols import LAWS, affinity, delta, t


@dataclass(frozen=True)
class HellingerTV(Statement):
    """How large the affinity of two laws at distance delta can be."""

    most: Expr = sqrt(1 - delta**2)

    def domain(self):
        return LAWS[delta, t]

    def conclusion(self):
        return Relation(affinity, "<=", self.most)


def derivation(s):
    """At a sample of (P + Q)/2 the two densities are 1 + t and 1 - t; a circle is concave."""
    circle = lambda z: sqrt(1 - z**2)
    densities = Fact(affinity, "=", E(circle(t), t), fact="sqrt((1 + t)(1 - t)) is the affinity's share at a sample of (P + Q)/2")
    distance = Fact(E(t, t), "=", delta, fact="total variation is half the integral of |dP - dQ|")
    return (
        Chain(affinity)
        .equals(E(circle(t), t), by=densities)
        .at_most(circle(E(t, t)), by=jensen(circle, lambda z: -((1 - z**2) ** Rational(-3, 2))))
        .equals(circle(delta), by=rewriting(distance))
        .at_most(s.most, by=algebra)
    )


def largest_affinity(p):
    """The largest of many pairs of laws on two and three letters, each at distance delta exactly."""
    pairs = [*pairs_apart(p.delta, 2, 8), *pairs_apart(p.delta, 3, 3)]
    return max((affinity_of(first, second) for first, second in pairs), key=lambda found: float(found.mid()))


def distances(budget):
    steps = {"quick": 8, "standard": 20, "deep": 100}[budget]
    return [{delta: Rational(i, steps)} for i in range(steps)]


CLAIM = Claim(
    id="information/hellinger_tv",
    title="Total variation is at most the Hellinger distance",
    kind="lemma",
    source=Source("tsybakov2009", where="Le Cam's inequalities", origin="classical"),
    statement=HellingerTV(),
    evidence=(Derived(derivation), Exact(largest_affinity, distances, shows="at least")),
    mutants=(
        mutant("no-square", "TV <= H^2/2 is the other direction", most=1 - delta),
        mutant("sharper", "sqrt(1 - TV^2) is attained by two coins", most=sqrt(1 - delta**2) - delta**2 / 100),
        mutant("square-kept", "the square root forgotten", most=1 - delta**2),
    ),
    witness={delta: Rational(1, 2)},
)
