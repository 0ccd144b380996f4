r"""Many unit vectors with small pairwise scalar products, in the form that Fano's inequality uses.

The largest number M of unit vectors of R^N, N >= 2, with pairwise scalar products at most c, 0 < c < 1, satisfies

.. math:: M \ge 2 \exp\Bigl(\frac{c^2 (N - 1)}2\Bigr).

For c that does not depend on N this is the exponential growth that the paper's corollary states.
"""

from dataclasses import dataclass

from flint import arb, fmpq
from sympy import Expr, Integer, Rational, exp, sqrt

from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, claim, integers, interval, mutant
from theorems.core.rules import algebra, combination, monotone, squares
from theorems.standard.information.symbols import y
from theorems.standard.packing.symbols import SPHERE, N, c, largest


@dataclass(frozen=True)
class SpherePacking(Statement):
    """In every dimension, for every bound on the scalar products."""

    least: Expr = 2 * exp(c**2 * (N - 1) / 2)

    def domain(self):
        return SPHERE[N, c].but(
            N=integers(2, typical=(2, 24)), c=interval(0, 1, "()", typical=(Rational(1, 4), Rational(9, 10))),
        )

    def conclusion(self):
        return Relation(largest(N, c), ">=", self.least)


def derivation(s):
    """Greedy caps, and 1 - c^2 <= exp(-c^2)."""
    h = (N - 1) / Integer(2)
    power = lambda z: z**h
    tangent = Chain(1 - c**2, "tangent").at_most(
        exp(-(c**2)), by=claim("information/exponential_tangent").at({y: -(c**2)})
    )
    share = Chain(power(1 - c**2), "cap").at_most(power(exp(-(c**2))), by=monotone(power, tangent))
    one = Chain(Integer(1), "root").at_most(sqrt(1 + (N - 1) * c**2), by=squares)
    return (
        Chain(largest(N, c))
        .at_least(2 * sqrt(1 + (N - 1) * c**2) / power(1 - c**2), by=claim("packing/sphere_caps"))
        .at_least(2 / power(1 - c**2), by=combination((one, 2 / power(1 - c**2))))
        .at_least(2 / power(exp(-(c**2))), by=combination((share, 2 / (share.start * share.end))))
        .equals(s.least, by=algebra)
    )


def most(p):
    """On the circle, where the angles add up to a full turn; and kissing numbers at c = 1/2."""
    if p.N == 2:
        return (2 * arb.pi() / arb(fmpq(p.c.numerator, p.c.denominator)).acos()).floor()
    return {3: 12, 4: 24, 8: 240, 24: 196560}[p.N]


def known_cases(budget):
    steps = {"quick": 10, "standard": 100, "deep": 1000}[budget]
    circle = [{N: 2, c: Rational(10 * i - 3, 10 * steps)} for i in range(1, steps + 1)]
    return circle + [{N: size, c: Rational(1, 2)} for size in (3, 4, 8, 24)]


CLAIM = Claim(
    id="dynamic_signal/sphere_packing",
    title="Many unit vectors with small pairwise scalar products",
    kind="corollary",
    source=Source("lahoti2024", where="corollary on packing the sphere, with constants", origin="ours"),
    statement=SpherePacking(),
    evidence=(Derived(derivation), Exact(most, known_cases)),
    mutants=(
        mutant("larger", "a vector on the circle has two neighbours", least=4 * exp(c**2 * (N - 1) / 2)),
        mutant("no-square", "near right angles are the rule only up to 1/sqrt N", least=2 * exp(c * (N - 1))),
    ),
    witness={N: 24, c: Rational(1, 2)},
    corrects="dynamic_signal/packing_weight_printed",
)
