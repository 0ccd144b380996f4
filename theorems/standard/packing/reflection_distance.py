r"""How often two orthogonal matrices disagree, from below by their distance.

For any orthogonal d x d matrices U and V at distance F = |U - V| (Frobenius), and independent standard Gaussian x and y

.. math:: \mathbb{P}(\mathrm{sign}\, x^\top U y \ne \mathrm{sign}\, x^\top V y)
          \ge \frac{\sqrt{d + 2}}{\sqrt 3\, \pi d}\, \|U - V\|_F.

If their determinants are equal, the root of 2 may stand for that of 3.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, pi, sqrt

from numerics import groups
from theorems.core import Claim, Derived, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra
from theorems.standard.packing.disagreement import least_mean
from theorems.standard.packing.symbols import ROTATIONS, F, d, disagreement


@dataclass(frozen=True)
class ReflectionDistance(Statement):
    """For every pair of orthogonal matrices."""

    least: Expr = F * sqrt(d + 2) / (sqrt(3) * pi * d)

    def domain(self):
        return ROTATIONS

    def conclusion(self):
        return Relation(disagreement, ">=", self.least)


def derivation(s):
    """The mean of the sine of half an angle, from its second and fourth moments."""
    return least_mean(Integer(1), "the eigenvalues of B are at least 0").at_least(s.least, by=algebra)


def differences(p, size, rng):
    """Whether fresh x and y tell a matrix and its mirror image apart; at other distances, two rotations."""
    first = groups.haar(p.d, rng)
    mirrored = np.diag([-1.0] + [1.0] * (p.d - 1)) if p.F == 2 else groups.rotation_at(p.d, p.F)
    return groups.signs_differ(mirrored @ first, first, size, rng)


CLAIM = Claim(
    id="packing/reflection_distance",
    title="How often two orthogonal matrices disagree, from below",
    kind="lemma",
    source=Source("li2021", where="Lemma D.4, distance of two rotations", origin="ours"),
    statement=ReflectionDistance(),
    evidence=(Derived(derivation), Simulation(differences, law="bernoulli")),
    mutants=(
        mutant(
            "thirty-six", "one mirrored axis of eight gives less than 0.27 |U - V| / sqrt(d)",
            least=9 * F / (25 * sqrt(d)), at={d: 8, F: 2},
        ),
        mutant("no-dimension", "one axis of many is seldom seen", least=F / (sqrt(3) * pi), at={d: 8, F: 2}),
        mutant(
            "rotations", "one eigenvalue of B may be all there is", of="proof",
            least=F * sqrt(d + 2) / (sqrt(2) * pi * d),
        ),
    ),
    witness={d: 8, F: Integer(2)},
)
