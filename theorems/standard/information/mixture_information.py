r"""Data tell no more of their law than the laws differ from each other, on average.

J is drawn from any prior, X from P_J; K is drawn from the prior again.  Then

.. math:: I(J; X) \le \mathbb{E}_{J, K}\, \mathrm{KL}(P_J \,\|\, P_K),

for M equally likely laws the mean over all M^2 pairs.  Derived for all priors and all laws with positive densities; the
right side is written out, and tried, for three equally likely coins of chances a, b and c.  Units: nats.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Rational, log

from numerics.information import mutual_information
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
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, pointwise
from theorems.standard.information.mixtures import MIXTURE, data, definition, j, k, mixture, other, own, told
from theorems.standard.information.symbols import a, b, c, coins_apart, y

DOMAIN = MIXTURE[a, b, c, j, k, data]
coins = (a, b, c)
pairwise = Quantity("mean of KL(P_j || P_k)", sum(coins_apart(f, g) for f in coins for g in coins if f != g) / 9)


@dataclass(frozen=True)
class MixtureInformation(Statement):
    """What the data tell of their law at most."""

    most: Expr = pairwise

    def domain(self):
        return DOMAIN

    def conclusion(self):
        return Relation(told, "<=", self.most)


def derivation(s):
    """The logarithm of the mixture is at least the mean logarithm: its tangent at the mixture, averaged over K."""
    pairs = Fact(
        E(E(log(own) - log(other), k), j, data), "=", pairwise, source="cover2006",
        fact="definition of the divergences",
    )
    tangent = claim("information/exponential_tangent").at({y: log(other / mixture)})
    line = log(mixture) + other / mixture - 1
    below = Chain(log(other), "tangent").at_most(line, by=combination(tangent))
    concave = (
        Chain(E(log(other), k), "logarithm").at_most(E(line, k), by=pointwise(below)).equals(log(mixture), by=algebra)
    )
    each = Chain(log(own) - log(mixture), "each").at_most(log(own) - E(log(other), k), by=combination(concave))
    return (
        Chain(told)
        .equals(E(log(own) - log(mixture), j, data), by=definition)
        .at_most(E(log(own) - E(log(other), k), j, data), by=pointwise(each))
        .equals(E(E(log(own) - log(other), k), j, data), by=algebra)
        .equals(pairwise, by=pairs)
        .at_most(s.most, by=algebra)
    )


def information_of_a_toss(p):
    third = Fraction(1, 3)
    return mutual_information([[third * chance, third * (1 - chance)] for chance in (p.a, p.b, p.c)])


def triples(budget):
    chances = {"quick": (1, 5, 9), "standard": (1, 3, 5, 7, 9), "deep": tuple(range(1, 10))}[budget]
    return list(DOMAIN.grid(**dict.fromkeys("abc", [Rational(i, 10) for i in chances])))


CLAIM = Claim(
    id="information/mixture_information",
    title="The information on a law is at most the mean divergence between laws",
    kind="lemma",
    source=Source("tsybakov2009", where="information in Fano's lemma, bounded by divergences", origin="classical"),
    statement=MixtureInformation(),
    evidence=(Derived(derivation), Exact(information_of_a_toss, triples)),
    mutants=(
        mutant(
            "quarter", "for near laws the information is half the mean divergence, not a quarter", most=pairwise / 4,
        ),
        mutant("one-pair", "all pairs count", most=coins_apart(a, b) / 3),
        mutant("bans", "the divergences to base 10, the information in nats", most=pairwise / log(10)),
    ),
    witness={a: Rational(1, 4), b: Rational(1, 2), c: Rational(3, 4)},
)
