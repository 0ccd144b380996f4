r"""What a rotationally blind learner sees of an input: its scalar products with the samples, and its length.

Let x and z have the same length and the same scalar product with every sample c.  The reflection
R = 1 - 2 (x - z)(x - z)' / |x - z|^2 leaves the samples alone and takes x to z: its defect

.. math:: |R x - z|^2 + |R c - c|^2 = 0 .

So a learner that is equivariant under O(d) has one law of predictions at x and at z.  Hypothesis: x is not z.  Without the
length it is false: the sign of |x|^2 - c is equivariant and sees no scalar product.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from sympy import Eq, Expr, Integer

from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, dot, mutant, square
from theorems.core.rules import orthogonality
from theorems.papers.orthogonal_equivariance.sight_symbols import SIGHT, c, d, q, x, z


@dataclass(frozen=True)
class ProductsAndLength(Statement):
    """For one of the samples; what is known to be the same at x and z; which multiple of the projection is taken off."""

    defect: Expr = Integer(0)
    products: str = "same"
    lengths: str = "same"

    def domain(self):
        return SIGHT

    def hypotheses(self):
        """And the squared distance of x and z is q, which with equal lengths says what x'z is."""
        known = (Eq(dot(c, x), dot(c, z)), self.products), (Eq(dot(x, x), dot(z, z)), self.lengths)
        return (*(equality for equality, word in known if word == "same"), Eq(dot(x, z), dot(z, z) - q / 2))

    def conclusion(self):
        v = x - z
        reflected = lambda a: a - 2 * dot(v, a) / q * v
        return Relation(square(reflected(x) - z) + square(reflected(c) - c), "=", self.defect)


def derivation(s):
    """2 (x - z)'x = |x - z|^2 where the lengths agree, and (x - z)'c = 0."""
    return Chain(s.conclusion().left).equals(s.defect, by=orthogonality)


def defect(p):
    """At rational inputs with these products and lengths: z is x turned about c, then moved where they are to differ."""
    rng = np.random.default_rng(p.d)
    draw = lambda: np.array([Fraction(int(a), int(b)) for a, b in rng.integers(1, 6, (p.d, 2))], dtype=object)
    sample, one, axis = draw(), draw(), draw()
    axis -= (axis @ sample) / (sample @ sample) * sample               # orthogonal to the sample
    other = one - 2 * (axis @ one) / (axis @ axis) * axis
    other = other + (axis if p.lengths != "same" else 0)
    if p.products != "same":
        other = draw()
        other *= (one @ one) / (other @ other)
        other = one - 2 * (other @ one) / (other @ other) * other
    gap = one - other
    off = lambda a, b: sum((a - 2 * (gap @ a) / (gap @ gap) * gap - b) ** 2)
    return off(one, other) + off(sample, sample)


CLAIM = Claim(
    id="orthogonal_equivariance/products_and_length",
    title="A rotationally blind learner sees scalar products and the length",
    kind="lemma",
    source=Source("li2021", where="Section 4.1, what a prediction depends on", origin="ours"),
    statement=ProductsAndLength(),
    evidence=(Derived(derivation), Exact(defect, lambda _: [{d: size} for size in (3, 4, 5)])),
    mutants=(
        mutant("other-length", "reflections keep lengths", lengths="other"),
        mutant("other-products", "the reflection moves the sample", products="other"),
        mutant("not-there", "it is exact", defect=Integer(1)),
    ),
    witness={d: 3},
    corrects="orthogonal_equivariance/products_only_printed",
)
