r"""How many unit vectors have pairwise obtuse angles (Rankin).

For 0 < c <= 1, unit vectors of any space with pairwise scalar products at most -c number

.. math:: M \le 1 + \frac1c.

The corners of a regular simplex attain it.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational

from numerics.certificates import Packing, Rejected, path_of, read
from theorems.core import Chain, Claim, Derived, Exact, Fact, Quantity, Relation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, combination
from theorems.standard.packing.symbols import SPHERE, c

obtuse = arbitrary("obtuse", positive=True)      # obtuse(c): the most such vectors
M = obtuse(c)
products = Quantity("sum of the scalar products of all ordered pairs of different vectors")


@dataclass(frozen=True)
class SimplexBound(Statement):
    """For every dimension."""

    most: Expr = 1 + 1 / c

    def domain(self):
        return SPHERE[(c,)]

    def conclusion(self):
        return Relation(M, "<=", self.most)


def derivation(s):
    """The square of the length of the sum of the vectors is at least 0."""
    square = Fact(Integer(0), "<=", M + products, fact="the right side is |u_1 + ... + u_M|^2, and each u_i has length 1")
    pairs = Fact(products, "<=", -M * (M - 1) * c, fact="each of the M (M - 1) ordered pairs has at most -c")
    return (
        Chain(M)
        .at_most(M + (M + products) / (c * M), by=combination((square, 1 / (c * M))))
        .at_most(M + (M - M * (M - 1) * c) / (c * M), by=combination((pairs, 1 / (c * M))))
        .equals(1 + 1 / c, by=algebra)
        .at_most(s.most, by=algebra)
    )


def corners(p):
    """How many vectors are stored, once their lengths and distances are checked."""
    found = read(path_of(f"simplex_{1 + 1 / Fraction(p.c)}", __file__))
    if not isinstance(found, Packing) or found.where != "sphere" or found.apart < 2 + 2 * Fraction(p.c):
        raise Rejected(f"a packing of the sphere at squared distance 2 + 2 * {p.c} wanted, got {found.statement()}")
    found.check()
    return len(found.points)


def simplices(budget):
    return [{c: Integer(1)}, {c: Rational(1, 3)}, {c: Rational(1, 7)}]


CLAIM = Claim(
    id="packing/simplex_bound",
    title="How many unit vectors have pairwise obtuse angles",
    kind="lemma",
    source=Source("rankin1955", where="caps of more than a quarter turn", origin="classical"),
    statement=SimplexBound(),
    evidence=(Derived(derivation), Exact(corners, simplices, shows="at least")),
    mutants=(
        mutant("others-only", "1/c bounds the vectors beside one of them", most=1 / c),
        mutant("twice-the-pairs", "M (M - 1) counts each pair in both orders already", most=1 + 1 / (2 * c)),
    ),
    witness={c: Rational(1, 3)},
)
