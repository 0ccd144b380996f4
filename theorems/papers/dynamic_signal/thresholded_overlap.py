r"""A soft threshold lets through little of a weak signal, and less the higher it is.

For an alignment a >= 0, a threshold b, noise s g with s > 0, and any 0 < h < b,

.. math:: \mathbb{E}\, \varphi_b(a + s g) \le \frac{a^2}{4 (b - h)} + a\, \mathbb{P}(|s g| > h),
          \qquad \varphi_b(z) = (z - b)_+ - (-z - b)_+.

Nothing of the noise itself stands on the right: a node that is aligned with nothing contributes nothing.
Source: a step of the lower bound for fully connected nets.
"""

from dataclasses import dataclass

from flint import arb
from sympy import Expr, Integer, Max, Rational, erf, sqrt

from numerics.enclosure import ball
from numerics.networks import soft_threshold
from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Relation, Simulation, Source, Statement, mutant
from theorems.core.rules import algebra, combination, linear, pointwise
from theorems.papers.dynamic_signal.node import response, symmetric
from theorems.papers.dynamic_signal.overlap_symbols import THRESHOLD, h, loud, quiet
from theorems.papers.dynamic_signal.symbols import a, b, s
from theorems.standard.concentration.normal_tail import NormalTail

often, rare = erf(h / (sqrt(2) * s)), 2 * NormalTail(h / s)    # chances that the noise is at most h, or more


@dataclass(frozen=True)
class ThresholdedOverlap(Statement):
    """Of the signal the square is heard, and what large noise lifts over the threshold."""

    heard: Expr = a**2 / (4 * (b - h))
    lifted: Expr = a * rare

    def domain(self):
        return THRESHOLD

    def conclusion(self):
        return Relation(response, "<=", self.heard + self.lifted)


def derivation(statement):
    """Pair each noise with its opposite: small noise lowers the threshold to b - h, large noise gives no more than a."""
    halves = Fact(
        response, "=", often * E(symmetric(quiet), quiet) + rare * E(symmetric(loud), loud),
        fact="total probability: the size of the noise is at most h or more, and each size has both signs equally",
    )
    parts = Fact(often, "=", 1 - rare, source="dlmf", fact="definition of the error function")
    parabola = a**2 / (4 * (b - h))
    below = Chain(a - (b - h), "parabola").at_most(parabola, by=algebra)
    weak = (
        Chain(symmetric(quiet), "small noise")
        .at_most(Max(a - (b - h), 0), by=linear())
        .at_most(parabola, by=linear(below, Chain(Integer(0), "square").at_most(parabola, by=algebra)))
    )
    strong = Chain(symmetric(loud), "large noise").at_most(a, by=linear())
    small = Chain(E(symmetric(quiet), quiet), "small").at_most(E(parabola, quiet), by=pointwise(weak))
    large = Chain(E(symmetric(loud), loud), "large").at_most(E(a, loud), by=pointwise(strong))
    chance = Chain(often, "chance").equals(1 - rare, by=parts).at_most(Integer(1), by=algebra)
    return (
        Chain(response)
        .equals(halves.right, by=halves)
        .at_most(often * parabola + rare * a, by=combination((small, often), (large, rare)))
        .at_most(statement.heard + statement.lifted, by=combination((chance, parabola)))
    )


def responses(p, size, rng):
    """Responses to fresh noise, 1-Lipschitz in it."""
    return soft_threshold(p.a + p.s * rng.standard_normal(size), p.b), p.s**2


def mean_response(p):
    """In a ball: E (u + s g)_+ = u P(g >= -u/s) + s phi(u/s), on both sides of the threshold."""
    a, b, s = ball(p.a), ball(p.b), ball(p.s)
    tail = lambda z: (z / arb(2).sqrt()).erfc() / 2
    part = lambda u: u * tail(-u / s) + s * (-(u / s) * (u / s) / 2).exp() / (2 * arb.pi()).sqrt()
    return part(a - b) - part(-a - b)


def nodes(budget):
    steps = {"quick": 3, "standard": 5, "deep": 12}[budget]
    grid = [Rational(i, steps) for i in range(1, steps + 1)]
    return [{h: b_ * h_ / 2, a: 3 * b_ * a_, b: b_, s: b_ * s_} for a_ in grid for b_ in grid for s_ in grid for h_ in grid]


CLAIM = Claim(
    id="dynamic_signal/thresholded_overlap",
    title="A soft threshold lets through little of a weak signal",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=ThresholdedOverlap(),
    evidence=(Derived(derivation), Exact(mean_response, nodes), Simulation(responses, law="sub-gaussian")),
    mutants=(
        mutant(
            "five-for-four", "the parabola touches the threshold line at a = 2 (b - h)", heard=a**2 / (5 * (b - h)),
            at={h: Rational(1, 10), a: Rational(9, 5), b: 1, s: Rational(1, 50)},
        ),
        mutant(
            "nothing-lifted", "the mean response to a weak signal is linear in it", lifted=Integer(0),
            at={h: Rational(1, 2), a: Rational(1, 20), b: Rational(3, 4), s: Rational(1, 2)},
        ),
    ),
    witness={h: Rational(1, 4), a: Rational(1, 2), b: Rational(3, 4), s: Rational(1, 10)},
)
