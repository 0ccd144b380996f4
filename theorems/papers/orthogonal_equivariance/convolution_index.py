r"""A convolution with one weight, pooled over two blocks, makes |x|^2 - |y|^2 (Section 3.1, the index put right).

On z = (x, y) in R^{2d} a filter w of k weights has the response

.. math:: [w * z]_i = \sum_{j=1}^{k} w_j\, z_{((i - j) \bmod 2d) + 1}, \qquad i = 1, \dots, 2d .

With k = 1 this is w_1 z_i.  So a net that squares, sums over i <= d and over i > d, weighs the two sums and adds a bias has
the labels sign(|x|^2 - |y|^2) at all axes, d >= 2; with the weights 1 and -1 it is |x|^2 - |y|^2 everywhere.
"""

from dataclasses import dataclass
from itertools import product

from sympy import Expr, Integer

from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, mutant
from theorems.core.rules import algebra
from theorems.papers.orthogonal_equivariance.symbols import FORMS, d


def wrong_axes(shift):
    """How many of the 2d unit vectors the best net gets wrong; the index is (i - j - shift) modulo 2d, and 1 is added."""
    return Quantity(f"axes that the best net with one weight gets wrong, index i - j - {shift}")


@dataclass(frozen=True)
class ConvolutionIndex(Statement):
    """For the best weights and bias."""

    value: Expr = Integer(0)
    shift: int = 0

    def domain(self):
        return FORMS[d]

    def conclusion(self):
        return Relation(wrong_axes(self.shift), "=", self.value)


def derivation(s):
    """The first block is x, the second one y."""
    blocks = Fact(
        wrong_axes(0), "=", Integer(0),
        fact="(i - 1) mod 2d = i - 1 for i = 1, ..., 2d: the response at i is w_1 z_i, and w_1 = 1 with read-outs 1 and -1 "
        "makes |x|^2 - |y|^2",
    )
    return Chain(s.conclusion().left).equals(Integer(0), by=blocks).equals(s.value, by=algebra)


def fewest_wrong_axes(p):
    """Over all nets: one has one value on the axes that a block sees, and any two numbers there."""
    size = 2 * p.d
    seen = [(i - 1 - p.shift) % size for i in range(1, size + 1)]        # what the filter reads at position i, from 0
    block_of = {axis: position // p.d for position, axis in enumerate(seen)}
    labels = [1] * p.d + [-1] * p.d
    nets = product((1, -1), repeat=2)
    return min(sum(signs[block_of[axis]] != labels[axis] for axis in range(size)) for signs in nets)


def sizes(budget):
    return [{d: size} for size in range(2, 9)]


CLAIM = Claim(
    id="orthogonal_equivariance/convolution_index",
    title="A convolution with one weight, pooled over two blocks, makes the target",
    kind="definition",
    source=Source("li2021", where="Section 3.1, convolutional net", origin="ours"),
    statement=ConvolutionIndex(),
    evidence=(Derived(derivation), Exact(fewest_wrong_axes, sizes)),
    mutants=(
        mutant("printed", "position 1 sees the last input", shift=1),
        mutant("one-further", "position 1 sees the second input", shift=-1),
        mutant("one-wrong", "no axis is", value=Integer(1)),
    ),
    witness={d: 3},
    corrects="orthogonal_equivariance/convolution_index_printed",
)
