r"""Fourth moments of a uniformly turned vector.

U is a Haar matrix of O(n), n >= 2, and e, a, b are unit vectors of R^n with <a, b> = c.  Then

.. math:: \mathbb{E}\, \langle U e, a \rangle^2 \langle U e, b \rangle^2 = \frac{1 + 2 c^2}{n (n + 2)}.

For a = b it is the fourth moment 3 / (n (n + 2)) of a coordinate; the sum over an orthonormal basis of b is the second, 1/n.
"""

from dataclasses import dataclass

import numpy as np
from flint import arb
from sympy import Eq, Expr, Rational

from numerics.enclosure import ball, precision
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    dot,
    mutant,
    square,
)
from theorems.core.rules import gaussian_moments
from theorems.standard.groups.symbols import DIRECTION, a, b, cosine, dimension, x

n, c = dimension, cosine
moment = Quantity("E <Ue, a>^2 <Ue, b>^2")


@dataclass(frozen=True)
class HaarMoments(Statement):
    """For all pairs of unit vectors, in every dimension."""

    value: Expr = (1 + 2 * c**2) / (n * (n + 2))

    def domain(self):
        return DIRECTION

    def hypotheses(self):
        return Eq(dot(a, a), 1), Eq(dot(b, b), 1), Eq(dot(a, b), c)

    def conclusion(self):
        return Relation(moment, "=", self.value)


def derivation(s):
    """A Gaussian vector is a uniform direction times an independent length."""
    polar = Fact(
        moment, "=", E(dot(x, a) ** 2 * dot(x, b) ** 2, x) / E(square(x) ** 2, x),
        fact="Ue has the law of x / |x|, x standard Gaussian, which is independent of |x|",
    )
    return Chain(moment).equals(polar.right, by=polar).equals(s.value, by=gaussian_moments)


def products(p, size, rng):
    """The product of squares at the first column of fresh Haar matrices; a and b lie in the plane of the first two axes."""
    column = rng.standard_normal((size, p.n))
    column /= np.linalg.norm(column, axis=1, keepdims=True)
    return (column[:, 0] * (p.c * column[:, 0] + np.sqrt(1 - p.c**2) * column[:, 1])) ** 2


def by_design(p):
    """In the plane, the mean over the vertices of a regular pentagon, which is that over the circle up to degree 4."""
    if p.n != 2:
        raise ValueError(f"a pentagon lies in the plane, n = {p.n}")
    with precision(40):
        cosine = ball(p.c)
        sine = (1 - cosine**2).sqrt()
        vertices = [(arb.cos(2 * arb.pi() * i / 5), arb.sin(2 * arb.pi() * i / 5)) for i in range(5)]
        return sum((x * (cosine * x + sine * y)) ** 2 for x, y in vertices) / 5


def in_the_plane(budget):
    steps = {"quick": 4, "standard": 20, "deep": 200}[budget]
    return [{dimension: 2, cosine: Rational(i, steps)} for i in range(-steps, steps + 1)]


CLAIM = Claim(
    id="groups/haar_moments",
    title="Fourth moments of a uniformly turned vector",
    kind="lemma",
    source=Source("mardia2000", where="moments of the uniform law on the sphere", origin="classical"),
    statement=HaarMoments(),
    evidence=(Derived(derivation), Exact(by_design, in_the_plane), Simulation(products, law=(0, 1))),
    mutants=(
        mutant("gaussian", "the length of a Gaussian vector varies", value=(1 + 2 * c**2) / n**2),
        mutant("independent", "<Ue, a> and <Ue, b> are not independent", value=1 / n**2),
        mutant("one-pairing", "c^2 comes from two pairings", value=(1 + c**2) / (n * (n + 2))),
    ),
    witness={dimension: 2, cosine: Rational(3, 5)},
)
