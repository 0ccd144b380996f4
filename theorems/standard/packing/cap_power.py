r"""The measure of a spherical cap, by powers.

For u uniform on the unit sphere of R^k, k >= 2, a unit vector e and 0 < t <= 1,

.. math:: \mathbb{P}(\langle u, e \rangle \ge t) \le \frac{(1 - t^2)^{(k-1)/2}}{2 \sqrt{1 + (k-1)\, t^2}}.

At t = 0 both sides are 1/2.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Rational, sqrt

from numerics import packings
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, jensen, rewriting
from theorems.standard.packing.symbols import CAP, cap, k, r, t


@dataclass(frozen=True)
class CapPower(Statement):
    """For every dimension and every height."""

    most: Expr = (1 - t**2) ** ((k - 1) / 2) / (2 * sqrt(1 + (k - 1) * t**2))

    def domain(self):
        return CAP

    def conclusion(self):
        return Relation(cap(k, t), "<=", self.most)


def derivation(s):
    """The cap is an average of a concave function of the square of one coordinate, whose mean is 1/k."""
    mixed = lambda r: t**2 + (1 - t**2) * r
    scale = (1 - t**2) ** ((k - 1) / 2) / 2
    curve = lambda r: sqrt(r) / sqrt(mixed(r))
    bend = lambda r: -curve(r) * t**2 * (t**2 + 4 * (1 - t**2) * r) / (4 * r**2 * mixed(r) ** 2)
    integral = Fact(
        cap(k, t), "=", scale * E(curve(r), r),
        fact="a coordinate has density c (1 - s^2)^((k - 3)/2): put s^2 = t^2 + (1 - t^2) r in its integral from t to 1; "
        "at t = 0 the same shows that r has the law of the square of a coordinate, and the integral is 1/2",
    )
    mean_square = Fact(E(r, r), "=", 1 / k, fact="the k coordinates have one law, and their squares sum to 1")
    root = (
        Chain(E(curve(r), r), "mean root")
        .at_most(curve(E(r, r)), by=jensen(curve, bend))
        .equals(curve(1 / k), by=rewriting(mean_square))
        .equals(1 / sqrt(1 + (k - 1) * t**2), by=algebra)
    )
    return (
        Chain(cap(k, t), "cap")
        .equals(scale * E(curve(r), r), by=integral)
        .at_most(scale / sqrt(1 + (k - 1) * t**2), by=combination((root, scale)))
        .at_most(s.most, by=algebra)
    )


def share(p):
    """The measure in a ball, from the incomplete beta function."""
    return packings.cap(p.k, p.t)


def heights(budget):
    sizes = {"quick": (2, 3, 4, 8, 64), "standard": (2, 3, 4, 5, 6, 8, 16, 64, 512), "deep": (*range(2, 65), 4096)}[budget]
    steps = {"quick": 8, "standard": 20, "deep": 100}[budget]
    return [{k: size, t: Rational(i, steps)} for size in sizes for i in range(1, steps + 1)]


def hits(p, size, rng):
    """Whether a normalised Gaussian vector lies in the cap."""
    first, others = rng.standard_normal(size), rng.chisquare(p.k - 1, size)
    return first >= p.t * np.sqrt(first**2 + others)


CLAIM = Claim(
    id="packing/cap_power",
    title="The measure of a spherical cap, by powers",
    kind="lemma",
    source=Source("boucheron2013", where="measure of spherical caps", origin="ours"),
    statement=CapPower(),
    evidence=(Derived(derivation), Exact(share, heights), Simulation(hits, law="bernoulli")),
    mutants=(
        mutant(
            "dimension", "the sphere of R^k has k - 1 dimensions, a cap's rim one less",
            most=(1 - t**2) ** (k / 2) / (2 * sqrt(1 + (k - 1) * t**2)), at={k: 3, t: Rational(9, 10)},
        ),
        mutant(
            "square-root", "Jensen's inequality gives the root",
            most=(1 - t**2) ** ((k - 1) / 2) / (2 * (1 + (k - 1) * t**2)),
        ),
        mutant(
            "k-for-less-one", "for r = 1/k the root has k t^2 (1 - r), which is (k - 1) t^2",
            most=(1 - t**2) ** ((k - 1) / 2) / (2 * sqrt(1 + k * t**2)), at={k: 2, t: Rational(1, 2)},
        ),
    ),
    witness={k: 8, t: Rational(1, 2)},
)
