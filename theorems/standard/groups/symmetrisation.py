r"""Averaging over a group: a symmetric learner does as well as any on a whole orbit (Hunt and Stein, finite groups).

A finite group G permutes N inputs and keeps their law.  Among the learners that do not see G one errs on the target h,
given n samples, at most as often as any learner A does on the worst target of the orbit of h:

.. math:: \min_{\bar A \text{ symmetric}} \mathbb{E}\,\mathrm{err}(\bar A, h)
          \le \min_A \max_{g \in G} \mathbb{E}\,\mathrm{err}(A, h \circ g).

Together with the reduction to an orbit, which is the other direction, it is an equality.  Errors are expected errors: for
the chance to err by more than eps the averaging does nothing.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Integer

from numerics import groups, learners
from numerics.certificates import path_of, read
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Quantity, Relation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, combination, pointwise
from theorems.standard.groups.symbols import PERMUTED, N, g, h, n

error = arbitrary("err")                         # of the best learner for the orbit, at the target h o g


@dataclass(frozen=True)
class Symmetrisation(Statement):
    """The group of the learner, the targets that the other learner has to serve, the law of the inputs."""

    symmetry: str = "shifts"
    targets: str = "the orbit under shifts"
    law: str = "invariant"

    def domain(self):
        return PERMUTED

    def conclusion(self):
        symmetric = Quantity(f"least error of learners symmetric under {self.symmetry}, {self.law} inputs")
        worst = Quantity(f"least worst error on {self.targets}, {self.law} inputs")
        return Relation(symmetric - worst, "<=", Integer(0))


def derivation(s):
    """Turn the problem at random, ask the best learner, turn its answer back."""
    symmetric = Quantity("least error of learners symmetric under shifts, invariant inputs")
    worst = Quantity("least worst error on the orbit under shifts, invariant inputs")
    averaged = Quantity("error of the average of A(gS)(gx) over g")
    candidate = Fact(
        symmetric, "<=", averaged,
        fact="the average is symmetric: at g'x, from g'S, it runs through the same answers, as gg' runs through G with g",
    )
    turned = Fact(
        averaged, "=", E(error(g), g),
        fact="the error is affine in the chance of an answer, and (gS, gx) has the law of (S, x), with labels of h o g^-1",
    )
    best = Fact(error(g), "<=", worst, fact="A is a best learner for the orbit, which contains h o g")
    mean = Chain(E(error(g), g), "mean over the group").at_most(E(worst, g), by=pointwise(best)).equals(worst, by=algebra)
    return (
        Chain(s.conclusion().left)
        .at_most(averaged - worst, by=combination(candidate))
        .equals(E(error(g), g) - worst, by=combination(turned))
        .at_most(Integer(0), by=combination(mean))
    )


def problem(p):
    """Labels of the target, the law of the inputs, and the targets of the other learner."""
    labels = tuple(p.h >> i & 1 for i in range(p.N))
    rising = tuple(Fraction(2 * i, p.N * (p.N + 1)) for i in range(1, p.N + 1))
    orbits = {"the orbit under shifts": groups.shifts(p.N), "the target alone": list(groups.shifts(p.N))[:1]}
    images = groups.orbit(labels, orbits[p.targets])
    return labels, learners.uniform(p.N) if p.law == "invariant" else rising, images


def own_error(p, labels, law):
    """The error of the best symmetric learner."""
    elements = {"shifts": groups.shifts, "permutations": groups.permutations}[p.symmetry](p.N)
    return learners.error_of_symmetric_learner(labels, law, p.n, [g.order for g in elements])


def difference(p):
    """The error of the best symmetric learner minus the least worst error, both by enumeration."""
    labels, law, targets = problem(p)
    own = own_error(p, labels, law)
    low, high = learners.least_worst_error(targets, law, p.n, rounds=12)
    return own - high, own - low


def by_linear_program(p):
    """The same difference by a stored optimum of the linear program over all learners: a learner, odds of targets."""
    labels, law, targets = problem(p)
    stored = read(path_of(f"learners_{p.N}_{p.n}_{p.h}", __file__))
    return own_error(p, labels, law) - learners.least_worst_error_shown(stored, targets, law, p.n)


def programs(budget):
    return [{N: 4, n: 0, h: 0b1000}, {N: 5, n: 1, h: 1}, {N: 6, n: 1, h: 0b001011}]


def targets(budget):
    """Targets up to shifts and complement on N inputs, and two more on six."""
    most, seen = {"quick": (4, 2), "standard": (5, 2), "deep": (6, 3)}[budget]
    small = [
        {N: size, n: k, h: code}
        for size in range(2, most + 1) for k in range(seen + 1) for code in range(1, 2 ** (size - 1), 2)
    ]
    return small + [{N: 5, n: 2, h: 1}, {N: 6, n: 1, h: 0b001011}, {N: 6, n: 1, h: 0b010101}]


CLAIM = Claim(
    id="groups/symmetrisation",
    title="A symmetric learner does as well as any learner on a whole orbit",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.1, equality for compact groups", origin="printed"),
    statement=Symmetrisation(),
    evidence=(
        Derived(derivation),
        Exact(difference, targets),
        Exact(by_linear_program, programs, name="linear programs"),
    ),
    mutants=(
        mutant("target-known", "a learner of one target may know it", targets="the target alone"),
        mutant("more-symmetry", "permutations tie together what shifts keep apart", symmetry="permutations"),
        mutant("biased-inputs", "the average is then over laws too", law="not invariant", at={N: 4, n: 0, h: 0b1000}),
    ),
    witness={N: 5, n: 1, h: 1},
)
