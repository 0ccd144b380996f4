r"""KL divergence between two Gaussians that differ by a shift.

For a centre a in R^d, a unit vector e, a distance delta > 0 and a noise level sigma > 0,

.. math:: \mathrm{KL}\big(N(a, \sigma^2 1) \,\|\, N(a + \delta e, \sigma^2 1)\big) = \frac{\delta^2}{2 \sigma^2}.

Hypothesis: |e| = 1.  Units: nats.
"""

# A claim of your own to start from.  It verifies as it stands; change it from top to bottom, and after each change run
# `lemmata verify` on this file.  What has to change is marked with 1 to 7.

from dataclasses import dataclass
from typing import Any

import numpy as np
from sympy import Eq, Expr

from theorems.core import (
    Chain,
    Claim,
    Derived,
    Domain,
    E,
    Quantity,
    Relation,
    Simulation,
    Source,
    Statement,
    dot,
    gaussian,
    integers,
    mutant,
    positive,
    square,
    vector,
)
from theorems.core.rules import definition, gaussian_moments, orthogonality

# 1. The symbols, each with the set it ranges over; `typical` is where simulations and searches look.
DOMAIN = Domain.of(d=integers(1, typical=(1, 6)), sigma=positive(typical=(1, 2)), delta=positive(typical=(1, 3)))
d, sigma, delta = DOMAIN.symbols
DOMAIN = DOMAIN.plus(a=vector(d), e=vector(d), xi=gaussian(d))
a, e, xi = DOMAIN.symbols[3:]

# 2. The quantity the claim is about, by its definition: E(..., xi) averages over a standard Gaussian vector.
x = a + sigma * xi
log_ratio = (square(x - a - delta * e) - square(x - a)) / (2 * sigma**2)
divergence = Quantity("KL", E(log_ratio, xi))


# 3. What is claimed.  The defaults are the truth; the fields are what can be wrong, and what mutants change.
@dataclass(frozen=True)
class GaussianShift(Statement):
    """The divergence, in every dimension."""

    value: Expr = delta**2 / (2 * sigma**2)

    def domain(self) -> Domain:
        return DOMAIN

    def hypotheses(self) -> tuple[Eq, ...]:
        return (Eq(dot(e, e), 1),)

    def conclusion(self) -> Relation:
        return Relation(divergence, "=", self.value)


# 4. Why it is so: a chain, one row a step, each with the rule it follows by.  A rule refuses a row it does not give.
def derivation(s: GaussianShift) -> Chain:
    """The log-ratio is affine in the noise, and the shift is a unit vector times delta."""
    return (
        Chain(divergence)
        .equals(E(log_ratio, xi), by=definition)
        .equals(delta**2 * square(e) / (2 * sigma**2), by=gaussian_moments)
        .equals(s.value, by=orthogonality)
    )


# 5. How it is tried: draws whose mean is the left side.  p has the numbers of the domain by name, never the formula;
#    the second value is a variance that the law of the draws does not exceed, from the sampler's own geometry.
def log_ratios(p: Any, size: int, rng: np.random.Generator) -> tuple[Any, float]:
    """Log density ratios of ``size`` fresh samples of the first Gaussian, which are Gaussian themselves."""
    shift = np.zeros(p.d)
    shift[0] = p.delta
    noise = p.sigma * rng.standard_normal((size, p.d))
    return ((noise - shift) ** 2 - noise**2).sum(1) / (2 * p.sigma**2), (shift**2).sum() / p.sigma**2


CLAIM = Claim(
    id="mine/gaussian_shift",
    title="KL divergence between two Gaussians that differ by a shift",
    kind="lemma",
    source=Source("textbook", where="KL divergence of Gaussians", origin="classical"),
    statement=GaussianShift(),
    evidence=(Derived(derivation), Simulation(log_ratios, law="gaussian")),
    # 6. How it could be wrong, and why that is wrong: at least two.  A mutant that survives fails the run.
    mutants=(
        mutant("no-half", "the 2 of the Gaussian exponent forgotten", value=delta**2 / sigma**2),
        mutant("distance-not-squared", "the distance taken for its square", value=delta / (2 * sigma**2)),
    ),
    # 7. Values at which the hypotheses hold and the conclusion says something.
    witness={d: 2, sigma: 1, delta: 2},
)
