r"""A symmetric learner of one target has learnt the whole orbit.

A finite group G permutes N inputs and keeps their law.  Whatever a learner that does not see G does on the target h,
given n samples, it does on each target h o g; so some learner without any symmetry has its error as its worst on the
orbit:

.. math:: \min_{\bar A \text{ symmetric}} \mathbb{E}\,\mathrm{err}(\bar A, h)
          \ge \min_A \max_{g \in G} \mathbb{E}\,\mathrm{err}(A, h \circ g).

Hence a symmetric learner needs at least the samples that the class h o G takes.  The same holds, with the same proof,
for any group and for the chance to err by more than eps.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Integer

from numerics import groups, learners
from numerics.certificates import path_of, read
from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, arbitrary, mutant
from theorems.core.rules import combination, rewriting
from theorems.standard.groups.symbols import PERMUTED, N, g, h, n

error = arbitrary("err")                         # of the best symmetric learner, at the target h o g


@dataclass(frozen=True)
class OrbitReduction(Statement):
    """The learner's symmetry, the targets that the other learner has to serve, the law of the inputs."""

    symmetry: str = "shifts"
    targets: str = "the orbit under shifts"
    law: str = "invariant"

    def domain(self):
        return PERMUTED

    def conclusion(self):
        own = Quantity(f"least error of learners symmetric under {self.symmetry}, {self.law} inputs")
        worst = Quantity(f"least worst error on {self.targets}, {self.law} inputs")
        return Relation(own - worst, ">=", Integer(0))


def derivation(s):
    """Turning the target turns the sample and the test point, whose law stays; the learner turns along."""
    own = Quantity("least error of learners symmetric under shifts, invariant inputs")
    worst = Quantity("least worst error on the orbit under shifts, invariant inputs")
    one_of_all = Fact(worst, "<=", error(g), fact="the best symmetric learner is a learner; g is where it is worst")
    turned = Fact(
        error(g), "=", own,
        fact="at h o g the inputs x have the law of g^-1 x with the labels of h: equivariance gives the answers at h",
    )
    return (
        Chain(s.conclusion().left)
        .at_least(own - error(g), by=combination(one_of_all))
        .equals(Integer(0), by=rewriting(turned))
    )


def problem(p):
    """Labels of the target, the law of the inputs, and the targets of the other learner."""
    labels = tuple(p.h >> i & 1 for i in range(p.N))
    rising = tuple(Fraction(2 * i, p.N * (p.N + 1)) for i in range(1, p.N + 1))
    orbits = {"the orbit under shifts": groups.shifts, "the orbit under permutations": groups.permutations}
    images = groups.orbit(labels, orbits[p.targets](p.N))
    return labels, learners.uniform(p.N) if p.law == "invariant" else rising, images


def own_error(p, labels, law):
    """The error of the best symmetric learner."""
    elements = {"shifts": list(groups.shifts(p.N)), "the identity": list(groups.shifts(p.N))[:1]}[p.symmetry]
    return learners.error_of_symmetric_learner(labels, law, p.n, [g.order for g in elements])


def difference(p):
    """The error of the best symmetric learner minus the least worst error, both by enumeration."""
    labels, law, targets = problem(p)
    own = own_error(p, labels, law)
    low, high = learners.least_worst_error(targets, law, p.n)
    return own - high, own - low


def by_linear_program(p):
    """The same difference by a stored optimum of the linear program over all learners: a learner, odds of targets."""
    labels, law, targets = problem(p)
    stored = read(path_of(f"learners_{p.N}_{p.n}_{p.h}", __file__))
    return own_error(p, labels, law) - learners.least_worst_error_shown(stored, targets, law, p.n)


def programs(budget):
    return [{N: 5, n: 1, h: 1}, {N: 5, n: 2, h: 1}]


def targets(budget):
    """Targets up to shifts and complement on N inputs, and two more on six."""
    most, seen = {"quick": (4, 2), "standard": (5, 2), "deep": (6, 3)}[budget]
    small = [
        {N: size, n: k, h: code}
        for size in range(2, most + 1) for k in range(seen + 1) for code in range(1, 2 ** (size - 1), 2)
    ]
    return small + [{N: 5, n: 2, h: 1}, {N: 6, n: 1, h: 0b001011}, {N: 6, n: 1, h: 0b010101}]


CLAIM = Claim(
    id="groups/orbit_reduction",
    title="A symmetric learner of one target has learnt the whole orbit",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.1, lower bound", origin="printed"),
    statement=OrbitReduction(),
    evidence=(
        Derived(derivation),
        Exact(difference, targets),
        Exact(by_linear_program, programs, name="linear programs"),
    ),
    mutants=(
        mutant("no-symmetry", "a learner of one target may know it", symmetry="the identity"),
        mutant("larger-orbit", "shifts say nothing of other permutations", targets="the orbit under permutations"),
        mutant("biased-inputs", "h may suit the law of the inputs where its shifts do not", law="not invariant"),
    ),
    witness={N: 5, n: 1, h: 1},
)
