r"""The Bretagnolle-Huber inequality: laws of finite divergence are never told apart for sure.

For any two laws P and Q on one space

.. math:: 1 - \mathrm{TV}(P, Q) \ge \tfrac12 \, e^{-\mathrm{KL}(P \,\|\, Q)}.

Stated here solved for KL, in the common mass c = 1 - TV: KL >= -ln(2c) (for c = 0, KL is infinite).  On the way stands
the stronger KL >= -ln(c (2 - c)) = -ln(1 - TV^2).  Unlike Pinsker's inequality it says something for every finite KL.
Derived for every law of y = ln dP/dQ at a sample of P.  Units: nats.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Rational, exp, log, sqrt

from numerics.information import kl, pairs_apart
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, claim, mutant
from theorems.core.rules import algebra, combination, monotone, pointwise, rewriting
from theorems.standard.information.symbols import LAWS, affinity, common, divergence, m, y


@dataclass(frozen=True)
class BretagnolleHuber(Statement):
    """How large the divergence of two laws that share this mass is at least."""

    floor: Expr = -log(2 * common)

    def domain(self):
        return LAWS[common, y, m]

    def conclusion(self):
        return Relation(divergence, ">=", self.floor)


def derivation(s):
    """-ln of the root of dQ/dP lies above its tangents; the mean of this root is the affinity, which TV bounds."""
    root, most = exp(-y / 2), sqrt(common * (2 - common))
    logarithm = log(common * (2 - common))       # of most, twice
    ratio = Fact(divergence, "=", E(y, y), source="cover2006", fact="definition of the divergence")
    roots = Fact(E(root, y), "=", affinity, fact="the affinity as a mean under P, y = ln dP/dQ")
    tangent = claim("information/exponential_tangent").at({y: -y / 2 - logarithm / 2})
    line = 2 - logarithm - 2 * root / most
    under = Chain(y, "tangent").at_least(line, by=combination((tangent, Integer(2))))
    fewer = Chain(2 - common, "at most two").at_most(Integer(2), by=algebra)
    one = Chain(Integer(1), "at least one").at_most(2 - common, by=algebra)
    logs = Chain(log(2 - common), "logarithm").at_most(log(2), by=monotone(log, fewer, within=(one,)))
    return (
        Chain(divergence)
        .equals(E(y, y), by=ratio)
        .at_least(E(line, y), by=pointwise(under))
        .equals(2 - logarithm - 2 * E(root, y) / most, by=algebra)
        .equals(2 - logarithm - 2 * affinity / most, by=rewriting(roots))
        .at_least(-logarithm, by=combination((claim("information/hellinger_tv"), 2 / most)))
        .equals(-log(2 - common) - log(common), by=algebra)
        .at_least(-log(2) - log(common), by=combination(logs))
        .at_least(s.floor, by=algebra)
    )


def least_divergence(p):
    """The least of many pairs of laws on two and three letters, each sharing this mass exactly."""
    pairs = [*pairs_apart(1 - p.common, 2, 8), *pairs_apart(1 - p.common, 3, 3), ((1, 0), (p.common, 1 - p.common))]
    return min((kl(first, second) for first, second in pairs), key=lambda found: float(found.mid()))


def masses(budget):
    steps = {"quick": 8, "standard": 20, "deep": 100}[budget]
    return [{common: Rational(i, steps)} for i in range(1, steps + 1)] + [{common: Rational(1, 10**6)}]


CLAIM = Claim(
    id="information/bretagnolle_huber",
    title="The Bretagnolle-Huber inequality",
    kind="theorem",
    source=Source("tsybakov2009", where="Bretagnolle-Huber inequality", origin="classical"),
    statement=BretagnolleHuber(),
    evidence=(Derived(derivation), Exact(least_divergence, masses, shows="at most")),
    mutants=(
        mutant("half-missing", "1 - TV >= exp(-KL) fails for two coins", floor=-log(common)),
        mutant("square-root", "1 - TV >= exp(-KL/2)/2 would ask twice the divergence", floor=-2 * log(2 * common)),
        mutant("bits", "1 - TV >= 2^-KL / 2, the divergence in nats", floor=-log(2 * common) / log(2)),
    ),
    witness={common: Rational(1, 4)},
)
