r"""The measure of a spherical cap, against the Gaussian tail.

For u uniform on the unit sphere of R^k, k >= 2, a unit vector e and 0 < t <= 1,

.. math:: \mathbb{P}(\langle u, e \rangle \ge t) \le \frac12 e^{-k t^2 / 2},

with equality at t = 0.  For k = 1 it is false: the cap is one of two points, whatever t is.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Integer, Rational, exp, sqrt

from numerics import packings
from theorems.core import Chain, Claim, Derived, Exact, Relation, Simulation, Source, Statement, claim, integers, mutant
from theorems.core.rules import algebra, combination, monotone
from theorems.standard.packing.symbols import CAP, cap, k, t


@dataclass(frozen=True)
class SphericalCap(Statement):
    """For every height, in every dimension of the set."""

    most: Expr = exp(-k * t**2 / 2) / 2
    dimensions: Any = integers(2, typical=(2, 40))

    def domain(self):
        return CAP.but(k=self.dimensions)

    def conclusion(self):
        return Relation(cap(k, t), "<=", self.most)


def derivation(s):
    """The bound by powers, divided by the Gaussian one, is 1/2 at t = 0 and falls in t^2."""
    ratio = lambda q: (1 - q) ** ((k - 1) / 2) * exp(k * q / 2) / sqrt(1 + (k - 1) * q)
    slope = lambda q: -ratio(q) * ((k - 2) * (1 - q) + k * (k - 1) * q**2) / (2 * (1 - q) * (1 + (k - 1) * q))
    height = Chain(Integer(0), "from 0").at_most(t**2, by=algebra)
    end = Chain(t**2, "to 1").at_most(Integer(1), by=algebra)
    falls = Chain(ratio(t**2), "ratio").at_most(Integer(1), by=monotone(ratio, height, slope, within=(end,)))
    powers = (1 - t**2) ** ((k - 1) / 2) / (2 * sqrt(1 + (k - 1) * t**2))
    return (
        Chain(cap(k, t), "cap")
        .at_most(powers, by=claim("packing/cap_power"))
        .at_most(exp(-k * t**2 / 2) / 2, by=combination((falls, exp(-k * t**2 / 2) / 2)))
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
    first, others = rng.standard_normal(size), 2 * rng.standard_gamma((p.k - 1) / 2, size)
    return first >= p.t * np.sqrt(first**2 + others)


CLAIM = Claim(
    id="packing/spherical_cap",
    title="The measure of a spherical cap, against the Gaussian tail",
    kind="lemma",
    source=Source("boucheron2013", where="measure of spherical caps, with the factor 1/2", origin="ours"),
    statement=SphericalCap(),
    evidence=(Derived(derivation), Exact(share, heights), Simulation(hits, law="bernoulli")),
    mutants=(
        mutant(
            "one-dimension", "half of the sphere of R is one point", dimensions=integers(1, typical=(1, 40)),
            at={k: 1, t: 1},
        ),
        mutant("quarter", "at t = 0 the cap is half of the sphere", most=exp(-k * t**2 / 2) / 4),
        mutant("twice-the-rate", "k t^2 is the rate of the square of the measure", most=exp(-k * t**2) / 2),
    ),
    witness={k: 8, t: Rational(1, 2)},
)
