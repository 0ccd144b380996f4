r"""The VC dimension of the signs of a vector space of functions is its dimension.

V is a vector space of real functions of dimension r, on any set.  For the classes {x: f(x) > 0}, f in V,

.. math:: \mathrm{VCdim} \{ \mathbb{1}[f > 0] : f \in V \} = r.

So half-spaces through 0 in R^r have dimension r, quadratic forms d(d + 1)/2.  Thresholds are functions too: with them
the space may have one dimension more.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr

from numerics import learners
from numerics.certificates import Farkas, Rejected, path_of, read
from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, mutant
from theorems.core.rules import algebra
from theorems.standard.learning.symbols import SPACE, space_dimension

r = space_dimension
full = Quantity("most points on which V takes all values")


@dataclass(frozen=True)
class VectorSpaceVC(Statement):
    """For every space of a finite dimension."""

    value: Expr = r
    thresholds: str = "none"

    def domain(self):
        return SPACE

    def conclusion(self):
        return Relation(Quantity(f"VC dimension, thresholds: {self.thresholds}"), "=", self.value)


def derivation(s):
    """On m points the values of V are all of R^m, or lie in a hyperplane, which misses the signs of its normal."""
    missed = Fact(
        Quantity("VC dimension, thresholds: none"), "=", full, source="dudley1978",
        fact="if c is not 0, has an entry above 0, and c_1 f(x_1) + ... + c_m f(x_m) = 0 for all f of V, no f is above 0 "
        "just where c is: the sum would be above 0; and where V takes all values it takes all signs",
    )
    evaluation = Fact(
        full, "=", r, fact="r independent functions have independent columns of values at some r points, and span no more",
    )
    return Chain(s.conclusion().left).equals(full, by=missed).equals(r, by=evaluation).equals(s.value, by=algebra)


def polynomials(p):
    """On r + 2 points, of polynomials t p(t), p of degree below r; with constants too where thresholds are free."""
    powers = range(0 if p.thresholds == "free" else 1, p.r + 1)
    return learners.sign_dimension([[t**i for i in powers] for t in range(1, p.r + 3)])


def by_farkas(p):
    """On r + 1 points: r of them pin a combination down, so that all signs are taken; a stored pattern on all is not."""
    powers = np.arange(0 if p.thresholds == "free" else 1, p.r + 1, dtype=object)
    values = lambda points: points[:, None].astype(object) ** powers
    missed = read(path_of(f"pattern_{p.r}", __file__))
    if not isinstance(missed, Farkas):
        raise Rejected(f"multipliers wanted, got a {missed.kind}")
    missed.check()
    # Above 0 may as well be at least 1: combinations may be scaled.
    above = [right == 1 for right in missed.rights]
    rows = [tuple(row if up else -row) for row, up in zip(values(np.arange(1, p.r + 2)), above, strict=True)]
    if list(missed.rows) != rows or any(right not in (0, 1) for right in missed.rights):
        raise Rejected(f"the system is not that of a pattern on {p.r + 1} points")
    return p.r if learners.pins_down(np.arange(1, p.r + 1), values) else 0


def stored(budget):
    return [{r: 2}, {r: 6}]


def dimensions(budget):
    return [{r: size} for size in range(1, {"quick": 4, "standard": 4, "deep": 5}[budget])]


CLAIM = Claim(
    id="learning/vector_space_vc",
    title="The VC dimension of the signs of a vector space of functions",
    kind="lemma",
    source=Source("dudley1978", where="classes of positivity of a vector space of functions", origin="classical"),
    statement=VectorSpaceVC(),
    evidence=(
        Derived(derivation),
        Exact(polynomials, dimensions),
        Exact(by_farkas, stored, name="farkas"),
    ),
    mutants=(
        mutant("one-more", "at r + 1 points the values lie in a hyperplane", value=r + 1),
        mutant("free-thresholds", "the constants add a dimension", thresholds="free"),
    ),
    witness={r: 2},
)
