r"""A soft threshold hears little of what is far below it.

For a threshold b > 0 and every real z

.. math:: \varphi_b(z) \le \frac{z^2}{4b}, \qquad \varphi_b(z) = (z - b)_+ - (-z - b)_+,

with equality at z = 2b.  Source: why the lower bound for fully connected nets needs a least threshold.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Expr, Integer, Max, Rational

from numerics.networks import soft_threshold
from theorems.core import Chain, Claim, Derived, Exact, Relation, Source, Statement, mutant, positive, real
from theorems.core.rules import algebra, combination, linear
from theorems.papers.dynamic_signal.node import unit
from theorems.papers.dynamic_signal.symbols import NODE, b, v


@dataclass(frozen=True)
class QuadraticResponse(Statement):
    """The response to z, here v, lies below a parabola through 0 that touches it once."""

    most: Expr = v**2 / (4 * b)
    thresholds: Any = positive(typical=(Rational(1, 20), 1))

    def domain(self):
        return NODE[b, v].but(b=self.thresholds)

    def conclusion(self):
        return Relation(unit(v), "<=", self.most)


def derivation(s):
    """The parabola is above the line z - b by a square over 4b, and above 0."""
    line = Chain(v - b, "line").equals(v**2 / (4 * b) - (v - 2 * b) ** 2 / (4 * b), by=algebra)
    above = Chain(Integer(0), "square").at_most((v - 2 * b) ** 2 / (4 * b), by=algebra)
    below = line.at_most(v**2 / (4 * b), by=combination(above))
    size = Chain(Integer(0), "size").at_most(v**2 / (4 * b), by=algebra)
    return (
        Chain(unit(v))
        .at_most(Max(v - b, 0), by=linear())
        .at_most(v**2 / (4 * b), by=linear(below, size))
        .at_most(s.most, by=algebra)
    )


def response(p):
    return soft_threshold(np.array(p.v, dtype=object), p.b).item()


def places(budget):
    steps = {"quick": 6, "standard": 30, "deep": 300}[budget]
    sizes = (Rational(1, 100), Rational(1, 2), Rational(3))
    return [{b: size, v: size * Rational(2 * i, steps)} for size in sizes for i in range(-3 * steps, 3 * steps + 1)]


CLAIM = Claim(
    id="dynamic_signal/quadratic_response",
    title="A soft threshold hears little of what is far below it",
    kind="lemma",
    source=Source("lahoti2024", where="role of the least bias in the lower bound for fully connected nets", origin="ours"),
    statement=QuadraticResponse(),
    evidence=(Derived(derivation), Exact(response, places)),
    mutants=(
        mutant("smaller", "the parabola touches at z = 2b", most=v**2 / (5 * b)),
        mutant("any-threshold", "a negative threshold amplifies", thresholds=real(typical=(-1, 1)), at={b: -1, v: 1}),
        mutant("threshold-squared", "the response is of the size of z, not of z^2", most=v**2 / 4),
    ),
    witness={b: Rational(1, 2), v: 1},
)
