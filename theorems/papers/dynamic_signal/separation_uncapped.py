r"""Local separation of two signal tasks for nets without a cap on the norm of a node: a wrong reading.

Two static tasks of one location with noise sigma and unit signals u and v, <u, v> = c.  Were the squared risk a
semi-metric between tasks, every net f of any norm would have

.. math:: \max\bigl(R_u(f),\, R_v(f)\bigr) \ge \Bigl(1 - \sqrt{\tfrac{1 + c}2}\Bigr)^2.

This is false where noise is low: f(x) = <u + v, x>/(1 + c) is right about both signals, and pays 2 sigma^2/(1 + c) for
noise.  Reviews quote Fano's inequality for a risk that is a semi-metric; the text of the proof was not seen.  With the cap
|w| <= 1 local separation holds.
"""

from dataclasses import dataclass

from sympy import Expr, Rational, sqrt

from theorems.core import Claim, Exact, Quantity, Relation, Source, Statement, interval, mutant
from theorems.papers.dynamic_signal.symbols import SIGNAL, sigma

PAIR = SIGNAL[sigma].plus(c=interval(-1, 1, "(]", typical=(0, Rational(1, 2))))
(c,) = PAIR.symbols[1:]
worse = Quantity("larger risk of the best net on two tasks")


@dataclass(frozen=True)
class SeparationUncapped(Statement):
    """For the best net of any norm."""

    floor: Expr = (1 - sqrt((1 + c) / 2)) ** 2

    def domain(self):
        return PAIR

    def conclusion(self):
        return Relation(worse, ">=", self.floor)


def risk_of_both(p):
    """Of <w, x>, w = (u + v)/(1 + c), on the two tasks: (1 - <w, u>)^2 + sigma^2 |w|^2, in coordinates along u and v."""
    scale = 1 / (1 + p.c)
    aligned, squared = scale * (1 + p.c), scale**2 * (2 + 2 * p.c)
    return (1 - aligned) ** 2 + p.sigma**2 * squared


CLAIM = Claim(
    id="dynamic_signal/separation_uncapped",
    title="Local separation of two signal tasks without a cap",
    kind="lemma",
    source=Source("lahoti2024", where="the squared risk as a semi-metric between tasks, as quoted in a review",
                  origin="abstract"),
    statement=SeparationUncapped(),
    evidence=(Exact(risk_of_both, lambda _: [{c: Rational(1, 2), sigma: Rational(1, 10)}], shows="at most"),),
    mutants=(
        mutant("half", "no positive constant in front helps", floor=(1 - sqrt((1 + c) / 2)) ** 2 / 2,
               at={c: Rational(1, 2), sigma: Rational(1, 20)}),
        mutant("whole-angle", "larger still", floor=(1 - c) ** 2),
    ),
    witness={c: Rational(1, 2), sigma: Rational(1, 10)},
    expected="refuted",
)
