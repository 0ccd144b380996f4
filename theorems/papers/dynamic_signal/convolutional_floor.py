r"""Least risk of a capped convolutional net that has seen few samples of the dynamic signal task.

A net f(x) = sum_i phi_b(<w, x_i>) with |w| <= 1 and any threshold b >= 0, trained on m samples by an algorithm whose risk
has the same law on every rotation I_k (x) O(d) of the task, has

.. math:: \mathbb{E} R \ge (1 - A^*)^2, \qquad A^* = g(\bar\kappa), \quad g(x) = \frac{x}{a + \sqrt{a^2 + x^2}}, \quad
          a = \frac{d-1}{2}, \quad \bar\kappa = \frac{\sqrt{m^2 + \sigma^2 d\,m}}{\sigma^2},

Hypothesis: d >= 2.  All samples show the one signal, so m stands where m/k stands for locally connected nets.  Squared
loss, unit signal.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, sqrt

from theorems.core import (
    Bound,
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Learners,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    dot,
    interval,
    mutant,
    nonnegative,
)
from theorems.core.rules import algebra, combination, definition, jensen, monotone, pointwise, squares
from theorems.papers.dynamic_signal.aligned_risk import (
    a,
    concentration,
    g,
    heard,
    mean_score,
    one_location,
    what_is_heard,
)
from theorems.papers.dynamic_signal.symbols import GRID, LOCATION, count, d, k, kappa, lean, m, score, side, sigma, w, y
from theorems.standard.directional.bessel_ratio import BesselRatio

definition_of_risk = E((score * y - y) ** 2, score)               # y f(x) = score, so that f(x) = y score
risk = Quantity("E R", definition_of_risk)


@dataclass(frozen=True)
class ConvolutionalFloor(Statement):
    """Mean over the sample and the algorithm's own randomness, for every algorithm of the class."""

    aim: Expr = g(concentration(m))
    learners: Learners = Learners("I_k (x) O(d)", "convolutional", cap=Integer(1))

    def domain(self):
        return LOCATION.but(b=nonnegative(), length=interval(0, 1))

    def hypotheses(self):
        return (Eq(dot(w, w), 1),)

    def conclusion(self):
        return Relation(risk, ">=", (1 - self.aim) ** 2)


def derivation(s):
    """The steps of dynamic_signal/aligned_risk, with every sample a sample of the test point's signal."""
    one = one_location().at({count: m})
    of_data = E(heard, kappa, lean, side)
    reached = E(BesselRatio(d, kappa), kappa, lean, side)
    tower = Fact(mean_score, "=", of_data, fact="tower rule; patches without signal add mean 0, the threshold being odd")
    posterior = Fact(
        reached, "=", one.start, source="mardia2000",
        fact="uniform prior, m samples of w + sigma zeta, the other patches being noise that tells nothing of w: the "
        "posterior of w is von Mises-Fisher of this concentration",
    )
    scored = (
        Chain(mean_score, "mean score")
        .equals(of_data, by=tower)
        .at_most(reached, by=pointwise(what_is_heard()))
        .equals(one.start, by=posterior)
        .at_most(g(concentration(m)), by=one)
        .equals(s.aim, by=algebra)
    )
    reach = concentration(m)
    hypotenuse = sqrt(a**2 + reach**2)
    below_one = Chain(g(reach), "below one").at_most(
        Integer(1), by=combination((Chain(reach, "leg").at_most(hypotenuse, by=squares), 1 / (a + hypotenuse)))
    )
    return (
        Chain(risk)
        .equals(definition_of_risk, by=definition)
        .equals(E((1 - score) ** 2, score), by=algebra)
        .at_least((1 - mean_score) ** 2, by=jensen(lambda z: (1 - z) ** 2))
        .at_least((1 - s.aim) ** 2, by=monotone(lambda z: (1 - z) ** 2, scored, lambda z: -2 * (1 - z), within=(below_one,)))
    )


def scores(p, size, rng):
    """Alignments of the best node, that of the mean of all samples, each cut to the patch that holds its signal."""
    if not p.m:
        return np.zeros(size)
    along = p.m + p.sigma * np.sqrt(p.m) * rng.standard_normal(size)
    return along / np.sqrt(along**2 + p.sigma**2 * p.m * rng.chisquare(p.d - 1, size))


CLAIM = Claim(
    id="dynamic_signal/convolutional_floor",
    title="Least risk of a capped convolutional net after m samples",
    kind="theorem",
    source=Source("lahoti2024", where="no lower bound for convolutional nets is stated", origin="ours"),
    statement=ConvolutionalFloor(),
    evidence=(
        Derived(derivation),
        Simulation(scores, law=(-1, 1), tests=lambda s: Relation(mean_score, "<=", s.aim), name="scores"),
    ),
    mutants=(
        mutant(
            "own-samples-only", "every sample shows the shared signal", aim=g(concentration(m / k)),
            at={d: 4, k: 4, sigma: 1, m: 4},
        ),
        mutant(
            "asymptote", "the limit of large d is no bound at small d", aim=sqrt(m / (m + sigma**2 * d)),
            at={d: 4, k: 1, sigma: 1, m: 4},
        ),
        mutant(
            "lower-ratio", "Amos' lower bound in place of his upper bound", aim=g(concentration(m), d / 2),
            at={d: 2, k: 1, sigma: 1, m: 2},
        ),
    ),
    witness={d: 4, k: 4, sigma: 1, m: 1},
    bounds=(Bound("samples", "CNN", solve=m, target="R", grid=GRID),),
)
