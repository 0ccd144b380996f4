r"""Regression with a kernel that sees scalar products only does not see rotations.

Let k(x, z) be any function of x'z, |x|^2 and |z|^2, such as the tangent kernel of a fully connected net.  From samples X
with labels y, regression with ridge c >= 0 predicts f(x) = y'(K + c)^-1 k_x, with K the kernel of all pairs of samples and
k_x that of the samples and x.  For every orthogonal U

.. math:: f_{U X}(U x) = f_X(x),

since scalar products are what they were; nothing is drawn, and no start is turned.  It is not so for invertible matrices.
The equality is stated as that of the squared distance with 0.

Hypotheses: K + c is invertible; with c = 0 this is interpolation of least norm.  Source: table of algorithms and groups in
Li, Zhang and Arora, extended.
"""

from dataclasses import dataclass

from sympy import Integer

from numerics.learners.other_symmetries import kernel_gap
from theorems.core import Chain, Claim, Derived, Exact, MatrixFunction, Relation, Source, mutant, square
from theorems.core.bounds.symmetry import Symmetry, cells, clash
from theorems.core.rules import orthogonality
from theorems.papers.orthogonal_equivariance.step_symbols import SAMPLED, T, U, X, d, n, x, y
from theorems.papers.orthogonal_equivariance.table import Tabled, saying, without_gaps, without_missing


def prediction(kernel, data, point):
    """What the kernel sees, and nothing else, goes into an arbitrary map; it holds (K + c)^-1 k_x."""
    seen = {"of products": (data.T * data, data.T * point, point.T * point), "of coordinates": (data, point)}[kernel]
    return y.T * MatrixFunction("shares", n, 1, *seen)


@dataclass(frozen=True)
class KernelRegression(Tabled):
    """Predictions from turned samples at turned points are the predictions: for all groups that say yes."""

    cells: tuple[Symmetry, ...] = cells(("kernel ridge",), "yes", "yes", "yes", "yes", "yes", "no")
    kernel: str = "of products"

    def domain(self):
        return SAMPLED

    def conclusion(self):
        turns = dict.fromkeys(T if g == "general linear" else U for _, g in self.saying("yes"))
        plain = prediction(self.kernel, X, x)
        gaps = (square(prediction(self.kernel, turn * X, turn * x) - plain) for turn in turns)
        return Relation(sum(gaps, start=Integer(0)), "=", Integer(0))


def derivation(s):
    """U'U = 1 stands in every scalar product."""
    if refused := clash(s.table):
        raise ValueError(refused)
    return Chain(s.conclusion().left).equals(Integer(0), by=orthogonality)


def gaps(p):
    return sum((kernel_gap(c.group, p.kernel, p.d) for c in saying(p, "yes")), start=0)


def missing(p):
    return sum(kernel_gap(c.group, p.kernel, p.d) == 0 for c in saying(p, "no"))


CLAIM = Claim(
    id="orthogonal_equivariance/kernel_regression",
    title="Regression with a rotation invariant kernel is equivariant under rotations",
    kind="theorem",
    source=Source("li2021", where="table of algorithms and groups; kernels of infinitely wide nets", origin="ours"),
    statement=KernelRegression(),
    evidence=(
        Derived(derivation),
        Exact(gaps, lambda _: [{d: 2}, {d: 3}], tests=without_gaps, name="yes, in rationals"),
        Exact(missing, lambda _: [{d: 2}, {d: 3}], tests=without_missing, name="no"),
    ),
    mutants=(
        mutant("coordinates", "the kernel sees scalar products, not coordinates", kernel="of coordinates"),
        mutant("general-linear", "scalar products change", instead=Symmetry("kernel ridge", "general linear", "yes")),
        mutant("sign-flips-no", "sign flips are orthogonal", instead=Symmetry("kernel ridge", "sign flips", "no")),
    ),
    witness={d: 3, n: 2},
)
