r"""Fano's inequality in distance form: whoever guesses nearly right must have been told much, too.

J is uniform on M values, G any guess of it, randomised or not.  Nearness is any relation between values and guesses,
and at most K < M values are near any one guess.  With I = I(J; G)

.. math:: \mathbb{P}(J \text{ not near } G) \ge 1 - \frac{I + \ln 2}{\ln(M/K)}.

For K = 1 it is information/fano.  Stated here solved for I, so that both sides can be computed; as ln(M/K) > 0 it is
the same.  Units: nats.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Rational, log

from numerics.information import mutual_information
from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, integers, mutant
from theorems.core.rules import algebra, combination, definition, enclosed, rewriting
from theorems.standard.information.symbols import GUESS, M, information, p

NEAR = GUESS[M, p].plus(K=integers(1, M - 1, typical=(1, 12)))               # values near one guess, at most
K = NEAR.symbols[-1]

far = Quantity("P(far)", p)
before, after = Quantity("H(J)"), Quantity("H(J | G)")          # entropy of J, the guess unknown and known
whether, which = Quantity("H(far | G)"), Quantity("H(J | G, far)")
wrong = Quantity("H(far)")


@dataclass(frozen=True)
class FanoDistance(Statement):
    """What a guess that is far off with chance p carries at least, whatever it was made from."""

    floor: Expr = (1 - far) * log(M / K) - log(2)

    def domain(self):
        return NEAR

    def conclusion(self):
        return Relation(information, ">=", self.floor)


def derivation(s):
    """Given the guess, J is known once it is told whether the guess is far off, and then which of K or of M values."""
    lost = Fact(information, "=", before - after, source="cover2006", fact="definition of the information")
    uniform = Fact(before, "=", log(M), fact="J is uniform")
    in_two_steps = Fact(
        after, "=", whether + which, source="cover2006",
        fact="chain rule: J and G together determine whether G is far off",
    )
    forgetting = Fact(whether, "<=", wrong, source="cover2006", fact="conditioning reduces entropy")
    a_coin = Fact(wrong, "=", -p * log(p) - (1 - p) * log(1 - p), fact="the guess is far off with probability p")
    left = Fact(
        which, "<=", p * log(M) + (1 - p) * log(K), source="duchi2013",
        fact="at most K values are near the guess, M in all; uniform laws have most entropy",
    )
    bit = (
        Chain(whether, "whether it is far off")
        .at_most(wrong, by=forgetting)
        .equals(a_coin.right, by=a_coin)
        .at_most(log(2), by=enclosed)
    )
    both = (
        Chain(after, "what is still open")
        .equals(whether + which, by=in_two_steps)
        .at_most(log(2) + p * log(M) + (1 - p) * log(K), by=combination(bit, left))
    )
    return (
        Chain(information)
        .equals(before - after, by=lost)
        .equals(log(M) - after, by=rewriting(uniform))
        .at_least((1 - p) * (log(M) - log(K)) - log(2), by=combination(both))
        .equals((1 - far) * log(M / K) - log(2), by=definition)
        .at_least(s.floor, by=algebra)
    )


def information_on_a_circle(p):
    """That of a guess which errs evenly: M values on a circle, near to a guess are it and the K - 1 values after it."""
    near, off = Fraction(1 - p.p) / p.K, Fraction(p.p) / (p.M - p.K)
    return mutual_information([[(near if (j - g) % p.M < p.K else off) / p.M for g in range(p.M)] for j in range(p.M)])


def circles(budget):
    sizes = {"quick": [2, 6, 16], "standard": [2, 3, 6, 12, 24], "deep": [*range(2, 25), 64]}[budget]
    return list(NEAR.grid(M=sizes, p=[Rational(i, 8) for i in range(9)], K=[1, 2, 5]))


CLAIM = Claim(
    id="information/fano_distance",
    title="Fano's inequality in distance form",
    kind="lemma",
    source=Source("duchi2013", where="distance-based Fano inequality", origin="classical"),
    statement=FanoDistance(),
    evidence=(Derived(derivation), Exact(information_on_a_circle, circles, shows="at most")),
    mutants=(
        mutant("no-bit", "whether the guess is far off may cost ln 2", floor=(1 - far) * log(M / K)),
        mutant("half-information", "the bound with I/2", floor=2 * (1 - far) * log(M / K) - 2 * log(2)),
        mutant("exact-guess", "a near guess leaves K values open", floor=(1 - far) * log(M) - log(2)),
        mutant("root-k", "they cost ln K, not half of it", floor=(1 - far) * log(M) - (1 - far) * log(K) / 2 - log(2)),
    ),
    witness={M: 16, K: 2, p: Rational(1, 4)},
)
