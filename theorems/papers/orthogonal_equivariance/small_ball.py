r"""No function is close to many rotations at once.

A is uniform on K_r, the skew d x d matrices of operator norm at most r < pi/2.  For every function v of x and y with values
in [0, 1], x and y independent standard Gaussian in R^d, d >= 2, and every eps > 0

.. math:: \mathbb{P}_A\bigl(\mathbb{E}_{x,y} |\mathbf 1[x^\top e^A y > 0] - v(x, y)| \le 2 \varepsilon\bigr)
          \le \Bigl(\frac{2 \varepsilon}{C_d \sin r}\Bigr)^{d(d-1)/2}, \qquad
          C_d = \frac{\sqrt{(1 + 2/d)(1 - 1/d - 1/d^2)}}{2 \sqrt 2\, \pi}.

Stated with q = tan r.  By the isodiametric inequality the radius is not doubled, though v is no rotation.
"""

from dataclasses import dataclass

import numpy as np
from flint import arb, fmpq
from sympy import Expr, Rational, atan, pi, sqrt

from numerics.groups.skew_spectra import uniform_angles
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    integers,
    interval,
    mutant,
    positive,
)
from theorems.core.rules import algebra, combination, monotone, rewriting
from theorems.papers.orthogonal_equivariance.single_task_symbols import SINGLE, D, ball, chord, d, eps, packed, planes, q
from theorems.standard.packing.rotation_packing import RotationPacking, radius, volume
from theorems.standard.packing.symbols import F, disagreement

SMALL = SINGLE[d, q, eps].but(
    d=integers(2, typical=(2, 4)), q=positive(typical=(Rational(1, 10), 2)),
    eps=positive(typical=(Rational(1, 200), Rational(1, 10))),
).plus(F=interval(0, 2 * sqrt(d), "(]"), m=integers(1))
m = SMALL.symbols[-1]                                          # dimension of the skew matrices
r = atan(q)
diameter = arbitrary("diameter", positive=True)(d, q, eps)     # Frobenius, of the A of K_r that v is close to
small = sqrt(d + 2) / (sqrt(2) * pi * d)                       # P >= small |U - V|
SINE = q / sqrt(1 + q**2)                                      # of r


@dataclass(frozen=True)
class SmallBall(Statement):
    """In every dimension, at every radius, for every function."""

    constant: Expr = packed
    dimension: Expr = planes
    sine: Expr = SINE                            # of r

    def domain(self):
        return SMALL

    def conclusion(self):
        return Relation(ball(d, q, eps), "<=", (2 * eps / (self.constant * self.sine)) ** self.dimension)


def derivation(s):
    """Matrices A that are close to one function are close to each other, and a set is largest as a ball."""
    isodiametric = Fact(
        ball(d, q, eps), "<=", (diameter / (2 * r * radius)) ** m,
        fact="isodiametric inequality: a set in m dimensions has at most the volume of a ball of its diameter; K_r has r^m "
        "times the volume of K_1, radius^m times that of a ball of radius 1",
    )
    close = Fact(
        disagreement, "<=", 4 * eps,
        fact="triangle inequality through v; U = e^A and V = e^B, A and B two of the set at distance ``diameter``",
    )
    apart = Fact(F, ">=", chord(d, q, diameter), fact="U = e^A and V = e^B, A and B of K_r at distance ``diameter``")
    curved = (
        Chain(F, "chord")
        .at_least(chord(d, q, diameter), by=apart)
        .at_least(SINE * diameter / r, by=claim("orthogonal_equivariance/exponential_distance").at({D: diameter}))
    )
    near = (
        Chain(disagreement, "near")
        .at_least(F * small, by=claim("packing/rotation_distance"))
        .at_least(small * SINE * diameter / r, by=combination((curved, small)))
    )
    scale = 1 / (2 * small * SINE * radius)
    least = sqrt((d**2 - d - 1) / d) / 2
    base = (
        Chain(diameter / (2 * r * radius), "ratio")
        .at_most(disagreement * scale, by=combination((near, scale)))
        .at_most(4 * eps * scale, by=combination((close, scale)))
        .at_most(2 * eps / (small * SINE * least), by=combination((volume(RotationPacking()), 4 * eps * scale / least)))
        .equals(2 * eps / (s.constant * s.sine), by=algebra)
    )
    skew = Fact(m, "=", planes, fact="the entries above the diagonal")
    dimension = Chain(m, "dimension").equals(planes, by=skew).equals(s.dimension, by=algebra)
    power = lambda x: x**m
    return (
        Chain(s.conclusion().left, "ball")
        .at_most(isodiametric.right, by=isodiametric)
        .at_most(power(base.end), by=monotone(power, base))
        .equals(s.conclusion().right, by=rewriting(dimension))
    )


def in_the_plane(p):
    """Rotations by angles a and b disagree with chance |a - b| / pi: those that one function is close to lie in an
    interval of length 4 pi eps out of 2 r, and its middle is close to all of them."""
    if p.d != 2:
        raise ValueError(f"the share is known for d = 2, not for d = {p.d}")
    angle = arb(fmpq(p.q.numerator, p.q.denominator)).atan()
    return (2 * arb.pi() * arb(fmpq(p.eps.numerator, p.eps.denominator)) / angle).min(arb(1))


def plane(budget):
    most = {"quick": 6, "standard": 20, "deep": 100}[budget]
    return [{d: 2, q: Rational(i, 3), eps: Rational(1, 10 * j**2)} for i in range(1, most) for j in range(1, most)]


def near_one(p, size, rng):
    """Whether e^A is so near to 1 that it differs from it at most 2 eps of the time: a share v = [x'y > 0] has."""
    angles = uniform_angles(p.d, np.arctan(p.q), size, rng)
    return 8 * (np.sin(angles / 2) ** 2).sum(1) <= (4 * p.eps) ** 2 * p.d


CLAIM = Claim(
    id="orthogonal_equivariance/small_ball",
    title="No function is close to many rotations at once",
    kind="lemma",
    source=Source("li2021", where="Lemma D.4, as a bound on balls", origin="ours"),
    statement=SmallBall(),
    evidence=(
        Derived(derivation),
        Exact(in_the_plane, plane),
        Simulation(
            near_one, law="bernoulli",
            tests=lambda s: Relation(Quantity("share of K_r near 1"), "<=", s.conclusion().right), name="near-one",
        ),
    ),
    mutants=(
        mutant("one-more", "rotations have d(d - 1)/2 dimensions", dimension=planes + 1),
        mutant("all-matrices", "rotations have d(d - 1)/2 dimensions", dimension=d**2),
        mutant("five-times", "an interval of 4 pi eps is a large part of the plane's rotations", constant=5 * packed),
        mutant("straight", "the exponential shortens distances", of="proof", sine=r),
    ),
    witness={d: 2, q: Rational(1, 2), eps: Rational(1, 100)},
)
