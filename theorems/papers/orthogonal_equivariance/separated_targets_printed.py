r"""Learning one of D targets that are at least 2 eps apart takes samples that tell them apart (Theorem 4.2, read so).

The law of the inputs is fixed, the D targets differ pairwise on 2 eps of the inputs or more, and n samples show on average Q
patterns of their labels.  Every learner has on some target

.. math:: \mathbb{P}(\mathrm{err} > \varepsilon) \ge 1 - \frac QD .

The theorem is about a packing number at scale 2 eps.  If that is to count targets with distances of at least 2 eps, as
packing numbers often do, it is false: of two targets at distance 2 eps a function half-way is within eps of both, and no
sample is needed.  With distances above 2 eps it is true.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from sympy import Expr, Integer

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.standard.learning.symbols import PACKED, D, Q, seen

SHARE = {"more than 2 eps": Fraction(2, 5), "2 eps": Fraction(1, 2)}     # eps, as a share of the distance


@dataclass(frozen=True)
class SeparatedTargetsPrinted(Statement):
    """For the best learner, and its worst target."""

    least: Expr = 1 - Q / D
    distances: str = "2 eps"

    def domain(self):
        return PACKED

    def conclusion(self):
        return Relation(Quantity(f"least P(err > eps) on the worst target, distances {self.distances}"), ">=", self.least)


def least_failure(p):
    """Of the best answer to a random target without any sample, targets being indicators of D disjoint pairs of inputs."""
    if p.n or p.Q != 1:
        raise ValueError(f"without samples one pattern is shown, got n = {p.n}, Q = {p.Q}")
    targets = [tuple(int(x // 2 == i) for x in range(2 * p.D)) for i in range(p.D)]
    eps = SHARE[p.distances] * 4                 # two targets differ on 4 of the 2 D inputs
    gaps = lambda answer: [sum(a != b for a, b in zip(answer, t, strict=True)) for t in targets]
    return min(Fraction(sum(g > eps for g in gaps(answer)), p.D) for answer in product((0, 1), repeat=2 * p.D))


def few_targets(budget):
    return [{D: size, seen: 0, Q: 1} for size in (2, 3, 4)]


CLAIM = Claim(
    id="orthogonal_equivariance/separated_targets_printed",
    title="Targets at least 2 eps apart take samples that tell them apart",
    kind="theorem",
    source=Source("li2021", where="Theorem 4.2, with packings whose distances may be 2 eps", origin="abstract"),
    statement=SeparatedTargetsPrinted(),
    evidence=(Exact(least_failure, few_targets, shows="at most"),),
    mutants=(
        mutant("no-labels", "labels tell targets apart", least=1 - 1 / D),
        mutant("no-answer", "something may be known", least=Integer(1)),
    ),
    witness={D: 2, seen: 0, Q: 1},
    expected="refuted",
)
