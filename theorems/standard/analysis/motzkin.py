r"""Motzkin's form is nowhere negative, although it is no sum of squares.

For all real x, y, z

.. math:: x^4 y^2 + x^2 y^4 + z^6 \ge 3 x^2 y^2 z^2.

It follows from the inequality of the means; here from x^2 + y^2 + z^2 times the difference, which is a sum of squares.
"""

from dataclasses import dataclass

from sympy import Expr, Rational

from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, mutant
from theorems.core.rules import certified
from theorems.standard.analysis.symbols import POINTS, x, y, z


@dataclass(frozen=True)
class Motzkin(Statement):
    """For all real numbers."""

    least: Expr = 3 * x**2 * y**2 * z**2

    def domain(self):
        return POINTS

    def conclusion(self):
        return Relation(x**4 * y**2 + x**2 * y**4 + z**6, ">=", self.least)


def derivation(s):
    return Chain(s.conclusion().left).at_least(s.least, by=certified("squares", beside=__file__))


def left_side(p):
    """The three monomials, each from its own factors."""
    a, b, c = p.x * p.x, p.y * p.y, p.z * p.z
    return a * b * (a + b) + c * c * c


def places(budget):
    """A grid, where the two sides meet at |x| = |y| = |z|."""
    most = 2 if budget == "quick" else 4
    values = [Rational(i, 2) for i in range(-most, most + 1)]
    return [{x: a, y: b, z: c} for a in values for b in values for c in values]


CLAIM = Claim(
    id="analysis/motzkin",
    title="Motzkin's form is nowhere negative",
    kind="lemma",
    source=Source("motzkin1967", where="the form that is positive and no sum of squares", origin="classical"),
    statement=Motzkin(),
    evidence=(Derived(derivation), Exact(left_side, places)),
    mutants=(
        mutant("four-for-three", "both sides meet at x = y = z = 1", least=4 * x**2 * y**2 * z**2, at={x: 1, y: 1, z: 1}),
        mutant(
            "degree-eight", "large numbers tell the degrees apart", least=3 * x**2 * y**2 * z**4,
            at={x: 1, y: 1, z: Rational(3, 2)},
        ),
        mutant("slightly-more", "the two sides touch", least=Rational(301, 100) * x**2 * y**2 * z**2, at={x: 1, y: 1, z: 1}),
    ),
    witness={x: 1, y: 1, z: 1},
)
