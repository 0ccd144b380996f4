r"""How often a rotation at random turns the sign of a scalar product.

A is a random skew d x d matrix, d >= 3, of operator norm at most r < pi/2, whose law is that of QAQ' for every orthogonal Q.
For vectors x and y at an angle phi with cot(phi) = t tan(r), 0 < t <= 1,

.. math:: \mathbb{P}_A(\mathrm{sign}\, x^\top e^A y \ne \mathrm{sign}\, x^\top y) \le \frac12 e^{-(d-1) t^2 / 2}.

For t > 1 the signs agree.  For d = 2 it is false.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Rational, atan, exp

from numerics.groups.skew_spectra import uniform_angles
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    integers,
    mutant,
)
from theorems.core.rules import algebra, pointwise
from theorems.papers.orthogonal_equivariance.single_task_symbols import FLIP, d, e, flips, q, s, t
from theorems.standard.packing.symbols import cap, k
from theorems.standard.packing.symbols import t as height

r = atan(q)
flip = flips(d, q, t)


@dataclass(frozen=True)
class FlipProbability(Statement):
    """For every law of A that does not see rotations; ``turns`` says what the law of A is blind to."""

    most: Expr = exp(-(d - 1) * t**2 / 2) / 2
    dimensions: Any = integers(3, typical=(8, 64))
    turns: str = "in all directions"

    def domain(self):
        return FLIP.but(d=self.dimensions)

    def conclusion(self):
        blind = self.turns == "in all directions"
        return Relation(flip if blind else arbitrary(f"flips {self.turns}")(d, q, t), "<=", self.most)


def derivation(statement):
    """The part of e^A y orthogonal to y has a uniform direction, and e^A turns y by at most r."""
    turned = Fact(
        flip, "<=", E(cap(d - 1, t * s), s),
        fact="e^A y = cos(psi) y + sin(psi) w with w uniform in the sphere of R^(d-1) orthogonal to y, as the law of A is "
        "blind to the rotations that fix y; the sign turns if w reaches cot(phi) cot(psi) = t s in the direction of -x. "
        "s >= 1: cos(psi) = y'e^A y is a mean of cosines of angles in [0, r]",
    )
    nested = Fact(cap(d - 1, t + e), "<=", cap(d - 1, t), fact="caps are nested")
    lower = Chain(cap(d - 1, t * s), "cap").at_most(cap(d - 1, t), by=nested.at({e: t * (s - 1)}))
    return (
        Chain(statement.conclusion().left, "flip")
        .equals(flip, by=algebra)
        .at_most(E(cap(d - 1, t * s), s), by=turned)
        .at_most(E(cap(d - 1, t), s), by=pointwise(lower))
        .equals(cap(d - 1, t), by=algebra)
        .at_most(exp(-(d - 1) * t**2 / 2) / 2, by=claim("packing/spherical_cap").at({k: d - 1, height: t}))
        .at_most(statement.most, by=algebra)
    )


def signs_turn(p, angles, size, rng):
    """Whether the sign of <x, e^A y> turns; A has these angles, shape (size, d // 2), in random planes.

    In the basis of these planes y is a uniform unit vector, and x = cos(phi) y + sin(phi) u, u uniform orthogonal to y.
    """
    y, u = rng.standard_normal((2, size, p.d))
    y /= np.linalg.norm(y, axis=1, keepdims=True)
    u -= (u * y).sum(1, keepdims=True) * y
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    x = p.t * p.q * y + u                        # up to a positive factor
    if p.turns == "in the plane of x and y":
        r = np.arctan(p.q) * rng.choice([-1, 1], (size, 1))
        return (x * (np.cos(r) * y + np.sin(r) * u)).sum(1) < 0
    moved = y.copy()
    even, odd = y[:, 0 : p.d - p.d % 2 : 2], y[:, 1::2]
    moved[:, 0 : p.d - p.d % 2 : 2] = np.cos(angles) * even - np.sin(angles) * odd
    moved[:, 1::2] = np.sin(angles) * even + np.cos(angles) * odd
    return (x * moved).sum(1) < 0


def all_by_r(p, size, rng):
    """All planes are turned by r."""
    return signs_turn(p, np.full((1, p.d // 2), np.arctan(p.q)), size, rng)


def uniform(p, size, rng):
    """A is uniform on the skew matrices of operator norm at most r."""
    return signs_turn(p, uniform_angles(p.d, np.arctan(p.q), size, rng), size, rng)


CLAIM = Claim(
    id="orthogonal_equivariance/flip_probability",
    title="How often a rotation at random turns the sign of a scalar product",
    kind="lemma",
    source=Source("li2021", where="one target: the entropy of a label", origin="ours"),
    statement=FlipProbability(),
    evidence=(
        Derived(derivation),
        Simulation(all_by_r, law="bernoulli"),
        Simulation(uniform, law="bernoulli", name="uniform"),
    ),
    mutants=(
        mutant("plane", "then w is one of two vectors", dimensions=integers(2), at={d: 2, q: 1, t: Rational(3, 4)}),
        mutant("towards-x", "w has to be uniform", turns="in the plane of x and y", at={d: 8, q: 1, t: Rational(3, 4)}),
        mutant("quarter", "nearly orthogonal vectors turn half of the time", most=exp(-(d - 1) * t**2 / 2) / 4),
        mutant(
            "chord-for-angle", "1 - r^2/2 is no bound for the cosine beyond r = sqrt(2)",
            most=exp(-(d - 1) * (t * q * (1 - r**2 / 2) / r) ** 2 / 2) / 2, at={d: 8, q: 100, t: Rational(1, 10)},
        ),
        mutant(
            "twice-the-rate", "k t^2 is the rate of the square", most=exp(-(d - 1) * t**2) / 2,
            at={d: 24, q: 1, t: Rational(1, 5)},
        ),
    ),
    witness={d: 8, q: Rational(1, 2), t: Rational(1, 4)},
)
