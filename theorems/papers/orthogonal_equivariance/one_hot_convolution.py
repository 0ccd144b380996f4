r"""A convolutional net learns the one-hot task from one sample.

The test point and the sample are uniform on the 2d points (y e_i, y).  A net with one filter of one weight, no activation
and the sum over all positions is f(x) = c (x_1 + ... + x_d).  Every such net that fits one sample is right everywhere:

.. math:: N^* = 1 .

Learners that do not see sign flips need about d ln(1/(2 eps)) samples.  With a bias a constant net fits one label.
"""

from dataclasses import dataclass
from itertools import combinations

from sympy import Expr, Integer

from numerics import tasks
from theorems.core import Bound, Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, mutant
from theorems.core.rules import algebra
from theorems.papers.orthogonal_equivariance.symbols import GRID, ONE_HOT, d

# Values of c and of the bias, of nets that take all pairs of signs at the points with either label that there are.
NETS = {"none": [(c, 0) for c in (1, -1, 0)], "free": [(c, b) for c in (1, -1) for b in (0, 2, -2)]}


def samples(bias):
    """After so many, different ones, all nets that fit are right."""
    return Quantity(f"N* of nets that fit, bias: {bias}")


@dataclass(frozen=True)
class OneHotConvolution(Statement):
    """For the worst net that fits, and the worst samples."""

    value: Expr = Integer(1)
    bias: str = "none"

    def domain(self):
        return ONE_HOT[d]

    def conclusion(self):
        return Relation(samples(self.bias), "=", self.value)


def derivation(s):
    """The sum of the entries of y e_i is y."""
    one = Fact(
        samples("none"), "=", Integer(1),
        fact="f(y e_i) = c y has the sign y at one point if and only if c > 0, and then at all; without samples c may be -1",
    )
    return Chain(s.conclusion().left).equals(Integer(1), by=one).equals(s.value, by=algebra)


def least_samples(p):
    """The least number of different points such that nets that fit any so many of them are right at all."""
    inputs, labels = tasks.one_hot_points(p.d)
    right = [((c * inputs.sum(0) + b) * labels[0] > 0).tolist() for c, b in NETS[p.bias]]
    points = range(2 * p.d)
    enough = lambda n: all(all(r) for r in right for seen in combinations(points, n) if all(r[i] for i in seen))
    return next(n for n in range(2 * p.d + 1) if enough(n))


def sizes(budget):
    return [{d: size} for size in (2, 3, 5)]


CLAIM = Claim(
    id="orthogonal_equivariance/one_hot_convolution",
    title="A convolutional net learns the one-hot task from one sample",
    kind="proposition",
    source=Source("li2021", where="warm-up example: one-hot inputs", origin="ours"),
    statement=OneHotConvolution(),
    evidence=(Derived(derivation), Exact(least_samples, sizes)),
    mutants=(
        mutant("bias", "a constant net fits all points with one label", bias="free"),
        mutant("no-sample", "the sign of c has to be learnt", value=Integer(0)),
        mutant("all-axes", "the net shares its weight", value=d),
    ),
    witness={d: 4},
    bounds=(
        Bound(
            "samples", "CNN", task="one-hot", side="upper", grid={d: GRID["d"]}, leaves=0,
            note="no error at all; no activation, no bias",
        ),
    ),
)
