r"""The divergence does not grow under a channel.

A channel K turns a sample of P or Q into an output of law PK or QK.  Then

.. math:: \mathrm{KL}(PK \,\|\, QK) \le \mathrm{KL}(P \,\|\, Q).

Derived for all laws P and Q with the same null sets and all channels, by Jensen's inequality for r ln r given the
output, which is the log-sum inequality.  The right side is written out, and tried, for coins of chances a and b and a
channel that shows heads with chance c after heads and e after tails.  Units: nats.
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
    mutant,
    positive,
    real,
)
from theorems.core.rules import algebra, jensen, pointwise
from theorems.standard.information.symbols import COINS, a, b, c, coins_apart, e

CHANNEL = COINS.plus(ratio=positive(typical=(Rational(1, 8), 8)), output=real())
ratio, output = CHANNEL.symbols[4:]              # dP/dQ at the input, under Q given the output; the output, under Q

before = Quantity("KL(P || Q)")
after = Quantity("KL(PK || QK)", coins_apart(a * c + (1 - a) * e, b * c + (1 - b) * e))
turned = Quantity("KL(QK || PK)", coins_apart(b * c + (1 - b) * e, a * c + (1 - a) * e))


@dataclass(frozen=True)
class DataProcessing(Statement):
    """What the divergence of the inputs is at least."""

    floor: Expr = after

    def domain(self):
        return CHANNEL

    def conclusion(self):
        return Relation(before, ">=", self.floor)


def derivation(s):
    """The ratio of the output laws is the mean ratio of the inputs given the output, and r ln r is convex."""
    entropy = lambda z: z * log(z)
    inputs = Fact(
        before, "=", E(E(entropy(ratio), ratio), output), source="cover2006",
        fact="definition under Q, r ln r with r = dP/dQ; the mean given the output taken first",
    )
    outputs = Fact(
        E(entropy(E(ratio, ratio)), output), "=", after, source="cover2006",
        fact="the ratio of the output laws is the mean of dP/dQ under Q given the output",
    )
    convex = Chain(E(entropy(ratio), ratio), "log-sum").at_least(
        entropy(E(ratio, ratio)), by=jensen(entropy, lambda z: 1 / z)
    )
    return (
        Chain(before)
        .equals(E(E(entropy(ratio), ratio), output), by=inputs)
        .at_least(E(entropy(E(ratio, ratio)), output), by=pointwise(convex))
        .equals(after, by=outputs)
        .at_least(s.floor, by=algebra)
    )


def divergence_of_inputs(p):
    return kl((p.a, 1 - p.a), (p.b, 1 - p.b))


def channels(budget):
    chances = {"quick": (1, 4), "standard": (1, 2, 4), "deep": (1, 2, 3, 4)}[budget]
    shown = {"quick": (1, 9), "standard": (1, 5, 9), "deep": (1, 3, 5, 7, 9)}[budget]
    return [
        {a: Rational(i, 5), b: Rational(j, 5), c: Rational(k, 10), e: Rational(n, 10)}
        for i in chances for j in chances for k in shown for n in shown if i != j
    ]


CLAIM = Claim(
    id="information/data_processing",
    title="The divergence does not grow under a channel",
    kind="theorem",
    source=Source("cover2006", where="log-sum inequality and data processing", origin="classical"),
    statement=DataProcessing(),
    evidence=(Derived(derivation), Exact(divergence_of_inputs, channels)),
    mutants=(
        mutant(
            "swapped", "the outputs' divergence the other way round may be larger", floor=turned,
            at={a: Rational(1, 1000), b: Rational(1, 2), c: Rational(9, 10), e: Rational(1, 1000)},
        ),
        mutant("two", "a good channel keeps more than half", floor=2 * after),
        mutant("bits", "the outputs' divergence in bits", floor=after / log(2)),
    ),
    witness={a: Rational(3, 4), b: Rational(1, 4), c: Rational(9, 10), e: Rational(1, 10)},
)
