r"""How far apart the exponentials of two skew matrices are.

For skew d x d matrices A and B of operator norm at most r < pi/2

.. math:: \|e^A - e^B\|_F \ge \frac{\sin r}{r}\, \|A - B\|_F.

With equality for B = -A, all eigenvalues of A being r or -r times the imaginary unit.  Stated with q = tan r.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, atan, sin, sqrt

from numerics import groups
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    integers,
    mutant,
)
from theorems.core.rules import algebra, combination, monotone, pointwise, rewriting
from theorems.papers.orthogonal_equivariance.single_task_symbols import CHORD, D, c, chord, d, q

r = atan(q)
SINE = q / sqrt(1 + q**2)                        # of r


@dataclass(frozen=True)
class ExponentialDistance(Statement):
    """For all pairs at distance D."""

    least: Expr = SINE * D / r
    matrices: str = "skew"

    def domain(self):
        return CHORD.but(d=integers(2, typical=(2, 8)))

    def conclusion(self):
        gap = chord if self.matrices == "skew" else arbitrary(f"chord of {self.matrices} ones", positive=True)
        return Relation(gap(d, q, D), ">=", self.least)


def derivation(s):
    """In eigenbases of A and B the entries of both differences are those of one unitary matrix, times numbers."""
    gap = chord(d, q, D)
    turned = Fact(
        gap**2, "=", d * E(4 * sin(r * c) ** 2, c),
        fact="A = P (i a) P*, B = Q (i b) Q*: the entries of P*(e^A - e^B)Q are (e^(i a_j) - e^(i b_k)) G_jk with G = P*Q, "
        "and |e^(ix) - e^(iy)| = 2 |sin((x - y)/2)|; d times a mean with the weights |G_jk|^2 / d, c = |a_j - b_k| / (2 r)",
    )
    straight = Fact(
        D**2, "=", d * E(4 * (r * c) ** 2, c), fact="the entries of P*(A - B)Q are i (a_j - b_k) G_jk: the same weights",
    )
    concave = Fact(sin(r * c) ** 2, ">=", (c * SINE) ** 2, fact="the sine is concave on [0, pi/2]")
    square = (
        Chain(gap**2, "square")
        .equals(4 * d * E(sin(r * c) ** 2, c), by=turned)
        .at_least(4 * d * E((c * SINE) ** 2, c), by=combination((mean(concave), 4 * d)))
        .equals(d * E(4 * (r * c) ** 2, c) * (SINE / r) ** 2, by=algebra)
        .equals((D * SINE / r) ** 2, by=rewriting(straight))
    )
    return (
        Chain(s.conclusion().left, "distance")
        .equals(gap, by=algebra)
        .at_least(SINE * D / r, by=monotone(sqrt, square))
        .at_least(s.least, by=algebra)
    )


def mean(concave):
    return Chain(E(concave.left, c)).at_least(E(concave.right, c), by=pointwise(concave))


def ratios(p, size, rng):
    """|e^A - e^B| / |A - B| for B nearly -A, or with planes of its own; all angles nearly r."""
    return np.array([ratio(p, i % 2 == 0, rng) for i in range(size)])


def ratio(p, opposite, rng):
    A = turning(p, groups.haar(p.d, rng), rng.uniform(0.8, 1), rng)
    B = (-A[0], A[1].T) if opposite else turning(p, groups.haar(p.d, rng), rng.uniform(0.8, 1), rng)
    return np.linalg.norm(A[1] - B[1]) / np.linalg.norm(A[0] - B[0])


def turning(p, frame, share, rng):
    """A matrix of norm share * r with these eigenspaces, and its exponential; symmetric ones with eigenvalues below 0."""
    r = share * np.arctan(p.q)
    if p.matrices == "symmetric":
        values = -r * rng.uniform(0.9, 1, p.d)
        return (frame * values) @ frame.T, (frame * np.exp(values)) @ frame.T
    plane, turn = np.zeros((p.d, p.d)), np.eye(p.d)
    for i in range(0, p.d - 1, 2):
        plane[i, i + 1], plane[i + 1, i] = -r, r
        turn[i : i + 2, i : i + 2] = [[np.cos(r), -np.sin(r)], [np.sin(r), np.cos(r)]]
    return frame @ plane @ frame.T, frame @ turn @ frame.T


CLAIM = Claim(
    id="orthogonal_equivariance/exponential_distance",
    title="How far apart the exponentials of two skew matrices are",
    kind="lemma",
    source=Source("li2021", where="Lemma D.4, packing number", origin="ours"),
    statement=ExponentialDistance(),
    evidence=(
        Derived(derivation),
        Simulation(
            ratios, law=(0, 1),
            tests=lambda s: Relation(Quantity(f"|e^A - e^B| / |A - B|, {s.matrices} matrices"), ">=", s.least / D),
        ),
    ),
    mutants=(
        mutant("straight", "the exponential shortens distances", least=D, at={d: 4, q: 2, D: 1}),
        mutant(
            "symmetric", "the exponential is flat below 0", matrices="symmetric", at={d: 4, q: 2, D: 1},
        ),
        mutant("half-angle", "a difference of two angles is up to 2 r", least=sin(r / 2) * 2 * D / r, at={d: 4, q: 5, D: 1}),
    ),
    witness={d: 4, q: Integer(1), D: Integer(1)},
)
