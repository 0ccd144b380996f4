r"""The quadratic step of the oracle inequality: a parabola stays below its chord.

For u and v in [0, 1]

.. math:: 1 - \frac{(1 + u)\, u v}{2} + \frac{(1 + u)^2 u^2 v^2}{8} \le 1 - \frac{u v}{2}.

With u = M^2/(sigma^2 + M^2), and u v the squared distance of a function times the rate of the exponential, this is what
keeps half of the distance in the oracle inequality for finitely many functions.  At v = 1 the gap is u^2 (1-u)(3+u)/8.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer

from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, mutant
from theorems.core.rules import certified
from theorems.standard.analysis.symbols import SQUARE, u, v


@dataclass(frozen=True)
class OracleStep(Statement):
    """On the unit square."""

    curve: Expr = 1 - (1 + u) * u * v / 2 + ((1 + u) * u * v) ** 2 / 8
    chord: Expr = 1 - u * v / 2

    def domain(self):
        return SQUARE

    def conclusion(self):
        return Relation(self.curve, "<=", self.chord)


def derivation(s):
    return Chain(s.curve).at_most(s.chord, by=certified("gaps", beside=__file__))


def parabola(p):
    """1 - w + w^2/2 at w = (1 + u) u v / 2, multiplied out."""
    slowed = (p.u + p.u * p.u) * p.v
    return 1 + (slowed * slowed - 4 * slowed) * Fraction(1, 8)


def grid(budget):
    steps = {"quick": 4, "standard": 16, "deep": 64}[budget]
    return [{u: Integer(i) / steps, v: Integer(j) / steps} for i in range(steps + 1) for j in range(steps + 1)]


CLAIM = Claim(
    id="learning/oracle_step",
    title="The quadratic step of the oracle inequality",
    kind="lemma",
    source=Source("wang2023", where="deep convolutional nets: the step from covering to risk", origin="ours"),
    statement=OracleStep(),
    evidence=(Derived(derivation), Exact(parabola, grid)),
    mutants=(
        mutant("more-than-half", "at u = v = 1 the two sides meet", chord=1 - 9 * u * v / 16, at={u: 1, v: 1}),
        mutant("whole-distance", "then nothing pays for the curvature", chord=1 - u * v, at={u: 1, v: 1}),
        mutant(
            "curved-twice", "the square of the exponential counts half",
            curve=1 - (1 + u) * u * v / 2 + ((1 + u) * u * v) ** 2 / 4, at={u: 1, v: 1},
        ),
    ),
    witness={u: 1, v: 1},
)
