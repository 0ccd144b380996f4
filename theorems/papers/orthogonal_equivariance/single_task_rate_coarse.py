r"""Samples that one rotationally blind learner needs for one quadratic target, at a larger error.

Inputs, target and N(d, eps) are those of single_task_rate.  For d >= 16 and eps <= 1/100

.. math:: N(d, \varepsilon) \ge 0.0044\, \frac{d^2}{\varepsilon}.

From single_task_sharp with tan r = 45 eps.  Its bound, times eps / d^2, is 0.00445 at d = 16 and eps = 1/100; enclosed on
the whole range it is nowhere below 0.0044.  Derived here.
"""

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Rational

from theorems.core import Bound, Claim, Derived, Exact, Source, claim, mutant, positive
from theorems.papers.orthogonal_equivariance.single_task_rate import SingleTaskRate, tasks, through
from theorems.papers.orthogonal_equivariance.single_task_symbols import TASK, d, eps, samples_enough, z
from theorems.papers.orthogonal_equivariance.symbols import GRID


@dataclass(frozen=True)
class SingleTaskRateCoarse(SingleTaskRate):
    """The same at errors up to 1/100."""

    constant: Expr = Rational(44, 10_000)
    slope: Expr = Integer(45)
    errors: Any = positive(Rational(1, 100), typical=(Rational(1, 10**4), Rational(1, 100)))


CORNER = {d: 16, eps: Rational(1, 100), z: Rational(1, 16)}


def derivation(s):
    """The sharp bound at tan r = 45 eps."""
    return through(claim("orthogonal_equivariance/single_task_sharp"), s)


CLAIM = Claim(
    id="orthogonal_equivariance/single_task_rate_coarse",
    title="Samples of an orthogonally equivariant learner for one target: 0.0044 d^2 / eps",
    kind="corollary",
    source=Source("li2021", where="Section 5.1, open problem: one task", origin="ours"),
    statement=SingleTaskRateCoarse(),
    evidence=(Derived(derivation), Exact(samples_enough, tasks, shows="at most")),
    mutants=(
        mutant("fewer-symmetries", "the target itself is symmetric under O(d) x O(d)", symmetry="O(d) x O(d)"),
        mutant("cubic", "(2 d^2 + d) / eps samples are enough", power=Integer(3), at={d: 512, eps: Rational(1, 10**6)}),
        mutant(
            "more", "at d = 16, eps = 1/100 the sharp bound gives 0.00446", of="proof",
            constant=Rational(45, 10_000), at=CORNER,
        ),
        mutant("two-percent", "at eps = 1/50 it gives less", of="proof", errors=positive(Rational(1, 50))),
    ),
    witness={d: 16, eps: Rational(1, 100)},
    bounds=(
        Bound("samples", "O(2d)-equivariant", task=TASK, grid=GRID, note="one target; eps up to 1/100"),
    ),
)
