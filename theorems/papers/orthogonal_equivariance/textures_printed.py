r"""Samples of two textures that a permutation-equivariant learner needs, as printed (Theorem 5.5).

Tasks and learners are those of the sharper bound.  Whatever n samples it was given,

.. math:: \mathrm{err} \ge \frac14 \qquad \text{for } n \le \frac d{10} .

Hypothesis: d >= 5.  The sharper bound 1/2 - 2n/d gives 3/10 there, and 1/4 as long as n <= d/8.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Expr, Rational

from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, claim, integers, mutant
from theorems.core.rules import algebra
from theorems.papers.orthogonal_equivariance.symbols import TEXTURES, d, n
from theorems.papers.orthogonal_equivariance.textures import least, least_error


@dataclass(frozen=True)
class TexturesPrinted(Statement):
    """For every learner, and all that it may have seen; ``samples`` says how many these may be."""

    value: Expr = Rational(1, 4)
    samples: Any = integers(0, d / 10, typical=(0, 3))
    known: str = "nothing"

    def domain(self):
        return TEXTURES.but(n=self.samples)[d, n]

    def conclusion(self):
        return Relation(least(self.known), ">=", self.value)


def derivation(s):
    return (
        Chain(s.conclusion().left)
        .at_least(Rational(1, 2) - 2 * n / d, by=claim("orthogonal_equivariance/textures").at({d: d, n: n}))
        .at_least(s.value, by=algebra)
    )
