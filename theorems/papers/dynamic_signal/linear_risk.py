r"""Squared risk of a linear net on the dynamic signal task.

Signals mu_1, ..., mu_k are orthonormal in R^{kd}, k >= 2, the location t of a sample is uniform.  For every v, with
a_t = <v, mu_t>,

.. math:: \mathbb{E}\,(\langle v, x \rangle - y)^2 = \frac1k \sum_{t=1}^k (1 - a_t)^2 + \sigma^2 |v|^2
          = (1 - \bar a)^2 + s^2 + \sigma^2 \bigl(k (\bar a^2 + s^2) + r^2\bigr),

where the a_t have mean a and variance s^2, and r is the length of the part of v orthogonal to all signals.  As v is
arbitrary that is the same as E[yx] = (mu_1 + ... + mu_k)/k and Cov(x) = sigma^2 + (mu_1 mu_1' + ... + mu_k mu_k')/k; and the
risk is the mean of those of the k static tasks.  The sum of all signals has risk k sigma^2.
"""

import itertools
from dataclasses import dataclass
from fractions import Fraction

from sympy import Eq, Expr, Rational

from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Quantity,
    Relation,
    Source,
    Statement,
    dot,
    frame,
    integers,
    mutant,
    nonnegative,
    real,
    square,
    vector,
)
from theorems.core.rules import algebra, gaussian_moments, moments, pointwise, rewriting
from theorems.papers.dynamic_signal.symbols import SIGNAL, d, k, sigma, xi, y

LINEAR = SIGNAL[k, d, sigma, y, xi].but(k=integers(2, typical=(2, 5))).plus(
    a=real(typical=(0, 1)),                      # mean alignment
    s=nonnegative(typical=(0, 1)),               # standard deviation of the alignments
    r=nonnegative(typical=(0, 1)),               # length off the signals
    v=vector(k * d),
    M=frame(k * d, k),                           # the signals as columns
    e=vector(k),                                 # one of the k unit vectors: the location
    one=vector(k),                               # all ones
)
a, s, r, v, M, e, one = LINEAR.symbols[5:]
risk = Quantity("risk of <v, x>")
image = y * M * e + sigma * xi


@dataclass(frozen=True)
class LinearRisk(Statement):
    """For every linear net, of any norm."""

    value: Expr = (1 - a) ** 2 + s**2 + sigma**2 * (k * (a**2 + s**2) + r**2)
    noise: str = "in every patch"

    def domain(self):
        return LINEAR

    def hypotheses(self):
        aligned = M.T * v
        return (
            Eq(dot(one, one), k), Eq(dot(aligned, one), k * a), Eq(square(aligned), k * (a**2 + s**2)),
            Eq(dot(v, v), k * (a**2 + s**2) + r**2),
        )

    def conclusion(self):
        cleaned = Quantity("risk, noise beside the signal")
        return Relation(risk if self.noise == "in every patch" else cleaned, "=", self.value)


def derivation(st):
    """Noise and label first: they leave the mean over the locations, which is that of a uniform coordinate."""
    given = Fact(
        risk, "=", E(E(E((dot(v, image) - y) ** 2, xi), y), e), fact="definition: x = y M e + sigma xi, e uniform",
    )
    here = (1 - dot(M.T * v, e)) ** 2 + sigma**2 * dot(v, v)
    uniform = Fact(
        E((1 - dot(M.T * v, e)) ** 2, e), "=", square(one - M.T * v) / k,
        fact="e is each of the k unit vectors with chance 1/k",
    )
    noise = Chain(E(E((dot(v, image) - y) ** 2, xi), y), "one location").equals(
        E(y**2 * (1 - dot(M.T * v, e)) ** 2 + sigma**2 * dot(v, v), y), by=gaussian_moments).equals(here, by=moments)
    return (
        Chain(risk)
        .equals(given.right, by=given)
        .equals(E(here, e), by=pointwise(noise))
        .equals(uniform.left + sigma**2 * dot(v, v), by=algebra)
        .equals(square(one - M.T * v) / k + sigma**2 * dot(v, v), by=rewriting(uniform))
        .equals((1 - a) ** 2 + s**2 + sigma**2 * (k * (a**2 + s**2) + r**2), by=gaussian_moments)
        .equals(st.value, by=algebra)
    )


def mean_loss(p):
    """Over labels, locations and signs for noise, k even: Gaussian quadrature at two points, exact for squares.

    The alignments are a + s and a - s in turn, and the rest of v is the second coordinate of the first patch.
    """
    total, count = Fraction(0), 0
    for t, label in itertools.product(range(p.k), (1, -1)):
        for noise in itertools.product((1, -1), repeat=p.k + 1):
            along = [label * (i == t) + p.sigma * noise[i] * noisy(p, i, t) for i in range(p.k)]
            heard = sum((p.a + p.s * (-1) ** i) * along[i] for i in range(p.k)) + p.r * p.sigma * noise[-1] * noisy(p, 0, t)
            total, count = total + Fraction(heard - label) ** 2, count + 1
    return total / count


def noisy(p, patch, location):
    """Whether a patch has noise: all do, unless the signal takes its place."""
    return int(p.noise == "in every patch" or patch != location)


def nets(budget):
    sizes = {"quick": (2, 4), "standard": (2, 4, 6), "deep": (2, 4, 6, 8)}[budget]
    shapes = [(1, 0, 0), (Rational(1, 2), Rational(1, 4), 1), (0, 1, Rational(1, 3))]
    return [{k: size, a: x, s: z, r: w, sigma: Rational(1, 3)} for size in sizes for x, z, w in shapes]


CLAIM = Claim(
    id="dynamic_signal/linear_risk",
    title="Squared risk of a linear net on the dynamic signal task",
    kind="lemma",
    source=Source("lahoti2024", where="definition of the dynamic signal distribution: its moments", origin="ours"),
    statement=LinearRisk(),
    evidence=(Derived(derivation), Exact(mean_loss, nets)),
    mutants=(
        mutant(
            "no-spread", "the location varies the signal, so that Cov(x) is not sigma^2",
            value=(1 - a) ** 2 + sigma**2 * (k * (a**2 + s**2) + r**2),
        ),
        mutant(
            "all-signals", "a sample shows one signal, not all",
            value=(1 - k * a) ** 2 + s**2 + sigma**2 * (k * (a**2 + s**2) + r**2),
        ),
        mutant(
            "one-patch", "the noise of all patches is heard", value=(1 - a) ** 2 + s**2 + sigma**2 * (a**2 + s**2 + r**2),
        ),
        mutant("clean-signal", "here the signal is added to noise and does not replace it", noise="beside the signal"),
    ),
    witness={k: 4, d: 3, a: 1, s: 0, r: 0, sigma: Rational(1, 2)},
)
