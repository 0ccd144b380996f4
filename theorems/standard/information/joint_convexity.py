r"""The divergence is convex in both laws together.

For laws P_0, P_1, Q_0, Q_1 and a weight 0 < theta < 1

.. math:: \mathrm{KL}\bigl((1-\theta) P_0 + \theta P_1 \,\|\, (1-\theta) Q_0 + \theta Q_1\bigr)
          \le (1-\theta)\,\mathrm{KL}(P_0 \,\|\, Q_0) + \theta\,\mathrm{KL}(P_1 \,\|\, Q_1).

Derived for all laws with positive densities under one law; the right side is written out, and tried, for four coins, of
chances a, c under P_0, P_1 and b, e under Q_0, Q_1.  Units: nats.
"""

from dataclasses import dataclass

from sympy import Expr, Rational, log

from numerics.information import kl
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    arbitrary,
    claim,
    interval,
    mutant,
    positive,
    real,
)
from theorems.core.rules import algebra, combination, pointwise, rewriting
from theorems.standard.information.symbols import COINS, a, b, c, coins_apart, e

FOUR = COINS.plus(
    theta=interval(0, 1, "()", typical=(Rational(1, 10), Rational(9, 10))), y=real(),
    sample=real(),                               # drawn from a law under which all four have densities
    f=positive(), g=positive(), h=positive(), k=positive(),
)
theta, y, sample, f, g, h, k = FOUR.symbols[4:]
f0, f1, g0, g1 = (arbitrary(name, positive=True)(sample) for name in ("f_0", "f_1", "g_0", "g_1"))   # the densities

mixed = Quantity("KL of the mixtures")
zeroth = Quantity("KL(P_0 || Q_0)", coins_apart(a, b))
first = Quantity("KL(P_1 || Q_1)", coins_apart(c, e))


@dataclass(frozen=True)
class JointConvexity(Statement):
    """The mixtures are no easier to tell apart than their parts are on average."""

    most: Expr = (1 - theta) * zeroth + theta * first

    def domain(self):
        return FOUR

    def conclusion(self):
        return Relation(mixed, "<=", self.most)


def log_sum():
    """F ln(F/G) <= f ln(f/h) + g ln(g/k) for the sums F = f + g and G = h + k: two tangents of the logarithm at G/F."""
    total, other = f + g, h + k
    at = lambda up, down: claim("information/exponential_tangent").at({y: log(down * total / (up * other))})
    return Chain(total * log(total / other), "log-sum").at_most(
        f * log(f / h) + g * log(g / k), by=combination((at(f, h), f), (at(g, k), g))
    )


def derivation(s):
    """The log-sum inequality at every sample, averaged."""
    up, down = (1 - theta) * f0 + theta * f1, (1 - theta) * g0 + theta * g1
    divergence = Fact(
        mixed, "=", E(up * log(up / down), sample), source="cover2006", fact="definition, densities mixed",
    )
    zeroth_is = Fact(E(f0 * log(f0 / g0), sample), "=", zeroth, source="cover2006", fact="definition")
    first_is = Fact(E(f1 * log(f1 / g1), sample), "=", first, source="cover2006", fact="definition")
    parts = (1 - theta) * f0 * log(f0 / g0) + theta * f1 * log(f1 / g1)
    here = log_sum().at({f: (1 - theta) * f0, g: theta * f1, h: (1 - theta) * g0, k: theta * g1})
    return (
        Chain(mixed)
        .equals(E(up * log(up / down), sample), by=divergence)
        .at_most(E(parts, sample), by=pointwise(here))
        .equals((1 - theta) * E(f0 * log(f0 / g0), sample) + theta * E(f1 * log(f1 / g1), sample), by=algebra)
        .equals((1 - theta) * zeroth + theta * first, by=rewriting(zeroth_is, first_is))
        .at_most(s.most, by=algebra)
    )


def divergence_of_mixtures(p):
    ahead, behind = (1 - p.theta) * p.a + p.theta * p.c, (1 - p.theta) * p.b + p.theta * p.e
    return kl((ahead, 1 - ahead), (behind, 1 - behind))


def coins(budget):
    values = {"quick": (1, 4), "standard": (1, 2, 4), "deep": (1, 2, 3, 4)}[budget]
    return [
        {a: Rational(i, 5), b: Rational(j, 5), c: Rational(n, 5), e: Rational(o, 5), theta: t}
        for i in values for j in values for n in values for o in values for t in (Rational(1, 3), Rational(1, 2))
    ]


CLAIM = Claim(
    id="information/joint_convexity",
    title="The divergence is jointly convex",
    kind="theorem",
    source=Source("cover2006", where="convexity of relative entropy", origin="classical"),
    statement=JointConvexity(),
    evidence=(Derived(derivation), Exact(divergence_of_mixtures, coins)),
    mutants=(
        mutant(
            "product", "a geometric mean is smaller: no part may be free", most=theta * (1 - theta) * (zeroth + first),
        ),
        mutant("weights-swapped", "each part keeps its weight", most=theta * zeroth + (1 - theta) * first),
        mutant("second-free", "both parts pay", most=(1 - theta) * zeroth),
    ),
    witness={a: Rational(1, 5), b: Rational(2, 5), c: Rational(4, 5), e: Rational(1, 2), theta: Rational(1, 2)},
)
