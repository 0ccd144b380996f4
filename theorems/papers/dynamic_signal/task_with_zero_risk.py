r"""Squared risk as the distance of a net from a task: a wrong reading.

To measure tasks by the squared risk as by a semi-metric, each static task needs a net at distance 0 from it:

.. math:: \min_f \mathbb{E}_P (f(x) - y)^2 = 0.

This is false for every noise level: a label behind Gaussian noise is never certain.  No net's error is below that of the
sign of the signal's evidence, and an error costs.  Reviews quote Fano's inequality for a risk that is a
semi-metric; the text of the proof was not seen.
"""

from dataclasses import dataclass

from flint import arb
from sympy import Expr, Integer, Rational

from numerics.enclosure import ball, precision
from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, mutant
from theorems.papers.dynamic_signal.symbols import SIGNAL, sigma


@dataclass(frozen=True)
class TaskWithZeroRisk(Statement):
    """The least squared risk on a static task."""

    most: Expr = Integer(0)

    def domain(self):
        return SIGNAL[sigma]

    def conclusion(self):
        return Relation(Quantity("least risk"), "<=", self.most)


def least_error(p):
    """A real answer f has (f - y)^2 >= 1 where its sign is wrong, which has chance P(1 + sigma g < 0) at least."""
    with precision(40):
        return (1 / (ball(p.sigma) * arb(2).sqrt())).erfc() / 2


CLAIM = Claim(
    id="dynamic_signal/task_with_zero_risk",
    title="Squared risk as the distance of a net from a task",
    kind="lemma",
    source=Source("lahoti2024", where="the squared risk as a semi-metric between tasks, as quoted in a review",
                  origin="abstract"),
    statement=TaskWithZeroRisk(),
    evidence=(Exact(least_error, lambda _: [{sigma: Rational(i, 2)} for i in (1, 2, 4)], shows="at least"),),
    mutants=(
        mutant("noise-squared", "not even up to the variance of low noise", most=sigma**2 / 100, at={sigma: Rational(1, 2)}),
        mutant("hundredth", "not up to a small number either", most=Rational(1, 100)),
    ),
    witness={sigma: Rational(1, 2)},
    expected="refuted",
)
