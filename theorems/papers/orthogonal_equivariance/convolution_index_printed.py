r"""The convolution as printed (Section 3.1) makes |x|^2 - |y|^2 with one weight.

On z = (x, y) in R^{2d} a filter w of k weights has the response

.. math:: [w * z]_i = \sum_{j=1}^{k} w_j\, z_{((i - j - 1) \bmod 2d) + 1}, \qquad i = 1, \dots, 2d .

Squared, summed over i <= d and over i > d, weighed, and with a bias, this is meant to have the labels sign(|x|^2 - |y|^2)
with k = 1.  It has not: with one weight the response at i is w_1 z_{i-1}, so that the first block sees the last input, and
not the d-th.  For d >= 2 two axes at least get wrong labels.  The index (i - j) modulo 2d is right.
"""

from dataclasses import dataclass

from sympy import Expr, Integer

from theorems.core import Claim, Exact, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.convolution_index import fewest_wrong_axes, sizes, wrong_axes
from theorems.papers.orthogonal_equivariance.symbols import FORMS, d


@dataclass(frozen=True)
class ConvolutionIndexPrinted(Statement):
    """For the best weights and bias."""

    most: Expr = Integer(0)
    shift: int = 1

    def domain(self):
        return FORMS[d]

    def conclusion(self):
        return Relation(wrong_axes(self.shift), "<=", self.most)


CLAIM = Claim(
    id="orthogonal_equivariance/convolution_index_printed",
    title="A convolution with one weight makes the target, index as printed",
    kind="definition",
    source=Source("li2021", where="Section 3.1, convolutional net", origin="printed"),
    statement=ConvolutionIndexPrinted(),
    evidence=(Exact(fewest_wrong_axes, sizes),),
    mutants=(
        mutant("one-wrong", "two are", most=Integer(1)),
        mutant("one-further", "further off", shift=2),
    ),
    witness={d: 3},
    expected="refuted",
)
