r"""Samples that an orthogonally equivariant learner needs for quadratic targets (Theorem 5.4, put right).

Inputs are x ~ N(0, I_d), the target is a form x'Ax with diagonal A, the loss is squared and relative to the mean of the
squared target.  At the worst target, every learner that is equivariant under O(d) has after n samples

.. math:: \frac{\mathbb{E}\,(f(x) - x^\top A x)^2}{\mathbb{E}\,(x^\top A x)^2} \ge 1 - \frac nD,
          \qquad D = \frac{d(d+1)}2,

so that a loss of at most eps takes D (1 - eps) samples.  Hypotheses: d >= 2, 0 <= n <= D.  With n = D the form through
the samples is the target: D (1 - eps) <= N*(eps) <= D.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr

from numerics import learners
from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    frame,
    gaussian,
    integers,
    mutant,
    square,
)
from theorems.core.rules import algebra, gaussian_moments
from theorems.papers.orthogonal_equivariance.symbols import FORMS, GRID, d, n

mean = Quantity("relative loss of the posterior mean, averaged over targets")

# The dimension of the forms that the group makes of diagonal ones, and what of the inputs these forms combine.
SPANS = {"rotations": d * (d + 1) / 2, "signed permutations": d}
FEATURES = {"rotations": learners.products, "signed permutations": learners.squares}


@dataclass(frozen=True)
class QuadraticRegression(Statement):
    """For every learner that is equivariant under the group."""

    dimension: Expr = d * (d + 1) / 2
    symmetry: str = "rotations"

    def domain(self):
        span = SPANS[self.symmetry]
        return FORMS[d, n].but(n=integers(0, span, typical=(0, 5))).plus(
            a=gaussian(span),                    # a random target, in coordinates in which its square mean is |a|^2
            R=frame(span, n),                    # orthonormal basis of what the samples show of it
        )

    def conclusion(self):
        worst = Quantity(f"relative loss, at the worst target, of a learner equivariant under {self.symmetry}")
        return Relation(worst, ">=", 1 - n / self.dimension)


def derivation(s):
    """What n samples leave open of a standard Gaussian target in D dimensions is a Gaussian in D - n."""
    a, R = s.domain().symbols[-2:]
    worst = s.conclusion().left
    reduction = Fact(
        worst, ">=", mean, source="li2021",
        fact="rotations leave the law of x alone, so that an equivariant learner has one loss on all rotations of a "
        "diagonal target, which are all forms: the worst is at least a mean over forms, and no learner beats the "
        "posterior mean",
    )
    coordinates = Fact(
        mean, "=", E(square(a - R * R.T * a), a) / E(square(a), a),
        fact="in coordinates in which the square mean of x'Ax is |a|^2, n samples show R'a, and RR'a is the posterior "
        "mean of a standard Gaussian a",
    )
    return (
        Chain(worst, "loss")
        .at_least(mean, by=reduction)
        .equals(coordinates.right, by=coordinates)
        .equals((d * (d + 1) / 2 - n) / (d * (d + 1) / 2), by=gaussian_moments)
        .at_least(1 - n / s.dimension, by=algebra)
    )


def shares(p, size, rng):
    """Relative losses of the form of least mean square through n samples, the posterior mean, for Gaussian targets."""
    targets = learners.gaussian_forms(p.d, size, rng)
    shown = learners.coordinates(rng.standard_normal((size, p.n, p.d)))
    if p.symmetry == "rotations":
        return learners.unexplained(targets.reshape(size, p.d**2), shown.reshape(size, p.n, p.d**2))
    return learners.unexplained(np.einsum("sii->si", targets), np.einsum("snii->sni", shown))


def loss_of_the_only_form(p):
    """0 where n samples almost surely leave one form only, which an equivariant learner can answer; else that of 0."""
    inputs = learners.pinning_inputs(p.d)[: p.n]
    return 0 if learners.pins_down(inputs, FEATURES[p.symmetry]) else 1


CLAIM = Claim(
    id="orthogonal_equivariance/quadratic_regression",
    title="Loss of an orthogonally equivariant learner on quadratic targets",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.4", origin="ours"),
    statement=QuadraticRegression(),
    evidence=(
        Derived(derivation),
        Exact(
            loss_of_the_only_form, shows="at most",
            points=lambda _: [{d: 2, n: 3}, {d: 4, n: 10}, {d: 6, n: 21}],
        ),
        Simulation(shares, law=(0, 1), tests=lambda s: Relation(mean, ">=", 1 - n / s.dimension)),
    ),
    mutants=(
        mutant(
            "printed", "d(d + 3)/2 counts the linear terms too; x'Ax has none",
            of="proof", dimension=d * (d + 3) / 2, at={d: 2, n: 3},
        ),
        mutant("all-matrices", "x'Ax does not see the skew part of A", dimension=d**2),
        mutant("signed-permutations", "they leave diagonal forms diagonal", symmetry="signed permutations"),
    ),
    witness={d: 4, n: 4},
    corrects="orthogonal_equivariance/quadratic_regression_printed",
    bounds=(
        Bound(
            "samples", "O(d)-equivariant", task="quadratic, l2", solve=n, target="eps", grid=GRID,
            note="eps is the squared loss, relative to that of the net 0",
        ),
    ),
)
