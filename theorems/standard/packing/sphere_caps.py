r"""Unit vectors with small pairwise scalar products, chosen greedily.

The largest number M of unit vectors of R^N, N >= 2, with pairwise scalar products at most c, 0 < c < 1, satisfies

.. math:: M \ge \frac{2 \sqrt{1 + (N-1)\, c^2}}{(1 - c^2)^{(N-1)/2}}.

So M >= 2 (1 - c^2)^{-(N-1)/2}, and M >= 2 exp(N c^2 / 2) by the Gaussian bound on caps.
"""

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq
from sympy import Expr, Integer, Rational, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Relation,
    Source,
    Statement,
    claim,
    integers,
    interval,
    mutant,
)
from theorems.core.rules import algebra, combination
from theorems.standard.packing.symbols import SPHERE, N, c, cap, k, largest, t


@dataclass(frozen=True)
class SphereCaps(Statement):
    """In every dimension, for every bound on the scalar products."""

    least: Expr = 2 * sqrt(1 + (N - 1) * c**2) / (1 - c**2) ** ((N - 1) / 2)

    def domain(self):
        return SPHERE[N, c].but(
            N=integers(2, typical=(2, 24)), c=interval(0, 1, "()", typical=(Rational(1, 4), Rational(9, 10))),
        )

    def conclusion(self):
        return Relation(largest(N, c), ">=", self.least)


def derivation(s):
    """While the caps around the vectors chosen so far leave a point, it can be chosen too."""
    covered = Fact(
        largest(N, c) * cap(N, c), ">=", Integer(1),
        fact="the closed caps around the vectors of a largest set cover the sphere: a point outside could be added",
    )
    share = (1 - c**2) ** ((N - 1) / 2) / (2 * sqrt(1 + (N - 1) * c**2))
    small = claim("packing/cap_power").at({k: N, t: c})
    return (
        Chain(largest(N, c), "greedy")
        .at_least(largest(N, c) * cap(N, c) / share, by=combination((small, largest(N, c) / share)))
        .at_least(1 / share, by=combination((covered, 1 / share)))
        .at_least(s.least, by=algebra)
    )


KISSING = {3: 12, 4: 24, 8: 240, 24: 196560}     # most unit vectors at pairwise angles of at least 60 degrees


def most(p):
    """On the circle the angles add up to a full turn; at c = 1/2 kissing numbers are known in a few dimensions."""
    if p.N == 2:
        c = arb(fmpq(p.c.numerator, p.c.denominator))
        return (2 * arb.pi() / c.acos()).floor()
    if p.c == Fraction(1, 2) and p.N in KISSING:
        return KISSING[p.N]
    raise ValueError(f"the largest set is not known for N = {p.N}, c = {p.c}")


def known_cases(budget):
    steps = {"quick": 10, "standard": 100, "deep": 1000}[budget]
    circle = [{N: 2, c: Rational(10 * i - 3, 10 * steps)} for i in range(1, steps + 1)]
    return circle + [{N: size, c: Rational(1, 2)} for size in KISSING]


CLAIM = Claim(
    id="packing/sphere_caps",
    title="Unit vectors with small pairwise scalar products, chosen greedily",
    kind="proposition",
    source=Source("lahoti2024", where="corollary on packing the sphere: by caps", origin="ours"),
    statement=SphereCaps(),
    evidence=(Derived(derivation), Exact(most, known_cases)),
    mutants=(
        mutant(
            "no-half-power", "a cap of angle a has measure of order sin(a)^(N - 1)",
            least=2 * sqrt(1 + (N - 1) * c**2) / (1 - c**2) ** (N - 1),
        ),
        mutant(
            "half-the-angle", "caps of half the angle are disjoint, but need not cover", at={N: 2, c: Rational(97, 100)},
            least=2 * sqrt(1 + (N - 1) * (1 + c) / 2) / ((1 - c) / 2) ** ((N - 1) / Integer(2)),
        ),
    ),
    witness={N: 2, c: Rational(97, 100)},
    bounds=(
        Bound(
            "packing number", "any", task="unit vectors, scalar products at most c", trivial=Integer(1),
            grid={N: (64, 256), c: (Rational(1, 10), Rational(1, 2))},
        ),
    ),
)
