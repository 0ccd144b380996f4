r"""Pinsker's inequality: a small divergence leaves little to tell the laws apart by.

For any two laws P and Q on one space

.. math:: \mathrm{TV}(P, Q) \le \sqrt{\tfrac12 \mathrm{KL}(P \,\|\, Q)}.

Stated here squared, with delta = TV: KL >= 2 delta^2.  If P is not absolutely continuous with respect to Q, then KL is
infinite and nothing is to be shown; otherwise y = ln dP/dQ is a real number at a sample of P, and its law under P is
all that matters.  Derived for every such law of y.  Units: nats.
"""

from dataclasses import dataclass

from sympy import Abs, Expr, Integer, Rational, exp, log

from numerics.information import kl, pairs_apart
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, mutant, positive, real
from theorems.core.rules import algebra, cases, combination, monotone, pointwise, rewriting
from theorems.standard.information.symbols import LAWS, delta, divergence, x, y

PARTS = LAWS[delta, x, y].plus(width=real(typical=(-2, 2)), scale=positive(), slope=real(typical=(-2, 2)))
width, scale, slope = PARTS.symbols[3:]

v = exp(-y)                                      # dQ/dP
mass = E(v, y)                                   # of Q, where P lives
apart = E(Abs(1 - v), y)


@dataclass(frozen=True)
class Pinsker(Statement):
    """How large the divergence of two laws at total variation distance delta is at least."""

    floor: Expr = 2 * delta**2

    def domain(self):
        return PARTS

    def conclusion(self):
        return Relation(divergence, ">=", self.floor)


def rational(v):
    """A rational function of v = e^-y that lies below y and touches it to third order at v = 1."""
    return 1 - v + 3 * (1 - v) ** 2 / (2 + 4 * v)


def below_log_ratio():
    """The difference to y grows on both sides of 0, like (1 - v)^4."""
    upward = Chain(Integer(0), "size").at_most(x, by=algebra)
    one = Chain(Integer(1), "one").at_most(Integer(1), by=algebra)
    power = Chain(Integer(1), "power").at_most(exp(x), by=monotone(exp, upward))
    rising, falling = lambda z: log(z) - rational(1 / z), lambda z: -log(z) - rational(z)
    up = monotone(rising, power, lambda z: (z - 1) ** 3 / (z**2 * (z + 2) ** 2), (one,))
    down = monotone(falling, power, lambda z: (z - 1) ** 3 / (z * (1 + 2 * z) ** 2), (one,))
    above = Chain(Integer(0), "above 0").at_most(rising(exp(x)), by=up)
    below = Chain(Integer(0), "below 0").at_most(falling(exp(x)), by=down)
    right = Chain(x, "right").at_least(rational(exp(-x)), by=combination(above))
    left = Chain(-x, "left").at_least(rational(exp(x)), by=combination(below))
    return Chain(y, "log-ratio").at_least(rational(v), by=cases(y, right.at({x: y}), left.at({x: -y})))


def derivation(s):
    """Below y lies a rational function of dQ/dP; its square is bounded by a tangent, which is Cauchy-Schwarz."""
    ratio = Fact(divergence, "=", E(y, y), source="cover2006", fact="definition of the divergence")
    lives = Fact(mass, "<=", Integer(1), fact="Q has mass at most 1 where P has any")
    distance = Fact(
        apart, "=", 2 * delta - 1 + mass, fact="TV is the integral of (dP - dQ)_+, and |1 - v| = 2 (1 - v)_+ - (1 - v)",
    )
    tangent = Chain(width**2 / scale, "tangent").at_least(2 * slope * width - slope**2 * scale, by=algebra)
    here = tangent.at({width: Abs(1 - v), scale: 2 + 4 * v, slope: delta / 3})
    line = 1 - v + 2 * delta * Abs(1 - v) - delta**2 / 3 * (2 + 4 * v)
    under = below_log_ratio()
    spare = Rational(4, 3) * (delta - Rational(3, 4)) ** 2 + Rational(1, 4)      # 1 - 2 delta + 4 delta^2 / 3
    floor = Chain(y, "floor").at_least(rational(v), by=under).at_least(line, by=combination((here, Integer(3))))
    return (
        Chain(divergence)
        .equals(E(y, y), by=ratio)
        .at_least(E(line, y), by=pointwise(floor))
        .equals(1 - mass + 2 * delta * apart - delta**2 / 3 * (2 + 4 * mass), by=algebra)
        .equals(1 - mass + 2 * delta * (2 * delta - 1 + mass) - delta**2 / 3 * (2 + 4 * mass), by=rewriting(distance))
        .at_least(2 * delta**2, by=combination((lives, spare)))
        .at_least(s.floor, by=algebra)
    )


def least_divergence(p):
    """The least of many pairs of laws on two and three letters, each at distance delta exactly."""
    pairs = [*pairs_apart(p.delta, 2, 8), *pairs_apart(p.delta, 3, 3)]
    return min((kl(first, second) for first, second in pairs), key=lambda found: float(found.mid()))


def distances(budget):
    steps = {"quick": 8, "standard": 20, "deep": 100}[budget]
    return [{delta: Rational(i, steps)} for i in range(steps)]


CLAIM = Claim(
    id="information/pinsker",
    title="Pinsker's inequality",
    kind="theorem",
    source=Source("tsybakov2009", where="Pinsker's inequality", origin="classical"),
    statement=Pinsker(),
    evidence=(Derived(derivation), Exact(least_divergence, distances, shows="at most")),
    mutants=(
        mutant("third", "TV <= sqrt(KL/3): the constant 1/2 is best", floor=3 * delta**2),
        mutant("no-square", "near equal laws the divergence is of second order", floor=2 * delta),
        mutant("bits", "a divergence in bits is larger, by 1/ln 2", floor=2 * delta**2 / log(2)),
    ),
    witness={delta: Rational(1, 4)},
)
