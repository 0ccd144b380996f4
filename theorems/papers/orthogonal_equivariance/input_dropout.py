r"""Training with dropped inputs commutes with sign flips, with permutations in law, and not with rotations.

In each step a mask D, diagonal with entries 0 and 1 drawn independently, is put before the data: a fully connected net
with first layer W sees W D X.  With the mask U D U' on the turned data, its gradient at W U' is the gradient turned,

.. math:: \nabla_{W}\, \ell\left(W U^\top \cdot U D U^\top \cdot U X\right) = \nabla_W\, \ell(W D X)\; U^\top,

for every orthogonal U.  Is U a sign flip, U D U' = D: predictions agree run by run.  Is U a permutation, U D U' has its
entries in another order, which does not change their law: predictions agree in law, not run by run.  Is U a rotation,
U D U' is no mask at all; there are data on which not even the laws agree, and so for invertible matrices.  The equalities
are stated as that of squares with 0, summed over what the cells of the table need.

Hypotheses: fresh masks of independent entries with one chance, for each step and sample alike, no mask when predicting;
the start is turned too.  Source: table of algorithms and groups in Li, Zhang and Arora, extended.
"""

from dataclasses import dataclass

from sympy import Integer, cos, sin

from numerics.learners.other_symmetries import dropout_gap, dropout_law_gap, dropout_laws_differ
from theorems.core import Chain, Claim, Derived, Exact, MatrixFunction, Relation, Source, mutant, square
from theorems.core.bounds.symmetry import Symmetry, cells, clash
from theorems.core.rules import orthogonality
from theorems.papers.orthogonal_equivariance.step_symbols import MASKED, U, X, angle, d, h, n, p, q, s, t
from theorems.papers.orthogonal_equivariance.table import Tabled, saying, without_gaps, without_missing

NAME = "input dropout"


def gradient(weights, mask, data):
    """By the chain rule, for any loss and other layers."""
    seen = mask * data
    return MatrixFunction("slope", h, n, weights * seen) * seen.T


def turning():
    """Squared distance of the gradient, behind a turned mask, and the gradient turned."""
    weights, mask = MatrixFunction("W", h, d, t), MatrixFunction("mask", d, d, t)
    turned = gradient(weights * U.T, U * mask * U.T, U * X)
    return square(turned - gradient(weights, mask, X) * U.T)


def of_masks(group, holds):
    """What must be 0 for the turned mask to be the mask (run by run), or a mask (in law), p and q being its entries."""
    if group in ("orthogonal", "general linear"):
        return (cos(angle) * sin(angle) * (p - q)) ** 2      # beside the diagonal
    if holds == "yes" and group != "sign flips":
        return (p - q) ** 2                                  # in one place
    return Integer(0) if group in ("permutations", "cyclic shifts") else (s * p * s - p) ** 2


@dataclass(frozen=True)
class InputDropout(Tabled):
    """Gradients turn if masks do; and turned masks are what the cells of the table need."""

    cells: tuple[Symmetry, ...] = cells((NAME,), "no", "in law", "yes", "in law", "in law", "no")

    def domain(self):
        return MASKED

    def conclusion(self):
        wanted = dict.fromkeys(of_masks(c.group, c.holds) for c in self.table if c.holds != "no")
        return Relation(turning() + sum(wanted, start=Integer(0)), "=", Integer(0))


def derivation(s):
    """U'U = 1 stands between the factors of U D U' U X; a sign is its own inverse."""
    if refused := clash(s.table):
        raise ValueError(refused)
    return Chain(s.conclusion().left).equals(Integer(0), by=orthogonality)


def sizes(budget):
    return [{d: 2}] if budget == "quick" else [{d: 2}, {d: 3}]


def gaps(p):
    """Run by run where the table says yes, of the laws where it says "in law"."""
    found = {"yes": dropout_gap, "in law": dropout_law_gap}
    return sum((found[c.holds](c.group, p.d) for c in saying(p, "yes", "in law")), start=0)


def missing(p):
    """Laws that agree where the table says no; and, where it says "in law", runs that all agree."""
    agree = {"no": lambda c: not dropout_laws_differ(c.group), "in law": lambda c: dropout_gap(c.group, p.d) == 0}
    return sum(agree[c.holds](c) for c in saying(p, "no", "in law"))


CLAIM = Claim(
    id="orthogonal_equivariance/input_dropout",
    title="Dropping inputs commutes with sign flips, with permutations in law, and not with rotations",
    kind="theorem",
    source=Source("li2021", where="table of algorithms and groups", origin="ours"),
    statement=InputDropout(),
    evidence=(
        Derived(derivation),
        Exact(gaps, sizes, tests=without_gaps, name="yes, all masks in rationals"),
        Exact(missing, lambda _: [{d: 2}], tests=without_missing, name="no, in the plane"),
    ),
    mutants=(
        mutant("rotations", "a turned mask is no mask", instead=Symmetry(NAME, "orthogonal", "in law")),
        mutant("permutations-by-run", "another input is dropped", instead=Symmetry(NAME, "permutations", "yes")),
        mutant("permutations-no", "masks have one law in each order", instead=Symmetry(NAME, "permutations", "no")),
    ),
    witness={d: 3, h: 2, t: 1},
)
