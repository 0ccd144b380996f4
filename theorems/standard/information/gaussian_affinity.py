r"""Affinity of two samples of Gaussian laws that differ in their means.

For P = N(u, s^2 1) and Q = N(u + w, s^2 1) in d dimensions, gap = |w|, n independent samples of each have

.. math:: \int \sqrt{dP^n\,dQ^n} = \exp\Bigl(-\frac{n\,\mathrm{gap}^2}{8 s^2}\Bigr).

Derived for the n samples as one Gaussian vector: there d counts the coordinates of all of them, and |w|^2 = n gap^2.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, Integer, Rational, exp, sqrt

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Fact,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    dot,
    integers,
    mutant,
    square,
)
from theorems.core.rules import algebra, orthogonality, rewriting
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
    """The root of the product of both densities is, up to a constant, the density half way."""
    halfway = Fact(
        of_samples, "=", E(exp(exponent), xi),
        fact="the integral of sqrt(dP dQ) as a mean under the Gaussian law half way, densities written out",
    )
    constant = Chain(exponent, "exponent").equals(-n * gap**2 / (8 * s**2), by=orthogonality)
    return (
        Chain(of_samples)
        .equals(E(exp(exponent), xi), by=halfway)
        .equals(E(exp(constant.end), xi), by=rewriting(constant))
        .equals(exp(constant.end), by=algebra)
        .equals(statement.value, by=algebra)
    )


def roots_of_ratios(p, size, rng):
    """sqrt(p q) / ((p + q)/2) at fresh samples of the mixture of both laws, along the line of the means; in [0, 1]."""
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
        mutant(
            "root-n", "independent samples multiply",
            value=exp(-sqrt(n) * gap**2 / (8 * s**2)), at={n: 9, gap: 1, s: 1},
        ),
        mutant("no-square", "the distance enters squared", value=exp(-n * gap / (8 * s)), at={n: 4, gap: 2, s: 1}),
    ),
    witness={d: Integer(1), n: 4, gap: 1, s: Rational(3, 2)},
)
