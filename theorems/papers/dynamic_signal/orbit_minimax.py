r"""An algorithm that sees no rotation has, on one signal task, the mean risk of an algorithm over the whole orbit.

A turns its answer along with the data: for every U of the group, the law of the answer to data of the turned task U o P is
that of the turned answer to data of P.  Then its risk is one on the orbit, and with U drawn from the group

.. math:: \min_{A \text{ equivariant}} \mathbb{E} R(A, P) \ge \min_A \mathbb{E}_U\, \mathbb{E} R(A, U \circ P),

on the right the least over all algorithms.  So what is shown for random signals holds for every equivariant algorithm and
every signal; the worst of an orbit is at least its mean.  Tried where both sides can be enumerated: d = 1, no noise, signs.
"""

import itertools
from dataclasses import dataclass

from sympy import Integer

from numerics import learners
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Domain,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    arbitrary,
    integers,
    mutant,
)
from theorems.core.rules import algebra, combination, pointwise

ORBIT = Domain.of(
    k=integers(1, typical=(1, 3)),               # patches
    m=integers(0, typical=(0, 2)),               # samples
    g=integers(0),                               # an element of the group, drawn at random
)
k, m, g = ORBIT.symbols
risk = arbitrary("R")                            # of the best equivariant algorithm, on the task turned by g


@dataclass(frozen=True)
class OrbitMinimax(Statement):
    """What the algorithm on the left does not see, and the tasks of which the right side is the mean."""

    symmetry: str = "flips of patches"
    tasks: str = "the orbit under flips of patches"

    def domain(self):
        return ORBIT

    def conclusion(self):
        own = Quantity(f"least risk on one task of algorithms equivariant under {self.symmetry}")
        mean = Quantity(f"least mean risk over {self.tasks}")
        return Relation(own - mean, ">=", Integer(0))


def derivation(s):
    """The equivariant algorithm is one of all, and has one risk on the orbit."""
    own = Quantity("least risk on one task of algorithms equivariant under flips of patches")
    mean = Quantity("least mean risk over the orbit under flips of patches")
    one_of_all = Fact(mean, "<=", E(risk(g), g), fact="the best equivariant algorithm is an algorithm")
    equivariance = Fact(
        risk(g), "=", own,
        fact="the answer to turned data is the turned answer in law, whose risk on the turned task is that of the answer",
    )
    on_orbit = Chain(E(risk(g), g), "orbit").equals(E(own, g), by=pointwise(equivariance)).equals(own, by=algebra)
    return (
        Chain(s.conclusion().left)
        .at_least(own - E(risk(g), g), by=combination(one_of_all))
        .equals(Integer(0), by=combination((on_orbit, Integer(-1))))
    )


def difference(p):
    """The zero-one risks by enumeration, on the 2k images e_t and -e_t of the task without noise in patches of size 1."""
    flips = list(itertools.product((0, 1), repeat=p.k))
    plain = tuple(1 - i % 2 for i in range(2 * p.k))
    group = [[2 * (i // 2) + (i % 2 ^ flip[i // 2]) for i in range(2 * p.k)] for flip in flips]
    seen = group if p.symmetry == "flips of patches" else group[:1]
    orbit = [tuple(plain[i] for i in turn) for turn in group]
    labellings = list(itertools.product((0, 1), repeat=2 * p.k))
    tasks = orbit if p.tasks == "the orbit under flips of patches" else labellings
    law = learners.uniform(2 * p.k)
    mean, _ = learners.least_worst_error(tasks, law, p.m)
    return learners.error_of_symmetric_learner(plain, law, p.m, seen) - mean


def small(budget):
    most = {"quick": (2, 2), "standard": (3, 2), "deep": (3, 3)}[budget]
    return [{k: patches, m: samples} for patches in range(1, most[0] + 1) for samples in range(most[1] + 1)]


CLAIM = Claim(
    id="dynamic_signal/orbit_minimax",
    title="An equivariant algorithm has the mean risk of an algorithm over the orbit",
    kind="lemma",
    source=Source("lahoti2024", where="equivariance and the minimax risk over an orbit", origin="ours"),
    statement=OrbitMinimax(),
    evidence=(Derived(derivation), Exact(difference, small)),
    mutants=(
        mutant("any-algorithm", "an algorithm for one task may know its signal", symmetry="nothing"),
        mutant("all-labellings", "the group does not reach every task", tasks="all labellings of the images"),
    ),
    witness={k: 2, m: 1},
)
