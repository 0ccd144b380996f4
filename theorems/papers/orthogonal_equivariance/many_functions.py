r"""Samples that a rotationally blind learner needs for the signs of diagonal forms, Gaussian inputs (Theorem 5.3).

Inputs are w ~ N(0, I) in R^{2d} or R^{2d+1}, the targets are the signs of all sums of alpha_i w_i^2.  N*(eps) is the least
n >= 1 at which some learner that is equivariant under all rotations has expected error at most eps at every target.  Then

.. math:: N^*(\varepsilon) \ge 0.0049\, \frac{d^2}{\varepsilon},
          \qquad d \ge 16, \; 0 < \varepsilon \le \frac1{1000} .

The targets with d weights 1, d weights -1 and, where there is one more input, a weight 0 are enough.  For eps >= 1/2 no
sample is needed, so that a condition on eps there must be.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sympy import Expr, Rational

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Fact,
    Quantity,
    Rate,
    Relation,
    Source,
    Statement,
    claim,
    mutant,
)
from theorems.core.rules import algebra
from theorems.papers.orthogonal_equivariance.accuracy_range_symbols import SMALL_ERRORS
from theorems.papers.orthogonal_equivariance.single_task_symbols import d, eps, samples
from theorems.papers.orthogonal_equivariance.symbols import GRID


@dataclass(frozen=True)
class ManyFunctions(Statement):
    """For the best learner of the symmetry class; ``weights`` says which targets it has to serve."""

    least: Expr = 49 * d**2 / (10_000 * eps)
    weights: str = "all"

    def domain(self):
        return SMALL_ERRORS

    def conclusion(self):
        return Relation(Quantity(f"least n >= 1 for an equivariant learner, weights: {self.weights}"), ">=", self.least)


def derivation(s):
    """A learner of all weights is one of the weights 1 and -1."""
    part = Fact(
        Quantity("least n >= 1 for an equivariant learner, weights: all"), ">=", samples(),
        fact="at d weights 1 and d weights -1 the target is sign(|x|^2 - |y|^2) of z = (x, y) in R^2d; who appends one more "
        "standard Gaussian input to each z, and asks such a learner, is equivariant under O(2d) in law and errs as often",
    )
    one_task = claim("orthogonal_equivariance/single_task_rate")
    return (
        Chain(s.conclusion().left)
        .at_least(samples(), by=part)
        .at_least(one_task.end, by=one_task)
        .at_least(s.least, by=algebra)
    )


def samples_of_a_learner(p):
    """At most this many are needed: by one-inclusion graphs of all forms on R^(2d+1); for weights of one sign, any."""
    if p.weights != "all":
        return 1                                 # the label is known
    forms = (2 * p.d + 1) * (2 * p.d + 2) // 2
    return max(1, ceil(forms / Fraction(p.eps)) - 1)


def tasks(budget):
    return [{d: size, eps: Rational(1, 10**k)} for size in (16, 64, 512) for k in (3, 6)]


CLAIM = Claim(
    id="orthogonal_equivariance/many_functions",
    title="Samples that a rotationally blind learner needs for the signs of diagonal forms",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.3, lower bound", origin="ours"),
    statement=ManyFunctions(),
    evidence=(Derived(derivation), Exact(samples_of_a_learner, tasks, shows="at most")),
    mutants=(
        mutant("weights-above-0", "the label is known then", weights="at least 0"),
        mutant(
            "cubic", "forms have 2 d^2 + 3 d + 1 parameters", at={d: 512, eps: Rational(1, 1000)},
            least=49 * d**3 / (10_000 * eps),
        ),
        mutant("squared-accuracy", "the samples go with 1/eps", least=49 * d**2 / (10_000 * eps**2)),
    ),
    witness={d: 16, eps: Rational(1, 1000)},
    corrects="orthogonal_equivariance/many_functions_printed",
    bounds=(
        Bound(
            "samples", "O(2d)-equivariant", task="signs of diagonal forms, Gaussian", grid=GRID,
            note="eps is the expected error; inputs in R^2d or R^(2d+1)",
        ),
        Rate(
            "samples", "O(2d)-equivariant", "lower", (2 * d) ** 2 / eps, task="signs of diagonal forms, Gaussian",
            grid=GRID, source=Source("li2021", where="Theorem 5.3", origin="printed"),
            refuted_by="orthogonal_equivariance/many_functions_printed",
        ),
    ),
)
