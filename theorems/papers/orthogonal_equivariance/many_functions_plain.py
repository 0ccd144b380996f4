r"""Samples that a rotationally blind learner needs for the signs of diagonal forms, by counting.

Inputs are w ~ N(0, I) in R^{2d} or R^{2d+1}, the targets are the signs of all sums of alpha_i w_i^2.  N*(eps) is the least
n >= 1 at which some learner that is equivariant under all rotations has expected error at most eps at every target.  For all
d >= 2 and eps > 0

.. math:: N^*(\varepsilon) \ge \frac{d(d-1)}2 \log_2 \frac{C_d}{4 \varepsilon} - 1, \qquad
          C_d = \frac{\sqrt{(1 + 2/d)(1 - 1/d - 1/d^2)}}{2 \sqrt 2\, \pi} .

The targets with d weights 1, d weights -1 and, where there is one more input, a weight 0 are enough.  For small eps there is
a bound of order d^2 / eps.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sympy import Expr, Rational, log

from theorems.core import Bound, Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, claim, mutant
from theorems.core.rules import algebra
from theorems.papers.orthogonal_equivariance.single_task_symbols import SINGLE, d, eps, packed, planes, samples
from theorems.papers.orthogonal_equivariance.symbols import GRID
from theorems.standard.learning.symbols import PACKED, D, Q

BOUND = planes * log(packed / (4 * eps)) / log(2) - 1


@dataclass(frozen=True)
class ManyFunctionsPlain(Statement):
    """For the best learner of the symmetry class; ``weights`` says which targets it has to serve."""

    least: Expr = BOUND
    weights: str = "all"

    def domain(self):
        return SINGLE[d, eps].plus(**dict(PACKED[D, Q].named()))

    def conclusion(self):
        return Relation(Quantity(f"least n >= 1 for an equivariant learner, weights: {self.weights}"), ">=", self.least)


def derivation(s):
    """A learner of all weights is one of the weights 1 and -1."""
    part = Fact(
        Quantity("least n >= 1 for an equivariant learner, weights: all"), ">=", samples(),
        fact="at d weights 1 and d weights -1 the target is sign(|x|^2 - |y|^2) of z = (x, y) in R^2d; who appends one more "
        "standard Gaussian input to each z, and asks such a learner, is equivariant under O(2d) in law and errs as often",
    )
    return (
        Chain(s.conclusion().left)
        .at_least(samples(), by=part)
        .at_least(BOUND, by=claim("orthogonal_equivariance/single_task_plain"))
        .at_least(s.least, by=algebra)
    )


def samples_of_a_learner(p):
    """At most this many are needed: by one-inclusion graphs of all forms on R^(2d+1); for weights of one sign, any."""
    if p.weights != "all":
        return 1                                 # the label is known
    forms = (2 * p.d + 1) * (2 * p.d + 2) // 2
    return max(1, ceil(forms / Fraction(p.eps)) - 1)


def tasks(budget):
    return [{d: size, eps: Rational(1, 10**k)} for size in (2, 8, 64, 512) for k in (2, 3, 6)]


CLAIM = Claim(
    id="orthogonal_equivariance/many_functions_plain",
    title="Samples that a rotationally blind learner needs for the signs of diagonal forms, by counting",
    kind="corollary",
    source=Source("li2021", where="Theorem 5.3, lower bound", origin="ours"),
    statement=ManyFunctionsPlain(),
    evidence=(Derived(derivation), Exact(samples_of_a_learner, tasks, shows="at most")),
    mutants=(
        mutant("weights-above-0", "the label is known then", weights="at least 0"),
        mutant("cubic", "forms have 2 d^2 + 3 d + 1 parameters", at={d: 512, eps: Rational(1, 100)},
               least=d**3 * log(packed / (4 * eps)) / log(2) - 1),
    ),
    witness={d: 16, eps: Rational(1, 100)},
    bounds=(
        Bound(
            "samples", "O(2d)-equivariant", task="signs of diagonal forms, Gaussian", grid=GRID,
            note="by counting; eps is the expected error; inputs in R^2d or R^(2d+1)",
        ),
    ),
)
