r"""KL divergence between two spherical Gaussian laws, means and scales different.

For P = N(u, s^2 1) and Q = N(u + w, tau^2 1) in d dimensions, gap = |w|,

.. math:: \mathrm{KL}(P \,\|\, Q) = d \ln\frac{\tau}{s} + \frac{d s^2 + \mathrm{gap}^2}{2 \tau^2} - \frac d2.

For tau = s this is information/gaussian_kl.  Units: nats; s and tau are standard deviations.
"""

from dataclasses import dataclass

from flint import acb, arb
from sympy import Eq, Expr, Integer, Rational, log

from numerics.enclosure import ball, precision
from theorems.core import Chain, Claim, Derived, E, Exact, Quantity, Relation, Source, Statement, dot, mutant, square
from theorems.core.rules import definition, gaussian_moments
from theorems.standard.information.symbols import NORMAL, d, gap, s, tau, u, w, xi

z = u + s * xi                                   # a sample of P
log_ratio = d * log(tau / s) + square(z - u - w) / (2 * tau**2) - square(z - u) / (2 * s**2)
between = Quantity("KL(P || Q)", E(log_ratio, xi))


def formula(s, tau):
    return d * log(tau / s) + (d * s**2 + gap**2) / (2 * tau**2) - d / 2


@dataclass(frozen=True)
class GaussianKLScales(Statement):
    """The divergence, for every dimension, distance of means and pair of scales."""

    value: Expr = formula(s, tau)

    def domain(self):
        return NORMAL

    def hypotheses(self):
        return (Eq(dot(w, w), gap**2),)

    def conclusion(self):
        return Relation(between, "=", self.value)


def derivation(statement):
    """The log-ratio is a quadratic form of the noise; E xi = 0 and E |xi|^2 = d."""
    return (
        Chain(between)
        .equals(E(log_ratio, xi), by=definition)
        .equals(d * log(tau / s) + (square(w) + s**2 * d) / (2 * tau**2) - d / 2, by=gaussian_moments)
        .equals(statement.value, by=gaussian_moments)
    )


def by_quadrature(p):
    """The integral of p ln(p / q) over each axis, the first along the line of the means."""
    with precision(30):
        first, second, end = ball(p.s), ball(p.tau), arb(15)

        def axis(shift):
            def density_times_ratio(x, _):
                ratio = (second / first).log() + ((first * x - shift) / second) ** 2 / 2 - x * x / 2
                return (-x * x / 2).exp() * ratio

            inside = acb.integral(density_times_ratio, -end, end).real / (2 * arb.pi()).sqrt()
            steep = (first / second) ** 2 + (shift / second) ** 2 + (second / first).log().abs_upper() + 2
            return inside + arb(0, (steep * 1000 * (-end * end / 4).exp()).upper())   # |ratio| <= steep (1 + x^2)

        return axis(ball(p.gap)) + (p.d - 1) * axis(arb(0))


def shapes(budget):
    half = Rational(1, 2)
    scales = {"quick": (half, 2), "standard": (half, 1, 2), "deep": (Rational(1, 5), half, 1, 2, 3)}
    return [
        {d: Integer(n), s: i, tau: j, gap: g}
        for n in (1, 4) for i in scales[budget] for j in scales[budget] for g in (Integer(0), Rational(3, 2))
    ]


CLAIM = Claim(
    id="information/gaussian_kl_scales",
    title="KL divergence between spherical Gaussian laws",
    kind="lemma",
    source=Source("cover2006", where="relative entropy of normal laws", origin="classical"),
    statement=GaussianKLScales(),
    evidence=(Derived(derivation), Exact(by_quadrature, shapes)),
    mutants=(
        mutant("swapped", "the divergence is not symmetric", value=formula(tau, s)),
        mutant(
            "log-upside-down", "a wider Q costs ln(tau/s), it does not gain",
            value=formula(s, tau) - 2 * d * log(tau / s),
        ),
        mutant(
            "one-axis", "each of d coordinates adds its own",
            value=(log(tau / s) + (s**2 + gap**2) / (2 * tau**2) - Rational(1, 2)),
        ),
        mutant("bits", "the logarithm to base 2", value=formula(s, tau) + d * log(tau / s) * (1 / log(2) - 1)),
    ),
    witness={d: 2, s: 1, tau: 2, gap: 1},
)
