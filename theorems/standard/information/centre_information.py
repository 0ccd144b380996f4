r"""Data tell no more of their law than the laws differ from any one law, on average.

J is drawn from any prior, X from P_J.  For every law R, the centre,

.. math:: I(J; X) \le \mathbb{E}_J\, \mathrm{KL}(P_J \,\|\, R),

with equality for the mixture of the laws.  Derived for all priors and all laws with positive densities; the right side
is written out, and tried, for three equally likely coins of chances a, b and c, and a centre of chance e.  Units:
nats.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational, log

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
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, pointwise
from theorems.standard.information.mixtures import MIXTURE, data, definition, j, mixture, own, told
from theorems.standard.information.symbols import a, b, c, coins_apart, e, y

centre = arbitrary("r", positive=True)(data)     # of the data under R
to_centre = Quantity("mean of KL(P_j || R)", sum(coins_apart(chance, e) for chance in (a, b, c)) / 3)
from_centre = Quantity("mean of KL(R || P_j)", sum(coins_apart(e, chance) for chance in (a, b, c)) / 3)


@dataclass(frozen=True)
class CentreInformation(Statement):
    """What the data tell of their law at most."""

    most: Expr = to_centre

    def domain(self):
        return MIXTURE

    def conclusion(self):
        return Relation(told, "<=", self.most)


def derivation(s):
    """The mixture is the best centre: the tangent of the logarithm at the ratio of both, averaged over the data."""
    divergences = Fact(
        E(log(own) - log(centre), j, data), "=", to_centre, source="cover2006", fact="definition of the divergences",
    )
    mass = Fact(
        E(centre / mixture, j, data), "<=", Integer(1),
        fact="the data have the mixture's density: this is the mass of R",
    )
    tangent = claim("information/exponential_tangent").at({y: log(centre / mixture)})
    line = log(own) - log(centre) + centre / mixture - 1
    each = Chain(log(own) - log(mixture), "each").at_most(line, by=combination(tangent))
    return (
        Chain(told)
        .equals(E(log(own) - log(mixture), j, data), by=definition)
        .at_most(E(line, j, data), by=pointwise(each))
        .equals(E(log(own) - log(centre), j, data) + E(centre / mixture, j, data) - 1, by=algebra)
        .at_most(E(log(own) - log(centre), j, data), by=combination(mass))
        .equals(to_centre, by=divergences)
        .at_most(s.most, by=algebra)
    )


def information_of_a_toss(p):
    third = Fraction(1, 3)
    return mutual_information([[third * chance, third * (1 - chance)] for chance in (p.a, p.b, p.c)])


def centres(budget):
    chances = {"quick": (1, 5, 9), "standard": (1, 3, 5, 7, 9), "deep": tuple(range(1, 10))}[budget]
    return [
        {a: Rational(i, 10), b: Rational(n, 10), c: Rational(1, 2), e: Rational(o, 10)}
        for i in chances for n in chances for o in (2, 4, 6)
    ]


CLAIM = Claim(
    id="information/centre_information",
    title="The information on a law is at most the mean divergence from a centre",
    kind="lemma",
    source=Source("tsybakov2009", where="information in Fano's lemma, bounded by divergences", origin="classical"),
    statement=CentreInformation(),
    evidence=(Derived(derivation), Exact(information_of_a_toss, centres)),
    mutants=(
        mutant("half", "the mixture of the laws attains equality", most=to_centre / 2),
        mutant("swapped", "the divergence is not symmetric", most=from_centre),
        mutant("bans", "the divergences to base 10, the information in nats", most=to_centre / log(10)),
    ),
    witness={a: Rational(1, 4), b: Rational(1, 2), c: Rational(3, 4), e: Rational(1, 2)},
)
