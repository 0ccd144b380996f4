r"""Why Bernstein's inequality follows from Bennett's: at every s the curvature of its exponent is the smaller one.

For s >= -1

.. math:: 27\,(1 + s) \le (3 + s)^3,

that is 27/(3+s)^3 <= 1/(1+s): the second derivatives of s^2/(2 + 2s/3) and of (1+s) ln(1+s) - s, which agree at 0 with
their slopes.
"""

from dataclasses import dataclass

from sympy import Expr, Rational

from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, mutant
from theorems.core.rules import certified
from theorems.standard.analysis.symbols import ABOVE, s


@dataclass(frozen=True)
class BernsteinCurvature(Statement):
    """On the half-line where the logarithm is defined."""

    left: Expr = 27 * (1 + s)
    right: Expr = (3 + s) ** 3

    def domain(self):
        return ABOVE

    def conclusion(self):
        return Relation(self.left, "<=", self.right)


def derivation(statement):
    return Chain(statement.left).at_most(statement.right, by=certified("half_line", beside=__file__))


def line(p):
    return 27 + 27 * p.s


def places(budget):
    steps = {"quick": 12, "standard": 100, "deep": 1000}[budget]
    return [{s: Rational(12 * i, steps) - 1} for i in range(steps + 1)]


CLAIM = Claim(
    id="concentration/bernstein_curvature",
    title="Bernstein's exponent curves less than Bennett's",
    kind="lemma",
    source=Source("boucheron2013", where="section 2.7: Bernstein's inequality from Bennett's", origin="classical"),
    statement=BernsteinCurvature(),
    evidence=(Derived(derivation), Exact(line, places)),
    mutants=(
        mutant("28", "both sides are 27 at s = 0", left=28 * (1 + s), at={s: 0}),
        mutant("square", "a square grows too slowly at first", right=3 * (3 + s) ** 2, at={s: 1}),
        mutant("other-slope", "the two sides touch at s = 0", left=27 + 28 * s, at={s: Rational(1, 20)}),
    ),
    witness={s: 0},
)
