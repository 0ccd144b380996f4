r"""Affinity of two samples of Gaussian laws that differ in their means.

For P = N(u, s^2 1) and Q = N(u + w, s^2 1) in d dimensions, gap = |w|, n independent samples of each have

.. math:: \int \sqrt{dP^n\,dQ^n} = \exp\Bigl(-\frac{n\,\mathrm{gap}^2}{8 s^2}\Bigr).

The n samples are one Gaussian vector with nd coordinates, whose mean is shifted by sqrt(n) gap in all.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, Rational, exp, sqrt

from theorems.core import Chain, Claim, Derived, E, Fact, Quantity, Relation, Simulation, Source, Statement, dot, integers, mutant, square
from theorems.core.rules import algebra, gaussian_moments
from theorems.standard.information.symbols import NORMAL, d, gap, s, u, w, xi

SAMPLES = NORMAL[d, s, gap, u, w, xi].plus(n=integers(1, typical=(1, 12)))
n = SAMPLES.symbols[-1]

of_samples = Quantity("affinity of n samples")
z = u + w / 2 + s * xi                           # a sample of the law half way
exponent = square(z - u - w / 2) / (2 * s**2) - (square(z - u) + square(z - u - w)) / (4 * s**2)


@dataclass(frozen=True)
class GaussianAffinity(Statement):
    """How much n samples of the one law look like n samples of the other."""

    value: Expr = exp(-n * gap**2 / (8 * s**2))

    def domain(self):
        return SAMPLES

    def hypotheses(self):
        return (Eq(dot(w, w), n * gap**2),)

    def conclusion(self):
        return Relation(of_samples, "=", self.value)


def derivation(statement):
    """The square root of both densities is, up to a constant, the density half way.  Here d and w are those of all samples."""
    halfway = Fact(
        of_samples, "=", E(exp(exponent), xi),
        fact="the integral of sqrt(dP dQ) as a mean under the law half way, the n samples stacked to one vector, |w|^2 = n gap^2",
    )
    constant = Chain(exponent, "exponent").equals(-n * gap**2 / (8 * s**2), by=gaussian_moments)
    return (
        Chain(of_samples)
        .equals(E(exp(exponent), xi), by=halfway)
        .equals(E(exp(constant.end), xi), by=gaussian_moments)
        .equals(exp(constant.end), by=algebra)
        .equals(statement.value, by=algebra)
    )


def roots_of_ratios(p, size, rng):
    """1 + tanh of half the log-ratio at a sample of the mixture of both, as ratio sqrt(pq) / ((p + q)/2): in [0, 1]."""
    total = rng.standard_normal((size, p.n)).sum(1) * p.s
    shifted = np.where(rng.random(size) < 0.5, total + p.n * p.gap, total)
    half = (p.gap * shifted - p.n * p.gap**2 / 2) / (2 * p.s**2)
    return 1 / np.cosh(half)


CLAIM = Claim(
    id="information/gaussian_affinity",
    title="Affinity of samples of Gaussian laws of one covariance",
    kind="lemma",
    source=Source("tsybakov2009", where="Hellinger distance of Gaussian shifts", origin="classical"),
    statement=GaussianAffinity(),
    evidence=(Derived(derivation), Simulation(roots_of_ratios, law=(0, 1))),
    mutants=(
        mutant("four", "as of exp(-KL/2), which is smaller", value=exp(-n * gap**2 / (4 * s**2))),
        mutant("root-n", "independent samples multiply", value=exp(-sqrt(n) * gap**2 / (8 * s**2)), at={n: 9, gap: 1, s: 1}),
        mutant("no-square", "the distance enters squared", value=exp(-n * gap / (8 * s)), at={n: 4, gap: 2, s: 1}),
    ),
    witness={d: Integer(1), n: 4, gap: 1, s: Rational(3, 2)},
)
