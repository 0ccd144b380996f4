r"""Risk of the linear net that answers with a multiple of its mean sample.

After m >= 1 samples (x_i, y_i) of the dynamic signal task, f(x) = c k <v, x> with v the mean of the y_i x_i has, on average
over the samples, the squared risk

.. math:: \mathbb{E} R = (1 - c)^2 + c^2 V, \qquad
          V = \frac{k - 1}{m} + s \Bigl( 1 + \frac km + \frac{k - 1}{m} \Bigr) + s^2 \frac{k d}{m}, \quad s = k \sigma^2,

least at c = 1/(1 + V), where it is V/(1 + V).  Being linear, the net is one of k equal nodes c v without threshold, and it
turns with the data.  Source: why the lower bound for fully connected nets needs a least threshold.
"""

import itertools
from dataclasses import dataclass
from fractions import Fraction

from sympy import Eq, Expr, Rational, sqrt

from theorems.core import Chain, Claim, Derived, E, Exact, Fact, Quantity, Relation, Source, Statement, dot, mutant, square
from theorems.core.rules import algebra, combination, gaussian_moments, pointwise
from theorems.papers.dynamic_signal.overlap_symbols import MEAN_SAMPLE, N, scale, unit_image, zeta
from theorems.papers.dynamic_signal.overlap_symbols import mean_samples as m
from theorems.papers.dynamic_signal.overlap_symbols import mean_sigma as sigma
from theorems.papers.dynamic_signal.symbols import d, k

risk = Quantity("E R of the mean sample")
s = k * sigma**2
excess = (k - 1) / m + s * (1 + k / m + (k - 1) / m) + s**2 * k * d / m


@dataclass(frozen=True)
class MeanSampleNet(Statement):
    """For every factor."""

    excess: Expr = excess

    def domain(self):
        return MEAN_SAMPLE

    def hypotheses(self):
        return (Eq(dot(unit_image, unit_image), 1),)

    def conclusion(self):
        return Relation(risk, "=", (1 - scale) ** 2 + scale**2 * self.excess)


def derivation(st):
    """The risk is a square at each location and the noise that is heard, both averages of squares of the mean sample."""
    along = N / m + sigma / sqrt(m) * dot(zeta, unit_image)
    squared = E(E((1 - scale * k * along) ** 2, zeta), N)
    length = k * E(N**2, N) / m**2 + sigma**2 / m * E(square(zeta), zeta)
    averaged = Fact(
        risk, "=", squared + sigma**2 * (scale * k) ** 2 * length,
        fact="risk of a linear net, averaged: the locations are alike, the images orthonormal, the noise is of mean 0",
    )
    heard = (1 - scale * k * N / m) ** 2 + (scale * k * sigma) ** 2 / m
    inner = Chain(E((1 - scale * k * along) ** 2, zeta), "one location").equals(heard, by=gaussian_moments)
    return (
        Chain(risk)
        .equals(averaged.right, by=averaged)
        .equals(E(heard, N) + sigma**2 * (scale * k) ** 2 * length, by=combination(
            Chain(squared, "locations").equals(E(heard, N), by=pointwise(inner))
        ))
        .equals((1 - scale) ** 2 + scale**2 * excess, by=gaussian_moments)
        .equals((1 - scale) ** 2 + scale**2 * st.excess, by=algebra)
    )


def mean_risk(p):
    """Over all locations, and signs in place of noise: exact, as the risk is quadratic in the samples."""
    size, total, count = p.k * p.d, Fraction(0), 0
    one = list(itertools.product(range(p.k), itertools.product((1, -1), repeat=size)))
    for drawn in itertools.product(one, repeat=p.m):
        mean = [sum(Fraction(i == t) + p.sigma * noise[i] for t, noise in drawn) / p.m for i in range(size)]
        net = [p.scale * p.k * x for x in mean]
        total += sum((1 - x) ** 2 for x in net[: p.k]) / p.k + p.sigma**2 * sum(x**2 for x in net)
        count += 1
    return total / count


def nets(budget):
    shapes = {"quick": [(2, 2, 1), (2, 2, 2)], "standard": [(2, 2, 1), (2, 2, 2), (3, 2, 1)]}
    shapes["deep"] = [*shapes["standard"], (2, 3, 2), (4, 2, 1)]
    found = [{k: places, d: dim, m: size} for places, dim, size in shapes[budget]]
    return [{**shape, sigma: Rational(1, 3), scale: c} for shape in found for c in (1, Rational(1, 2))]


CLAIM = Claim(
    id="dynamic_signal/mean_sample_net",
    title="Risk of the linear net that answers with a multiple of its mean sample",
    kind="lemma",
    source=Source("lahoti2024", where="role of the least bias in the lower bound for fully connected nets", origin="ours"),
    statement=MeanSampleNet(),
    evidence=(Derived(derivation), Exact(mean_risk, nets)),
    mutants=(
        mutant("no-coupons", "the locations are not seen equally often", excess=excess - (k - 1) / m),
        mutant("no-noise-of-others", "the net hears the noise of all its directions", excess=excess - s**2 * k * d / m),
    ),
    witness={k: 3, d: 2, m: 1, sigma: Rational(1, 2), scale: Rational(1, 2)},
)
