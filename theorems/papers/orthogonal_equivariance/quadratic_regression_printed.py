r"""Samples that an orthogonally equivariant learner needs for quadratic targets, as printed (Theorem 5.4).

Inputs are x ~ N(0, I_d), the targets are sum_i alpha_i x_i^2, and N*(eps) is the least number of samples after which a
learner equivariant under O(d) has, at every target, a squared loss of at most eps times the mean of the squared target:

.. math:: N^*(\varepsilon) \ge \frac{d(d+3)}2 (1 - \varepsilon) - 1.

This is false for small eps.  At d(d + 1)/2 Gaussian inputs the labels leave one quadratic form almost surely; answering
it is equivariant, and its loss is 0.  That is fewer samples whenever eps < 2(d - 1)/(d(d + 3)).
"""

from dataclasses import dataclass

from sympy import Expr, Rational

from numerics import learners
from theorems.core import Bound, Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.symbols import FORMS, GRID, d, eps

samples = Quantity("N*(eps)")


@dataclass(frozen=True)
class QuadraticRegressionPrinted(Statement):
    """For the best learner that is equivariant under rotations."""

    bound: Expr = d * (d + 3) / 2 * (1 - eps) - 1

    def domain(self):
        return FORMS[d, eps]

    def conclusion(self):
        return Relation(samples, ">=", self.bound)


def samples_of_the_only_form(p):
    """How many samples almost surely leave one form only: an equivariant learner that answers it needs no more."""
    inputs = learners.pinning_inputs(p.d)
    if not learners.pins_down(inputs, learners.products):
        raise ArithmeticError(f"labels at {len(inputs)} inputs leave several forms")
    return len(inputs)


CLAIM = Claim(
    id="orthogonal_equivariance/quadratic_regression_printed",
    title="Samples for quadratic targets, as printed",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.4", origin="printed"),
    statement=QuadraticRegressionPrinted(),
    evidence=(
        Exact(
            samples_of_the_only_form, shows="at most",
            points=lambda _: [{d: size, eps: Rational(1, 100)} for size in (4, 6)],
        ),
    ),
    mutants=(
        mutant("no-minus-one", "larger still", bound=d * (d + 3) / 2 * (1 - eps)),
        mutant("all-matrices", "x'Ax does not see the skew part of A", bound=d**2 * (1 - eps)),
        mutant("any-loss", "no sample is needed beyond those that leave no loss", bound=d * (d + 3) / 2 - 1),
    ),
    witness={d: 4, eps: Rational(1, 100)},
    expected="refuted",
    bounds=(Bound("samples", "O(d)-equivariant", task="quadratic, l2", grid=GRID),),
)
