r"""How often two rotations disagree, from below by their distance.

For orthogonal d x d matrices U and V of one determinant, at distance F = |U - V| (Frobenius), and independent standard
Gaussian x and y

.. math:: \mathbb{P}(\mathrm{sign}\, x^\top U y \ne \mathrm{sign}\, x^\top V y)
          \ge \frac{\sqrt{d + 2}}{\sqrt 2\, \pi d}\, \|U - V\|_F.

For d = 2 and V near U it is sharp.  If the determinants differ, the proof gives the root of 3 in place of that of 2.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Rational, pi, sqrt

from numerics import groups
from theorems.core import Claim, Derived, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra
from theorems.standard.packing.disagreement import least_mean
from theorems.standard.packing.symbols import ROTATIONS, F, d, disagreement

PAIRED = "W turns planes, apart from its eigenvalues 1: those of B are at least 0, and the others stand in equal pairs"


@dataclass(frozen=True)
class RotationDistance(Statement):
    """For every pair of orthogonal matrices that a rotation takes into each other."""

    least: Expr = F * sqrt(d + 2) / (sqrt(2) * pi * d)

    def domain(self):
        return ROTATIONS

    def conclusion(self):
        return Relation(disagreement, ">=", self.least)


def derivation(s):
    """The mean of the sine of half an angle, from its second and fourth moments."""
    return least_mean(Rational(1, 2), PAIRED).at_least(s.least, by=algebra)


def differences(p, size, rng):
    """Whether fresh x and y tell the two apart; W turns as few planes as its distance to 1 allows, all by one angle."""
    first = groups.haar(p.d, rng)
    return groups.signs_differ(groups.rotation_at(p.d, p.F) @ first, first, size, rng)


CLAIM = Claim(
    id="packing/rotation_distance",
    title="How often two rotations disagree, from below",
    kind="lemma",
    source=Source("li2021", where="Lemma D.4, distance of two rotations", origin="ours"),
    statement=RotationDistance(),
    evidence=(Derived(derivation), Simulation(differences, law="bernoulli")),
    mutants=(
        mutant("half", "that is the bound from above", least=F / (2 * sqrt(d)), at={d: 6, F: 2}),
        mutant("no-dimension", "one plane of many is seldom seen", least=F / (sqrt(2) * pi), at={d: 6, F: 2}),
        mutant("angle-for-half", "w is the sine of half the angle", least=F * sqrt(2 * (d + 2)) / (pi * d), at={d: 2, F: 1}),
    ),
    witness={d: 2, F: Integer(1)},
)
