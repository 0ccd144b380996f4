r"""Samples that one rotationally blind learner needs for one quadratic target, with a constant.

Inputs z = (x, y) are standard Gaussian in R^{2d}, the target is sign(|x|^2 - |y|^2).  N(d, eps) is the least n >= 1 at which
some learner, equivariant under O(2d) and randomised or not, has expected error at most eps.  For d >= 16, eps <= 1/1000

.. math:: N(d, \varepsilon) \ge 0.0049\, \frac{d^2}{\varepsilon}.

From single_task_sharp with tan r = 48 eps.  Its bound, times eps / d^2, is 0.00494 at d = 16 and eps = 1/1000; enclosed on
the whole range it is nowhere below 0.0049.  Derived here.  The dimension of the inputs is 2d.
"""

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Rational, log, pi, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    Exact,
    Relation,
    Source,
    Statement,
    claim,
    integers,
    interval,
    mutant,
    positive,
)
from theorems.core.rules import algebra, enclosed, monotone
from theorems.papers.orthogonal_equivariance.single_task_symbols import (
    JMOST,
    RATE,
    TASK,
    d,
    eps,
    q,
    samples,
    samples_enough,
    z,
)
from theorems.papers.orthogonal_equivariance.symbols import GRID


@dataclass(frozen=True)
class SingleTaskRate(Statement):
    """For the best learner of the symmetry class; ``slope`` is the tan r, over eps, at which the sharp bound is used."""

    constant: Expr = Rational(49, 10_000)
    power: Expr = Integer(2)
    slope: Expr = Integer(48)
    dimensions: Any = integers(16, typical=(16, 64))
    errors: Any = positive(Rational(1, 1000), typical=(Rational(1, 10**5), Rational(1, 1000)))
    symmetry: str = "O(2d)"

    def domain(self):
        return RATE.but(d=self.dimensions, eps=self.errors, z=interval(0, 1 / self.dimensions.low, "(]"))

    def conclusion(self):
        return Relation(samples(self.symmetry), ">=", self.constant * d**self.power / eps)


def through(bound, s):
    """From the sharp bound at tan r = slope * eps: times eps / d^2, in z = 1/d and eps, it is enclosed on a box."""
    scaled = lambda z: (
        (1 - z) / 4 * log(s.slope * sqrt((1 + 2 * z) * (1 - z - z**2)) / (4 * sqrt(2) * pi * sqrt(1 + (s.slope * eps) ** 2)))
        - log(2) * z**2
    ) / (JMOST * s.slope)
    least = Chain(scaled(z), "least").at_least(s.constant, by=enclosed)
    sharp = bound.at({d: d, eps: eps, q: s.slope * eps})
    return (
        Chain(s.conclusion().left, "samples")
        .equals(samples(), by=algebra)
        .at_least(sharp.end, by=sharp)
        .equals(scaled(1 / d) * d**2 / eps, by=algebra)
        .at_least(s.constant * d**2 / eps, by=monotone(lambda x: x * d**2 / eps, least.at({z: 1 / d})))
        .at_least(s.conclusion().right, by=algebra)
    )


def derivation(s):
    """The sharp bound at tan r = 48 eps."""
    return through(claim("orthogonal_equivariance/single_task_sharp"), s)


def tasks(budget):
    sizes = {"quick": (16, 512), "standard": (16, 64, 512), "deep": (*range(16, 40), 64, 512, 4096)}[budget]
    return [{d: size, eps: Rational(1, 10**k)} for size in sizes for k in (3, 6)]


CLAIM = Claim(
    id="orthogonal_equivariance/single_task_rate",
    title="Samples of an orthogonally equivariant learner for one target: 0.0049 d^2 / eps",
    kind="corollary",
    source=Source("li2021", where="Section 5.1, open problem: one task", origin="ours"),
    statement=SingleTaskRate(),
    evidence=(Derived(derivation), Exact(samples_enough, tasks, shows="at most")),
    mutants=(
        mutant("fewer-symmetries", "the target itself is symmetric under O(d) x O(d)", symmetry="O(d) x O(d)"),
        mutant("cubic", "(2 d^2 + d) / eps samples are enough", power=Integer(3), at={d: 512, eps: Rational(1, 10**6)}),
        mutant("half-percent", "at d = 16 the sharp bound gives 0.00495", of="proof", constant=Rational(1, 200)),
        mutant("eight", "at d = 8 it gives 0.0045", of="proof", dimensions=integers(8, typical=(8, 64))),
        mutant("one-percent", "at eps = 1/100 it gives less", of="proof", errors=positive(Rational(1, 100))),
    ),
    witness={d: 16, eps: Rational(1, 1000)},
    bounds=(Bound("samples", "O(2d)-equivariant", task=TASK, grid=GRID, note="one target; eps is the expected error"),),
)
