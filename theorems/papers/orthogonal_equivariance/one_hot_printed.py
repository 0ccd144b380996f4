r"""Error of a rotationally blind learner on the one-hot task, as printed (Section 4.1).

Test point and n samples are independent and uniform on the 2d points (y e_i, y).  Every learner that is equivariant under
O(d), for which equivariance under sign flips is enough, has

.. math:: \mathbb{E}\,\mathrm{err} \ge \frac14 \qquad \text{for } n \le \frac d2 .

Hypothesis: d >= 2.  The sharper bound is (1 - 1/d)^n / 2, at least (1 - n/d) / 2.
"""

from dataclasses import dataclass

from sympy import Expr, Le, Max, Rational

from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Quantity, Relation, Source, Statement, claim, mutant
from theorems.core.rules import algebra, combination, linear, moments, pointwise
from theorems.papers.orthogonal_equivariance.accuracy_range_symbols import FEW_SAMPLES, hits
from theorems.papers.orthogonal_equivariance.one_hot import ON_AN_AXIS, least_error
from theorems.papers.orthogonal_equivariance.symbols import d, n


@dataclass(frozen=True)
class OneHotPrinted(Statement):
    """For every learner, randomised or not, that is equivariant under the group; ``axes`` for each sample."""

    value: Expr = Rational(1, 4)
    symmetry: str = "sign flips"
    axes: int = 2

    def domain(self):
        return FEW_SAMPLES.but(g=ON_AN_AXIS[self.symmetry])

    def hypotheses(self):
        return (Le(self.axes * n, d),)

    def conclusion(self):
        return Relation(Quantity(f"E err of a learner equivariant under {self.symmetry}"), ">=", self.value)


def derivation(s):
    """The mean number of hits is at least the chance of one."""
    unseen = (1 - 1 / d) ** n
    missed = Fact(unseen, "=", E(Max(1 - hits, 0), hits), fact="both are the chance that none of n samples lies on an axis")
    one_less = Chain(Max(1 - hits, 0), "hits").at_least(1 - hits, by=linear())
    chance = (
        Chain(unseen, "not sampled")
        .equals(E(Max(1 - hits, 0), hits), by=missed)
        .at_least(E(1 - hits, hits), by=pointwise(one_less))
        .equals(1 - n / d, by=moments)
    )
    few = Chain(2 * n, "few samples").at_most(d, by=linear())
    return (
        Chain(s.conclusion().left)
        .at_least(unseen / 2, by=claim("orthogonal_equivariance/one_hot"))
        .at_least((1 - n / d) / 2, by=combination((chance, Rational(1, 2))))
        .at_least(Rational(1, 4), by=combination((few, 1 / (4 * d))))
        .at_least(s.value, by=algebra)
    )


def small_tasks(budget):
    return [{d: axes, n: samples} for axes in (2, 3) for samples in (0, 1)] + [{d: 4, n: 1}]


CLAIM = Claim(
    id="orthogonal_equivariance/one_hot_printed",
    title="Error of a rotationally blind learner on the one-hot task, as printed",
    kind="proposition",
    source=Source("li2021", where="Section 4.1", origin="printed"),
    statement=OneHotPrinted(),
    evidence=(Derived(derivation), Exact(least_error, small_tasks)),
    mutants=(
        mutant("three-eighths", "at n = d/2 less is left", value=Rational(3, 8)),
        mutant("all-axes", "as many samples as axes teach more", axes=1, at={d: 3, n: 3}),
        mutant("permutations", "the sign of the sum is equivariant under them", symmetry="permutations"),
    ),
    witness={d: 4, n: 2},
)
