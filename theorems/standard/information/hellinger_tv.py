r"""Total variation is at most the Hellinger distance.

For any two laws, with the affinity A = \int sqrt(dP dQ) and H^2 = \int (sqrt(dP) - sqrt(dQ))^2 = 2 - 2A,

.. math:: \mathrm{TV}(P, Q) \le \sqrt{1 - A^2} = H \sqrt{1 - H^2/4}.

Stated here solved for A, in the common mass c = 1 - TV > 0: A <= sqrt(c (2 - c)); laws that share none have A = 0.
Derived for all pairs of laws on all spaces: only the law of m = 2 min(dP, dQ) / (dP + dQ) under (P + Q)/2 matters, and
it may be any law on [0, 1].
"""

from dataclasses import dataclass

from sympy import Expr, Rational, sqrt

from numerics.information import affinity as affinity_of
from numerics.information import pairs_apart
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, jensen, rewriting
from theorems.standard.information.symbols import LAWS, affinity, common, m


@dataclass(frozen=True)
class HellingerTV(Statement):
    """How large the affinity of two laws that share this mass can be."""

    most: Expr = sqrt(common * (2 - common))

    def domain(self):
        return LAWS[common, m]

    def conclusion(self):
        return Relation(affinity, "<=", self.most)


def derivation(s):
    """At a sample of (P + Q)/2 the two densities are m and 2 - m; a circle is concave."""
    circle = lambda z: sqrt(z * (2 - z))
    densities = Fact(
        affinity, "=", E(circle(m), m),
        fact="sqrt(dP dQ) at a sample of (P + Q)/2, where the densities are m and 2 - m",
    )
    shared = Fact(E(m, m), "=", common, fact="total variation is 1 less the integral of min(dP, dQ)")
    return (
        Chain(affinity)
        .equals(E(circle(m), m), by=densities)
        .at_most(circle(E(m, m)), by=jensen(circle, lambda z: -((z * (2 - z)) ** Rational(-3, 2))))
        .equals(circle(common), by=rewriting(shared))
        .at_most(s.most, by=algebra)
    )


def largest_affinity(p):
    """The largest of many pairs of laws on two and three letters, each sharing this mass exactly."""
    pairs = [*pairs_apart(1 - p.common, 2, 8), *pairs_apart(1 - p.common, 3, 3)]
    return max((affinity_of(first, second) for first, second in pairs), key=lambda found: float(found.mid()))


def masses(budget):
    steps = {"quick": 8, "standard": 20, "deep": 100}[budget]
    return [{common: Rational(i, steps)} for i in range(1, steps + 1)]


CLAIM = Claim(
    id="information/hellinger_tv",
    title="Total variation is at most the Hellinger distance",
    kind="lemma",
    source=Source("tsybakov2009", where="Le Cam's inequalities", origin="classical"),
    statement=HellingerTV(),
    evidence=(Derived(derivation), Exact(largest_affinity, masses, shows="at least")),
    mutants=(
        mutant("lower", "TV <= H^2/2 is the other direction", most=common),
        mutant(
            "sharper", "sqrt(1 - TV^2) is attained by two coins",
            most=sqrt(common * (2 - common)) - (1 - common) ** 2 / 100,
        ),
        mutant("square-kept", "the square root forgotten", most=common * (2 - common)),
    ),
    witness={common: Rational(1, 2)},
)
