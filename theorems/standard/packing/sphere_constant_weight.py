r"""Unit vectors with small scalar products, of zeros and equal entries (constant weight codes).

Of N things choose sets of D that share pairwise fewer than (1 + z) D^2 / N of them, z >= 0.  The largest number of such
sets satisfies

.. math:: M \ge \exp\Bigl(\frac{D^2}{N} \bigl((1 + z) \ln(1 + z) - z\bigr)\Bigr).

Their indicators, divided by the root of D, are unit vectors of R^N with pairwise scalar products below c = (1 + z) D / N.
With z = 1 and D = c N / 2, which has to be at least 1, that is exp(c^2 N (2 ln 2 - 1) / 4) vectors.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from sympy import Expr, Integer, Rational, exp, log

from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, claim, mutant
from theorems.core.rules import algebra, combination, monotone
from theorems.standard.information.symbols import y
from theorems.standard.packing.symbols import SETS, excess, points, sets, size

N, D, z = points, size, excess
tail = Quantity("P[a random set shares (1 + z) D^2 / N or more with a given one]")


@dataclass(frozen=True)
class SphereConstantWeight(Statement):
    """For all sizes and all bounds on what two sets share."""

    exponent: Expr = D**2 / N * ((1 + z) * log(1 + z) - z)

    def domain(self):
        return SETS

    def conclusion(self):
        return Relation(sets(N, D, z), ">=", exp(self.exponent))


def derivation(s):
    """A set that shares too much with one chosen before has, among all sets, the chance of a Poisson tail at most."""
    covered = Fact(
        sets(N, D, z) * tail, ">=", Integer(1),
        fact="every set shares too much with one of a largest family: else it could be added",
    )
    binomial = lambda x: x**D * exp(-(1 + z) * D**2 / N * log(1 + z))
    markov = Fact(
        tail, "<=", binomial(1 + z * D / N), source="hoeffding1963",
        fact="Markov for (1 + z)^H, H the number shared: sampling without replacement has smaller means of convex functions "
        "than D independent draws, which hit with chance D / N each",
    )
    poisson = claim("information/exponential_tangent").at({y: z * D / N})
    small = (
        Chain(tail, "tail")
        .at_most(binomial(1 + z * D / N), by=markov)
        .at_most(binomial(exp(z * D / N)), by=monotone(binomial, poisson))
        .equals(exp(-D**2 / N * ((1 + z) * log(1 + z) - z)), by=algebra)
    )
    bound = exp(D**2 / N * ((1 + z) * log(1 + z) - z))
    return (
        Chain(sets(N, D, z), "greedy")
        .at_least(sets(N, D, z) * tail * bound, by=combination((small, sets(N, D, z) * bound)))
        .at_least(bound, by=combination((covered, bound)))
        .equals(exp(s.exponent), by=algebra)
    )


def shared(p):
    """One over the chance that two random sets share too much: the hypergeometric law, exactly."""
    enough = (1 + Fraction(p.z)) * p.D**2 / p.N
    ways = sum(comb(p.D, j) * comb(p.N - p.D, p.D - j) for j in range(p.D + 1) if j >= enough)
    if not ways:
        raise ValueError("no two sets share as much")
    return Fraction(comb(p.N, p.D), ways)


def cases(budget):
    most = {"quick": 60, "standard": 200, "deep": 600}[budget]
    singletons = [{points: count, size: 1, excess: count - 1} for count in (2, 10, most)]
    return singletons + [
        {points: count, size: part, excess: Rational(over, 2)}
        for count in (4, 10, most) for part in (1, 2, count // 5 + 1, count // 2) for over in range(5)
        if (2 + over) * part <= 2 * count
    ]


CLAIM = Claim(
    id="packing/sphere_constant_weight",
    title="Unit vectors with small scalar products, of zeros and equal entries",
    kind="proposition",
    source=Source("lahoti2024", where="corollary on packing the sphere: by constant weight codes", origin="ours"),
    statement=SphereConstantWeight(),
    evidence=(
        Derived(derivation),
        Exact(shared, cases, tests=lambda s: Relation(1 / tail, ">=", exp(s.exponent))),
    ),
    mutants=(
        mutant("no-loss", "the mean of (1 + z)^H is not 1", exponent=D**2 / N * (1 + z) * log(1 + z)),
        mutant("gaussian", "the tail of a Poisson law is heavier than Gaussian", exponent=D**2 / N * z**2 / 2),
        mutant("twice", "N single things are all there are", exponent=2 * D**2 / N * ((1 + z) * log(1 + z) - z)),
    ),
    witness={points: 60, size: 13, excess: Integer(1)},
)
