r"""How often two orthogonal matrices disagree, from above by their distance.

For orthogonal d x d matrices U and V at distance F = |U - V| (Frobenius), and independent standard Gaussian x and y

.. math:: \mathbb{P}(\mathrm{sign}\, x^\top U y \ne \mathrm{sign}\, x^\top V y) \le \frac{\|U - V\|_F}{2 \sqrt d},

with equality for V = -U.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, asin, pi, sqrt

from numerics import groups
from theorems.core import Chain, Claim, Derived, E, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, enclosed, pointwise, rewriting
from theorems.standard.packing.disagreement import by_angle, mean_square
from theorems.standard.packing.symbols import ROTATIONS, F, a, d, disagreement, w


@dataclass(frozen=True)
class DistanceAbove(Statement):
    """For every pair of orthogonal matrices."""

    most: Expr = F / (2 * sqrt(d))

    def domain(self):
        return ROTATIONS

    def conclusion(self):
        return Relation(disagreement, "<=", self.most)


def derivation(s):
    """An arc is at most pi/2 times its sine, and the mean of the sine at most its root mean square."""
    root_mean_square = F / (2 * sqrt(d))
    arc = Chain(asin(w), "arc").at_most(pi * w / 2, by=enclosed)
    arcs = Chain(E(asin(w), w), "arcs").at_most(E(pi * w / 2, w), by=pointwise(arc)).equals(pi / 2 * E(w, w), by=algebra)
    line = Chain(w, "above w").at_most((w**2 / a + a) / 2, by=algebra)
    mean = (
        Chain(E(w, w), "mean")
        .at_most(E((w**2 / root_mean_square + root_mean_square) / 2, w), by=pointwise(line.at({a: root_mean_square})))
        .equals((E(w**2, w) / root_mean_square + root_mean_square) / 2, by=algebra)
        .equals(root_mean_square, by=rewriting(mean_square()))
    )
    return (
        Chain(disagreement, "upper")
        .equals(2 / pi * E(asin(w), w), by=by_angle)
        .at_most(E(w, w), by=combination((arcs, 2 / pi)))
        .at_most(root_mean_square, by=combination(mean))
        .at_most(s.most, by=algebra)
    )


def differences(p, size, rng):
    """Whether fresh x and y tell apart two rotations, W turning as few planes as its distance to 1 allows."""
    first = groups.haar(p.d, rng)
    return groups.signs_differ(groups.rotation_at(p.d, p.F) @ first, first, size, rng)


CLAIM = Claim(
    id="packing/distance_above",
    title="How often two orthogonal matrices disagree, from above",
    kind="lemma",
    source=Source("li2021", where="Lemma D.4, distance of two rotations", origin="ours"),
    statement=DistanceAbove(),
    evidence=(Derived(derivation), Simulation(differences, law="bernoulli")),
    mutants=(
        mutant(
            "nine-tenths", "V = -U differs from U everywhere, at distance 2 sqrt(d)", most=9 * F / (20 * sqrt(d)),
            at={d: 4, F: 4},
        ),
        mutant("no-arc", "the arc of w is up to pi/2 times w", most=F / (pi * sqrt(d)), at={d: 4, F: 4}),
        mutant("operator-norm", "in operator norm V = -U is at distance 2", most=F / (2 * d), at={d: 4, F: 2}),
    ),
    witness={d: 4, F: Integer(4)},
)
