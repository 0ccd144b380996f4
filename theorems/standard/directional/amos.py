r"""Amos' upper bound on the ratio of modified Bessel functions.

For d >= 2 and every x >= 0,

.. math:: A_d(x) = \frac{I_{d/2}(x)}{I_{d/2-1}(x)} \le \frac{x}{a + \sqrt{a^2 + x^2}}, \qquad a = \frac{d-1}{2}.

Source: Amos 1974; here by comparison with the Riccati equation that the ratio satisfies.
"""

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq
from sympy import Derivative, Expr, Integer, Rational, Subs, sqrt

from theorems.core import Chain, Claim, Derived, Enclosure, Exact, Fact, Relation, Source, Statement, mutant
from theorems.core.rules import barrier
from theorems.standard.directional.bessel_ratio import BesselRatio
from theorems.standard.directional.symbols import SPHERE, d, x

ratio = BesselRatio(d, x)


def bound(x, a):
    return x / (a + sqrt(a**2 + x**2))


@dataclass(frozen=True)
class Amos(Statement):
    """The bound with the constant a, for every dimension and every concentration."""

    a: Expr = (d - 1) / 2

    def domain(self):
        return SPHERE

    def conclusion(self):
        return Relation(ratio, "<=", bound(x, self.a))


def derivation(s):
    """The ratio starts below the bound, and the bound rises across the curve on which the ratio's equation stands still."""
    riccati = Fact(
        Derivative(ratio, x), "=", 1 - ratio**2 - (d - 1) * ratio / x, source="dlmf",
        fact="Riccati equation of the ratio, from I' = I_{n+1} + n I_n / x (10.29)",
    )
    first_slope = Fact(Subs(Derivative(ratio, x), x, 0), "=", 1 / d, source="dlmf", fact="power series of I (10.25)")
    root = sqrt(s.a**2 + x**2)
    surplus = s.a / (root * (s.a + root))
    return Chain(ratio).at_most(bound(x, s.a), by=barrier(x, riccati, first_slope, surplus))


def ratio_in_a_ball(p):
    """The ratio from FLINT's Bessel functions."""
    order, at = arb(p.d) / 2, arb(fmpq(Fraction(p.x).numerator, Fraction(p.x).denominator))
    return at.bessel_i(order, scaled=True) / at.bessel_i(order - 1, scaled=True)


def concentrations(budget):
    steps = {"quick": 6, "standard": 24, "deep": 200}[budget]
    sizes = (2, 3, 4, 8, 16, 64, 256)
    return [{d: Integer(n), x: Rational(1, 1000) * 10 ** Rational(7 * i // steps)} for n in sizes for i in range(steps + 1)]


def half_lines(budget):
    """Boxes of the concentration, as far as balls reach them; the derivation has no end."""
    ends = {"quick": (Rational(1, 8), 16), "standard": (Rational(1, 16), 64), "deep": (Rational(1, 16), 512)}
    sizes = {"quick": (2, 16), "standard": (2, 4, 16, 64), "deep": (2, 3, 4, 8, 16, 64, 256)}
    return [{d: n, x: ends[budget]} for n in sizes[budget]]


CLAIM = Claim(
    id="directional/amos",
    title="Amos' upper bound on the ratio of modified Bessel functions",
    kind="lemma",
    source=Source("amos1974", where="upper bound on the ratio", origin="classical"),
    statement=Amos(),
    evidence=(Derived(derivation), Exact(ratio_in_a_ball, concentrations), Enclosure(half_lines)),
    mutants=(
        mutant("lower-ratio", "Amos' lower bound in place of his upper bound", a=d / 2),
        mutant("larger-constant", "a = (d - 1)/2 is best", a=(d - 1) / 2 + Rational(1, 10)),
    ),
    witness={d: 4, x: 1},
)
