r"""What the other images of a signal say about one: nothing, as the word independent has it.

The k images of the signal under a uniform U of O(kd) are called nearly independent.  Were they independent, a direction e
that the other images leave open would meet the last one, u, as any direction does,

.. math:: \mathbb{E} \langle e, u \rangle^2 = \frac{1}{kd}.

They are orthonormal: k - 1 dimensions are taken, and for d = 1 the others leave one direction only, which is u or -u.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import fmpq_mat
from sympy import Expr, Integer

from numerics import groups
from theorems.core import Claim, E, Exact, Relation, Source, Statement, mutant
from theorems.papers.dynamic_signal.overlap_symbols import IMAGES, cosine
from theorems.papers.dynamic_signal.symbols import d, k


@dataclass(frozen=True)
class ImagesIndependent(Statement):
    """The mean squared overlap with any direction that the others leave open."""

    share: Expr = 1 / (k * d)

    def domain(self):
        return IMAGES

    def conclusion(self):
        return Relation(E(cosine**2, cosine), "=", self.share)


def squared_cosine(p):
    """1 over the dimensions that the other images leave open, counted for the images under one rotation of rationals.

    Rotations that fix the others exchange these dimensions, and the squares of the coordinates of u add up to 1.
    """
    size = p.k * p.d
    turned = groups.rational_orthogonal(size, np.random.default_rng([p.k, p.d])).tolist()
    others = fmpq_mat([[row[i * p.d] for row in turned] for i in range(p.k - 1)])
    return Fraction(1, size - others.rank())


def shapes(budget):
    most = {"quick": 4, "standard": 6, "deep": 9}[budget]
    return [{k: patches, d: size} for patches in range(2, most) for size in range(1, most)]


CLAIM = Claim(
    id="dynamic_signal/images_independent",
    title="The images of a signal are independent",
    kind="lemma",
    source=Source("lahoti2024", where="reduction to nearly independent subtasks, as quoted in a review", origin="abstract"),
    statement=ImagesIndependent(),
    evidence=(Exact(squared_cosine, shapes),),
    mutants=(
        mutant("one-taken", "each of the others takes a dimension", share=1 / (k * d - 1), at={k: 3, d: 2}),
        mutant("one-left", "the others take k - 1, the image itself none", share=1 / (k * d - k + 2), at={k: 3, d: 2}),
    ),
    witness={k: Integer(4), d: 1},
    expected="refuted",
)
