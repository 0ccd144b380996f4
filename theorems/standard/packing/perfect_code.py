r"""The largest binary codes of lengths 3 and 7 that correct one error are perfect.

A(n, d) is the most words of n bits any two of which differ in at least d places.  For n = 2^m - 1, m = 2, 3,

.. math:: A(n, 3) = \frac{2^n}{n + 1}.

From below by a code, from above by Delsarte's linear program; both are stored and checked in exact arithmetic.
"""

from dataclasses import dataclass
from math import floor

from sympy import Expr

from numerics.certificates import Code, Delsarte, path_of, read
from theorems.core import Claim, Domain, Exact, Relation, Source, Statement, integers, mutant
from theorems.standard.packing.symbols import codes

LENGTHS = Domain.of(m=integers(2, 3))            # the length is 2^m - 1
(m,) = LENGTHS.symbols
n = 2**m - 1


@dataclass(frozen=True)
class PerfectCode(Statement):
    """The two lengths whose codes are stored."""

    size: Expr = 2**n / (n + 1)

    def domain(self):
        return LENGTHS

    def conclusion(self):
        return Relation(codes(n, 3), "=", self.size)


def from_both_sides(p):
    """How many words the stored code has, and the largest number that Delsarte's bound leaves."""
    length = 2**p.m - 1
    code, bound = (read(path_of(f"{name}_{length}", __file__)) for name in ("code", "delsarte"))
    if not isinstance(code, Code) or not isinstance(bound, Delsarte):
        raise ValueError(f"a code and a bound wanted, got a {code.kind} and a {bound.kind}")
    code.check()
    bound.check()
    if {len(word) for word in code.words} != {length} or bound.length != length:
        raise ValueError(f"the certificates are not of length {length}")
    if (code.letters, code.distance) != (2, 3) or (bound.letters, bound.distance) != (2, 3):
        raise ValueError("the certificates are not of binary codes of distance 3")
    return len(code.words), floor(bound.most)


def lengths(budget):
    return [{m: 2}, {m: 3}]


CLAIM = Claim(
    id="packing/perfect_code",
    title="The largest binary codes of lengths 3 and 7 that correct one error",
    kind="fact",
    source=Source("delsarte1973", where="the linear programming bound, at the Hamming codes", origin="classical"),
    statement=PerfectCode(),
    evidence=(Exact(from_both_sides, lengths),),
    mutants=(
        mutant("without-the-centre", "a ball of radius 1 holds its centre and its n neighbours", size=2**n / n),
        mutant("parity-too", "that is the number of words of distance 4", size=2**n / (2 * (n + 1))),
    ),
    witness={m: 3},
)
