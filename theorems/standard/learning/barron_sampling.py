r"""Few units approximate a function of small Barron norm (Maurey's sampling argument).

On the cube [-1, 1]^k let g be a mean of functions a s relu(b.u + c), s = 1 or -1, with mean of a (|b|_1 + |c|) equal to
gamma.  For every law of u on the cube some m of them, rescaled to |b|_1 + |c| = 1, make a sum
g_m = (gamma / m) (s_1 relu(b_1.u + c_1) + ... + s_m relu(b_m.u + c_m)) with

.. math:: \mathbb{E}\,(g(u) - g_m(u))^2 \le \frac{\gamma^2 - \mathbb{E}\,g(u)^2}{m}.

With the Euclidean norm of b it is false: a unit is then as large as the root of k at a corner of the cube.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb, isqrt

from sympy import Expr, Integer, Rational

from theorems.core import Bound, Chain, Claim, Derived, E, Exact, Fact, Quantity, Relation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, pointwise
from theorems.standard.learning.symbols import BARRON, gamma, power, unit_sign, units, value, width

m, k, q, s, z = units, width, power, unit_sign, value


@dataclass(frozen=True)
class BarronSampling(Statement):
    """The best sum of m units of norm 1, the norm of b being the sum of its absolute values."""

    most: Expr = (gamma**2 - q) / m
    norm: str = "l1"

    def domain(self):
        return BARRON

    def conclusion(self):
        return Relation(Quantity(f"least E (g - g_m)^2, {self.norm} norm"), "<=", self.most)


def drawn(statement):
    """The mean square error of units drawn at random."""
    return Quantity(f"mean of E (g - g_m)^2, {statement.norm} norm")


def derivation(statement):
    """Draw units with chances in proportion to a (|b|_1 + |c|): the error of their sum is a variance."""
    unit = gamma * s * z
    error = Quantity("mean of E (g - g_m)^2, l1 norm")
    best = Fact(Quantity("least E (g - g_m)^2, l1 norm"), "<=", error, fact="some draw is at least as good as the mean")
    variance = Fact(
        error, "=", (E(unit**2, s, z) - q) / m,
        fact="at each u the m units gamma s relu(b.u + c) are independent with mean g(u): the variance of their mean is "
        "that of one, divided by m; and 0 <= relu(b.u + c) <= |b|_1 + |c| = 1 on the cube",
    )
    bounded = Chain(unit**2, "one unit").at_most(gamma**2, by=algebra)
    square = (
        Chain(E(unit**2, s, z), "mean square")
        .at_most(E(gamma**2, s, z), by=pointwise(bounded))
        .equals(gamma**2, by=algebra)
    )
    return (
        Chain(statement.conclusion().left, "best units")
        .at_most(error, by=best)
        .equals(variance.right, by=variance)
        .at_most((gamma**2 - q) / m, by=combination((square, 1 / m)))
        .at_most(statement.most, by=algebra)
    )


def at_a_corner(p):
    """The mean error where u is always (1, ..., 1) and all units are there as large as can be: a binomial sum.

    The function is plus or minus the largest unit with chances that make its square q.
    """
    size = Fraction(p.gamma) ** 2 * (p.k if p.norm == "l2" else 1)       # of the square of a unit
    mean = root(p.q / size)
    plus = (1 + mean) / 2
    law = [comb(p.m, j) * plus**j * (1 - plus) ** (p.m - j) for j in range(p.m + 1)]
    return size * sum(chance * (Fraction(2 * j, p.m) - 1 - mean) ** 2 for j, chance in enumerate(law))


def root(square):
    """The rational square root; ValueError if there is none."""
    found = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if found**2 != square:
        raise ValueError(f"{square} is no square of a rational")
    return found


def corners(budget):
    most = {"quick": 6, "standard": 16, "deep": 60}[budget]
    weights = (Rational(1, 2), Integer(1), Integer(3))
    return [
        {m: count, k: 4, gamma: w, q: (w * share) ** 2}
        for count in range(1, most) for w in weights for share in (Rational(0), Rational(1, 3), Rational(1))
    ]


CLAIM = Claim(
    id="learning/barron_sampling",
    title="Few units approximate a function of small Barron norm",
    kind="lemma",
    source=Source("e2022", where="direct approximation theorem, with the constant of plain sampling", origin="ours"),
    statement=BarronSampling(),
    evidence=(
        Derived(derivation),
        Exact(at_a_corner, corners, tests=lambda statement: Relation(drawn(statement), "<=", statement.most)),
    ),
    mutants=(
        mutant("weight-not-squared", "the error scales with the square of the function", most=(gamma - q / gamma) / m),
        mutant("squared-rate", "independent errors add up, their means do not cancel faster", most=(gamma**2 - q) / m**2),
        mutant("euclidean-norm", "a unit is as large as sqrt(k) at a corner", norm="l2"),
    ),
    witness={m: 4, k: 4, gamma: Integer(3), q: Integer(1)},
    bounds=(
        Bound(
            "units", "one hidden layer", solve=m, target="R", at={q: Integer(0)},
            grid={gamma: (1, 3), "R": (Rational(1, 100),)},
            note="R is the squared error; the worst case, a function with mean square q = 0",
        ),
    ),
)
