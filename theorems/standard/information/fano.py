r"""Fano's inequality: whoever guesses well must have been told much.

J is uniform on M >= 2 values, G one of them, guessed from any data, randomised or not; I = I(J; G).  Then

.. math:: \mathbb{P}(G \ne J) \ge 1 - \frac{I + \ln 2}{\ln M}.

Stated here solved for I, so that both sides can be computed; as ln M > 0 it is the same.  Units: nats.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from sympy import Expr, Integer, Rational, log

from numerics.information import mutual_information
from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, definition, enclosed, monotone, rewriting
from theorems.standard.information.symbols import GUESS, M, error, information, p

before, after = Quantity("H(J)"), Quantity("H(J | G)")          # entropy of J, the guess unknown and known
whether, which = Quantity("H(error | G)"), Quantity("H(J | G, error)")
wrong = Quantity("H(error)")
skewed = Quantity("I(J; G), J not uniform")


def coin(p):
    """Entropy of a coin, with 0 ln 0 = 0."""
    return -p * log(p) - (1 - p) * log(1 - p)


@dataclass(frozen=True)
class Fano(Statement):
    """What a guess that errs with chance p carries at least, whatever it was made from."""

    floor: Expr = (1 - error) * log(M) - log(2)
    prior: str = "uniform"

    def domain(self):
        return GUESS[M, p]

    def conclusion(self):
        return Relation(information if self.prior == "uniform" else skewed, ">=", self.floor)


def derivation(s):
    """Given the guess, J is known once it is told whether the guess is wrong and, if so, which value is right."""
    lost = Fact(information, "=", before - after, source="cover2006", fact="definition of the information")
    uniform = Fact(before, "=", log(M), fact="J is uniform")
    in_two_steps = Fact(
        after, "=", whether + which, source="cover2006", fact="chain rule: J and G together determine the error",
    )
    forgetting = Fact(whether, "<=", wrong, source="cover2006", fact="conditioning reduces entropy")
    a_coin = Fact(wrong, "=", coin(p), fact="an error has probability p")
    others = Fact(
        which, "<=", p * log(M - 1), source="cover2006",
        fact="nothing is open after a right guess, M - 1 values after a wrong one; uniform laws have most entropy",
    )
    first = (
        Chain(whether, "whether it is wrong")
        .at_most(wrong, by=forgetting)
        .equals(coin(p), by=a_coin)
        .at_most(log(2), by=enclosed)
    )
    fewer = Chain(M - 1, "one value less").at_most(M, by=algebra)
    above_one = Chain(Integer(1), "at least one").at_most(M - 1, by=algebra)
    logs = Chain(log(M - 1), "logarithms").at_most(log(M), by=monotone(log, fewer, within=(above_one,)))
    second = (
        Chain(which, "which value is right")
        .at_most(p * log(M - 1), by=others)
        .at_most(p * log(M), by=combination((logs, p)))
    )
    both = (
        Chain(after, "what is still open")
        .equals(whether + which, by=in_two_steps)
        .at_most(log(2) + p * log(M), by=combination(first, second))
    )
    return (
        Chain(s.conclusion().left)
        .equals(before - after, by=lost)
        .equals(log(M) - after, by=rewriting(uniform))
        .at_least((1 - p) * log(M) - log(2), by=combination(both))
        .equals((1 - error) * log(M) - log(2), by=definition)
        .at_least(s.floor, by=algebra)
    )


def least_information(p):
    """That of the symmetric channel: to average a guess over the permutations of the values keeps its error, and the
    information does not grow, as it is convex in the channel.

    A J that is mostly one value is guessed blindly: nothing is carried.
    """
    hit, miss = Fraction(1 - p.p), Fraction(p.p) / (p.M - 1)
    if p.prior != "uniform":
        return mutual_information([[hit]] + [[miss]] * (p.M - 1))
    return mutual_information([[(hit if g == j else miss) / p.M for g in range(p.M)] for j in range(p.M)])


def channels(budget):
    sizes = {"quick": [2, 4, 16], "standard": [2, 3, 4, 5, 8, 16, 32], "deep": [*range(2, 33), 256]}[budget]
    return list(GUESS[M, p].grid(M=sizes, p=[Rational(i, 10) for i in range(11)]))


def densities(p, size, rng):
    """Fresh log-ratios of the joint law of J and G to independence, where G errs further off the more likely."""
    if p.prior != "uniform":
        return np.zeros(size), (-1.0, 1.0)
    off = np.arange(p.M)
    law = np.where(off == 0, 1 - p.p, 2 * p.p * off / (p.M * (p.M - 1)))
    possible = p.M * law[law > 0]
    return np.log(p.M * law[rng.choice(p.M, size, p=law)]), (np.log(possible.min()), np.log(possible.max()) + 1e-12)


CLAIM = Claim(
    id="information/fano",
    title="Fano's inequality",
    kind="lemma",
    source=Source("cover2006", where="Fano's inequality, with ln 2 for the entropy of the error", origin="classical"),
    statement=Fano(),
    evidence=(Derived(derivation), Exact(least_information, channels), Simulation(densities, law="bounded")),
    mutants=(
        mutant("no-bit", "whether the guess is wrong may cost ln 2", floor=(1 - error) * log(M)),
        mutant("half-information", "the bound with I/2", floor=2 * (1 - error) * log(M) - 2 * log(2)),
        mutant("any-prior", "a J that is mostly one value is guessed for nothing", prior="mostly one value"),
        mutant(
            "values-kept", "true, but the proof gives ln(M - 1) away for ln M", of="proof",
            floor=log(M) - error * log(M - 1) - log(2),
        ),
    ),
    witness={M: 16, p: Rational(1, 4)},
)
