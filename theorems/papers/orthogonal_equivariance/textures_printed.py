r"""Samples of two textures that a permutation-equivariant learner needs, as printed (Theorem 5.5).

Tasks and learners are those of the sharper bound.  Whatever n samples it was given,

.. math:: \mathrm{err} \ge \frac14 \qquad \text{for } n \le \frac d{10} .

Hypothesis: d >= 5.  The sharper bound 1/2 - 2n/d gives 3/10 there, and 1/4 as long as n <= d/8.
"""

from dataclasses import dataclass

from sympy import Expr, Le, Rational

from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, claim, mutant
from theorems.core.rules import algebra, combination, linear
from theorems.papers.orthogonal_equivariance.symbols import TEXTURES, d, n
from theorems.papers.orthogonal_equivariance.textures import least, least_error


@dataclass(frozen=True)
class TexturesPrinted(Statement):
    """For every learner, and all that it may have seen; ``positions`` says how many each sample leaves room for."""

    value: Expr = Rational(1, 4)
    positions: int = 10
    known: str = "nothing"

    def domain(self):
        return TEXTURES[d, n]

    def hypotheses(self):
        return (Le(self.positions * n, d),)

    def conclusion(self):
        return Relation(least(self.known), ">=", self.value)


def derivation(s):
    """The sharper bound, where n <= d/10."""
    few = Chain(10 * n, "few samples").at_most(d, by=linear())
    return (
        Chain(least("nothing"))
        .at_least(Rational(1, 2) - 2 * n / d, by=claim("orthogonal_equivariance/textures"))
        .at_least(Rational(3, 10), by=combination((few, 1 / (5 * d))))
        .at_least(s.value, by=algebra)
    )


def few_samples(budget):
    """No sample, and one."""
    return [{d: size, n: count} for size in (5, 6, 10, 12) for count in (0, 1)]


CLAIM = Claim(
    id="orthogonal_equivariance/textures_printed",
    title="Samples of two textures that a permutation-equivariant learner needs, as printed",
    kind="theorem",
    source=Source("li2021", where="Theorem 5.5", origin="printed"),
    statement=TexturesPrinted(),
    evidence=(Derived(derivation), Exact(least_error, few_samples)),
    mutants=(
        mutant("two-fifths", "one sample on ten positions leaves less", value=Rational(2, 5)),
        mutant("twice-the-samples", "samples that touch every other position leave less", positions=5, at={d: 10, n: 2}),
        mutant("order-known", "a convolutional net knows which coordinates are neighbours", known="all"),
    ),
    witness={d: 20, n: 2},
)
