r"""Half the squared Hellinger distance is at most the total variation.

For any two laws, with the affinity A = \int sqrt(dP dQ) and H^2 = \int (sqrt(dP) - sqrt(dQ))^2 = 2 - 2A,

.. math:: \tfrac12 H^2 = 1 - A \le \mathrm{TV}(P, Q).

Stated here solved for A, with delta = TV.  Derived for all pairs of laws on all spaces, as in information/hellinger_tv.
"""

from dataclasses import dataclass

from sympy import Expr, Rational, sqrt

from numerics.information import affinity as affinity_of
from numerics.information import pairs_apart
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, pointwise, rewriting, squares
from theorems.standard.information.symbols import LAWS, affinity, delta, t


@dataclass(frozen=True)
class HellingerBelowTV(Statement):
    """How small the affinity of two laws at distance delta can be."""

    least: Expr = 1 - delta

    def domain(self):
        return LAWS[delta, t]

    def conclusion(self):
        return Relation(affinity, ">=", self.least)


def derivation(s):
    """At a sample of (P + Q)/2 the two densities are 1 + t and 1 - t; a circle lies above its chord."""
    circle = sqrt(1 - t**2)
    densities = Fact(affinity, "=", E(circle, t), fact="sqrt((1 + t)(1 - t)) is the affinity's share at a sample of (P + Q)/2")
    distance = Fact(E(t, t), "=", delta, fact="total variation is half the integral of |dP - dQ|")
    chord = Chain(circle, "chord").at_least(1 - t, by=squares)
    return (
        Chain(affinity)
        .equals(E(circle, t), by=densities)
        .at_least(E(1 - t, t), by=pointwise(chord))
        .equals(1 - E(t, t), by=algebra)
        .equals(1 - delta, by=rewriting(distance))
        .at_least(s.least, by=algebra)
    )


def least_affinity(p):
    """The least of many pairs of laws on two, three and four letters, each at distance delta exactly."""
    pairs = [*pairs_apart(p.delta, 2, 12), *pairs_apart(p.delta, 3, 4), *disjoint(p.delta)]
    return min((affinity_of(first, second) for first, second in pairs), key=lambda found: float(found.mid()))


def disjoint(distance):
    """Laws that agree on one letter and otherwise share none."""
    yield (1 - distance, distance, 0), (1 - distance, 0, distance)


def distances(budget):
    steps = {"quick": 8, "standard": 20, "deep": 100}[budget]
    return [{delta: Rational(i, steps)} for i in range(steps)]


CLAIM = Claim(
    id="information/hellinger_below_tv",
    title="Half the squared Hellinger distance is at most the total variation",
    kind="lemma",
    source=Source("tsybakov2009", where="Le Cam's inequalities", origin="classical"),
    statement=HellingerBelowTV(),
    evidence=(Derived(derivation), Exact(least_affinity, distances, shows="at most")),
    mutants=(
        mutant("upper-half", "that is how large the affinity can be", least=sqrt(1 - delta**2)),
        mutant("half", "H^2 <= TV holds for no pair that shares a letter only", least=1 - delta / 2),
        mutant("squared", "TV^2 is smaller than TV", least=1 - delta**2),
    ),
    witness={delta: Rational(1, 2)},
)
