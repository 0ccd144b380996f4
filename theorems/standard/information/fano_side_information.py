r"""Fano's inequality with side information.

Z is known beforehand; given Z, J is uniform on M values.  A guess G is made from Z and from data S, randomised or not.
With I = I(J; S | Z)

.. math:: \mathbb{P}(G \ne J) \ge 1 - \frac{I + \ln 2}{\ln M}.

Information/fano for each value of Z, averaged.  Stated here solved for I, as there.  Units: nats.
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
    arbitrary,
    mutant,
    real,
)
from theorems.core.rules import algebra, pointwise, rewriting
from theorems.standard.information.symbols import GUESS, M, error, p

SIDE = GUESS[M, p].plus(z=real())                # the side information
z = SIDE.symbols[-1]
told, erring = arbitrary("I_z")(z), arbitrary("P_z", nonnegative=True)(z)    # given Z = z

conditional = Quantity("I(J; S | Z)")
overt = Quantity("I(J; S | Z), J known from Z")


@dataclass(frozen=True)
class FanoSideInformation(Statement):
    """What the data tell beyond Z, at least, if the guess errs with chance p."""

    floor: Expr = (1 - error) * log(M) - log(2)
    prior: str = "uniform given Z"

    def domain(self):
        return SIDE

    def conclusion(self):
        return Relation(conditional if self.prior == "uniform given Z" else overt, ">=", self.floor)


def derivation(s):
    """Fano's inequality holds for each value of Z; both its sides are affine, so it holds for their means."""
    average = Fact(
        conditional, ">=", E(told, z), source="cover2006",
        fact="definition, and the guess is made from S and a seed once Z = z is known",
    )
    fano = Fact(
        told, ">=", (1 - erring) * log(M) - log(2), source="cover2006", fact="information/fano given Z = z",
    )
    total = Fact(E(erring, z), "=", error, fact="the chance of an error is the mean of that given Z")
    each = Chain(told, "given Z").at_least((1 - erring) * log(M) - log(2), by=fano)
    return (
        Chain(s.conclusion().left)
        .at_least(E(told, z), by=average)
        .at_least(E((1 - erring) * log(M) - log(2), z), by=pointwise(each))
        .equals((1 - E(erring, z)) * log(M) - log(2), by=algebra)
        .equals((1 - error) * log(M) - log(2), by=rewriting(total))
        .at_least(s.floor, by=algebra)
    )


def information_beyond(p):
    """Z is a coin; given heads the data err with chance p/2, given tails with more, evenly over the wrong values."""
    if p.prior != "uniform given Z":
        return mutual_information([[1 - Fraction(p.p), Fraction(p.p)]])       # J is known: nothing is left to tell
    some = Fraction(p.p)
    chances = (some / 2, 3 * some / 2) if some <= Fraction(2, 3) else (2 * some - 1, Fraction(1))
    parts = []
    for wrong in chances:
        hit, miss = 1 - wrong, wrong / (p.M - 1)
        parts.append(mutual_information([[(hit if g == j else miss) / p.M for g in range(p.M)] for j in range(p.M)]))
    return (parts[0] + parts[1]) / 2


def channels(budget):
    sizes = {"quick": [2, 4, 16], "standard": [2, 3, 4, 8, 16], "deep": [*range(2, 17), 64]}[budget]
    return list(SIDE.grid(M=sizes, p=[Rational(i, 9) for i in range(10)]))


CLAIM = Claim(
    id="information/fano_side_information",
    title="Fano's inequality with side information",
    kind="lemma",
    source=Source("cover2006", where="Fano's inequality, given side information", origin="ours"),
    statement=FanoSideInformation(),
    evidence=(Derived(derivation), Exact(information_beyond, channels, shows="at most")),
    mutants=(
        mutant("no-bit", "whether the guess is wrong may cost ln 2", floor=(1 - error) * log(M)),
        mutant("half-information", "the bound with I/2", floor=2 * (1 - error) * log(M) - 2 * log(2)),
        mutant("known-from-z", "what Z tells need not be told by the data", prior="a function of Z"),
    ),
    witness={M: 16, p: Rational(1, 3)},
)
