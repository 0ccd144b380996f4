r"""The mean largest singular value of orthonormal columns in Gaussian noise.

For D = kd, orthonormal columns U (D x k), a diagonal matrix K with entries in [0, kappa] and standard Gaussian noise Xi,

.. math:: \mathbb{E}\, s_{\max}\bigl(U K^{1/2} + \Xi\bigr) \le \sqrt{D + \kappa + 2 \sqrt{\kappa k}} + \sqrt k.

For kappa = 0 this is the classical bound sqrt D + sqrt k.  The simulation has all entries of K equal to kappa.
Source: a step of the lower bound for fully connected nets; comparison of Gaussian processes.
"""

from dataclasses import dataclass

import numpy as np
from sympy import Expr, Integer, sqrt

from theorems.core import Chain, Claim, Derived, E, Fact, Relation, Simulation, Source, Statement, mutant, norm, square
from theorems.core.rules import algebra, combination, gaussian_moments, jensen, monotone
from theorems.papers.dynamic_signal.overlap_symbols import SPIKED, images, kap, noise, swing, turned
from theorems.papers.dynamic_signal.symbols import d, k


@dataclass(frozen=True)
class TopSingularValue(Statement):
    """Whatever the lengths of the columns, up to sqrt(kappa)."""

    signal: Expr = kap + 2 * sqrt(kap * k)
    width: Expr = sqrt(k)

    def domain(self):
        return SPIKED

    def conclusion(self):
        return Relation(E(swing, swing), "<=", sqrt(k * d + self.signal) + self.width)


def derivation(s):
    """Compare the bilinear form a' Xi b with <g, a> + <h, b>, which scatters as much and more between near points."""
    length = kap + 2 * sqrt(kap) * norm(images.T * noise) + square(noise)
    compared = Fact(
        E(swing, swing), "<=", E(sqrt(length), noise) + E(norm(turned), turned), source="boucheron2013",
        fact="Sudakov and Fernique: E max_ab (a'U sqrt(K) b + a' Xi b) <= E max_b |U sqrt(K) b + g| + E max_b <h, b>; "
        "and |U sqrt(K) b + g|^2 <= kap + 2 sqrt(kap) |U'g| + |g|^2",
    )
    shadow = (
        Chain(E(norm(images.T * noise), noise), "shadow")
        .at_most(sqrt(E(square(images.T * noise), noise)), by=jensen(sqrt))
        .equals(sqrt(k), by=gaussian_moments)
    )
    squared = (
        Chain(E(length, noise), "length")
        .equals(kap + 2 * sqrt(kap) * shadow.start + k * d, by=gaussian_moments)
        .at_most(kap + 2 * sqrt(kap) * sqrt(k) + k * d, by=combination((shadow, 2 * sqrt(kap))))
    )
    first = (
        Chain(E(sqrt(length), noise), "first")
        .at_most(sqrt(squared.start), by=jensen(sqrt))
        .at_most(sqrt(squared.end), by=monotone(sqrt, squared))
    )
    second = (
        Chain(E(norm(turned), turned), "second")
        .at_most(sqrt(E(square(turned), turned)), by=jensen(sqrt))
        .equals(sqrt(k), by=gaussian_moments)
    )
    return (
        Chain(compared.left)
        .at_most(compared.right, by=compared)
        .at_most(first.end + second.end, by=combination(first, second))
        .at_most(sqrt(k * d + s.signal) + s.width, by=algebra)
    )


def largest(p, size, rng):
    """Largest singular values, each a 1-Lipschitz function of its noise."""
    data = rng.standard_normal((size, p.k * p.d, p.k))
    data[:, range(p.k), range(p.k)] += np.sqrt(p.kap)
    return np.sqrt(np.linalg.eigvalsh(data.transpose(0, 2, 1) @ data)[:, -1]), 1.0


CLAIM = Claim(
    id="dynamic_signal/top_singular_value",
    title="The mean largest singular value of orthonormal columns in Gaussian noise",
    kind="lemma",
    source=Source("lahoti2024", where="step of the lower bound for fully connected nets", origin="ours"),
    statement=TopSingularValue(),
    evidence=(Derived(derivation), Simulation(largest, law="sub-gaussian")),
    mutants=(
        mutant("one-direction", "the noise has k directions to choose from", width=sqrt(k) / 4, at={k: 4, d: 4, kap: 0}),
        mutant("no-signal", "the columns lengthen the data", signal=Integer(0), at={k: 2, d: 2, kap: 30}),
        mutant(
            "half-signal", "they are independent of the noise, so the squares add", signal=(kap + 2 * sqrt(kap * k)) / 2,
            at={k: 2, d: 8, kap: 100},
        ),
    ),
    witness={k: 3, d: 4, kap: 6},
)
