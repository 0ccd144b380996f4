r"""Least error, on the one-hot task, of a learner that does not see sign flips of its inputs.

The test point and n samples are independent and uniform on the 2d points (y e_i, y).  Every learner that is equivariant
under the 2^d diagonal matrices of signs, gradient descent, Adam and AdaGrad on fully connected nets among them, has

.. math:: \mathbb{E}\,\mathrm{err} \ge \frac12 \Bigl(1 - \frac1d\Bigr)^n.

Hypothesis: d >= 2.  The bound is reached by remembering the sample and tossing a coin on the rest.  Permutations do not
suffice: the sign of the sum of the entries is equivariant under them, and never wrong.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Rational

from numerics import groups, tasks
from numerics.learners import least_equivariant_error
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
    arbitrary,
    integers,
    mutant,
    signs,
)
from theorems.core.rules import algebra, moments, rewriting
from theorems.papers.orthogonal_equivariance.symbols import GRID, ONE_HOT, K, d, g, n, y

unseen = Quantity("P[the sample shows neither e_i nor -e_i]")
says = arbitrary("says")                         # chance of the answer +1 at the input y e_i, while i is unseen
wrong = lambda chance: (1 - y * (2 * chance - 1)) / 2

ON_AN_AXIS = {"sign flips": signs(), "permutations": integers(1, 1)}  # what the group does to an axis it fixes


@dataclass(frozen=True)
class OneHot(Statement):
    """For every learner, randomised or not, that is equivariant under the group."""

    value: Expr = (1 - 1 / d) ** n / 2
    symmetry: str = "sign flips"

    def domain(self):
        return ONE_HOT.but(g=ON_AN_AXIS[self.symmetry])

    def conclusion(self):
        return Relation(Quantity(f"E err of a learner equivariant under {self.symmetry}"), ">=", self.value)


def derivation(s):
    """The flip of an unseen axis leaves the sample alone, and turns the test point around together with its label."""
    error = s.conclusion().left
    part = Fact(
        error, ">=", unseen * E(wrong(says(y)), y),
        fact="total probability: the errors at unseen axes, where the label is still a fair sign, are among the errors",
    )
    equivariance = Fact(
        says(g * y), "=", says(y),
        fact="equivariance under the elements of the group that fix the sample: they act as g on an unseen axis",
    )
    independence = Fact(unseen, "=", E(1 - K, K) ** n, fact="n independent samples, each off the axis where K = 0")
    same_answer = Chain(says(y), "same answer").equals(says(1), by=equivariance.at({g: y}))
    miss = Chain(E(1 - K, K), "one sample").equals(1 - 1 / d, by=moments)
    return (
        Chain(error, "error")
        .at_least(part.right, by=part)
        .equals(unseen * E(wrong(says(1)), y), by=rewriting(same_answer))
        .equals(unseen / 2, by=moments)
        .equals(E(1 - K, K) ** n / 2, by=rewriting(independence))
        .equals((1 - 1 / d) ** n / 2, by=rewriting(miss))
        .at_least(s.value, by=algebra)
    )


def least_error(p):
    """Over all equivariant learners, by enumeration of the samples, test points and group elements."""
    inputs, labels = tasks.one_hot_points(p.d)
    points = list(zip(map(tuple, inputs.T.tolist()), labels[0].tolist(), strict=True))
    elements = {"sign flips": groups.sign_flips, "permutations": groups.permutations}[p.symmetry]
    return least_equivariant_error(points, p.n, elements(p.d))


def errors(p, size, rng):
    """Whether a learner errs: one that remembers and tosses coins; under permutations, the sign of the sum."""
    inputs, labels = tasks.one_hot(p.d, size, rng)
    if p.symmetry == "permutations":
        return np.sign(inputs.sum(0)) != labels[0]
    axes = np.abs(inputs).argmax(0)
    remembered = (rng.integers(p.d, size=(p.n, size)) == axes).any(0)
    return ~remembered & (rng.choice([-1, 1], size) != labels[0])


def small_tasks(budget):
    """Up to three axes, and four after one sample."""
    most = 2 if budget == "quick" else 3
    return [{d: axes, n: samples} for axes in (2, 3) for samples in range(most + 1)] + [{d: 4, n: 1}]


CLAIM = Claim(
    id="orthogonal_equivariance/one_hot",
    title="Least error of a sign-flip-equivariant learner on the one-hot task",
    kind="proposition",
    source=Source("li2021", where="warm-up example: one-hot inputs", origin="ours"),
    statement=OneHot(),
    evidence=(
        Derived(derivation),
        Exact(least_error, points=small_tasks),
        Simulation(errors, law="bernoulli"),
    ),
    mutants=(
        mutant(
            "half-rate", "a sample at -e_i shows the axis of e_i too: it misses with chance 1 - 1/d, not 1 - 1/(2d)",
            of="proof", value=(1 - 1 / (2 * d)) ** n / 2,
        ),
        mutant("permutations", "they cannot turn an axis around", symmetry="permutations"),
        mutant("always-half", "what was seen can be remembered", value=Rational(1, 2)),
    ),
    witness={d: 4, n: 2},
    bounds=(
        Bound(
            "samples", "sign-flip-equivariant", task="one-hot", solve=n, target="eps", grid=GRID,
            note="eps is the expected error",
        ),
    ),
)
