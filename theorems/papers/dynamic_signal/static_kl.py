r"""KL divergence between two rotations of a static signal task.

For U, V in O(kd), a unit signal mu and noise sigma > 0, one labelled sample satisfies

.. math:: \mathrm{KL}(U \circ \mathrm{SSD} \,\|\, V \circ \mathrm{SSD}) = \frac{1 - \cos\alpha}{\sigma^2},

alpha being the angle between the images U mu and V mu.  Units: nats.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Eq, Expr, cos, sin

from numerics.groups import haar
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
from theorems.core.rules import definition, gaussian_moments, orthogonality, trigonometry
from theorems.papers.dynamic_signal.symbols import SIGNAL, U, V, alpha, d, k, mu, sigma, xi, y

u, v = U * mu, V * mu
x = y * u + sigma * xi
log_ratio = (square(x - y * v) - square(x - y * u)) / (2 * sigma**2)

joint = Quantity("KL", E(log_ratio, xi))
marginal = Quantity("KL of the images without their labels")


@dataclass(frozen=True)
class StaticKL(Statement):
    """The divergence of the two tasks, whatever k, d, U and V."""

    value: Expr = (1 - cos(alpha)) / sigma**2
    labelled: bool = True

    def domain(self):
        return SIGNAL[k, d, sigma, alpha, y, U, V, mu, xi]

    def hypotheses(self):
        return Eq(dot(mu, mu), 1), Eq(dot(u, v), cos(alpha))

    def conclusion(self):
        return Relation(joint if self.labelled else marginal, "=", self.value)


def derivation(s):
    """The log-ratio is affine in the noise; U and V leave the length of the signal alone."""
    return (
        Chain(s.conclusion().left)
        .equals(E(log_ratio, xi), by=definition)
        .equals(square(u - v) / (2 * sigma**2), by=gaussian_moments)
        .equals((2 - 2 * cos(alpha)) / (2 * sigma**2), by=orthogonality)
        .equals(s.value, by=trigonometry)
    )


def log_ratios(p, size, rng):
    """Log density ratios of ``size`` fresh samples, and a variance their law does not exceed.

    With labels they are Gaussian; without, they are a function of the Gaussian noise with Lipschitz constant 2 / sigma.
    """
    frame = haar(p.k * p.d, rng)
    a, b = frame[0], np.cos(p.alpha) * frame[0] + np.sin(p.alpha) * frame[1]
    label = rng.choice([-1.0, 1.0], (size, 1))
    image = label * a + p.sigma * rng.standard_normal((size, p.k * p.d))
    if p.labelled:
        ratio = ((image - label * b) ** 2 - (image - label * a) ** 2).sum(1) / (2 * p.sigma**2)
        return ratio, ((a - b) ** 2).sum() / p.sigma**2
    log_cosh = lambda t: np.logaddexp(t, -t)
    return log_cosh(image @ a / p.sigma**2) - log_cosh(image @ b / p.sigma**2), 4 / p.sigma**2


CLAIM = Claim(
    id="dynamic_signal/static_kl",
    title="KL divergence between two rotations of a static signal task",
    kind="lemma",
    source=Source("lahoti2024", where="KL divergence of rotated tasks", origin="abstract"),
    statement=StaticKL(),
    evidence=(Derived(derivation), Simulation(log_ratios, law="gaussian")),
    mutants=(
        mutant("half", "the 2 of the Gaussian exponent counted twice", value=(1 - cos(alpha)) / (2 * sigma**2)),
        mutant("sigma-not-squared", "the noise level taken for a variance", value=(1 - cos(alpha)) / sigma),
        mutant("sine-squared", "distance to the line instead of to the point", value=sin(alpha) ** 2 / sigma**2),
        mutant("images-only", "the label is part of the sample", labelled=False),
    ),
    witness={alpha: 2, sigma: 1},
)
