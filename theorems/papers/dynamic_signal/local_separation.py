r"""A node of norm at most 1 is aligned well with one of two signals only.

Unit vectors u and v with scalar product c, and any w with |w| <= 1, satisfy

.. math:: \max\bigl(1 - \langle w, u \rangle_+,\; 1 - \langle w, v \rangle_+\bigr)^2
          \ge \Bigl(1 - \sqrt{\tfrac{1 + c}2}\Bigr)^2.

(1 - <w, u>_+)^2 is a floor of the risk of a capped locally connected net on the location of signal u.  Where it is below
the right side it is not so at any signal whose scalar product with u is at most c: what Fano's inequality asks for.
"""

from dataclasses import dataclass
from fractions import Fraction

from sympy import Eq, Expr, Integer, Max, Rational, sqrt

from numerics.enclosure import ball, precision
from theorems.core import (
    Chain,
    Claim,
    Derived,
    Exact,
    Relation,
    Source,
    Statement,
    dot,
    interval,
    mutant,
    nonnegative,
    square,
    vector,
)
from theorems.core.rules import algebra, combination, linear, monotone, orthogonality, squares
from theorems.papers.dynamic_signal.symbols import SIZES, d

TWO = SIZES[d].plus(
    c=interval(-1, 1, "(]", typical=(Rational(-1, 2), Rational(9, 10))),
    length=interval(0, 1),
    u=vector(d), v=vector(d), w=vector(d),
)
c, length, u, v, w = TWO.symbols[1:]
shortfall = Max(1 - Max(dot(w, u), 0), 1 - Max(dot(w, v), 0))
half = sqrt((1 + c) / 2)                         # cosine of half the angle between u and v


@dataclass(frozen=True)
class LocalSeparation(Statement):
    """What the worse of the two alignments costs at least."""

    floor: Expr = (1 - half) ** 2
    cap: int | None = 1

    def domain(self):
        return TWO if self.cap else TWO.but(length=nonnegative(typical=(0, 3)))

    def hypotheses(self):
        return Eq(dot(u, u), 1), Eq(dot(v, v), 1), Eq(dot(u, v), c), Eq(dot(w, w), length**2)

    def conclusion(self):
        return Relation(shortfall**2, ">=", self.floor)


def derivation(s):
    """|u + v - 2 h w|^2 >= 0 and |u + v| = 2 h: the two alignments add up to at most 2 h."""
    gap = square(u + v - 2 * half * w)
    apart = Chain(gap, "distance").equals(
        4 * half**2 - 4 * half * (dot(w, u) + dot(w, v)) + 4 * half**2 * length**2, by=orthogonality
    ).at_most(8 * half**2 - 4 * half * (dot(w, u) + dot(w, v)), by=algebra)
    distance = Chain(Integer(0), "square").at_most(gap, by=algebra)
    both = Chain(dot(w, u) + dot(w, v), "both alignments").at_most(
        2 * half, by=combination((apart, 1 / (4 * half)), (distance, 1 / (4 * half)))
    )
    at_least = Chain(Integer(0), "cosine").at_most(half, by=algebra)
    larger = Chain(shortfall, "larger").at_least(1 - half, by=linear(both, at_least))
    below_one = Chain(half, "below 1").at_most(Integer(1), by=squares)
    at_most = Chain(1 - half, "rest").at_least(Integer(0), by=combination(below_one))
    return (
        Chain(shortfall**2)
        .at_least((1 - half) ** 2, by=monotone(lambda z: z**2, larger, within=(at_most,)))
        .at_least(s.floor, by=algebra)
    )


def halfway(p):
    """The larger squared shortfall of w half way between u and v: of norm 1 or, not capped, as long as serves both."""
    with precision(40):
        cosine = ball(Fraction(1 + p.c) / 2).sqrt()
        return (1 - cosine) ** 2 if p.cap else Fraction(0)


def angles(budget):
    steps = {"quick": 8, "standard": 30, "deep": 300}[budget]
    return [{c: Rational(i, steps)} for i in range(1 - steps, steps + 1)]


CLAIM = Claim(
    id="dynamic_signal/local_separation",
    title="A capped node is aligned well with one of two signals only",
    kind="lemma",
    source=Source("lahoti2024", where="local separation of tasks, as quoted in a review", origin="ours"),
    statement=LocalSeparation(),
    evidence=(Derived(derivation), Exact(halfway, angles, shows="at most")),
    mutants=(
        mutant("no-cap", "(u + v)/(1 + c) is aligned with both", cap=None),
        mutant("a-tenth-more", "the bisector of u and v attains it", floor=Rational(11, 10) * (1 - half) ** 2),
        mutant("whole-angle", "each signal is half the angle away from the bisector", floor=(1 - c) ** 2),
    ),
    witness={c: Rational(1, 2), length: 1},
    corrects="dynamic_signal/separation_uncapped",
)
