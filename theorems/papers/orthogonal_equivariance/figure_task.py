r"""The convolutional net of the first figure makes the target of the figure.

Images have three colours x_1, x_2, x_3 of p x p positions, the label says whether x_1 or x_2 is longer.  The net is a
3 x 3 convolution to c >= 2 channels, squares, a 3 x 3 convolution to one channel, both with a border of zeros, and the mean
over all positions.  With two filters that read the centre of x_1 and of x_2, and the read-outs 1 and -1 at the centre, it is

.. math:: f(x) = \frac{|x_1|^2 - |x_2|^2}{p^2} .

Stated as the largest distance between the two sides; the figure has p = 32 and c = 10.  Which net learns it from fewer
samples is an experiment, and no claim.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement, product

import numpy as np
from sympy import Expr, Integer

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.figure_symbols import PICTURES, c, p

ACTIVATIONS = {"square": lambda z: z * z, "identity": lambda z: z}


@dataclass(frozen=True)
class FigureTask(Statement):
    """Over images; ``tap`` is where the filters read, ``activation`` what stands between the layers."""

    gap: Expr = Integer(0)
    tap: str = "centre"
    activation: str = "square"

    def domain(self):
        return PICTURES

    def conclusion(self):
        said = f"largest |f(x) - (|x_1|^2 - |x_2|^2)/p^2|, filters that read the {self.tap}, {self.activation}"
        return Relation(Quantity(said), "=", self.gap)


def convolved(image, filters):
    """Images (channels, p, p) by filters (out, channels, 3, 3), with a border of zeros."""
    side = image.shape[1]
    padded = np.pad(image, ((0, 0), (1, 1), (1, 1)))
    parts = (
        np.einsum("oc,cij->oij", filters[:, :, a, b], padded[:, a : a + side, b : b + side])
        for a, b in product(range(3), repeat=2)
    )
    return sum(parts)


def largest_gap(world):
    """At images e_i and e_i - e_j: a quadratic form that is 0 at all of these is 0."""
    reads = {"centre": (1, 1), "corner": (0, 0)}[world.tap]
    first, second = np.zeros((world.c, 3, 3, 3), int), np.zeros((1, world.c, 3, 3), int)
    for channel, weight in enumerate((1, -1)):
        first[(channel, channel, *reads)], second[0, channel, 1, 1] = 1, weight
    size = world.p**2
    units = np.eye(3 * size, dtype=int)
    images = (one if i == j else one - two for (i, one), (j, two) in combinations_with_replacement(enumerate(units), 2))
    gaps = [gap_at(image.reshape(3, world.p, world.p), first, second, world.activation) for image in images]
    return max(gaps)


def gap_at(image, first, second, activation):
    pooled = Fraction(int(convolved(ACTIVATIONS[activation](convolved(image, first)), second).sum()), image[0].size)
    lengths = [int((colour**2).sum()) for colour in image]
    return abs(pooled - Fraction(lengths[0] - lengths[1], image[0].size))


def sizes(budget):
    return [{p: side, c: filters} for side in (1, 2) for filters in (2, 10)] + [{p: 3, c: 2}]


CLAIM = Claim(
    id="orthogonal_equivariance/figure_task",
    title="The convolutional net of the first figure makes the target of the figure",
    kind="construction",
    source=Source("li2021", where="Figure 1", origin="ours"),
    statement=FigureTask(),
    evidence=(Exact(largest_gap, sizes),),
    mutants=(
        mutant("corner", "filters that read a corner miss the border", tap="corner"),
        mutant("linear", "sums are no lengths", activation="identity"),
        mutant("apart", "it is exact", gap=Integer(1)),
    ),
    witness={p: 2, c: 10},
)
