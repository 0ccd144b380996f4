r"""The mean of the largest of N standard normal numbers.

For g_1, …, g_N ~ N(0, 1), N >= 2, independent or not,

.. math:: \mathbb{E} \max_{i \le N} g_i \le \sqrt{2 \ln N}.
"""

from dataclasses import dataclass

from flint import acb, arb
from sympy import Expr, exp, log, sqrt

from numerics.enclosure import precision
from theorems.core import (
    Chain,
    Claim,
    Derived,
    E,
    Exact,
    Fact,
    Relation,
    Simulation,
    Source,
    Statement,
    arbitrary,
    claim,
    mutant,
)
from theorems.core.rules import algebra, combination, pointwise
from theorems.standard.concentration import tails
from theorems.standard.concentration.symbols import GAUSS, M, N
from theorems.standard.information.symbols import y

largest = arbitrary("E_max")                     # the largest mean, over all joint laws, of the largest of N


@dataclass(frozen=True)
class GaussianMaximum(Statement):
    """Whatever the joint law of the N numbers."""

    bound: Expr = sqrt(2 * log(N))

    def domain(self):
        return GAUSS[N, M]

    def conclusion(self):
        return Relation(largest(N), "<=", self.bound)


def derivation(s):
    """Below the tangent of an exponential that is steep enough to count the largest alone."""
    r = sqrt(2 * log(N))
    mean = Fact(largest(N), "=", E(M, M), fact="definition: M is the largest, for the worst joint law")
    total = Fact(
        E(exp(r * M), M), "<=", N * exp(r**2 / 2),
        fact="exp(r M) is at most the sum of exp(r g_i), of mean exp(r^2 / 2) each; here r = sqrt(2 ln N)",
    )
    tangent = claim("information/exponential_tangent").at({y: r * M - r**2})
    line = Chain(M, "line").at_most(r - 1 / r + exp(r * M - r**2) / r, by=combination((tangent, 1 / r)))
    return (
        Chain(largest(N))
        .equals(E(M, M), by=mean)
        .at_most(E(r - 1 / r + exp(r * M - r**2) / r, M), by=pointwise(line))
        .equals(r - 1 / r + exp(-(r**2)) * E(exp(r * M), M) / r, by=algebra)
        .at_most(r, by=combination((total, exp(-(r**2)) / r)))
        .at_most(s.bound, by=algebra)
    )


def mean_of_independent(p):
    """Of the largest of N independent ones: the integral of 1 - F^N less that of F^N on the other side, F their law."""
    with precision(25):
        end, scale = arb(10), arb(2).sqrt()
        below = lambda x: (-x / scale).erfc() / 2
        inside = acb.integral(lambda x, _: 1 - below(x) ** p.N - below(-x) ** p.N, arb(0), end).real
        return inside + arb(0, (2 * p.N * tails.normal(10)).upper())


def numbers(budget):
    sizes = {"quick": (2, 3, 10, 1000), "standard": (2, 3, 4, 10, 100, 10**4), "deep": (*range(2, 60), 10**3, 10**6)}
    return [{N: size} for size in sizes[budget]]


def largest_of_independent(p, size, rng):
    """A function of the N numbers with Lipschitz constant 1."""
    return rng.standard_normal((size, p.N)).max(1), 1.0


CLAIM = Claim(
    id="concentration/gaussian_maximum",
    title="The mean of the largest of N standard normal numbers",
    kind="lemma",
    source=Source("boucheron2013", where="maximal inequalities", origin="classical"),
    statement=GaussianMaximum(),
    evidence=(
        Derived(derivation), Exact(mean_of_independent, numbers, shows="at least"),
        Simulation(largest_of_independent, law="sub-gaussian"),
    ),
    mutants=(
        mutant("no-two", "the two of the Gaussian exponent forgotten", bound=sqrt(log(N)), at={N: 100}),
        mutant("decimal", "a logarithm to base ten", bound=sqrt(2 * log(N) / log(10))),
    ),
    witness={N: 100},
)
