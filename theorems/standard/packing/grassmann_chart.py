r"""The distance of two spaces in a chart of the Grassmannian.

P_B is the orthogonal projector onto the space of the (x, Bx) in R^(2r), B a matrix of r rows and columns.  For any B and C

.. math:: \| P_B - P_C \|_F^2 = 2\, \bigl\| (1 + C C^\top)^{-1/2} (B - C) (1 + B^\top B)^{-1/2} \bigr\|_F^2.

Where the operator norms of B and C are at most b it lies between 2 |B - C|^2 / (1 + b^2)^2 and 2 |B - C|^2.  The equality is
stated as that of the difference with 0.
"""

from dataclasses import dataclass

import numpy as np
from flint import fmpq_mat
from sympy import Identity, Integer

from numerics import groups
from theorems.core import Chain, Claim, Derived, Exact, Fact, Relation, Source, Statement, mutant, square
from theorems.core.rules import orthogonality, rewriting
from theorems.standard.packing.symbols import CHART, K, L, R, S, half

r = half


@dataclass(frozen=True)
class GrassmannChart(Statement):
    """``sides`` says what stands with 1 on the two sides of B - C."""

    factor: int = 2
    sides: str = "CC' and B'B"

    def domain(self):
        return CHART

    def conclusion(self):
        core = K if self.sides == "CC' and B'B" else L
        return Relation(square(R * R.T - (Identity(2 * r) - S * S.T)) - self.factor * square(core), "=", Integer(0))


def derivation(s):
    """The projector onto the other space is what its complement leaves; only the product S'R of the bases is left."""
    bases = Fact(
        square(S.T * R), "=", square(K),
        fact="R = (1, B')' (1 + B'B)^(-1/2) and S = (-C, 1)' (1 + CC')^(-1/2), so that S'R = K",
    )
    return (
        Chain(s.conclusion().left, "distance")
        .equals(2 * square(S.T * R) - s.factor * square(K), by=orthogonality)
        .equals(Integer(0), by=rewriting(bases))
    )


def difference(p):
    """Both sides for rational matrices, the right one as a trace without roots."""
    rng = np.random.default_rng(p.r)
    one = fmpq_mat(p.r, p.r, [int(i == j) for i in range(p.r) for j in range(p.r)])
    B, C = (groups.rational_matrix(p.r, p.r, rng) for _ in range(2))
    apart = B - C
    gap = projector(B) - projector(C)
    products = {
        "CC' and B'B": (C * C.transpose(), B.transpose() * B), "BB' and CC'": (B * B.transpose(), C * C.transpose()),
    }
    outer, inner = products[p.sides]
    right = (one + outer).inv() * apart * (one + inner).inv() * apart.transpose()
    return squares(gap) - p.factor * sum(right[i, i] for i in range(p.r))


def projector(chart):
    """Onto the (x, Bx), exactly."""
    r = chart.nrows()
    basis = fmpq_mat(2 * r, r, [int(i == j) for i in range(r) for j in range(r)] + chart.entries())
    return basis * (basis.transpose() * basis).inv() * basis.transpose()


def squares(m):
    return sum(a * a for a in m.entries())


CLAIM = Claim(
    id="packing/grassmann_chart",
    title="The distance of two spaces in a chart of the Grassmannian",
    kind="lemma",
    source=Source("wang2023", where="lower bound for fully connected nets: packing of the orbit", origin="ours"),
    statement=GrassmannChart(),
    evidence=(Derived(derivation), Exact(difference, lambda budget: [{r: size} for size in range(1, 7)])),
    mutants=(
        mutant("once", "the complement counts as much as the space", factor=1),
        mutant("both-on-one-side", "CC' and B'B act on the two sides of B - C", sides="BB' and CC'"),
    ),
    witness={r: 2},
)
