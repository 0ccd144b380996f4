r"""Half the squared Hellinger distance is at most the total variation.

For any two laws, with the affinity A = \int sqrt(dP dQ) and H^2 = \int (sqrt(dP) - sqrt(dQ))^2 = 2 - 2A,

.. math:: \tfrac12 H^2 = 1 - A \le \mathrm{TV}(P, Q).

Stated here solved for A, in the common mass c = 1 - TV: A >= c.  Derived for all pairs of laws on all spaces, as in
information/hellinger_tv.
"""

from dataclasses import dataclass

from sympy import Expr, Rational, sqrt

from numerics.information import affinity as affinity_of
from numerics.information import pairs_apart
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, pointwise, squares
from theorems.standard.information.symbols import LAWS, affinity, common, m


@dataclass(frozen=True)
class HellingerBelowTV(Statement):
    """How small the affinity of two laws that share this mass can be."""

    least: Expr = common

    def domain(self):
        return LAWS[common, m]

    def conclusion(self):
        return Relation(affinity, ">=", self.least)


def derivation(s):
    """At a sample of (P + Q)/2 the two densities are m and 2 - m; a circle lies above its chord."""
    circle = sqrt(m * (2 - m))
    densities = Fact(
        affinity, "=", E(circle, m), fact="sqrt(dP dQ) at a sample of (P + Q)/2, where the densities are m and 2 - m",
    )
    shared = Fact(E(m, m), "=", common, fact="total variation is 1 less the integral of min(dP, dQ)")
    chord = Chain(circle, "chord").at_least(m, by=squares)
    return (
        Chain(affinity)
        .equals(E(circle, m), by=densities)
        .at_least(E(m, m), by=pointwise(chord))
        .equals(common, by=shared)
        .at_least(s.least, by=algebra)
    )


def least_affinity(p):
    """The least of many pairs of laws on two, three and four letters, each sharing this mass exactly."""
    pairs = [*pairs_apart(1 - p.common, 2, 12), *pairs_apart(1 - p.common, 3, 4), *disjoint(1 - p.common)]
    return min((affinity_of(first, second) for first, second in pairs), key=lambda found: float(found.mid()))


def disjoint(distance):
    """Laws that agree on one letter and otherwise share none."""
    yield (1 - distance, distance, 0), (1 - distance, 0, distance)


def masses(budget):
    steps = {"quick": 8, "standard": 20, "deep": 100}[budget]
    return [{common: Rational(i, steps)} for i in range(1, steps + 1)]


CLAIM = Claim(
    id="information/hellinger_below_tv",
    title="Half the squared Hellinger distance is at most the total variation",
    kind="lemma",
    source=Source("tsybakov2009", where="Le Cam's inequalities", origin="classical"),
    statement=HellingerBelowTV(),
    evidence=(Derived(derivation), Exact(least_affinity, masses, shows="at most")),
    mutants=(
        mutant("upper", "that is how large the affinity can be", least=sqrt(common * (2 - common))),
        mutant("whole", "H^2 <= TV fails for laws that agree where both are positive", least=(1 + common) / 2),
        mutant("squared", "TV^2 is smaller than TV", least=common * (2 - common)),
    ),
    witness={common: Rational(1, 2)},
)
