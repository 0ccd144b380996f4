r"""The chain rule of the divergence.

For two laws P and Q of a pair (X, Y)

.. math:: \mathrm{KL}(P_{XY} \,\|\, Q_{XY}) = \mathrm{KL}(P_X \,\|\, Q_X)
          + \mathbb{E}_P\, \mathrm{KL}(P_{Y \mid X} \,\|\, Q_{Y \mid X}).

Derived for all laws with positive density ratios; and once more, without facts, for two coins, of which the second is
another one if the first shows heads.  For these the quantities are written out, and tried.  Units: nats.
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
    mutant,
    real,
)
from theorems.core.rules import algebra, definition, rewriting
from theorems.standard.information.symbols import COINS, a, b, c, coins_apart, e

# P: X has chance a; Y has c after heads, a after tails.  Q: X has chance b; Y has e after heads, b after tails.
PAIR = COINS.plus(first=real(), second=real())
first, second = PAIR.symbols[4:]
ratio, given = arbitrary("r", positive=True)(first), arbitrary("r_1", positive=True)(first, second)

four = a * c * log(a * c / (b * e)) + a * (1 - c) * log(a * (1 - c) / (b * (1 - e))) \
    + (1 - a) * a * log((1 - a) * a / ((1 - b) * b)) + (1 - a) * (1 - a) * log((1 - a) * (1 - a) / ((1 - b) * (1 - b)))
joint = Quantity("KL(P_XY || Q_XY)", four)
marginal = Quantity("KL(P_X || Q_X)", coins_apart(a, b))
conditional = Quantity("E_P KL(P_Y|X || Q_Y|X)", a * coins_apart(c, e) + (1 - a) * coins_apart(a, b))
by_q = Quantity("E_Q KL(P_Y|X || Q_Y|X)", b * coins_apart(c, e) + (1 - b) * coins_apart(a, b))
under_p, under_q = (a * c + (1 - a) * a, a * (1 - c) + (1 - a) ** 2), (b * e + (1 - b) * b, b * (1 - e) + (1 - b) ** 2)
unconditional = Quantity("KL(P_Y || Q_Y)", sum(one * log(one / two) for one, two in zip(under_p, under_q, strict=True)))


@dataclass(frozen=True)
class ChainRule(Statement):
    """The divergence of a pair is that of its first part, and on average that of the second given the first."""

    value: Expr = marginal + conditional

    def domain(self):
        return PAIR

    def conclusion(self):
        return Relation(joint, "=", self.value)


def derivation(s):
    """The ratio of the joint densities is a product; its logarithm is a sum."""
    both = Fact(
        joint, "=", E(log(ratio * given), first, second), source="cover2006",
        fact="definition; densities of X, and of Y given X",
    )
    once = Fact(E(log(ratio), first, second), "=", marginal, source="cover2006", fact="definition, Y averaged out")
    inner = Fact(
        E(log(given), first, second), "=", conditional, source="cover2006",
        fact="definition, the mean over Y taken first",
    )
    return (
        Chain(joint)
        .equals(E(log(ratio * given), first, second), by=both)
        .equals(E(log(ratio), first, second) + E(log(given), first, second), by=algebra)
        .equals(marginal + conditional, by=rewriting(once, inner))
        .equals(s.value, by=algebra)
    )


def of_coins(s):
    """Four cases, written out."""
    return Chain(joint).equals(s.value, by=definition)


def divergence_of_pairs(p):
    """Of the joint laws, each of its four probabilities multiplied out."""
    laws = [
        [head * after_head, head * (1 - after_head), (1 - head) * after_tail, (1 - head) * (1 - after_tail)]
        for head, after_head, after_tail in ((p.a, p.c, p.a), (p.b, p.e, p.b))
    ]
    return kl(*laws)


def coins(budget):
    values = {"quick": (1, 4), "standard": (1, 2, 4), "deep": (1, 2, 3, 4)}[budget]
    return [
        {a: Rational(i, 5), b: Rational(j, 5), c: Rational(k, 5), e: Rational(n, 5)}
        for i in values for j in values for k in values for n in values
    ]


CLAIM = Claim(
    id="information/kl_chain_rule",
    title="The chain rule of the divergence",
    kind="lemma",
    source=Source("cover2006", where="chain rule for relative entropy", origin="classical"),
    statement=ChainRule(),
    evidence=(Derived(derivation), Derived(of_coins, name="coins"), Exact(divergence_of_pairs, coins)),
    mutants=(
        mutant("mean-under-q", "the second divergence is averaged under P", value=marginal + by_q),
        mutant("parts-apart", "X and Y depend on each other", value=marginal + unconditional),
        mutant("first-forgotten", "the first part is data too", value=conditional),
    ),
    witness={a: Rational(1, 2), b: Rational(1, 4), c: Rational(3, 4), e: Rational(1, 4)},
)
