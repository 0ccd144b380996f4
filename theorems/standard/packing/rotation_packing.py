r"""Many rotations that disagree pairwise.

P(U, V) is the chance that sign x'Uy and sign x'Vy differ, x and y independent standard Gaussian vectors of R^d.  For every
eps > 0 and d >= 2 there are at least

.. math:: \Bigl(\frac{C_d}{\varepsilon}\Bigr)^{d(d-1)/2}, \qquad
          C_d = \frac{\sqrt{(1 + 2/d)(1 - 1/d - 1/d^2)}}{2 \sqrt 2\, \pi},

rotations of R^d with pairwise P above eps.  The exponent is their dimension; C_8 = 0.1166, C_16 = 0.1153, and C_d tends
to 0.1125.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from sympy import Expr, Integer, Rational, pi, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, monotone
from theorems.standard.packing.symbols import TURNED, F, d, disagreement, eps, rotations

# K_r: the skew matrices of operator norm at most r; B: the unit ball of the Frobenius norm; both of dimension m.
radius = arbitrary("radius", positive=True)(d)                 # (vol K_1 / vol B)^(1/m)
norm = arbitrary("norm", positive=True)(d)                     # mean operator norm of a standard Gaussian skew matrix
length = arbitrary("length", positive=True)(d)                 # mean Frobenius norm of one
reach = arbitrary("reach", positive=True)(d, eps)              # how far from a point of K_r the one close to it may be
small = sqrt(d + 2) / (sqrt(2) * pi * d)                       # P >= small |U - V|


@dataclass(frozen=True)
class RotationPacking(Statement):
    """In every dimension, at every distance."""

    constant: Expr = sqrt((d + 2) * (d**2 - d - 1) / d**3) / (2 * sqrt(2) * pi)
    dimension: Expr = d * (d - 1) / 2
    size: Expr = sqrt(2 * d)

    def domain(self):
        return TURNED

    def conclusion(self):
        return Relation(rotations(d, eps), ">=", (self.constant / eps) ** self.dimension)


def volume(s):
    """The operator norm of a random direction is small, so that the unit ball of that norm is large."""
    m = d * (d - 1) / 2
    polar = Fact(
        radius, ">=", length / norm,
        fact="polar coordinates: radius^m = E |G|_F^m / |G|^m at the direction of a Gaussian skew G, Jensen's inequality, "
        "and the direction is independent of the length",
    )
    gaussian = Fact(
        norm, "<=", s.size,
        fact="Sudakov and Fernique: u'Gv for orthonormal u, v moves no more than (g'u + h'v) / sqrt(2), g, h Gaussian",
    )
    chi = Fact(length, ">=", sqrt(m - Rational(1, 2)), fact="mean of a chi variable with m degrees of freedom")
    return (
        Chain(radius, "volume")
        .at_least(length / norm, by=polar)
        .at_least(sqrt(m - Rational(1, 2)) / norm, by=combination((chi, 1 / norm)))
        .at_least(sqrt(m - Rational(1, 2)) / s.size, by=combination((gaussian, sqrt(m - Rational(1, 2)) / (norm * s.size))))
        .at_least(sqrt((d**2 - d - 1) / d) / 2, by=algebra)
    )


def derivation(s):
    """Exponentials of K_r, r = pi/2: where a largest set is close to a rotation, it is near it in the Frobenius norm."""
    covered = Fact(
        rotations(d, eps), ">=", (radius * pi / (2 * reach)) ** (d * (d - 1) / 2),
        fact="the exponentials of a largest set in K_r with pairwise P above eps are rotations; some point of the set has P "
        "at most eps to a given point of K_r, and is at most ``reach`` from it: the balls of this radius cover K_r",
    )
    close = Fact(
        disagreement, "<=", eps, fact="U = exp(A), A of K_r where ``reach`` is taken on, and V that of the point of the set",
    )
    chord = Fact(
        F, ">=", 2 * reach / pi,
        fact="Duhamel: exp(A) - exp(B) is A - B times divided differences of exp at imaginary eigenvalues of size at most "
        "pi/2, which are at least sin(pi/2) / (pi/2)",
    )
    near = (
        Chain(disagreement, "near")
        .at_least(F * small, by=claim("packing/rotation_distance"))
        .at_least(2 * reach * small / pi, by=combination((chord, small)))
    )
    reached = (
        Chain(reach, "reach")
        .at_most(disagreement * pi / (2 * small), by=combination((near, pi / (2 * small))))
        .at_most(eps * pi / (2 * small), by=combination((close, pi / (2 * small))))
    )
    least = sqrt((d**2 - d - 1) / d) / 2
    base = (
        Chain(radius * pi / (2 * reach), "ratio")
        .at_least(least * pi / (2 * reach), by=combination((volume(s), pi / (2 * reach))))
        .at_least(least * small / eps, by=combination((reached, least * small / (eps * reach))))
        .at_least(s.constant / eps, by=algebra)
    )
    power = lambda x: x ** (d * (d - 1) / 2)
    return (
        Chain(rotations(d, eps), "packing")
        .at_least(covered.right, by=covered)
        .at_least(power(s.constant / eps), by=monotone(power, base))
        .equals((s.constant / eps) ** s.dimension, by=algebra)
    )


def in_the_plane(p):
    """Rotations of the plane by angles a and b disagree with chance |a - b| / pi: so many have room on the circle."""
    if p.d != 2:
        raise ValueError(f"the largest set is known for d = 2, not for d = {p.d}")
    return max(1, ceil(2 / p.eps) - 1)


def levels(budget):
    most = {"quick": 8, "standard": 40, "deep": 400}[budget]
    return [{d: 2, eps: Rational(1, i**2)} for i in range(1, most)]


def norms(p, size, rng):
    """Operator norms of standard Gaussian skew matrices, and the square of their Lipschitz constant: eigenvalues pair up."""
    square = rng.standard_normal((size, p.d, p.d))
    return np.linalg.norm((square - square.swapaxes(1, 2)) / 2, 2, (1, 2)), 0.5


CLAIM = Claim(
    id="packing/rotation_packing",
    title="Many rotations that disagree pairwise",
    kind="theorem",
    source=Source("li2021", where="Lemma D.4, packing number", origin="ours"),
    statement=RotationPacking(),
    evidence=(
        Derived(derivation),
        Exact(in_the_plane, levels),
        Simulation(norms, law="sub-gaussian", tests=lambda s: Relation(norm, "<=", s.size), name="norm"),
    ),
    mutants=(
        mutant("all-matrices", "rotations have d(d - 1)/2 dimensions", dimension=d**2),
        mutant("symmetric", "symmetric matrices, not rotations, have d(d + 1)/2 dimensions", dimension=d * (d + 1) / 2),
        mutant("three", "there are no more than 2 / eps rotations of the plane", constant=Integer(3)),
        mutant("half-the-norm", "the norm is near sqrt(2 d)", of="proof", size=sqrt(d), at={d: 16}),
    ),
    witness={d: 2, F: 1, eps: Rational(1, 100)},
    bounds=(
        Bound(
            "packing number", "any", task="rotations, disagreement above eps", trivial=Integer(1),
            grid={d: (4, 16), eps: (Rational(1, 100), Rational(1, 8))},
        ),
    ),
)
