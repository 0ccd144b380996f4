r"""Le Cam's two-point bound, when an output is good for one law only.

Losses of an output under P and under Q are at least 0, and their sum is at least the separation s: an output with loss
below s for the one law loses s or more for the other.  Every learner, randomised or not, has

.. math:: \tfrac12 \bigl( \mathbb{E}_P\,\mathrm{loss}_P + \mathbb{E}_Q\,\mathrm{loss}_Q \bigr)
          \ge \frac s2 \bigl(1 - \mathrm{TV}(P, Q)\bigr),

and so has the larger of both risks.  Derived for all laws with densities under one law; delta = TV.
"""

from dataclasses import dataclass
from itertools import product

from sympy import Expr, Min, Rational

from numerics.information import pairs_apart
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
    mutant,
    positive,
    real,
)
from theorems.core.rules import algebra, combination, linear, pointwise, rewriting
from theorems.standard.information.symbols import LAWS, delta

TWO = LAWS[delta].plus(s=positive(typical=(Rational(1, 2), 2)), data=real())   # separation; data and the learner's seed
s, data = TWO.symbols[1:]
f, g, loss_p, loss_q = (arbitrary(name, nonnegative=True)(data) for name in ("f", "g", "loss_P", "loss_Q"))

risk = Quantity("mean of both risks")
free = Quantity("mean of both risks, not separated")


@dataclass(frozen=True)
class LeCam(Statement):
    """What every learner loses on average over the two laws."""

    floor: Expr = s * (1 - delta) / 2
    good_for: str = "one law"

    def domain(self):
        return TWO

    def conclusion(self):
        return Relation(risk if self.good_for == "one law" else free, ">=", self.floor)


def derivation(statement):
    """At every sample the learner pays the separation at least once, at the lower of both densities."""
    shared = Min(f, g)
    risks = Fact(
        risk, "=", E(f * loss_p, data) / 2 + E(g * loss_q, data) / 2, fact="risks as integrals of densities f and g",
    )
    overlap = Fact(E(shared, data), "=", 1 - delta, fact="total variation is 1 less the integral of min(f, g)")
    separated = Fact(loss_p + loss_q, ">=", s, fact="hypothesis: an output is good for one law only")
    below_f = Chain(shared, "below f").at_most(f, by=linear())
    below_g = Chain(shared, "below g").at_most(g, by=linear())
    each = (
        Chain(f * loss_p / 2 + g * loss_q / 2, "each sample")
        .at_least(shared * (loss_p + loss_q) / 2, by=combination((below_f, loss_p / 2), (below_g, loss_q / 2)))
        .at_least(s * shared / 2, by=combination((separated, shared / 2)))
    )
    return (
        Chain(statement.conclusion().left)
        .equals(E(f * loss_p, data) / 2 + E(g * loss_q, data) / 2, by=risks)
        .equals(E(f * loss_p / 2 + g * loss_q / 2, data), by=algebra)
        .at_least(E(s * shared / 2, data), by=pointwise(each))
        .equals(s * E(shared, data) / 2, by=algebra)
        .equals(s * (1 - delta) / 2, by=rewriting(overlap))
        .at_least(statement.floor, by=algebra)
    )


def least_risk(p):
    """Of the best of all rules that name a law, for many pairs of laws at distance delta exactly."""
    wrong = p.s if p.good_for == "one law" else 0
    found = []
    for first, second in [*pairs_apart(p.delta, 2, 4), *pairs_apart(p.delta, 3, 2)]:
        for rule in product((True, False), repeat=len(first)):
            errors = sum(q if says_p else o for says_p, o, q in zip(rule, first, second, strict=True))
            found.append(wrong * errors / 2)
    return min(found)


def problems(budget):
    steps = {"quick": 6, "standard": 12, "deep": 60}[budget]
    return list(TWO.grid(delta=[Rational(i, steps) for i in range(steps)], s=[Rational(1, 2), 3]))


CLAIM = Claim(
    id="information/le_cam",
    title="Le Cam's two-point bound",
    kind="theorem",
    source=Source("tsybakov2009", where="lower bounds from two hypotheses", origin="classical"),
    statement=LeCam(),
    evidence=(Derived(derivation), Exact(least_risk, problems, shows="at most")),
    mutants=(
        mutant("half-missing", "a coin toss is right every other time", floor=s * (1 - delta)),
        mutant("squared", "the distance itself, not its square", floor=s * (1 - delta**2) / 2),
        mutant("no-data", "the data do help", floor=s / 2),
        mutant("no-separation", "an output may be good for both laws", good_for="both laws"),
    ),
    witness={delta: Rational(1, 3), s: 1},
)
