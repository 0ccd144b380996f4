r"""The kernel of an infinitely wide layer of error functions.

For centred Gaussian (u, v) with variances a, c > 0 and covariance b,

.. math:: \kappa(a, b, c) = \mathbb{E}\,\mathrm{erf}(u)\,\mathrm{erf}(v)
          = \frac 2\pi \arcsin \frac{2b}{\sqrt{(1 + 2a)(1 + 2c)}}.

Source: Williams 1997; the kernel of every patch in Aiudi et al. 2025.
"""

from dataclasses import dataclass

import numpy as np
from flint import acb, arb
from scipy.special import erf
from sympy import Derivative, Expr, Integer, Rational, acos, asin, pi, sqrt

from numerics.enclosure import ball, precision
from theorems.core import Chain, Claim, Derived, Exact, Fact, Relation, Simulation, Source, Statement, arbitrary, mutant
from theorems.core.rules import algebra, from_slope, rewriting
from theorems.papers.kernel_renormalization.symbols import PAIR, a, b, c

kernel = arbitrary("kappa")
meeting = arbitrary("meeting", positive=True)                  # mean of exp(-u^2 - v^2)


@dataclass(frozen=True)
class ErfKernel(Statement):
    """The closed form, for all variances and every covariance they allow."""

    value: Expr = 2 / pi * asin(2 * b / sqrt((1 + 2 * a) * (1 + 2 * c)))

    def domain(self):
        return PAIR

    def conclusion(self):
        return Relation(kernel(a, b, c), "=", self.value)


def derivation(statement):
    """Two functions of b with one slope, both 0 where u and v are independent."""
    price = Fact(
        Derivative(kernel(a, b, c), b), "=", 4 / pi * meeting(a, b, c), source="price1958",
        fact="Price's theorem: d/db E f(u) h(v) = E f'(u) h'(v), with erf' = 2 exp(-u^2) / sqrt(pi)",
    )
    gaussian_integral = Fact(
        meeting(a, b, c), "=", 1 / sqrt((1 + 2 * a) * (1 + 2 * c) - 4 * b**2), source="classical",
        fact="E exp(-u^2 - v^2) = det(1 + 2 C)^(-1/2), C the covariance of (u, v)",
    )
    independent = Fact(
        kernel(a, Integer(0), c), "=", Integer(0), source="classical", fact="u and v independent, erf odd: the mean is 0"
    )
    slope = (
        Chain(Derivative(kernel(a, b, c), b), "slope")
        .equals(4 / pi * meeting(a, b, c), by=price)
        .equals(4 / pi / sqrt((1 + 2 * a) * (1 + 2 * c) - 4 * b**2), by=rewriting(gaussian_integral))
        .equals(4 / (pi * sqrt(1 + 2 * a + 2 * c + 4 * (a * c - b**2))), by=algebra)
    )
    return Chain(kernel(a, b, c)).equals(statement.value, by=from_slope(b, 0, slope, independent))


def by_quadrature(p):
    """One Gaussian integral left: v given u is Gaussian, and the mean of erf(v) is again an error function."""
    with precision(40):
        first, cross, second = ball(p.a), ball(p.b), ball(p.c)
        spread = (1 + 2 * (second - cross**2 / first)).sqrt()
        scale, slope, end = first.sqrt(), cross / first.sqrt() / spread, arb(12)
        inside = acb.integral(
            lambda z, _: (scale * z).erf() * (slope * z).erf() * (-z * z / 2).exp(), -end, end
        ).real / (2 * arb.pi()).sqrt()
        return inside + arb(0, (end / arb(2).sqrt()).erfc().upper())


def covariances(budget):
    few = Rational(1, 5), 2
    values = {"quick": few, "standard": (*few, 1), "deep": (*few, 1, Rational(1, 9), Rational(2, 3), 9)}
    shares = (Rational(-9, 10), Rational(1, 3), Rational(1))
    return [{a: x, c: y, b: r * min(x, y)} for x in values[budget] for y in values[budget] for r in shares]


def products(p, size, rng):
    """Products of error functions of fresh correlated Gaussian pairs, each in [-1, 1]."""
    u, rest = np.sqrt(p.a) * rng.standard_normal(size), rng.standard_normal(size)
    v = p.b / p.a * u + np.sqrt(max(p.c - p.b**2 / p.a, 0)) * rest
    return erf(u) * erf(v)


CLAIM = Claim(
    id="kernel_renormalization/erf_kernel",
    title="The arcsine kernel of error functions",
    kind="lemma",
    source=Source("aiudi2025", where="local kernels, error-function activation", origin="abstract"),
    statement=ErfKernel(),
    evidence=(Derived(derivation), Exact(by_quadrature, covariances), Simulation(products, law=(-1, 1))),
    mutants=(
        mutant("two-missing", "erf has variance 1/2", value=2 / pi * asin(2 * b / sqrt((1 + a) * (1 + c)) / 2)),
        mutant("one-over-pi", "half the angle", value=asin(2 * b / sqrt((1 + 2 * a) * (1 + 2 * c))) / pi),
        mutant("arccosine", "the angle from the wrong side", value=2 / pi * acos(2 * b / sqrt((1 + 2 * a) * (1 + 2 * c)))),
        mutant("unmixed", "one variance taken for both", value=2 / pi * asin(2 * b / (1 + 2 * a))),
    ),
    witness={a: 1, c: Rational(1, 2), b: Rational(1, 3)},
)
