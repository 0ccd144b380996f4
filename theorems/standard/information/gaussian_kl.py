r"""KL divergence between two Gaussian laws that differ in their means.

For P = N(u, s^2 1) and Q = N(u + w, s^2 1) in d dimensions, gap = |w|,

.. math:: \mathrm{KL}(P \,\|\, Q) = \frac{\mathrm{gap}^2}{2 s^2}.

Units: nats; s is a standard deviation.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, log

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    dot,
    mutant,
    square,
)
from theorems.core.rules import definition, gaussian_moments
from theorems.standard.information.symbols import NORMAL, d, gap, s, u, w, xi

z = u + s * xi                                   # a sample of P
log_ratio = (square(z - u - w) - square(z - u)) / (2 * s**2)
between_means = Quantity("KL(P || Q)", E(log_ratio, xi))


@dataclass(frozen=True)
class GaussianKL(Statement):
    """The divergence depends on the distance of the means alone, in units of the noise."""

    value: Expr = gap**2 / (2 * s**2)

    def domain(self):
        return NORMAL[d, s, gap, u, w, xi]

    def hypotheses(self):
        return (Eq(dot(w, w), gap**2),)

    def conclusion(self):
        return Relation(between_means, "=", self.value)


def derivation(statement):
    """The log-ratio is affine in the noise, which has mean 0."""
    return (
        Chain(between_means)
        .equals(E(log_ratio, xi), by=definition)
        .equals(square(w) / (2 * s**2), by=gaussian_moments)
        .equals(statement.value, by=gaussian_moments)
    )


def log_ratios(p, size, rng):
    """Log density ratios of fresh samples of P, and their variance; the means lie on a random line."""
    shift = rng.standard_normal(p.d)
    shift *= p.gap / np.linalg.norm(shift)
    noise = p.s * rng.standard_normal((size, p.d))
    ratios = (((noise - shift) ** 2).sum(1) - (noise**2).sum(1)) / (2 * p.s**2)
    return ratios, (p.gap / p.s) ** 2


CLAIM = Claim(
    id="information/gaussian_kl",
    title="KL divergence between Gaussian laws of one covariance",
    kind="lemma",
    source=Source("tsybakov2009", where="divergence of Gaussian shifts", origin="classical"),
    statement=GaussianKL(),
    evidence=(Derived(derivation), Simulation(log_ratios, law="gaussian")),
    mutants=(
        mutant("half-missing", "half the squared distance, as in the exponent", value=gap**2 / s**2),
        mutant("sigma-not-squared", "the standard deviation taken for a variance", value=gap**2 / (2 * s)),
        mutant("no-square", "a distance in place of its square", value=gap / (2 * s)),
        mutant("bits", "a divergence in nats is smaller, by ln 2", value=gap**2 / (2 * s**2 * log(2))),
    ),
    witness={d: 3, gap: 1, s: 2},
)
