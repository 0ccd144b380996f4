r"""Packing the sphere by codes of constant weight, with the parameter that a review quotes from the proof.

Sets of D = c beta N of N things, any two of which share at most c D, give unit vectors with pairwise scalar products at
most c.  The lemma behind the corollary, whose parameter beta lies in (0, 1), is quoted as used with beta = 1/c.  Were that
allowed, the largest number of such sets would grow:

.. math:: M \ge 2, \qquad D = c\,\beta\,N, \quad \beta = \frac1c.

This is false: then D = N, and there is one set.  Seen in a review only; the corollary itself is true.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from sympy import Expr, Integer, Rational

from theorems.core import Claim, Domain, Exact, Quantity, Relation, Source, Statement, integers, interval, mutant

CODES = Domain.of(
    N=integers(4, typical=(4, 24)),
    c=interval(0, 1, "()", typical=(Rational(1, 4), Rational(3, 4))),
)
N, c = CODES.symbols


@dataclass(frozen=True)
class PackingWeightPrinted(Statement):
    """Two sets are the least that a packing is for; an exponential number is claimed."""

    least: Expr = Integer(2)

    def domain(self):
        return CODES

    def conclusion(self):
        return Relation(Quantity("largest number of sets, beta = 1/c"), ">=", self.least)


def all_sets(p):
    """How many sets of c beta N of N things there are at all."""
    size = Fraction(p.c) * (1 / Fraction(p.c)) * p.N
    return comb(p.N, int(size))


CLAIM = Claim(
    id="dynamic_signal/packing_weight_printed",
    title="Packing the sphere by codes of constant weight, parameter as quoted",
    kind="corollary",
    source=Source(
        "lahoti2024", where="proof of the corollary on packing the sphere, as quoted in a review", origin="abstract",
    ),
    statement=PackingWeightPrinted(),
    evidence=(
        Exact(all_sets, lambda _: [{N: size, c: Rational(1, 4)} for size in (8, 24)], shows="at most"),
    ),
    mutants=(
        mutant("exponential", "what the corollary needs", least=2 ** (c**2 * N)),
        mutant("one-each", "as many as the coordinates vectors", least=N),
    ),
    witness={N: 8, c: Rational(1, 4)},
    expected="refuted",
)
