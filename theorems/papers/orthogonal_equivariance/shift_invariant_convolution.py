r"""A convolutional net with global pooling is equivariant under cyclic shifts, however it is trained, and under no more.

Filters of size k see the windows of a cyclic image of m positions; r(i), the response at position i, has period m.  What
is summed over all positions does not change if the image is shifted by one:

.. math:: \sum_{i=0}^{m-1} r(i + 1) = \sum_{i=0}^{m-1} r(i).

So shifted data give the same function of the weights as the data, hence the same training by any algorithm from the same
start, and the same predictions at shifted inputs.  For permutations, sign flips and all that contains them this fails.
The equality is stated as that of the sum of differences with 0.

Hypotheses: one block of pooling, stride 1; k >= 2 (for k = 1 permutations are not seen, nor are sign flips by an even
activation) and an activation that is not affine.  Source: convolutional net of Li, Zhang and Arora, and their table of
algorithms and groups, extended.
"""

from dataclasses import dataclass

from sympy import Eq, Integer, Sum, Symbol

from numerics.learners.other_symmetries import convolution_gap
from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, arbitrary, mutant
from theorems.core.bounds.symmetry import Symmetry, cells, clash
from theorems.core.rules import orthogonality, telescoping
from theorems.papers.orthogonal_equivariance.step_symbols import IMAGE, m
from theorems.papers.orthogonal_equivariance.table import Tabled, saying, without_gaps, without_missing

NET = "shift-invariant CNN"
OPTIMISERS = "momentum", "weight decay", "sign descent", "lion", "l1 proximal", "damped newton", "l-bfgs"

# The responses, and what another group makes of them.
response, moved = arbitrary("r"), arbitrary("r_moved")
i = Symbol("i", integer=True)


@dataclass(frozen=True)
class ShiftInvariantConvolution(Tabled):
    """A block's pool is what it was before the image moved: for all groups that say yes."""

    cells: tuple[Symmetry, ...] = cells((NET,), "no", "no", "no", "no", "yes", "no")
    blocks: int = 1

    def domain(self):
        return IMAGE

    def hypotheses(self):
        """Positions count modulo the size of the image."""
        return (Eq(response(m * self.blocks), response(0)),)

    def conclusion(self):
        after = dict.fromkeys(response(i + 1) if g == "cyclic shifts" else moved(i) for _, g in self.saying("yes"))
        pools = (Sum(shifted - response(i), (i, 0, m - 1)) for shifted in after)
        return Relation(sum(pools, start=Integer(0)), "=", Integer(0))


def derivation(s):
    """The sum telescopes, and its ends are one position."""
    if refused := clash(s.table):
        raise ValueError(refused)
    return (
        Chain(s.conclusion().left)
        .equals(response(m) - response(0), by=telescoping(response))
        .equals(Integer(0), by=orthogonality)
    )


def gaps(p):
    groups = [c.group for c in saying(p, "yes")]
    return sum((convolution_gap(g, o, p.blocks, p.m * p.blocks) for g in groups for o in OPTIMISERS), start=0)


def missing(p):
    return sum(convolution_gap(c.group, "momentum", p.blocks, p.m * p.blocks) == 0 for c in saying(p, "no"))


CLAIM = Claim(
    id="orthogonal_equivariance/shift_invariant_convolution",
    title="A convolutional net with global pooling is equivariant under cyclic shifts only",
    kind="theorem",
    source=Source("li2021", where="convolutional net; table of algorithms and groups", origin="ours"),
    statement=ShiftInvariantConvolution(),
    evidence=(
        Derived(derivation),
        Exact(gaps, lambda _: [{m: 4}, {m: 5}], tests=without_gaps, name="yes, in rationals"),
        Exact(missing, lambda _: [{m: 4}], tests=without_missing, name="no"),
    ),
    mutants=(
        mutant("blocks", "a shift moves positions from one block to the next", blocks=2),
        mutant("permutations", "windows hold neighbours", instead=Symmetry(NET, "permutations", "yes")),
        mutant("sign-flips", "a window sees signs that differ", instead=Symmetry(NET, "sign flips", "yes")),
        mutant("shifts-no", "the pool is global", instead=Symmetry(NET, "cyclic shifts", "no")),
    ),
    witness={m: 4},
)
