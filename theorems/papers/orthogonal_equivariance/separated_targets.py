r"""Learning one of D targets that are more than 2 eps apart takes samples that tell them apart (Theorem 4.2, put right).

The law of the inputs is fixed, the D targets differ pairwise on more than 2 eps of the inputs, and n samples show on
average Q patterns of their labels.  Every learner has on some target

.. math:: \mathbb{P}(\mathrm{err} > \varepsilon) \ge 1 - \frac QD .

So the packing number of Theorem 4.2 is to be that of distances above 2 eps.  With distances of 2 eps it is false.
"""

from dataclasses import dataclass

from sympy import Expr

from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, claim, mutant
from theorems.core.rules import algebra
from theorems.papers.orthogonal_equivariance.separated_targets_printed import few_targets, least_failure
from theorems.standard.learning.symbols import PACKED, D, Q, seen


@dataclass(frozen=True)
class SeparatedTargets(Statement):
    """For the best learner, and its worst target."""

    least: Expr = 1 - Q / D
    distances: str = "more than 2 eps"

    def domain(self):
        return PACKED

    def conclusion(self):
        return Relation(Quantity(f"least P(err > eps) on the worst target, distances {self.distances}"), ">=", self.least)


def derivation(s):
    """Benedek and Itai's bound."""
    same = Fact(
        Quantity("least P(err > eps) on the worst target, distances more than 2 eps"), "=",
        Quantity("P(failure) on the worst target, distances more than 2 eps"),
        fact="a failure is an output further than eps",
    )
    return (
        Chain(s.conclusion().left)
        .equals(same.right, by=same)
        .at_least(1 - Q / D, by=claim("learning/benedek_itai"))
        .at_least(s.least, by=algebra)
    )


def on_average(s):
    return Relation(Quantity(f"least P(err > eps) on a random target, distances {s.distances}"), ">=", s.least)


CLAIM = Claim(
    id="orthogonal_equivariance/separated_targets",
    title="Targets more than 2 eps apart take samples that tell them apart",
    kind="theorem",
    source=Source("li2021", where="Theorem 4.2", origin="ours"),
    statement=SeparatedTargets(),
    evidence=(Derived(derivation), Exact(least_failure, few_targets, tests=on_average)),
    mutants=(
        mutant("two-eps", "half-way between two targets is within eps of both", distances="2 eps"),
        mutant("half-a-target", "each pattern serves a whole target", least=1 - Q / (2 * D)),
    ),
    witness={D: 2, seen: 0, Q: 1},
    corrects="orthogonal_equivariance/separated_targets_printed",
)
