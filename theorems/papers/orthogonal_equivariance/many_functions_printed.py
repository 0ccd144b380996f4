r"""Samples for the signs of diagonal forms, for every accuracy, as printed (Theorem 5.3, lower bound).

Inputs are x ~ N(0, I_d), the targets are sign(sum_i alpha_i x_i^2).  For some constant C > 0 every learner that is
equivariant under O(d) is to need

.. math:: N^*(\varepsilon) \ge \frac{C\, d^2}{\varepsilon} \qquad \text{for every } \varepsilon > 0 .

This is false for eps >= 1/2, whatever C: a coin is equivariant, has expected error 1/2 at every target, and needs no sample.
For small eps it is true, with an explicit constant.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Rational

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.orthogonal_equivariance.accuracy_range_symbols import ALL_ACCURACIES, C, d, eps


@dataclass(frozen=True)
class ManyFunctionsPrinted(Statement):
    """For the best learner that is equivariant under rotations."""

    least: Expr = C * d**2 / eps

    def domain(self):
        return ALL_ACCURACIES

    def conclusion(self):
        return Relation(Quantity("N*(eps) of O(d)-equivariant learners of signs of diagonal forms"), ">=", self.least)


def samples_of_a_coin(p):
    """None, where its error is allowed."""
    error = sum(Fraction(1, 2) * (answer != 1) for answer in (1, -1))
    if error > p.eps:
        raise ValueError(f"a coin errs with chance {error}, more than {p.eps}")
    return 0


def coarse(budget):
    levels, constants = (Rational(1, 2), Rational(3, 4)), (Rational(1, 1000), Rational(1))
    return [{d: size, eps: e, C: c} for size in (2, 10) for e in levels for c in constants]


CLAIM = Claim(
    id="orthogonal_equivariance/many_functions_printed",
    title="Samples for the signs of diagonal forms, for every accuracy, as printed",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.3, lower bound", origin="printed"),
    statement=ManyFunctionsPrinted(),
    evidence=(Exact(samples_of_a_coin, coarse, shows="at most"),),
    mutants=(
        mutant("linear-in-d", "no sample is needed", least=C * d / eps),
        mutant("no-accuracy", "no sample is needed", least=C * d**2),
    ),
    witness={d: 10, eps: Rational(1, 2), C: Rational(1, 1000)},
    expected="refuted",
)
