r"""A filter of two weights, squared and summed over all positions, tells two textures apart.

On the cyclic image x with entries x_0, ..., x_{d-1} the net has the value of the sum of (u x_i + v x_{i+1})^2 over all
positions i.  On every e_i + e_{i+1} it has one value, on every e_i + e_{i+2} another one, and

.. math:: f(e_i + e_{i+1}) - f(e_j + e_{j+2}) = 2 u v .

So a net a f + b that is right on one image of either label is right on all.  Hypothesis: d >= 5.  For d = 3 the two textures
are the same images; with a linear activation the net sees the sum of the entries only.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from sympy import Eq, Expr, Integer, Rational, Sum

from numerics.networks import CyclicConvolution
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    arbitrary,
    integers,
    mutant,
)
from theorems.core.rules import combination, orthogonality, telescoping
from theorems.papers.orthogonal_equivariance.convolution_symbols import IMAGES, d, i, u, v

near, far = arbitrary("near"), arbitrary("far")  # entries of e_i + e_{i+1}, and of e_j + e_{j+2}


@dataclass(frozen=True)
class TexturesConvolution(Statement):
    """For every filter, and all images of either texture."""

    gap: Expr = 2 * u * v
    activation: str = "square"
    smallest: int = 5                            # positions

    def domain(self):
        return IMAGES.but(d=integers(self.smallest, typical=(self.smallest, 12)))

    def hypotheses(self):
        """Positions count modulo the size of the image."""
        return (Eq(near(d), near(0)), Eq(far(d), far(0)))

    def conclusion(self):
        said = f"f(e_i + e_(i+1)) - f(e_j + e_(j+2)), activation: {self.activation}, at least {self.smallest} positions"
        return Relation(Quantity(said), "=", self.gap)


def total(term):
    return Sum(term, (i, 0, d - 1))


def pooled(image):
    return total((u * image(i) + v * image(i + 1)) ** 2)


def shifted(image, name):
    """The second weight sees what the first one sees."""
    return (
        Chain(total(image(i + 1) ** 2 - image(i) ** 2), f"shift of the {name} pair")
        .equals(image(d) ** 2 - image(0) ** 2, by=telescoping(lambda j: image(j) ** 2))
        .equals(Integer(0), by=orthogonality)
    )


def derivation(s):
    """The squares of the two weights meet equally many entries on both; their product meets neighbours."""
    net = Fact(
        Quantity("f(e_i + e_(i+1)) - f(e_j + e_(j+2)), activation: square, at least 5 positions"),
        "=", pooled(near) - pooled(far), fact="the net squares and sums",
    )
    sizes = [Fact(total(x(i) ** 2), "=", Integer(2), fact="two entries are 1, all others 0") for x in (near, far)]
    neighbours = Fact(total(near(i) * near(i + 1)), "=", Integer(1), fact="one pair of neighbours is 1, 1")
    strangers = Fact(
        total(far(i) * far(i + 1)), "=", Integer(0), fact="entries at distance two are no neighbours on five positions",
    )
    squares = u**2 + v**2
    parts = (
        (shifted(near, "near"), v**2), (shifted(far, "far"), -(v**2)), (sizes[0], squares), (sizes[1], -squares),
        (neighbours, 2 * u * v), (strangers, -2 * u * v),
    )
    return Chain(s.conclusion().left).equals(net.right, by=net).equals(s.gap, by=combination(*parts))


def differences(p):
    """From the least to the largest, over all images of either texture."""
    unit = np.vectorize(Fraction)(np.eye(p.d, dtype=int))
    net = CyclicConvolution(p.activation)
    weights = [np.array([[Fraction(p.u), Fraction(p.v)]]), np.array([[Fraction(1)]])]
    values = [net.outputs(weights, unit + np.roll(unit, apart, axis=0))[0] for apart in (1, 2)]
    return min(values[0]) - max(values[1]), max(values[0]) - min(values[1])


def filters(budget):
    weights = (Rational(1), Rational(-3, 2))
    return [{d: size, u: one, v: two} for size in (3, 5, 6, 9) for one in weights for two in weights]


CLAIM = Claim(
    id="orthogonal_equivariance/textures_convolution",
    title="A filter of two weights tells two textures apart",
    kind="lemma",
    source=Source("li2021", where="Theorem 5.5, convolutional part", origin="ours"),
    statement=TexturesConvolution(),
    evidence=(Derived(derivation), Exact(differences, filters)),
    mutants=(
        mutant("linear", "u + v meets both textures twice", activation="identity"),
        mutant("three-positions", "all pairs are neighbours", smallest=3),
        mutant("one-product", "both orders of the product count", gap=u * v),
    ),
    witness={d: 7, u: Rational(1), v: Rational(1, 2)},
)
