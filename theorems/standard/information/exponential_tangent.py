r"""The exponential lies above its tangent at 0, the logarithm below its tangent at 1.

For every real y

.. math:: e^{y} \ge 1 + y, \qquad \text{that is} \qquad \ln z \le z - 1 \quad (z > 0).

Every inequality between divergences of this chapter starts here.
"""

from dataclasses import dataclass

from sympy import Expr, Integer, Rational, exp, log

from numerics.enclosure import ball
from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, cases, combination, monotone
from theorems.standard.information.symbols import LAWS, x, y


@dataclass(frozen=True)
class ExponentialTangent(Statement):
    """The tangent is a floor, on all of the line."""

    floor: Expr = 1 + y

    def domain(self):
        return LAWS[x, y]

    def conclusion(self):
        return Relation(exp(y), ">=", self.floor)


def derivation(statement):
    """Above 0 the difference grows with z = e^y, below 0 with 1/z; both start from 0 at z = 1."""
    upward = Chain(Integer(0), "size").at_most(x, by=algebra)
    one = Chain(Integer(1), "one").at_most(Integer(1), by=algebra)
    power = Chain(Integer(1), "power").at_most(exp(x), by=monotone(exp, upward))
    right, left = lambda z: z - 1 - log(z), lambda z: 1 / z - 1 + log(z)
    up = monotone(right, power, lambda z: (z - 1) / z, (one,))
    down = monotone(left, power, lambda z: (z - 1) / z**2, (one,))
    growing = Chain(right(Integer(1)), "right").at_most(right(exp(x)), by=up)
    shrinking = Chain(left(Integer(1)), "left").at_most(left(exp(x)), by=down)
    above = Chain(exp(x), "above 0").at_least(1 + x, by=combination(growing))
    below = Chain(exp(-x), "below 0").at_least(1 - x, by=combination(shrinking))
    return (
        Chain(exp(y))
        .at_least(1 + y, by=cases(y, above.at({x: y}), below.at({x: -y})))
        .at_least(statement.floor, by=algebra)
    )


def power_in_a_ball(p):
    return ball(p.y).exp()


def places(budget):
    count = {"quick": 12, "standard": 60, "deep": 1000}[budget]
    return [{y: Rational(i * abs(i), 4 * count)} for i in range(-count, count + 1)]


CLAIM = Claim(
    id="information/exponential_tangent",
    title="The exponential lies above its tangent",
    kind="lemma",
    source=Source("cover2006", where="ln z <= z - 1, in the information inequality", origin="classical"),
    statement=ExponentialTangent(),
    evidence=(Derived(derivation), Exact(power_in_a_ball, places)),
    mutants=(
        mutant("steeper", "the slope at 0 is 1", floor=1 + 11 * y / 10, at={y: Rational(1, 10)}),
        mutant("binary", "2^y has slope ln 2 at 0", floor=1 + y / log(2)),
        mutant("parabola", "1 + y + y^2/2 is a floor for y >= 0 only", floor=1 + y + y**2 / 2),
    ),
    witness={y: Rational(1, 2)},
)
