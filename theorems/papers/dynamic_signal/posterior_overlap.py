r"""How much of an uncertain frame lies, on average, along one direction of the data.

A uniform frame U of k orthonormal vectors in D = kd dimensions, weighed by exp tr(U'Z), d >= 2.  For a singular value s of
Z and its direction v, the mean of |U'v|^2 is an x with

.. math:: x - \theta \sqrt x\,(1 - x) \le \frac{2}{d - 1}, \qquad \theta = \frac{s}{D - k}.

As d grows with theta held, this is x <= theta^2 (1 - x)^2.  Source: a step of the lower bound for fully connected nets.
"""

from dataclasses import dataclass

from flint import arb
from sympy import Expr, Integer, sqrt

from numerics.enclosure import ball
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Source, Statement, claim, dot, mutant, square
from theorems.core.rules import algebra, combination, jensen, pointwise, rewriting
from theorems.papers.dynamic_signal.overlap_symbols import FRAME, FRAME_LAW, along, moment, outside, own, reach, spare
from theorems.papers.dynamic_signal.overlap_symbols import s_value as s
from theorems.papers.dynamic_signal.symbols import d, k

x = moment(s)
theta = s / (k * d - k)


@dataclass(frozen=True)
class PosteriorOverlap(Statement):
    """For every weight, and each of its singular values."""

    excess: Expr = 2 / (d - 1)

    def domain(self):
        return FRAME

    def conclusion(self):
        return Relation(x - theta * sqrt(x) * (1 - x), "<=", self.excess)


def mean(e):
    return E(e, *FRAME_LAW)


def derivation(statement):
    """Two turnings, and the square of sqrt(x) U r - U p outside the range of Z."""
    length = Fact(mean(reach), "=", x, fact="definition of the mean")
    part = Fact(square(own), "<=", reach - reach**2, fact="Pythagoras for U p, whose part along v is |p|^2")
    cosine = Fact(along, "<=", sqrt(reach), fact="Cauchy-Schwarz: r is a unit vector")
    between = Chain(2 * sqrt(x) * dot(outside, own), "between").at_most(x * square(outside) + square(own), by=combination(
        Chain(Integer(0), "square").at_most(square(sqrt(x) * outside - own), by=algebra)
    ))
    free = Chain(mean(spare), "free").at_most(mean(k), by=pointwise(Chain(spare, "spare").at_most(k, by=algebra)))
    mixed = Chain(mean(between.start), "mixed").at_most(mean(between.end), by=pointwise(between))
    straight = (
        Chain(mean(along), "straight")
        .at_most(mean(sqrt(reach)), by=pointwise(cosine))
        .at_most(sqrt(mean(reach)), by=jensen(sqrt))
        .equals(sqrt(x), by=rewriting(length))
    )
    kept = (
        Chain(mean(square(own)), "kept")
        .at_most(mean(reach - reach**2), by=pointwise(part))
        .at_most(mean(reach) - mean(reach) ** 2, by=jensen(lambda z: z - z**2))
        .equals(x - x**2, by=rewriting(length))
    )
    first, second = claim("dynamic_signal/first_turning"), claim("dynamic_signal/second_turning")
    turns = k * d - k
    return Chain(x - theta * sqrt(x) * (1 - x)).at_most(2 / (d - 1), by=combination(
        (second, -2 / turns), (free, 2 / turns), (mixed, s / (turns * sqrt(x))), (first, sqrt(x) / turns),
        (straight, sqrt(x)), (kept, s / (turns * sqrt(x))), (length, Integer(-2)),
    )).at_most(statement.excess, by=algebra)


def single(p):
    """For one image by Bessel functions: the mean of p^2 by the recursion of I."""
    at, half = ball(p.s), arb(p.d) / 2
    zero, one, two = (at.bessel_i(half + j, scaled=True) for j in (-1, 0, 1))
    found = (one / at + two) / zero
    return found - at / (p.d - 1) * found.sqrt() * (1 - found)


def settings(budget):
    steps = {"quick": 8, "standard": 24, "deep": 100}[budget]
    return [{k: 1, d: n, s: Integer(2) ** i / 8} for n in (2, 3, 7, 40) for i in range(steps)]


CLAIM = Claim(
    id="dynamic_signal/posterior_overlap",
    title="How much of an uncertain frame lies along one direction of the data",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=PosteriorOverlap(),
    evidence=(Derived(derivation), Exact(single, settings)),
    mutants=(
        mutant("no-excess", "without data the frame has a part 1/d along each direction", excess=Integer(0)),
        mutant("square", "that part falls as 1/d, not as its square", excess=2 / (d - 1) ** 2),
    ),
    witness={k: 2, d: 8},
)
